"""The score of a seam: how likely fragment B goes on where fragment A breaks off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from papercleaner.language.seams import continuation, crossing
from papercleaner.model import HEADS, Block, Role
from papercleaner.seams.evidence import attachment, known, openness, weights

FORWARD, BACKWARD = 40, 16
"""How many fragments of text ahead and back a continuation is looked for."""

BARRIERS = HEADS | {Role.BYLINE, Role.CREDIT, Role.JUMP}
"""What a paragraph does not run across unless the dump mixes its articles."""


@dataclass(frozen=True, slots=True)
class Fragments:
    """The page's fragments of running text: their blocks, and how many barriers stand before each."""

    blocks: tuple[Block, ...]
    places: tuple[int, ...]
    barriers: tuple[int, ...]


def fragments(blocks: Sequence[Block]) -> Fragments:
    """The body blocks of a page with what stands between them."""
    body, places, barriers, seen = [], [], [], 0
    for place, block in enumerate(blocks):
        if block.role is Role.BODY:
            body.append(block)
            places.append(place)
            barriers.append(seen)
        elif block.role in BARRIERS:
            seen += 1
    return Fragments(tuple(body), tuple(places), tuple(barriers))


def seam_scores(page: Fragments) -> dict[tuple[int, int], float]:
    """Score of each pair (end fragment, start fragment) worth looking at; a join needs a positive one."""
    ends = [openness(b) for b in page.blocks]
    starts = [attachment(b) for b in page.blocks]
    high = weights()["language"]["high"]
    scores = {}
    for a, end in enumerate(ends):
        for b in range(max(0, a - BACKWARD), min(len(ends), a + FORWARD + 1)):
            if a == b:
                continue
            shape = end + starts[b] + _order(page, a, b)
            if shape + high > 0:
                score = shape + _language(page.blocks[a], page.blocks[b])
                if score > 0:
                    scores[a, b] = score
    return scores


def _order(page: Fragments, a: int, b: int) -> float:
    """What the dump's order says: the next fragment is the likeliest, one far ahead or behind is not."""
    prior = weights()["order"]
    first, second = page.blocks[a], page.blocks[b]
    if b == a + 1:
        score = prior["next"]
    else:
        score = prior["forward" if b > a else "backward"] + prior["per_block"] * abs(b - a - 1)
    if page.barriers[a] != page.barriers[b]:
        score += prior["across"]
    if first.index == second.index:
        score += prior["parted"]
    if not (known(first) and known(second)):
        score += prior["unknown"]
    elif abs((first.shape.column or 0) - (second.lines[0].column or 0)) > 1.4:
        score += prior["column_change"]
    return float(score)


def _language(first: Block, second: Block) -> float:
    """What the words say: mutual information of the seam and words that run across it, bounded."""
    w = weights()["language"]
    left, right = str(first.text)[-12:], str(second.text)[:12]
    score = w["weight"] * continuation(left, right) + w["crossing"] * crossing(left, right)
    return float(max(w["low"], min(w["high"], score)))
