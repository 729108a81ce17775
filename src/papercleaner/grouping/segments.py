"""The page's blocks cut into articles, in the dump's order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from papercleaner.grammar.patterns import fold, has
from papercleaner.knowledge import table
from papercleaner.language import cohesion
from papercleaner.model import HEADS, Block, Role


@cache
def weights() -> dict[str, Any]:
    """The table `knowledge/articles.toml`."""
    return table("articles")


@dataclass(frozen=True, slots=True)
class Segment:
    """The blocks of one article: what stands above it, and the rest in order."""

    heads: tuple[Block, ...] = ()
    rest: tuple[Block, ...] = ()
    confidence: float = 1.0

    @property
    def body(self) -> tuple[Block, ...]:
        """The article's running text."""
        return tuple(b for b in self.rest if b.role is Role.BODY)


def cut(blocks: Sequence[Block]) -> list[Segment]:
    """The articles of `blocks` (no furniture, no noise): a new one at each group of headlines, and where
    a paragraph opens one without a headline."""
    opening = _headless(blocks)
    segments: list[Segment] = []
    heads: list[Block] = []
    rest: list[Block] = []
    sure = 1.0
    for i, block in enumerate(blocks):
        headed = block.role in HEADS and any(b.role is Role.BODY for b in rest)
        if headed or i in opening:
            segments.append(Segment(tuple(heads), tuple(rest), sure))
            heads, rest, sure = [], [], opening.get(i, block.confidence)
        (heads if block.role in HEADS else rest).append(block)
    segments.append(Segment(tuple(heads), tuple(rest), sure))
    return _settled([s for s in segments if s.heads or s.rest])


def _headless(blocks: Sequence[Block]) -> dict[int, float]:
    """Places where a paragraph opens an article of its own without a headline: {place: confidence}."""
    body = [(i, b) for i, b in enumerate(blocks) if b.role is Role.BODY and len(b.text) >= weights()["boundary"]["least_block"]]
    subject = cohesion.boundaries([str(b.text) for _, b in body])
    found = {}
    for gap, ((before, first), (place, second)) in enumerate(zip(body, body[1:], strict=False)):
        between = blocks[before + 1 : place]
        if any(b.role in HEADS or b.role is Role.HEADING for b in between):
            continue
        score = _boundary(first, second, between, subject[gap])
        if subject[gap] < max(subject[max(0, gap - 1) : gap + 2]):
            score += weights()["boundary"]["no_peak"]
        if score > 0:
            found[place] = round(cohesion.probability(score), 2)
    return found


def _boundary(first: Block, second: Block, between: Sequence[Block], change: float) -> float:
    """Log-odds that `second` opens another article than `first`."""
    w = weights()["boundary"]
    score = w["prior"] + w["cohesion"] * max(-w["cohesion_cap"], min(w["cohesion_cap"], change))
    before, after = first.shape.column, second.lines[0].column if second.lines else None
    if before and after:
        score += w["column_change" if abs(before - after) > w["column_step"] else "same_column"]
    if second.shape.indent < -1:
        score += w["unindented"]
    if has("dateline", "head", fold(str(second.text)[:40])):
        score += w["dateline"]
    if any(b.role in (Role.CREDIT, Role.JUMP, Role.BYLINE) for b in between):
        score += w["closed_before"]
    return float(score)


def _settled(segments: list[Segment]) -> list[Segment]:
    """Segments without running text join the next one: a headline whose text stands after a caption."""
    settled: list[Segment] = []
    for segment in segments:
        if settled and not settled[-1].body:
            last = settled.pop()
            segment = replace(segment, heads=last.heads + segment.heads, rest=last.rest + segment.rest)
        settled.append(segment)
    if len(settled) > 1 and not settled[-1].body and not settled[-1].heads:
        last = settled.pop()
        settled[-1] = replace(settled[-1], rest=settled[-1].rest + last.rest)
    return settled
