"""The page's blocks cut into articles, in the dump's order."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import log
from typing import Any

from papercleaner.grammar.patterns import fold, has
from papercleaner.grouping.strands import edges
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
    opening: float | None = None
    """Log-odds that it opens an article where the segment before it ends; None where the text jumped anyway."""

    @property
    def body(self) -> tuple[Block, ...]:
        """The article's running text."""
        return tuple(b for b in self.rest if b.role is Role.BODY)


def cut(blocks: Sequence[Block], jumpy: bool = False) -> list[Segment]:
    """The articles of `blocks` (no furniture, no noise): a new one where heads and subject say so together.

    A headline inside one subject is a section heading; a heading at a clear change of subject is a title;
    and a clear change of subject and of column opens an article whose headline was lost.  A `jumpy` dump
    mixes its articles: it is cut wherever its text jumps, and sooner elsewhere.
    """
    told, opening = _decide(list(blocks), jumpy)
    segments: list[Segment] = []
    heads: list[Block] = []
    rest: list[Block] = []
    score: float | None = None
    for i, block in enumerate(told):
        if i in opening and (heads or rest):
            segments.append(_segment(heads, rest, score))
            heads, rest, score = [], [], opening[i]
        (heads if block.role in HEADS else rest).append(block)
    segments.append(_segment(heads, rest, score))
    return _settled([s for s in segments if s.heads or s.rest])


def _segment(heads: Sequence[Block], rest: Sequence[Block], score: float | None) -> Segment:
    sure = 1.0 if score is None else round(cohesion.probability(score), 2)
    return Segment(tuple(heads), tuple(rest), sure, score)


def _decide(blocks: list[Block], jumpy: bool) -> tuple[list[Block], dict[int, float | None]]:
    """The blocks with heads and headings settled, and the places where articles open: {place: log-odds}."""
    least = weights()["boundary"]["least_block"]
    body = [i for i, b in enumerate(blocks) if b.role is Role.BODY and len(b.text) >= least]
    subject = cohesion.boundaries([str(blocks[i].text) for i in body])
    opening: dict[int, float | None] = {}
    whole = {(e.first, e.second) for e in edges(blocks, least)}
    for gap, (first, second) in enumerate(itertools.pairwise(body)):
        place, score = _boundary(blocks, first, second, subject[gap])
        jumps = jumpy and (first, second) not in whole
        score += weights()["boundary"]["jumpy"] * jumpy
        if score > 0 or jumps:
            opening[place] = None if jumps else score
        _settle_heads(blocks, range(first + 1, second), score > 0 or jumps)
    if body:
        _settle_heads(blocks, range(body[0]), opens=True)
    return blocks, opening


def _subject(change: float) -> float:
    """Log-likelihood ratio of a boundary given the posterior log-odds of a change of subject."""
    w = weights()["subject"]
    return float(max(-w["cap"], min(w["cap"], w["slope"] * (change - w["even"]))))


def _boundary(blocks: Sequence[Block], first: int, second: int, change: float) -> tuple[int, float]:
    """Where an article would open between two paragraphs, and the log-odds that one does."""
    w = weights()["boundary"]
    between = range(first + 1, second)
    heads = [i for i in between if blocks[i].role in HEADS]
    headings = [i for i in between if blocks[i].role is Role.HEADING]
    around = _around(blocks, first, second) + _placed(blocks[first].zone, blocks[second].zone)
    if heads:
        told = min(w["heads_cap"], sum(_logit(blocks[i]) for i in heads))
        return heads[0], around + _subject(change) + told
    if headings:
        told = w["headings"] - sum(_logit(blocks[i]) for i in headings)
        return headings[0], around + _subject(change) + told
    known = blocks[first].shape.column is not None and blocks[second].shape.column is not None
    return second, around + _subject(change) + w["headless_shaped" if known else "headless"]


def _around(blocks: Sequence[Block], first: int, second: int) -> float:
    """What the shape and the small pieces around the gap say."""
    w = weights()["boundary"]
    one, two = blocks[first], blocks[second]
    before, after = one.shape.column, two.lines[0].column if two.lines else None
    score = 0.0
    if before and after:
        score += w["column_change" if abs(before - after) > w["column_step"] else "same_column"]
    if two.shape.indent < -1:
        score += w["unindented"]
    if has("dateline", "head", fold(str(two.text)[:40])):
        score += w["dateline"]
    if any(b.role in (Role.CREDIT, Role.JUMP, Role.BYLINE) for b in blocks[first + 1 : second]):
        score += w["closed_before"]
    return float(score)


def _placed(first: int, second: int) -> float:
    """What the places of two paragraphs on the page say: whether one headline claims both."""
    if first < 0 or second < 0:
        return 0.0
    return float(weights()["boundary"]["one_zone" if first == second else "other_zone"])


def _logit(block: Block) -> float:
    sure = min(0.97, max(0.03, block.confidence))
    return log(sure / (1.0 - sure))


def _settle_heads(blocks: list[Block], between: range, opens: bool) -> None:
    """Heads where no article opens become headings; where one opens under headings alone, the first is its title."""
    heads = [i for i in between if blocks[i].role in HEADS]
    headings = [i for i in between if blocks[i].role is Role.HEADING]
    if opens and not heads and headings:
        chosen = headings[0]
        title = replace(blocks[chosen], role=Role.HEADLINE, why="article.promoted-title")
        blocks[chosen] = title.flagged("title-uncertain")
    if not opens:
        for i in heads:
            blocks[i] = replace(blocks[i], role=Role.HEADING, why="article.same-subject")


def _settled(segments: list[Segment]) -> list[Segment]:
    """Segments without running text join the next one: a headline whose text stands after a caption."""
    settled: list[Segment] = []
    for segment in segments:
        if settled and not settled[-1].body:
            last = settled.pop()
            settled.append(replace(segment, heads=last.heads + segment.heads, rest=last.rest + segment.rest))
        else:
            settled.append(segment)
    if len(settled) > 1 and not settled[-1].body and not settled[-1].heads:
        last = settled.pop()
        settled[-1] = replace(settled[-1], rest=settled[-1].rest + last.rest)
    return settled
