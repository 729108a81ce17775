"""Stacks cut in paragraphs by measured indents, with what their first and last lines show."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from papercleaner.knowledge import table
from papercleaner.layout.boxes.items import Item
from papercleaner.layout.boxes.stacks import Stack, overlap
from papercleaner.printed import UNKNOWN, Shape

_REACH = 14.0
"""Ems above and below in which lines tell where the column's edges are."""
_INDENT = (1.4, 3.0)
"""Ems that a paragraph's first line stands in from its column; engines place a line's left end within .2."""
_SAME = 0.7
_FULL, _SHORT = 1.1, 1.7
_TO_THE_END = 0.6
"""Ems that a line lacks at most if not even a mark was lost at its end."""
_CENTRED = 1.5
_STEP = 0.12
"""Difference in size, in ems of running text, from which on a line that does not fill the column is another thing."""
_GAP = 0.35
"""Ems that lines stand further apart than usual from which on a gap parts them."""
_FEW, _WINDOW, _BESIDE = 3, 3, 2
SURE = 3.0

Edges = tuple[float, float] | None
Inset = tuple[float, float] | None
"""How far a line stands in from the left and the right edge of its column, in ems; None where they are not known."""
Part = tuple[tuple[Item, ...], Shape, Inset]
"""Lines, their shape, and how the first one stands in its column."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands in its column, in ems: how far in it begins, how much it lacks; None where unknown."""

    indent: float | None
    lack: float | None
    width: float | None

    @property
    def starts(self) -> bool:
        return self.indent is not None and _INDENT[0] < self.indent < _INDENT[1]

    @property
    def short(self) -> bool:
        return self.lack is not None and self.lack > _SHORT

    @property
    def filled(self) -> bool:
        """From edge to edge: running text."""
        return self.indent is not None and self.lack is not None and self.indent < _SAME and self.lack < _FULL

    @property
    def centred(self) -> bool:
        return self.indent is not None and self.indent >= _INDENT[1] and (self.lack or 0.0) > _CENTRED


def column_edges(rows: Sequence[Item], em: float) -> dict[int, Edges]:
    """For each line (by identity) the edges of its column; None where too few lines near by show them.

    They are the outer quarters of the lines above and below that are no narrower: indents and short lines are fewer.
    """
    ordered = sorted(rows, key=lambda x: x.top)
    tops = [x.top for x in ordered]
    found: dict[int, Edges] = {}
    for one in ordered:
        near = ordered[bisect_left(tops, one.top - _REACH * em) : bisect_left(tops, one.top + _REACH * em)]
        wide = [x for x in near if x.width > one.width - 0.5 * em and overlap(one, x) > 0.8]
        lefts, rights = sorted(x.left for x in wide), sorted(x.right for x in wide)
        n = len(wide)
        found[id(one)] = (lefts[n // 4], rights[(3 * n - 1) // 4]) if n >= _FEW else None
    return found


def paragraphs(stack: Stack, em: float, edges: dict[int, Edges]) -> list[Part]:
    """The paragraphs of a stack and their shapes."""
    rows = stack.items
    pitch = line_pitch(rows, em)
    places = [_place(rows, k, em, edges[id(x)]) for k, x in enumerate(rows)]
    cuts = [0, *(k for k in range(1, len(rows)) if _parts(rows, places, k, em, pitch))]
    return [
        (rows[a:b], _shape(places[a:b]), _inset(rows[a], edges[id(rows[a])], em))
        for a, b in pairwise([*cuts, len(rows)])
    ]


def _inset(one: Item, edges: Edges, em: float) -> Inset:
    return None if edges is None else ((one.left - edges[0]) / em, (edges[1] - one.right) / em)


def line_pitch(rows: Sequence[Item], em: float) -> float:
    """From line to line, as a stack shows it; 1.45 ems where it has too few."""
    steps = [b.level - a.level for a, b in pairwise(rows)]
    return median(steps) if len(steps) >= _FEW else 1.45 * em


def _parts(rows: Sequence[Item], places: Sequence[Place], k: int, em: float, pitch: float) -> bool:
    """Whether something new begins with line `k`."""
    here, before = places[k], places[k - 1]
    if here.centred or before.centred or (here.starts and not _runs_on(rows[k - 1], rows[k], before, em)):
        return True
    if before.short and (_closed(rows[k - 1]) or not here.filled):
        return True
    a, b = rows[k - 1], rows[k]
    if b.level - a.level > pitch + _GAP * em:
        return not (here.filled and before.filled)
    flows = before.lack is not None and before.lack < _FULL and here.indent is not None and here.indent < _SAME
    return not flows and abs(a.right - b.right) > _SAME * em and abs(a.em - b.em) > _STEP * em


def _runs_on(one: Item, other: Item, place: Place, em: float) -> bool:
    """Whether a line goes on, to its very end, so that the next stands in only because what it begins with was lost."""
    full = place.lack is not None and place.lack < _TO_THE_END
    return full and not _closed(one) and abs(one.em - other.em) < _STEP * em


def _closed(item: Item) -> bool:
    marks = table("geometry")["marks"]
    return str(item.text).rstrip(marks["closing"])[-1:] in marks["final"]


def _place(rows: Sequence[Item], k: int, em: float, edges: Edges) -> Place:
    """The place of line `k` of a stack: by the lines around it, else by the edges that others near by show."""
    one = rows[k]
    around = [rows[j] for j in range(max(0, k - _WINDOW), min(len(rows), k + _WINDOW + 1)) if j != k]
    if len(around) < _BESIDE and edges is not None:
        return Place((one.left - edges[0]) / em, (edges[1] - one.right) / em, (edges[1] - edges[0]) / em)
    if len(around) < _BESIDE:
        return Place(None, None, None)
    close = [rows[j] for j in range(max(0, k - _BESIDE), min(len(rows), k + _BESIDE + 1)) if j != k]
    left, right = _left(one, around, em), _right(one, close, em)
    return Place((one.left - left) / em, (right - one.right) / em, (right - left) / em)


def _left(one: Item, around: Sequence[Item], em: float) -> float:
    """The left edge: the furthest one that an indent may stand in from, if two lines share it."""
    lefts = sorted(x.left for x in around if -_INDENT[1] * em < x.left - one.left < _SAME * em)
    for a, b in pairwise(lefts):
        if b - a < _SAME * em:
            return min(a, one.left) if abs(a - one.left) < _SAME * em else a
    outer = sorted(x.left for x in around)
    return min(lefts[0], one.left) if lefts else min(one.left, outer[len(outer) // 4])


def _right(one: Item, close: Sequence[Item], em: float) -> float:
    """The right edge: its own where a line beside it ends there too, else the furthest beside it."""
    if any(abs(x.right - one.right) < _SAME * em for x in close):
        return one.right
    return max(one.right, *(x.right for x in close))


def _shape(places: Sequence[Place]) -> Shape:
    first, last = places[0], places[-1]
    if first.indent is None or first.width is None or last.lack is None or last.width is None:
        return UNKNOWN
    opening = SURE if first.starts else -SURE if first.indent < 0.9 else 0.0
    filling = SURE if last.lack < _FULL else -SURE if last.lack > _SHORT else 0.0
    return Shape(column=round(last.width, 2), opening=round(first.width, 2), indent=opening, fullness=filling)
