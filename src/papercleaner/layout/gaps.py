"""The white space of a dump block, seen as places where a printed line may have ended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from papercleaner.knowledge import table
from papercleaner.layout.ems import ASCII, Ems, char_class, letters, measured

_WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Gap:
    """White space [start, end) and what it costs to read it as a line end or as a space."""

    start: int
    end: int
    as_break: float
    as_space: float
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Atoms:
    """A block parted at its gaps.  `widths[i]` ems of the stretch before gap i, `marks[i]` how many
    squeezable marks it holds, `tail[i]` the correction if it ends a line."""

    text: str
    gaps: tuple[Gap, ...]
    edges: tuple[tuple[int, int], ...]
    widths: tuple[float, ...]
    marks: tuple[int, ...]
    tail: tuple[float, ...]


@cache
def _sets() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    marks = table("geometry")["marks"]
    return (
        frozenset(marks["final"]),
        frozenset(marks["pause"]),
        frozenset(marks["never_first"]),
        frozenset(marks["never_last"]),
    )


def find_gaps(text: str) -> tuple[Gap, ...]:
    """All runs of white space inside `text` (which must be stripped), priced by their neighbours."""
    prices = table("geometry")["break"]
    return tuple(_price(text, m.start(), m.end(), prices) for m in _WHITE.finditer(text))


def _price(text: str, start: int, end: int, prices: dict[str, list[float]]) -> Gap:
    if "\n" in text[start:end]:
        as_break, as_space = prices["newline"]
        return Gap(start, end, as_break, as_space, certain=True)
    as_break, as_space = prices[_kind(text[start - 1], text[end])]
    return Gap(start, end, as_break, as_space)


def _kind(left: str, right: str) -> str:
    final, pause, never_first, never_last = _sets()
    if right in never_first or left in never_last:
        return "before_closing"
    if left in final:
        return "after_final"
    if left in pause:
        return "after_pause"
    if char_class(left) == ASCII or char_class(right) == ASCII:
        return "ascii"
    return "han"


def atoms(text: str, ems: Ems, gaps: tuple[Gap, ...] | None = None) -> Atoms:
    """The block's stretches between gaps, measured."""
    found = find_gaps(text) if gaps is None else gaps
    told, lost = letters(text), ems.pause_last - ems.pause
    edges, widths, marks, tail = [], [], [], []
    start = 0
    for stop, after in [*[(g.start, g.end) for g in found], (len(text), len(text))]:
        stretch = told[start:stop]
        hangs = stretch.endswith("P")
        edges.append((start, stop))
        widths.append(measured(stretch, ems) - (lost if hangs else 0.0))
        marks.append(len(stretch) - stretch.count("H") - stretch.count("A"))
        tail.append(lost if hangs else 0.0)
        start = after
    return Atoms(text, found, tuple(edges), tuple(widths), tuple(marks), tuple(tail))


def barred(left: str, right: str) -> bool:
    """Whether no line may end between the two characters."""
    _, _, never_first, never_last = _sets()
    return right in never_first or left in never_last
