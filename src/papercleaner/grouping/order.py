"""Reading order inside an article: columns are read to their end, and seams say where they go on.

The fragments of one column stand together in most dumps.  So after a paragraph comes the one that begins right below
its last fragment, wherever a seam has led to; and no paragraph comes before the text right above it was read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from papercleaner.grouping.heads import Placed
from papercleaner.grouping.view import View
from papercleaner.model import HEADS, Block, Role

Stretch = tuple[int, ...]
"""A paragraph of an article: the numbers of its fragments among all of the page's, in reading order."""


def reading_order(stretches: Sequence[Stretch], parted: frozenset[int] = frozenset()) -> list[int]:
    """The numbers of the paragraphs in reading order.

    `parted` holds the fragments that do not stand right below the fragment before them: a headline lies between.
    """
    owner = {f: k for k, one in enumerate(stretches) for f in one}
    begins = {one[0]: k for k, one in enumerate(stretches)}
    order: list[int] = []
    waiting = sorted(begins)
    read = set[int]()

    def _is_free(first: int) -> bool:
        """Whether the text above it, if any, was read or is its own."""
        above = owner.get(first - 1)
        return first in parted or above is None or above in read or above == begins[first]

    while waiting:
        below = stretches[order[-1]][-1] + 1 if order else -1
        if below not in begins or below in parted or begins[below] in read:
            below = next((f for f in waiting if _is_free(f)), waiting[0])
        waiting.remove(below)
        order.append(begins[below])
        read.add(begins[below])
    return order


LEADING = HEADS | {Role.HEADING, Role.BYLINE, Role.DATELINE}
"""Small pieces that stand over the paragraph that begins below them; others follow the text above them."""


def in_order(found: Sequence[Placed], view: View) -> list[Block]:
    """An article's blocks, given in the dump's order, in reading order; small pieces keep to the text beside them."""
    texts = [(place, block) for place, block in found if block.role is Role.BODY]
    stretches = [tuple(view.number(at) for at in block.places or (place,)) for place, block in texts]
    order = reading_order(stretches, view.headed)
    rank = {begins: k for k, begins in enumerate(order)}
    starts = {one[0]: rank[k] for k, one in enumerate(stretches)}
    owner = sorted((f, rank[k]) for k, one in enumerate(stretches) for f in one)
    keys = []
    for k, (place, block) in enumerate(found):
        number = view.number(place)
        anchor = (starts[number], 1) if block.role is Role.BODY else _anchor(block, number, starts, owner)
        keys.append(((*anchor, k), block))
    return [block for _, block in sorted(keys, key=lambda x: x[0])]


def _anchor(block: Block, number: int, starts: dict[int, int], owner: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """(rank of a paragraph, 0 before it or 2 after it) for a small piece before fragment `number`."""
    if block.role in LEADING and number in starts:
        return starts[number], 0
    at = bisect_left(owner, (number, -1))
    if at:
        return owner[at - 1][1], 2
    return (owner[0][1], 0) if owner else (0, 0)
