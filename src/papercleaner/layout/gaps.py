"""The white space of a dump block, seen as places where a printed line may have ended."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from operator import sub
from typing import NamedTuple

from papercleaner.knowledge import table
from papercleaner.layout.ems import ASCII, Ems, char_class, letters, measures

_WHITE = re.compile(r"\s+")


class Gap(NamedTuple):
    """White space [start, end) and what it costs to read it as a line end or as a space."""

    start: int
    end: int
    as_break: float
    as_space: float
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """A block's text, its gaps, and each of its characters as the letter of its class, told once."""

    text: str
    gaps: tuple[Gap, ...]
    told: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "told", letters(self.text))


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
    found = []
    for start, end in [m.span() for m in _WHITE.finditer(text)]:
        certain = text[start] == "\n" or (end - start > 1 and "\n" in text[start:end])
        as_break, as_space = _price("\n", "\n") if certain else _price(text[start - 1], text[end])
        found.append(Gap(start, end, as_break, as_space, certain))
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def _price(left: str, right: str) -> tuple[float, float]:
    """What a gap between two characters costs as a line end and as a space."""
    as_break, as_space = table("geometry")["break"]["newline" if left == right == "\n" else _kind(left, right)]
    return as_break, as_space


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


def atoms(sample: Sample, ems: Ems) -> Atoms:
    """The block's stretches between gaps, measured."""
    told, gaps, lost = sample.told, sample.gaps, ems.pause_last - ems.pause
    starts, stops = [0, *[g.end for g in gaps]], [*[g.start for g in gaps], len(told)]
    edges = tuple(zip(starts, stops, strict=True))
    stretches = [told[start:stop] for start, stop in edges]
    tail = tuple([lost if x.endswith("P") else 0.0 for x in stretches])
    widths = tuple(map(sub, measures(stretches, ems), tail))
    marks = tuple([len(x) - x.count("H") - x.count("A") for x in stretches])
    return Atoms(sample.text, gaps, edges, widths, marks, tail)


def barred(left: str, right: str) -> bool:
    """Whether no line may end between the two characters."""
    _, _, never_first, never_last = _sets()
    return right in never_first or left in never_last
