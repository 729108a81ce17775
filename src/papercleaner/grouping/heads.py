"""The heads of one article settled: which of them stand above it, and which inside it are section headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from papercleaner.grouping.weights import weights
from papercleaner.model import HEADS, Block, Role

Placed = tuple[int, Block]
"""(place in the dump, block)."""


def settle(found: Sequence[Placed], jumpiness: float) -> list[Block]:
    """An article's blocks in the dump's order, heads inside its text turned into headings and the reverse.

    In a dump that follows its articles only what stands before the text stands above the article.  In one that mixes
    them (`jumpiness`) a head may stand anywhere; one title is enough, and others far from it are headings.
    """
    blocks = [block for _, block in found]
    first = next((k for k, b in enumerate(blocks) if b.role is Role.BODY), len(blocks))
    if jumpiness <= weights()["jumpy"]:
        blocks[first:] = [_heading(b) if b.role in HEADS else b for b in blocks[first:]]
    else:
        blocks = _one_title(blocks)
    if not any(b.role in HEADS for b in blocks):
        _promote(blocks, first)
    return blocks


def _heading(head: Block) -> Block:
    return replace(head, role=Role.HEADING, why="article.same-subject")


def _one_title(blocks: list[Block]) -> list[Block]:
    """The headlines beside the surest one, and the heads that go with them, become headings."""
    titles = [k for k, b in enumerate(blocks) if b.role is Role.HEADLINE]
    if len(titles) < 2:
        return blocks
    best = max(titles, key=lambda k: (blocks[k].confidence, -k))
    run = _run(blocks, best)
    return [_heading(b) if k in titles and k not in run else b for k, b in enumerate(blocks)]


def _run(blocks: Sequence[Block], at: int) -> range:
    """The heads that stand together with the one at `at`."""
    start, end = at, at + 1
    while start and blocks[start - 1].role in HEADS:
        start -= 1
    while end < len(blocks) and blocks[end].role in HEADS:
        end += 1
    return range(start, end)


def _promote(blocks: list[Block], first: int) -> None:
    """An article under a heading alone takes it as its title."""
    chosen = next((k for k, b in enumerate(blocks[:first]) if b.role is Role.HEADING), None)
    if chosen is not None:
        title = replace(blocks[chosen], role=Role.HEADLINE, why="article.promoted-title")
        blocks[chosen] = title.flagged("title-uncertain")
