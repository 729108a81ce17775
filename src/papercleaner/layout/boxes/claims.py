"""Headlines claim what stands below them; stacks are put in the order in which a human reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from papercleaner.layout.boxes.items import Item
from papercleaner.layout.boxes.stacks import Stack, beside, overlap, upright

S = TypeVar("S", bound=Stack)

_FLUSH = 0.7
"""Ems from the left edge within which a headline begins with its columns."""
_COLUMN = 3
"""Lines of a column that stands beside the headline it belongs to, at least."""
_LEVEL = 4.0
"""Ems between the feet of headlines that stand side by side."""


Span = tuple[float, float]


def spans(groups: Sequence[Sequence[Stack]], lines: Sequence[Item], turned: bool) -> list[Span]:
    """How far each headline reaches: to the left and right until other text stands at its own height.

    One set upright reaches over text to other headlines.  Where there are such, a headline that stands in the middle
    of its columns reaches as far to the one side as to the other: what is beyond may be theirs.  On a turned page
    these are headlines set across, of which none of this holds.
    """
    edges = (min(x.left for x in lines), max(x.right for x in lines))
    heads = [x for g in groups for s in g for x in s.items]
    aside = [not turned and _aside(g) for g in groups]
    found = [_span(g, heads if up else lines, edges) for g, up in zip(groups, aside, strict=True)]
    if not any(aside):
        return found
    return [s if up else _balanced(g, s) for g, s, up in zip(groups, found, aside, strict=True)]


def _aside(group: Sequence[Stack]) -> bool:
    """Whether the headline is set upright, beside its text."""
    return upright(max(group, key=lambda s: s.em))


def _span(group: Sequence[Stack], lines: Sequence[Item], edges: Span) -> Span:
    top, bottom = min(s.top for s in group), max(s.bottom for s in group)
    left, right = min(s.left for s in group), max(s.right for s in group)
    own = {id(x) for s in group for x in s.items}
    level = [x for x in lines if id(x) not in own and min(bottom, x.bottom) - max(top, x.top) > 0.4 * x.em]
    reach = max((x.right for x in level if x.middle < left), default=edges[0])
    until = min((x.left for x in level if x.middle > right), default=edges[1])
    return min(left, reach), max(right, until)


def _balanced(group: Sequence[Stack], found: Span) -> Span:
    main = max(group, key=lambda s: s.em)
    left, right = main.left - found[0], found[1] - main.right
    if left < _FLUSH * main.em:
        return found
    reach = min(left, right)
    return main.left - reach, main.right + reach


def claim(stack: Stack, groups: Sequence[Sequence[Stack]], spans: Sequence[Span]) -> int:
    """The lowest headline above a stack whose reach holds the stack's middle; else one that it stands right beside;
    -1 if none.

    Of headlines at nearly one height the one that stands over more of the stack comes first, then one in the middle
    of whose columns it would be.
    """
    x = (stack.left + stack.right) / 2
    slack = stack.items[0].em
    holding: list[tuple[float, float, bool, int]] = []
    for k, (group, found) in enumerate(zip(groups, spans, strict=True)):
        bottom = _foot(group)
        if found[0] <= x <= found[1] and bottom <= stack.top + slack:
            over = sum(max(0.0, min(s.right, stack.right) - max(s.left, stack.left)) for s in group)
            left, right = _balanced(group, found)
            holding.append((bottom, over, left <= x <= right, k))
    if not holding:
        return _beside(stack, groups)
    lowest = max(holding)[0]
    level = [(over, central, bottom, k) for bottom, over, central, k in holding if bottom > lowest - _LEVEL * slack]
    return max(level)[3]


def _beside(stack: Stack, groups: Sequence[Sequence[Stack]]) -> int:
    """The headline left of a column without one: it covers some of its columns, the last goes up beside it."""
    if len(stack.items) < _COLUMN:
        return -1
    slack = stack.items[0].em
    found = []
    for k, group in enumerate(groups):
        top, bottom, right = min(s.top for s in group), max(s.bottom for s in group), max(s.right for s in group)
        if top - slack < stack.top < bottom and right < stack.left + slack:
            found.append((right, k))
    return max(found, default=(0.0, -1))[1]


def _foot(group: Sequence[Stack]) -> float:
    """Where what a headline claims may begin: below it; beside it if it is set upright."""
    return min(s.top for s in group) if _aside(group) else max(s.bottom for s in group)


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
