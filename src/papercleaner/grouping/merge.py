"""Segments of one article found again where the dump mixes its articles: by words, width and headlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from papercleaner.grouping.segments import Segment, cut, weights
from papercleaner.grouping.strands import jumpiness, stray_heads
from papercleaner.language import cohesion
from papercleaner.model import Block, Role


def group(blocks: Sequence[Block]) -> list[Segment]:
    """The articles of `blocks` (no furniture, no noise).

    A dump that follows its articles is cut in sequence; one that mixes them is cut wherever its text
    jumps, and the pieces are put together again by their words.
    """
    if jumpiness(blocks) <= weights()["merge"]["jumpy"]:
        return cut(blocks)
    orphans = stray_heads(blocks)
    kept = [b for b in blocks if not any(b is o for o in orphans)]
    return attach_heads(merge(cut(kept, jumpy=True)), orphans)


def merge(segments: Sequence[Segment]) -> list[Segment]:
    """The segments with those of one article made one, best pair first, as long as a pair gains."""
    texts = [str(b.text) for s in segments for b in s.body]
    if len(segments) < 2 or len(texts) < 3:
        return list(segments)
    cloth = _Cloth(texts, segments)
    groups = {i: [i] for i in range(len(segments))}
    while True:
        pairs = [(cloth.gain(groups[a], groups[b]), -a, -b) for a in groups for b in groups if a < b]
        best, a, b = max(pairs, default=(0.0, 0, 0))
        if best <= 0:
            break
        groups[-a] += groups.pop(-b)
    return [_together([segments[i] for i in sorted(group)]) for group in groups.values()]


class _Cloth:
    """How well segments go together: by their paragraphs' likeness, their columns and their heads."""

    def __init__(self, texts: Sequence[str], segments: Sequence[Segment]) -> None:
        self.weights = weights()["merge"]
        self.alike = cohesion.similarity_matrix(texts)
        pairs = sum(map(len, self.alike))
        self.usual = cohesion.threshold(sum(map(sum, self.alike)) / max(1, pairs))
        self.members: list[list[int]] = []
        for segment in segments:
            start = self.members[-1][-1] + 1 if self.members and self.members[-1] else sum(map(len, self.members))
            self.members.append(list(range(start, start + len(segment.body))))
        self.columns = [_column(s) for s in segments]
        self.openings = [s.opening or 0.0 for s in segments]
        self.titled = [any(b.role is Role.HEADLINE for b in s.heads) for s in segments]

    def gain(self, first: Sequence[int], second: Sequence[int]) -> float:
        """What making one article of two groups of segments gains, in log-odds."""
        one = [p for i in first for p in self.members[i]]
        two = [p for i in second for p in self.members[i]]
        if not one or not two:
            return float("-inf")
        links = sum(self._likeness(a, b) - self.usual for a in one for b in two)
        score = self.weights["likeness"] * links / (len(one) * len(two)) ** self.weights["crowding"]
        score += self.weights["prior"] + self._columns(first, second)
        if any(self.titled[i] for i in first) and any(self.titled[i] for i in second):
            score += self.weights["two_titles"]
        score += self.weights["edge"] * sum(self.openings[j] for i in first for j in second if j == i + 1)
        score += self.weights["edge"] * sum(self.openings[i] for i in first for j in second if i == j + 1)
        return float(score)

    def _likeness(self, a: int, b: int) -> float:
        low, high = min(a, b), max(a, b)
        row = self.alike[low]
        return row[high - low - 1] if high - low - 1 < len(row) else self.usual

    def _columns(self, first: Sequence[int], second: Sequence[int]) -> float:
        """The nearest columns of the two groups: an article is mostly set in one width."""
        steps = [abs(a - b) for i in first for j in second if (a := self.columns[i]) and (b := self.columns[j])]
        if not steps:
            return 0.0
        return float(self.weights["same_column" if min(steps) < self.weights["column_step"] else "other_column"])


def _column(segment: Segment) -> float:
    widths = [b.shape.column for b in segment.body if b.shape.column]
    return median(widths) if widths else 0.0


def _together(parts: Sequence[Segment]) -> Segment:
    """Segments as one; a second headline is a section heading before its own text."""
    heads: list[Block] = []
    rest: list[Block] = []
    for part in parts:
        titled = any(b.role is Role.HEADLINE for b in heads)
        for head in part.heads:
            if titled and head.role is Role.HEADLINE:
                rest.append(replace(head, role=Role.HEADING, why="article.same-subject"))
            else:
                heads.append(head)
        rest += part.rest
    return Segment(tuple(heads), tuple(rest), min(part.confidence for part in parts))


def attach_heads(segments: Sequence[Segment], heads: Sequence[Block]) -> list[Segment]:
    """The segments with each head that stands away from its text in the article whose words it shares most."""
    placed = list(segments)
    words = [{g for b in s.body for g in cohesion.vector(str(b.text))} for s in segments]
    for head in heads:
        best = max(range(len(placed)), key=lambda k: (_fit(head, placed[k], words[k]), -k), default=-1)
        if best >= 0:
            placed[best] = replace(placed[best], heads=(*placed[best].heads, head))
    return placed


def _fit(head: Block, segment: Segment, words: set[str]) -> float:
    """Share of the head's rare bigrams that the article uses, and whether the article lacks such a head."""
    grams = cohesion.vector(str(head.text))
    total = sum(grams.values())
    shared = sum(w for g, w in grams.items() if g in words) / total if total else 0.0
    lacks = all(b.role is not head.role for b in segment.heads)
    return float(shared + weights()["merge"]["lacks_head"] * lacks)
