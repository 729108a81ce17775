"""Bands: where an article's columns give way to others of another width, all above is read before all below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

from papercleaner.layout.boxes.items import Item
from papercleaner.layout.boxes.stacks import Stack

_REACH = 7.5
"""Ems above and below a border in which lines show the columns."""
_SAME, _WIDEST_GUTTER, _INSIDE = 0.9, 4.0, 1.5
_LINES, _CROSSED, _OWN = 2, 4, 0.1
"""Lines that show a column; lines of either side that a border needs across the gutters of the other; and the share
of a side's lines that may run across its own."""


def bands(stacks: Sequence[Stack], em: float) -> list[list[Stack]]:
    """The stacks of one article by bands from top to bottom, those that reach across a border cut there."""
    rows = sorted((x for s in stacks for x in s.items), key=attrgetter("level"))
    borders = _borders(rows, em)
    found: list[list[Stack]] = [[] for _ in range(len(borders) + 1)]
    for stack in stacks:
        for k, (low, high) in enumerate(pairwise([float("-inf"), *borders, float("inf")])):
            inside = tuple(x for x in stack.items if low <= x.level < high)
            if inside:
                found[k].append(Stack(inside))
    return found


def _borders(rows: Sequence[Item], em: float) -> list[float]:
    """The heights at which the columns change, best first at most one within reach, in order."""
    found = []
    for a, b in pairwise(rows):
        if b.level - a.level > 0.6 * em:
            y = (a.level + b.level) / 2
            found.append((_crossings(rows, y, em), y))
    chosen: list[float] = []
    for worth, y in sorted(found, key=lambda f: (-f[0], f[1])):
        if worth >= _CROSSED and all(abs(y - other) > _REACH * em for other in chosen):
            chosen.append(y)
    return sorted(chosen)


def _crossings(rows: Sequence[Item], y: float, em: float) -> int:
    """How many lines on either side run across gutters of the other; 0 if they run across their own too.

    Where columns come again beyond the others, these stand in a gap of theirs: a picture, a quotation.
    """
    above = [x for x in rows if y - _REACH * em < x.level < y]
    below = [x for x in rows if y <= x.level < y + _REACH * em]
    over, under = _gutters(above, em), _gutters(below, em)
    first, second = _across(above, under, em), _across(below, over, em)
    if min(len(first), len(second)) < _LINES:
        return 0
    if len(_across(above, over, em)) > _OWN * len(above) or len(_across(below, under, em)) > _OWN * len(below):
        return 0
    again = sum(any(_alike(x, one, em) for one in first) for x in rows if x.level > y)
    again += sum(any(_alike(x, one, em) for one in second) for x in rows if x.level < y)
    return len(first) + len(second) if again < _LINES else 0


def _across(rows: Iterable[Item], gutters: Sequence[float], em: float) -> list[Item]:
    edge = _INSIDE * em
    return [x for x in rows if any(x.left + edge < g < x.right - edge for g in gutters)]


def _gutters(rows: Sequence[Item], em: float) -> list[float]:
    """Between neighbouring columns that at least two lines each show."""
    columns: list[list[Item]] = []
    for one in rows:
        home = next((c for c in columns if _alike(c[0], one, em)), None)
        columns.append([one]) if home is None else home.append(one)
    shown = sorted((c[0].left, c[0].right) for c in columns if len(c) >= _LINES)
    return [(a[1] + b[0]) / 2 for a, b in pairwise(shown) if -0.5 * em < b[0] - a[1] < _WIDEST_GUTTER * em]


def _alike(a: Item, b: Item, em: float) -> bool:
    return abs(a.left - b.left) < _SAME * em and abs(a.right - b.right) < _SAME * em
