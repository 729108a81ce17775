"""A second look at short blocks: a line that takes up an open end is running text, one that takes up nothing,
ends in nothing and stands before a new paragraph is a heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log

from papercleaner.model import HEADS, Block, Role
from papercleaner.seams.assignment import assign
from papercleaner.seams.evidence import end_kind, weights
from papercleaner.seams.score import fragments, seam_scores

HEADLIKE = HEADS | {Role.HEADING}


def look_again(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the roles of unsure short ones settled by the seams of the page."""
    sure = weights()["second_look"]["sure"]
    unsure = {i for i, b in enumerate(blocks) if b.confidence < sure and _short(b)}
    if not unsure:
        return tuple(blocks)
    trial = [replace(b, role=Role.BODY) if i in unsure else b for i, b in enumerate(blocks)]
    parts = fragments(trial)
    price = [_price(blocks[place]) if place in unsure else 0.0 for place in parts.places]
    scores = {pair: s - price[pair[0]] - price[pair[1]] for pair, s in seam_scores(parts).items()}
    following = assign(scores)
    taken = set(following.values())
    settled = list(blocks)
    for k, place in enumerate(parts.places):
        if place in unsure:
            settled[place] = _settle(blocks[place], k in taken, k in following, blocks[place + 1 : place + 2])
    return tuple(settled)


def _short(block: Block) -> bool:
    return block.role in HEADLIKE | {Role.BODY} and len(block.text) <= weights()["second_look"]["longest"]


def _price(block: Block) -> float:
    """What it costs (natural log) to read a head as running text, by how sure its role is."""
    return log(block.confidence / (1.001 - block.confidence)) if block.role in HEADLIKE else 0.0


def _settle(block: Block, taken_up: bool, goes_on: bool, after: Sequence[Block]) -> Block:
    if block.role in HEADLIKE and taken_up:
        return replace(block, role=Role.BODY, why="role.continued")
    bare = end_kind(str(block.text)) in ("han", "other", "closed", "open")
    opens = any(b.role is Role.BODY and b.shape.indent > 0 for b in after)
    if block.role is Role.BODY and bare and opens and not taken_up and not goes_on:
        return replace(block, role=Role.HEADING, why="role.uncontinued")
    return block
