"""A second look at blocks of unsure role: what takes up an open end, or is itself taken up, is running text; a
short line that takes up nothing, ends in nothing and stands before a new paragraph is a heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from papercleaner.model import FURNITURE, Block, Role
from papercleaner.seams.evidence import end_kind, running_odds, weights
from papercleaner.seams.fragments import Fragments

NEVER = FURNITURE | {Role.TABLE, Role.LIST}
"""Roles that no seam overrules."""


def unsure_places(blocks: Sequence[Block]) -> frozenset[int]:
    """Places of short blocks that may be running text though another role was told for them."""
    look = weights()["second_look"]
    return frozenset(
        k
        for k, b in enumerate(blocks)
        if b.role is not Role.BODY
        and b.role not in NEVER
        and len(b.text) <= look["longest"]
        and running_odds(b) >= look["least"]
    )


def settled(blocks: Sequence[Block], page: Fragments, following: Mapping[int, int]) -> tuple[Block, ...]:
    """The blocks with roles that agree with the seams."""
    told = list(blocks)
    taken = set(following.values())
    for k, fragment in enumerate(page.all):
        block = blocks[fragment.place]
        if block.role is not Role.BODY:
            if k in taken or k in following:
                told[fragment.place] = replace(block, role=Role.BODY, why="role.continued")
        elif k not in taken and k not in following and _is_heading(block, blocks[fragment.place + 1 :]):
            told[fragment.place] = replace(block, role=Role.HEADING, why="role.uncontinued")
    return tuple(told)


def _is_heading(block: Block, after: Sequence[Block]) -> bool:
    """Whether a block that no seam touches looks like a heading: short, bare, before an indented paragraph."""
    look = weights()["second_look"]
    if block.confidence >= look["sure"] or len(block.text) > look["short"]:
        return False
    if block.setting is not None and max(block.setting.above, block.setting.below) < look["blank"]:
        return False
    bare = end_kind(str(block.text)) in ("han", "other", "closed", "open")
    return bare and any(b.role is Role.BODY and b.shape.indent > 0 for b in after[:1])


def without_heads(following: Mapping[int, int], page: Fragments) -> dict[int, int]:
    """The seams without chains of which no part was told to be running text: two lines of a headline are none."""
    kept, taken = dict(following), set(following.values())
    for first in sorted(set(following) - taken):
        chain = [first]
        while chain[-1] in following:
            chain.append(following[chain[-1]])
        if all(page.all[k].block.role is not Role.BODY for k in chain):
            for k in chain[:-1]:
                del kept[k]
    return kept
