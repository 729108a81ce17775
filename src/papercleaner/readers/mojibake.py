"""Text that was decoded in the wrong encoding, put right at the door: line by line, where the gain is beyond doubt.

A line is looked at if everyday Chinese would not hold what it holds.  Its characters become the bytes that they
were read from, and these are read anew.  The new reading is taken if it is Chinese and the old one is not: the gate
is a mean fluency of `reads` nats a sign or better, `nonsense` or worse before, and `gain` nats over the whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from papercleaner.knowledge import table
from papercleaner.language.fluency import LOST, Fluency, fluency, strange
from papercleaner.readers.codes import encoded, units
from papercleaner.text import Change, Span, Text, join

_LINE = re.compile("[^\n\f]+")
_WESTERN = re.compile("[\u0080-\u009f\u00a1-\u00ff][\u0080-\u00ff\u0152-\u2122]|[\u0152-\u2122][\u0080-\u00ff]")
_HOLE = re.compile("[\xff?]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_HAN = re.compile("[\u3400-\u9fff]")


class Way(NamedTuple):
    """Bytes of encoding `was`, read in encoding `read`."""

    was: str
    read: str


WAYS = (
    Way("utf-8", "latin-1"),
    Way("utf-8", "gb18030"),
    Way("utf-8", "cp936"),
    Way("utf-8", "big5"),
    Way("utf-8", "cp950"),
    Way("gb18030", "latin-1"),
    Way("big5", "latin-1"),
    Way("big5", "gb18030"),
    Way("gb18030", "big5"),
    Way("gb18030", "cp950"),
)


Road = tuple[Way, ...]
"""One way after another: the last layer is taken off first."""


_RULES = {"utf-8": "mojibake.utf", "gb18030": "mojibake.gb", "big5": "mojibake.big"}


class Candidate(NamedTuple):
    """A new reading of a line, the road that led to it, and how that which was read anew reads."""

    text: Text
    road: Road
    fluency: Fluency


@cache
def _gate(name: str) -> float:
    return float(table("encoding")["gate"][name])


def mended(text: Text) -> Text:
    """`text`, verbatim source, with what was decoded wrongly decoded rightly; any other text comes back as it is."""
    done: dict[Span, Text] = {}
    used: Counter[Road] = Counter()
    for span in _suspects(text.value):
        best = _best(text.part(*span), text.value, [road for road, _ in used.most_common(1)])
        if best:
            done[span] = best.text
            used[best.road] += span[1] - span[0]
    if not done:
        return text
    _rest(text, done, used)
    return _replaced(text, done)


def _suspects(text: str) -> Iterator[Span]:
    """The lines that hold more of what is not everyday Chinese than Chinese does, or two Western signs in a row."""
    end = 0
    for m in _odd().finditer(text):
        if m.start() >= end:
            start = max(text.rfind("\n", 0, m.start()), text.rfind("\f", 0, m.start())) + 1
            line = _LINE.match(text, start)
            end = line.end() if line else m.end()
            if _is_odd(text[start:end]):
                yield start, end


def _is_odd(line: str) -> bool:
    size = len(line) - len(line.encode("ascii", "ignore"))
    return len(strange().findall(line)) >= _gate("odd") * size or bool(_WESTERN.search(line))


@cache
def _odd() -> re.Pattern[str]:
    return re.compile(f"{strange().pattern}|{_WESTERN.pattern}")


def _rest(text: Text, done: dict[Span, Text], used: Counter[Road]) -> None:
    """Where most of a text was damaged in one way, its other lines need only read better that way."""
    road, size = used.most_common(1)[0]
    lines = [m.span() for m in _LINE.finditer(text.value)]
    if size * 2 < sum(end - start for start, end in lines):
        return
    for span in lines:
        if span not in done and not text.value[slice(*span)].isascii():
            line = text.part(*span)
            found = _along(line, road)
            if found and _share_lost(found.value) <= _gate("torn") and _reads_better(found.value, line.value):
                done[span] = found


def _reads_better(after: str, before: str) -> bool:
    if LOST not in after:
        return fluency(after).nats > fluency(before).nats
    said = fluency(after)
    worth = _worth(Candidate(Text.of(after), (), said))
    beyond = said.mean >= _gate("reads") and len(_HAN.findall(after)) >= _gate("han")
    return worth > fluency(before).mean + _gate("better") or (beyond and fluency(before).mean <= _gate("nonsense"))


def _along(line: Text, road: Road) -> Text | None:
    """The line read anew by each way of a road; None where one of them does not fit it."""
    for way in road:
        found = _read_anew(line, way)
        if found is None:
            return None
        line = found
    return line


def _replaced(text: Text, done: dict[Span, Text]) -> Text:
    parts: list[Text] = []
    place = 0
    for (start, end), line in sorted(done.items(), key=lambda item: item[0]):
        parts += [text.part(place, start), line] if start > place else [line]
        place = end
    return join([*parts, text.part(place, len(text))] if place < len(text) else parts)


def _best(line: Text, source: str, trodden: Sequence[Road]) -> Candidate | None:
    """The most Chinese of all new readings of a line that pass the gate, however many layers lie over it.

    `trodden` roads come first: if one of them leads to a whole and fluent line, no other is tried.
    """
    for road in trodden:
        new = _along(line, road)
        if new is not None and LOST not in new.value:
            candidate = _candidate(new, road)
            if candidate.fluency.mean >= _gate("fluent") and _passes(candidate, source):
                return candidate
    return max((c for c in _readings(line) if _passes(c, source)), key=_worth, default=None)


def _candidate(text: Text, road: Road) -> Candidate:
    return Candidate(text, road, fluency("".join(p.text for p in text.pieces if p.changed)))


def _worth(candidate: Candidate) -> float:
    """Mean fluency of what was read anew, each lost character counted as nonsense."""
    lost = candidate.text.value.count(LOST)
    nats, signs = candidate.fluency
    return (nats + 2 * _gate("nonsense") * lost) / max(1, signs + lost)


def _readings(line: Text) -> Iterator[Candidate]:
    """Every new reading, layer under layer; what was not UTF-8 hides no further layer."""
    waiting: list[tuple[Text, Road]] = [(line, ())]
    while waiting:
        text, road = waiting.pop()
        for way in WAYS:
            new = _read_anew(text, way)
            if new is not None and _share_lost(new.value) <= _gate("lost"):
                candidate = _candidate(new, (*road, way))
                yield candidate
                deeper = way.was == "utf-8" and len(road) + 1 < _gate("layers")
                if deeper and candidate.fluency.mean < _gate("nonsense"):
                    waiting.append((new, candidate.road))


def _share_lost(text: str) -> float:
    return text.count(LOST) / max(1, sum(not c.isascii() for c in text))


def _passes(new: Candidate, source: str) -> bool:
    """The gate, asked of what was read anew alone: the rest of the line may be whole."""
    after = new.fluency
    changed = [p for p in new.text.pieces if p.changed]
    if after.mean < _gate("reads") or len(_HAN.findall("".join(p.text for p in changed))) < _gate("han"):
        return False
    said = "".join(source[p.start : p.end] for p in changed)
    before = fluency(said)
    gain = after.nats - before.nats + _gate("private") * len(_PRIVATE.findall(said))
    return before.mean <= _gate("nonsense") and gain >= _gate("gain")


def _read_anew(line: Text, way: Way) -> Text | None:
    """The line with every stretch that fits `way` read that way; None if there is none."""
    changes = [c for start, end in _stretches(line.value, way) for c in _changes(line.value, (start, end), way)]
    return line.edit(changes) if changes else None


def _stretches(text: str, way: Way) -> Iterator[Span]:
    """Runs of characters that have bytes in the encoding they were read in."""
    start = None
    for place, char in enumerate(text):
        fits = char.isascii() or encoded(char, way.read) != ""
        if fits and start is None:
            start = place
        elif not fits and start is not None:
            yield start, place
            start = None
    if start is not None:
        yield start, len(text)


def _changes(text: str, span: Span, way: Way) -> Iterator[Change]:
    """What changes in one run: each piece as small as the two readings' borders allow."""
    if text[slice(*span)].isascii():
        return
    borders, raw = _bytes(text, span, way.read)
    found = list(units(raw, way.was, question=True))
    if 2 * sum(unit.lost for unit in found) >= sum(not unit.text.isascii() for unit in found):
        return
    rule = _RULES[way.was]
    start, said, whole = 0, "", True
    for unit in found:
        said += unit.text
        # Bytes that fit nothing though none was lost were not read wrongly: what they said stays.
        whole = whole and (not unit.lost or _HOLE.search(raw, unit.start, unit.end) is not None)
        if unit.end in borders:
            first, last = borders[start], borders[unit.end]
            if whole and text[first:last] != said:
                yield Change(first, last, said, rule)
            start, said, whole = unit.end, "", True


def _bytes(text: str, span: Span, encoding: str) -> tuple[dict[int, int], str]:
    """The bytes of a run, and which character begins at which byte."""
    borders: dict[int, int] = {}
    parts: list[str] = []
    place = 0
    for at in range(*span):
        borders[place] = at
        part = text[at] if text[at].isascii() else encoded(text[at], encoding)
        parts.append(part)
        place += len(part)
    borders[place] = span[1]
    return borders, "".join(parts)
