"""Witten-Bell smoothing of n-gram counts, pruned and written as backoff log-probabilities in steps."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable

from papercleaner.language.ngrams import BACKOFF, STEP

UNSEEN = 1 / 8000
"""Probability of any one character before a single count is seen."""


class WittenBell:
    """Interpolated character model of orders 1 to len(counts) - 1 from counts[n] (weights need not be whole)."""

    def __init__(self, counts: list[Counter[str]], wanted: Callable[[str], bool] = lambda _: True) -> None:
        self.counts = counts
        self.wanted = wanted
        self.total: list[defaultdict[str, float]] = [defaultdict(float) for _ in counts]
        self.types: list[defaultdict[str, int]] = [defaultdict(int) for _ in counts]
        for size in range(1, len(counts)):
            for gram, weight in counts[size].items():
                self.total[size][gram[:-1]] += weight
                self.types[size][gram[:-1]] += 1

    def lower(self, gram: str) -> float:
        """P(last character | one character less of history)."""
        return self.probability(gram[1:]) if len(gram) > 1 else UNSEEN

    def left_over(self, gram: str) -> float:
        """The weight the shorter history keeps beside this one."""
        size, history = len(gram), gram[:-1]
        types = self.types[size][history]
        return types / (self.total[size][history] + types)

    def probability(self, gram: str) -> float:
        """P(last character | the ones before it) of a gram whose history was seen."""
        size, history = len(gram), gram[:-1]
        room = self.total[size][history] + self.types[size][history]
        if not room:
            return self.lower(gram)
        own = self.counts[size].get(gram, 0) + self.types[size][history] * self.lower(gram)
        return own / room

    def kept(self, size: int, most: int) -> list[str]:
        """The grams whose loss would cost the most log-likelihood, of those that are wanted."""

        def loss(gram: str) -> float:
            bare = self.left_over(gram) * self.lower(gram)
            return self.counts[size][gram] * math.log(self.probability(gram) / bare)

        ranked = sorted((round(-loss(g), 6), g) for g in self.counts[size] if self.wanted(g))
        return sorted(g for _, g in ranked[:most])

    def pruned(self, *most: int) -> dict[str, int]:
        """gram -> step of -log P, history + BACKOFF -> step of -log backoff weight; `most` of orders 2, 3 …"""
        entries = {c: step(self.probability(c)) for c in sorted(filter(self.wanted, self.counts[1]))}
        for size, limit in enumerate(most, 2):
            taken: defaultdict[str, float] = defaultdict(float)
            given: defaultdict[str, float] = defaultdict(float)
            for gram in self.kept(size, limit):
                chance = self.probability(gram)
                entries[gram] = step(chance)
                taken[gram[:-1]] += chance
                given[gram[:-1]] += self.lower(gram)
            for history in sorted(taken):
                rest = max(1 - taken[history], 1e-4) / max(1 - given[history], 1e-4)
                entries[history + BACKOFF] = step(rest)
        return entries


def step(chance: float) -> int:
    """-log(chance) in steps of STEP nats, 0-255."""
    return min(255, max(0, round(-math.log(chance) / STEP)))
