"""Stacks cut in paragraphs by measured indents, with what their first and last lines show."""

from __future__ import annotations

from collections.abc import Sequence

from papercleaner.layout.boxes.items import Item
from papercleaner.layout.boxes.stacks import Stack
from papercleaner.model import Shape

_WINDOW = 5
_INDENT = (1.1, 3.2)
_FULL, _SHORT = 1.1, 1.7
SURE = 3.0


def paragraphs(stack: Stack, em: float) -> list[tuple[tuple[Item, ...], Shape]]:
    """The paragraphs of a stack and their shapes."""
    rows = stack.items
    edges = [_edges(rows, k) for k in range(len(rows))]
    cuts = [0]
    for k in range(1, len(rows)):
        indent = (rows[k].left - edges[k][0]) / em
        lack = (edges[k - 1][1] - rows[k - 1].right) / em
        size = abs(rows[k].em - rows[k - 1].em) > 0.15 * em
        if _INDENT[0] < indent < _INDENT[1] or lack > _SHORT or size:
            cuts.append(k)
    return [
        (rows[a:b], _shape(rows, edges, a, b - 1, em)) for a, b in zip(cuts, [*cuts[1:], len(rows)], strict=True)
    ]


def _edges(rows: Sequence[Item], k: int) -> tuple[float, float]:
    """The edges of the column near line `k`: the outer ones that at least two lines share."""
    near = rows[max(0, k - _WINDOW) : k + _WINDOW + 1]
    lefts, rights = sorted(x.left for x in near), sorted(x.right for x in near)
    return lefts[min(1, len(near) - 1)], rights[max(0, len(near) - 2)]


def _shape(
    rows: Sequence[Item], edges: Sequence[tuple[float, float]], first: int, last: int, em: float
) -> Shape:
    if len(rows) < 3:
        return Shape()
    indent = (rows[first].left - edges[first][0]) / em
    lack = (edges[last][1] - rows[last].right) / em
    opening = SURE if _INDENT[0] < indent < _INDENT[1] else -SURE if indent < 0.8 else 0.0
    filling = SURE if lack < _FULL else -SURE if lack > _SHORT else 0.0
    return Shape(round((edges[last][1] - edges[last][0]) / em, 2), opening, filling)
