"""I4, I5, I6: the pieces of every text tell all that was done to it, by rules that may do it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from papercleaner import rules
from papercleaner.invariants.breach import Breach
from papercleaner.invariants.readable import readable
from papercleaner.model import Page
from papercleaner.rules import Rule
from papercleaner.text import Piece
from papercleaner.trace import Unit, replay, reverse, text_edits, units


def ledger(page: Page) -> Iterator[Breach]:
    """What the pieces cannot account for, and what no rule allows."""
    source, known = page.source.text, rules.table()
    for unit in units(page):
        yield from _verbatim(unit, source)
        yield from _replayed(unit, source)
        for changed, run in groupby(unit.text.pieces, key=lambda piece: piece.changed):
            if changed:
                yield from _allowed(list(run), source, known)
    yield from _named(page, known)


def _verbatim(unit: Unit, source: str) -> Iterator[Breach]:
    for piece in unit.text.pieces:
        if not piece.changed and source[piece.start : piece.end] != piece.text:
            yield Breach("I6", f"{unit.pointer} says {piece.text[:20]!r} without a rule", piece.start, piece.end)


def _replayed(unit: Unit, source: str) -> Iterator[Breach]:
    """I4: forwards to the text, backwards to the source."""
    text, spans = unit.text, unit.text.spans
    edits = text_edits(text, source)
    start = spans[0][0] if spans else -1
    try:
        if replay(source, spans, edits) != str(text):
            yield Breach("I4", f"replaying the edits of {unit.pointer} gives another text", start)
        elif reverse(str(text), source, spans, edits) != "".join(source[a:b] for a, b in spans):
            yield Breach("I4", f"reversing the edits of {unit.pointer} gives another source", start)
    except ValueError as error:
        yield Breach("I4", f"{unit.pointer}: {error}", start)


def _allowed(run: list[Piece], source: str, known: Mapping[str, Rule]) -> Iterator[Breach]:
    """I5, I6 for neighbouring changed pieces: together they may say the same with other marks."""
    for piece in run:
        for name in piece.why:
            if name not in known:
                yield Breach("I6", f"no rule is called {name}", piece.start, piece.end)
    before = readable("".join(source[p.start : p.end] for p in run))
    if before != readable("".join(p.text for p in run)):
        for piece in run:
            yield from conserved(piece, source[piece.start : piece.end], known)


def conserved(piece: Piece, before: str, known: Mapping[str, Rule]) -> Iterator[Breach]:
    """What `piece` drops or invents of what stood there `before`.

    A readable character may become another one by a rule; only rules that say so may drop or add one.
    """
    was, now = readable(before), readable(piece.text)
    by = "+".join(piece.why)
    if len(was) > len(now) and not _permitted(piece, "drops_readable", known):
        yield Breach("I5", f"{by} dropped {was!r} (left: {now!r})", piece.start, piece.end)
    if len(now) > len(was) and not _permitted(piece, "adds_readable", known):
        yield Breach("I6", f"{by} invented {now!r} (was: {was!r})", piece.start, piece.end)


def _permitted(piece: Piece, permission: str, known: Mapping[str, Rule]) -> bool:
    return any(getattr(known.get(name), permission, False) for name in piece.why)


def _named(page: Page, known: Mapping[str, Rule]) -> Iterator[Breach]:
    """Rules named by roles, quarantine, moves and suggestions; what a record quotes may be of another version."""
    if page.structured:
        return
    named = [(b.why, b.text.start) for b in page.units() if b.why]
    named += [(f.reason, f.text.start) for f in page.quarantine]
    named += [(e.rule, e.spans[0][0] if e.spans else -1) for e in (*page.door, *page.moves, *page.suggestions)]
    for name, start in named:
        if name not in known:
            yield Breach("I6", f"no rule is called {name}", start)
