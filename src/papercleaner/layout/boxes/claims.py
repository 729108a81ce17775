"""Headlines claim what stands below them; stacks are put in the order in which a human reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from papercleaner.layout.boxes.items import Item
from papercleaner.layout.boxes.stacks import Stack, beside, overlap, upright

S = TypeVar("S", bound=Stack)

_LEVEL = 4.0
"""Ems between the feet of headlines that stand side by side."""


def span(group: Sequence[Stack], lines: Sequence[Item], edges: tuple[float, float]) -> tuple[float, float]:
    """How far a headline reaches: to the left and right until other text stands at its own height."""
    top, bottom = min(s.top for s in group), max(s.bottom for s in group)
    left, right = min(s.left for s in group), max(s.right for s in group)
    own = {id(x) for s in group for x in s.items}
    level = [x for x in lines if id(x) not in own and min(bottom, x.bottom) - max(top, x.top) > 0.4 * x.em]
    reach = max((x.right for x in level if x.middle < left), default=edges[0])
    until = min((x.left for x in level if x.middle > right), default=edges[1])
    return min(left, reach), max(right, until)


def claim(stack: Stack, groups: Sequence[Sequence[Stack]], spans: Sequence[tuple[float, float]]) -> int:
    """The lowest headline above a stack whose reach holds the stack's middle; -1 if none.

    Of headlines at nearly one height the one that stands over more of the stack comes first.
    """
    x = (stack.left + stack.right) / 2
    slack = stack.items[0].em
    holding: list[tuple[float, float, int]] = []
    for k, (group, (left, right)) in enumerate(zip(groups, spans, strict=True)):
        bottom = _foot(group)
        if left <= x <= right and bottom <= stack.top + slack:
            over = sum(max(0.0, min(s.right, stack.right) - max(s.left, stack.left)) for s in group)
            holding.append((bottom, over, k))
    lowest = max(holding, default=(0.0, 0.0, -1))[0]
    return max(((over, bottom, k) for bottom, over, k in holding if bottom > lowest - _LEVEL * slack), default=(0, 0, -1))[2]


def _foot(group: Sequence[Stack]) -> float:
    """Where what a headline claims may begin: below it; beside it if it is set upright."""
    main = max(group, key=lambda s: s.em)
    return min(s.top for s in group) if upright(main) else max(s.bottom for s in group)


def in_order(stacks: Sequence[S]) -> list[S]:
    """Stacks in reading order: what stands above another comes first, of those side by side the left one."""
    left = sorted(stacks, key=lambda s: (s.left, s.top))
    before = {id(s): {id(o) for o in stacks if o is not s and _first(o, s)} for s in stacks}
    order: list[S] = []
    while left:
        ready = [s for s in left if not any(id(o) in before[id(s)] for o in left if o is not s)]
        one = ready[0] if ready else min(left, key=lambda s: (s.top, s.left))
        order.append(one)
        left = [s for s in left if s is not one]
    return order


def _first(a: Stack, b: Stack) -> bool:
    if overlap(a, b) > 0.3:
        return a.top < b.top
    return beside(a, b) > 0.0 and a.left < b.left
