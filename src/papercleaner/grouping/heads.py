"""The heads of one article settled: which of them stand above it, and which inside it are section headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from papercleaner.grouping.weights import weights
from papercleaner.model import HEADS, Block, Role

Placed = tuple[int, Block]
"""(place in the dump, block)."""


def settle(found: Sequence[Placed], title: int | None, jumpiness: float) -> list[Block]:
    """An article's blocks in the dump's order, heads inside its text turned into headings and the reverse.

    `title` is the number of the block that was chosen as the title.  In a dump that follows its articles only what
    stands before the text stands above the article.  In one that mixes them (`jumpiness`) a head may stand anywhere;
    one title is enough, and others far from it are headings.
    """
    blocks = [block for _, block in found]
    first = next((k for k, b in enumerate(blocks) if b.role is Role.BODY), len(blocks))
    if jumpiness <= weights()["jumpy"]:
        blocks[first:] = [
            _heading(b) if b.role in HEADS and k != title else b for k, b in enumerate(blocks[first:], first)
        ]
    else:
        blocks = _one_title(found, title)
    if not any(b.role in HEADS for b in blocks):
        _promote(blocks, first)
    return blocks


def titled(block: Block) -> Block:
    """A block that was chosen as a title, as a headline."""
    if block.role is Role.HEADLINE:
        return block
    return replace(block, role=Role.HEADLINE, why="article.chosen-title").flagged("title-uncertain")


def _heading(head: Block) -> Block:
    return replace(head, role=Role.HEADING, why="article.same-subject")


def _one_title(found: Sequence[Placed], title: int | None) -> list[Block]:
    """The chosen headline is the title, with those that stand right beside it; others stand above or below it."""
    titles = [k for k, (_, b) in enumerate(found) if b.role is Role.HEADLINE]
    blocks = [block for _, block in found]
    if len(titles) < 2:
        return blocks
    best = title if title is not None else max(titles, key=lambda k: (blocks[k].confidence, -k))
    for k in titles:
        if k != best and not _beside(found, k, best):
            role = Role.HEADING if _text_between(blocks, k, best) else Role.KICKER if k < best else Role.SUBTITLE
            blocks[k] = replace(blocks[k], role=role, why="article.one-title")
    return blocks


def _beside(found: Sequence[Placed], one: int, other: int) -> bool:
    """Whether two blocks follow each other in the dump."""
    return abs(found[one][0] - found[other][0]) == 1


def _text_between(blocks: Sequence[Block], one: int, other: int) -> bool:
    return any(b.role is Role.BODY for b in blocks[min(one, other) : max(one, other)])


def _promote(blocks: list[Block], first: int) -> None:
    """An article under a heading alone takes it as its title."""
    chosen = next((k for k, b in enumerate(blocks[:first]) if b.role is Role.HEADING), None)
    if chosen is not None:
        title = replace(blocks[chosen], role=Role.HEADLINE, why="article.promoted-title")
        blocks[chosen] = title.flagged("title-uncertain")
