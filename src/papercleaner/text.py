"""Text: an immutable string that knows where each piece of it came from.

A Text is its own ledger.  It is a tuple of pieces; each piece holds the characters as they stand now
and the half-open span of the decoded source that it answers for.  A piece nobody touched has no rule
and equals its span of the source; a changed piece names the rules that changed it; a dropped piece has
no characters and keeps its span; an inserted piece has characters and an empty span.  Edits, their
replay and their reversal are all read off the pieces, so there is no second record that could disagree.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

Span = tuple[int, int]

_put = object.__setattr__
_new = tuple.__new__
"""Makes a piece of all its fields in half the time that its own constructor takes."""

FEW = 16
"""Up to this many pieces are simply read through."""


class Piece(NamedTuple):
    """Characters, the source span [start, end) they stand for, and the rules that made them so."""

    text: str
    start: int
    end: int
    why: tuple[str, ...] = ()
    confidence: float = 1.0

    @property
    def changed(self) -> bool:
        return bool(self.why)

    def slice(self, start: int, end: int) -> Piece:
        """Characters [start, end), not empty; if the piece was changed, its first part answers for its span."""
        text, first, last, why, confidence = self
        if len(text) == last - first:
            return _new(Piece, (text[start:end], first + start, first + end, why, confidence))
        return Piece(text[start:end], last if start else first, last, why, confidence)

    def cut(self, at: int) -> tuple[Piece, Piece]:
        """Two pieces, parted before character `at`; 0 < at < len(text)."""
        return self.slice(0, at), self.slice(at, len(self.text))


class Change(NamedTuple):
    """What a rule asks for: characters [start, end) of the present text become `after`."""

    start: int
    end: int
    after: str
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, init=False)
class Text:
    """An immutable string with origins.  `str(text)` is what it says now."""

    pieces: tuple[Piece, ...]
    value: str = field(compare=False)
    _ends: tuple[int, ...] = field(compare=False, repr=False)
    """Where each piece ends; filled in when it is first asked for."""

    def __init__(self, pieces: tuple[Piece, ...] = ()) -> None:
        """Written out, for a page makes thousands, most of them of one piece."""
        _put(self, "pieces", pieces)
        _put(self, "value", pieces[0].text if len(pieces) == 1 else "".join([p.text for p in pieces]))
        _put(self, "_ends", ())

    @classmethod
    def of(cls, source: str, start: int = 0, end: int | None = None) -> Text:
        """The span [start, end) of `source`, verbatim."""
        stop = len(source) if end is None else end
        return cls((Piece(source[start:stop], start, stop),)) if stop > start else cls()

    def __str__(self) -> str:
        return self.value

    def __len__(self) -> int:
        return len(self.value)

    def __bool__(self) -> bool:
        return bool(self.value)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The source spans this text answers for, in its own order, neighbours merged."""
        merged: list[Span] = []
        for piece in self.pieces:
            if merged and merged[-1][1] == piece.start:
                merged[-1] = (merged[-1][0], piece.end)
            elif piece.end > piece.start:
                merged.append((piece.start, piece.end))
        return tuple(merged)

    @property
    def start(self) -> int:
        """Offset of the first source character answered for; -1 if there is none."""
        return next((p.start for p in self.pieces if p.end > p.start), -1)

    def split(self, at: int) -> tuple[Text, Text]:
        """The text before character `at` and the text from it on."""
        left: list[Piece] = []
        right: list[Piece] = []
        place = 0
        for piece in self.pieces:
            size = len(piece.text)
            if place + size <= at and not (place == at and size):
                left.append(piece)
            elif place >= at:
                right.append(piece)
            else:
                first, second = piece.cut(at - place)
                left.append(first)
                right.append(second)
            place += size
        return Text(tuple(left)), Text(tuple(right))

    def part(self, start: int, end: int) -> Text:
        """Characters [start, end) with their origins; what was dropped at `start` belongs to the part before."""
        if len(self.pieces) == 1 and 0 <= start < end <= len(self.value):
            return self if end - start == len(self.value) else Text((self.pieces[0].slice(start, end),))
        near, shift = self._near(start, end) if len(self.pieces) > FEW else (self, 0)
        left = near.split(end - shift)[0]
        return left.split(start - shift)[1] if start > 0 else left

    def _near(self, start: int, end: int) -> tuple[Text, int]:
        """The pieces that touch characters [start, end), and how many characters stand before them.

        Found by bisection: many parts are cut from one text, and reading all its pieces for each is quadratic.
        """
        ends = self._stops()
        first = bisect_right(ends, start) if start > 0 else 0
        last = bisect_right(ends, end) + 1
        return Text(self.pieces[first:last]), ends[first - 1] if first else 0

    def _stops(self) -> tuple[int, ...]:
        """Where each piece ends."""
        if not self._ends:
            _put(self, "_ends", tuple(accumulate([len(p.text) for p in self.pieces])))
        return self._ends

    def strip(self) -> Text:
        """Without white space at either end.

        Verbatim white space is left to the page as layout; the spans of what a rule had changed or dropped
        there stay with the text, for they may be of more than white space.
        """
        core = self.value.strip()
        if len(core) == len(self.value):
            return self
        start = self.value.find(core) if core else len(self.value)
        before, rest = self.split(start)
        middle, after = rest.split(len(core))
        return join((before._changes(), middle, after._changes()))

    def _changes(self) -> Text:
        """The changed pieces, now without characters."""
        return Text(tuple(p._replace(text="") for p in self.pieces if p.changed and p.end > p.start))

    def edit(self, changes: Iterable[Change]) -> Text:
        """All `changes` made at once.

        Raises ValueError if they overlap or lie outside the text.  Changes that alter nothing are
        dropped.  A change across a seam of the source keeps each side's span on its own piece.
        """
        value = self.value
        wanted = [c for c in changes if value[c.start : c.end] != c.after]
        if not wanted:
            return self
        if len(wanted) > 1:
            wanted.sort(key=itemgetter(0, 1))
        out: list[Piece] = []
        rest = _Reader(self.pieces, self._stops())
        number = 0
        while number < len(wanted):
            change = wanted[number]
            if change.start < rest.place or change.end > len(value):
                raise ValueError(f"overlapping or misplaced change {change}")
            out.extend(rest.take(change.start, greedy=True))
            made = rest.inside(wanted, number, out)
            if not made:
                old = rest.take(change.end)
                out.extend(_changed(old, change, out[-1].end if out else self.pieces[0].start if self.pieces else 0))
            number += made or 1
        out.extend(rest.take(len(value), greedy=True))
        return Text(tuple(out))


class _Reader:
    """Reads pieces from left to right by places of the text; whole runs of them are found by bisection."""

    __slots__ = ("_ends", "_number", "_pieces", "place")

    def __init__(self, pieces: tuple[Piece, ...], ends: tuple[int, ...]) -> None:
        """`ends`: where each piece ends."""
        self._pieces = pieces
        self._ends = ends
        self._number = 0
        self.place = 0

    def take(self, to: int, greedy: bool = False) -> list[Piece]:
        """The pieces of the characters before `to` that were not taken yet; greedy: and dropped pieces that follow.

        What was begun of a piece is sliced off; the others are the same pieces.
        """
        ends, first, place = self._ends, self._number, self.place
        if greedy:
            last = bisect_right(ends, to, first)
        else:
            last = bisect_left(ends, to, first)
            last += last < len(ends) and ends[last] == to > place
        taken = list(self._pieces[first:last])
        begin = ends[first - 1] if first else 0
        if taken and place > begin:
            taken[0] = taken[0].slice(place - begin, len(taken[0].text))
        if last > first:
            place = begin = ends[last - 1]
        if to > place:
            taken.append(self._pieces[last].slice(place - begin, to - begin))
        self._number, self.place = last, to
        return taken

    def inside(self, wanted: Sequence[Change], number: int, out: list[Piece]) -> int:
        """Makes the changes from `number` on that replace characters of the piece at hand; says how many it made.

        Only in a piece that is one for one.  Most changes are of this kind.
        """
        if self._number == len(self._pieces):
            return 0
        text, begin, end, why, confidence = self._pieces[self._number]
        if len(text) != end - begin:
            return 0
        place, stop = self.place, self._ends[self._number]
        low, shift, at = stop - len(text), begin - stop + len(text), number
        while at < len(wanted):
            first, last, after, rule, sure = wanted[at]
            if last > stop or first == last or first < place:
                break
            if first > place:
                out.append(
                    _new(Piece, (text[place - low : first - low], place + shift, first + shift, why, confidence))
                )
            rules = (rule,) if not why else why if rule in why else (*why, rule)
            least = sure if sure < confidence else confidence
            out.append(_new(Piece, (after, first + shift, last + shift, rules, least)))
            place = last
            at += 1
        self.place = place
        self._number += place == stop
        return at - number


def _changed(old: list[Piece], change: Change, at: int) -> Iterator[Piece]:
    """The pieces that stand for `old` once `change` is made; `at` places a pure insertion."""
    if not old:
        yield Piece(change.after, at, at, (change.rule,), change.confidence)
        return
    if len(old) == 1:
        piece = old[0]
        why = piece.why if change.rule in piece.why else (*piece.why, change.rule)
        yield Piece(change.after, piece.start, piece.end, why, min(piece.confidence, change.confidence))
        return
    after = change.after
    for run in _contiguous(old):
        why = tuple(dict.fromkeys([w for p in run for w in p.why] + [change.rule]))
        sure = min(*(p.confidence for p in run), change.confidence)
        yield Piece(after, run[0].start, run[-1].end, why, sure)
        after = ""


def _contiguous(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Runs of pieces whose source spans touch."""
    run: list[Piece] = []
    for piece in pieces:
        if run and run[-1].end != piece.start:
            yield run
            run = []
        run.append(piece)
    yield run


def join(texts: Iterable[Text]) -> Text:
    """One text out of several, in the given order."""
    return Text(tuple(p for t in texts for p in t.pieces))


def insertion(text: str, at: int, rule: str, confidence: float = 1.0) -> Text:
    """A text that no source character stands for, placed at source offset `at`."""
    return Text((Piece(text, at, at, (rule,), confidence),))
