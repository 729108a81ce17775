"""Stacks cut in paragraphs by measured indents, with what their first and last lines show."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from papercleaner.layout.boxes.items import Item
from papercleaner.layout.boxes.stacks import Stack, overlap
from papercleaner.model import Shape

_REACH = 14.0
"""Ems above and below in which lines tell where the column's edges are."""
_INDENT = (1.1, 3.2)
_FULL, _SHORT = 1.1, 1.7
_FEW, _WINDOW = 3, 5
SURE = 3.0

Edges = tuple[float, float] | None


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


def paragraphs(stack: Stack, em: float, edges: dict[int, Edges]) -> list[tuple[tuple[Item, ...], Shape]]:
    """The paragraphs of a stack and their shapes."""
    rows = stack.items
    known = [_own_edges(rows, k) or edges[id(x)] for k, x in enumerate(rows)]
    cuts = [0]
    for k in range(1, len(rows)):
        here, before = known[k], known[k - 1]
        indented = here is not None and rows[k].left - here[0] > _INDENT[0] * em
        ended = before is not None and before[1] - rows[k - 1].right > _SHORT * em
        if indented or ended or abs(rows[k].em - rows[k - 1].em) > 0.15 * em:
            cuts.append(k)
    return [(rows[a:b], _shape(rows[a:b], known[a:b], em)) for a, b in pairwise([*cuts, len(rows)])]


def _own_edges(rows: Sequence[Item], k: int) -> Edges:
    """The edges of the column near line `k` of a stack, if it has lines enough to tell."""
    near = rows[max(0, k - _WINDOW) : k + _WINDOW + 1]
    lefts, rights = sorted(x.left for x in near), sorted(x.right for x in near)
    return (lefts[len(near) // 4], rights[(3 * len(near) - 1) // 4]) if len(near) > _FEW else None


def _shape(rows: Sequence[Item], edges: Sequence[Edges], em: float) -> Shape:
    first, last = edges[0], edges[-1]
    if first is None or last is None:
        return Shape()
    indent, lack = (rows[0].left - first[0]) / em, (last[1] - rows[-1].right) / em
    opening = SURE if _INDENT[0] < indent < _INDENT[1] else -SURE if indent < 0.8 else 0.0
    filling = SURE if lack < _FULL else -SURE if lack > _SHORT else 0.0
    widths = [round((right - left) / em, 2) for left, right in (last, first)]
    return Shape(column=widths[0], opening=widths[1], indent=opening, fullness=filling)
