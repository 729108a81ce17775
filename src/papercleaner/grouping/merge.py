"""Segments of one article found again where the dump mixes its articles: by words, width and headlines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush
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
    placed = any(b.zone >= 0 for b in blocks)
    if placed or jumpiness(blocks) <= weights()["merge"]["jumpy"]:
        return cut(blocks)
    orphans = stray_heads(blocks)
    astray = set(map(id, orphans))
    kept = [b for b in blocks if id(b) not in astray]
    return attach_heads(merge(cut(kept, jumpy=True)), orphans)


def merge(segments: Sequence[Segment]) -> list[Segment]:
    """The segments with those of one article made one, best pair first, as long as a pair gains."""
    texts = [str(b.text) for s in segments for b in s.body]
    if len(segments) < 2 or len(texts) < 3:
        return list(segments)
    cloth = _Cloth(texts, segments)
    waiting = [(-cloth.gain(a, b), a, b, 0) for a, near in enumerate(cloth.near) for b in near if a < b]
    heapify(waiting)
    while waiting and waiting[0][0] < 0:
        _, a, b, age = heappop(waiting)
        if age == cloth.age(a, b):
            for c in cloth.sew(a, b):
                first, second = min(a, c), max(a, c)
                heappush(waiting, (-cloth.gain(first, second), first, second, cloth.age(first, second)))
    return [_together([segments[i] for i in sorted(group)]) for group in cloth.groups.values()]


class _Cloth:
    """How well groups of segments go together: by their paragraphs' likeness, their columns and their heads.

    A group goes by its first segment.  Paragraphs further apart than `cohesion` compares say nothing of each
    other, and groups that have no others are never one: so the work grows with the page, not with its square.
    """

    def __init__(self, texts: Sequence[str], segments: Sequence[Segment]) -> None:
        self.weights = weights()["merge"]
        alike = cohesion.similarity_matrix(texts)
        usual = cohesion.threshold(sum(map(sum, alike)) / max(1, sum(map(len, alike))))
        owner = [i for i, segment in enumerate(segments) for _ in segment.body]
        self.groups = {i: [i] for i in range(len(segments))}
        self.sizes = [len(s.body) for s in segments]
        self.columns = [{column} if (column := _column(s)) else set() for s in segments]
        self.titled = [any(b.role is Role.HEADLINE for b in s.heads) for s in segments]
        self.near: list[dict[int, list[float]]] = [{} for _ in segments]
        """For each group the groups it may join: the sum of their likenesses above the usual, and of the
        log-odds that parted neighbours; one list for both sides."""
        for first, row in enumerate(alike):
            for second, likeness in enumerate(row, first + 1):
                self._tie(owner[first], owner[second], likeness - usual, 0.0)
        for i, segment in enumerate(segments[1:], 1):
            if i in self.near[i - 1]:
                self._tie(i - 1, i, 0.0, segment.opening or 0.0)

    def _tie(self, a: int, b: int, likeness: float, opening: float) -> None:
        if a == b:
            return
        tie = self.near[a].setdefault(b, [0.0, 0.0])
        self.near[b][a] = tie
        tie[0] += likeness
        tie[1] += opening

    def age(self, a: int, b: int) -> int:
        """How many segments the groups hold; -1 if one of them is sewn to another."""
        return len(self.groups[a]) + len(self.groups[b]) - 2 if a in self.groups and b in self.groups else -1

    def gain(self, a: int, b: int) -> float:
        """What making one article of two groups gains, in log-odds."""
        likeness, opening = self.near[a][b]
        score = self.weights["likeness"] * likeness / (self.sizes[a] * self.sizes[b]) ** self.weights["crowding"]
        score += self.weights["prior"] + self._columns(a, b) + self.weights["edge"] * opening
        if self.titled[a] and self.titled[b]:
            score += self.weights["two_titles"]
        return float(score)

    def sew(self, a: int, b: int) -> Iterable[int]:
        """Makes group b a part of group a; all groups that a may join now."""
        self.groups[a] += self.groups.pop(b)
        self.sizes[a] += self.sizes[b]
        self.columns[a] |= self.columns[b]
        self.titled[a] = self.titled[a] or self.titled[b]
        for c, tie in self.near[b].items():
            del self.near[c][b]
            self._tie(a, c, *tie)
        return self.near[a]

    def _columns(self, a: int, b: int) -> float:
        """The nearest columns of the two groups: an article is mostly set in one width."""
        steps = [abs(one - other) for one in self.columns[a] for other in self.columns[b]]
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
        grams = cohesion.vector(str(head.text))
        best = max(range(len(placed)), key=lambda k: (_fit(head, grams, placed[k], words[k]), -k), default=-1)
        if best >= 0:
            placed[best] = replace(placed[best], heads=(*placed[best].heads, head))
    return placed


def _fit(head: Block, grams: Mapping[str, float], segment: Segment, words: set[str]) -> float:
    """Share of the head's rare bigrams that the article uses, and whether the article lacks such a head."""
    total = sum(grams.values())
    shared = sum(w for g, w in grams.items() if g in words) / total if total else 0.0
    lacks = all(b.role is not head.role for b in segment.heads)
    return float(shared + weights()["merge"]["lacks_head"] * lacks)
