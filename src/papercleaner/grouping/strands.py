"""Strands: paragraphs that follow each other in the dump without a break, the surest pieces of an article.

Where a paragraph goes on in a later fragment, the text of its article jumps there too: what the dump
puts right after the broken fragment belongs to something else (the top of the next column).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from papercleaner.model import HEADS, Block, Role


@dataclass(frozen=True, slots=True)
class Edge:
    """Paragraph `second` follows paragraph `first` in the dump; `between` are the blocks that stand between.
    All are places in the sequence of blocks."""

    first: int
    second: int
    between: tuple[int, ...]


def edges(blocks: Sequence[Block], least: int) -> list[Edge]:
    """The successions of whole paragraphs of at least `least` characters, in the dump's order."""
    events = sorted(_events(blocks, least))
    found, last, between = [], -1, list[int]()
    for _, place, is_body, is_first, is_last in events:
        if not is_body:
            between.append(place)
            continue
        if is_first and last >= 0:
            found.append(Edge(last, place, tuple(between)))
        if is_first or is_last:
            between = []
        last = place if is_last else -1
    return found


def _events(blocks: Sequence[Block], least: int) -> list[tuple[int, int, bool, bool, bool]]:
    """(place in the dump, place in the sequence, is a fragment of text, its paragraph's first, its last)."""
    found = []
    for place, block in enumerate(blocks):
        where = block.places or (place,)
        body = block.role is Role.BODY and len(block.text) >= least
        for k, at in enumerate(where if body else where[:1]):
            found.append((at, place, body, k == 0, k == len(where) - 1))
    return found


def stray_heads(blocks: Sequence[Block]) -> list[Block]:
    """Heads under which no paragraph begins: what follows in the dump takes up another one."""
    strays, waiting = [], list[Block]()
    for _, place, is_body, is_first, _ in sorted(_events(blocks, 1)):
        if is_body and not is_first:
            strays += waiting
        if is_body:
            waiting = []
        elif blocks[place].role in HEADS:
            waiting.append(blocks[place])
    return strays + waiting


def jumpiness(blocks: Sequence[Block]) -> float:
    """Share of the joins that skip other text or run backward: 0 in a dump that follows its articles."""
    steps = [step for block in blocks for step in pairwise(block.places)]
    taken = {at for block in blocks if block.role is Role.BODY for at in block.places}
    return sum(_skips(a, b, taken) for a, b in steps) / (len(steps) + 3.0)


def _skips(a: int, b: int, taken: set[int]) -> bool:
    return b < a or any(place in taken for place in range(a + 1, b))
