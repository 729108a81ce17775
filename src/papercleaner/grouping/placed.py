"""Articles of a page whose lines were measured: each headline with what it claims by its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from papercleaner.model import Block, Role

T = TypeVar("T")


def zones(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks that each headline claims, zones in the order of the page; what no headline claims comes first.

    What has no running text of its own (an advertisement's large print) joins the zone before it.
    """
    held: dict[int, list[Block]] = {}
    for block in blocks:
        held.setdefault(block.zone, []).append(block)
    out: list[list[Block]] = []
    for own in held.values():
        if out and (_without_text(own) or _without_text(out[-1])):
            out[-1] += own
        else:
            out.append(own)
    return out


def _without_text(blocks: Sequence[Block]) -> bool:
    return all(b.role is not Role.BODY for b in blocks)


def each(
    blocks: Sequence[Block], titled: Callable[[list[Block]], T], rest: Callable[[list[Block]], list[T]]
) -> list[T]:
    """What `titled` makes of each zone under a headline, and `rest` of those without one."""
    found: list[T] = []
    for own in zones(blocks):
        if any(b.role is Role.HEADLINE and b.why.startswith("boxes.") for b in own):
            found.append(titled(own))
        else:
            found += rest(own)
    return found
