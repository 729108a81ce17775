"""The best cut of a short text into words: how well it reads, by words and by pairs of words."""

from __future__ import annotations

from typing import Final

from papercleaner.language.repair.tables import STRANGE, Tables

LONGEST: Final = 6
"""Characters of the longest word."""

Arcs = list[list[tuple[int, str, float]]]
"""For each place: end, word and log-probability of every word that begins there."""


def arcs(text: str, tables: Tables) -> Arcs:
    """All words of `text`; a character that is no word stands alone."""
    found: Arcs = []
    size = len(text)
    for start in range(size):
        first = text[start]
        alone = tables.word(first)
        here = [(start + 1, first, STRANGE if alone is None else alone)]
        for end in range(start + 2, min(size, start + LONGEST) + 1):
            word = text[start:end]
            known = tables.word(word)
            if known is not None:
                here.append((end, word, known))
        found.append(here)
    return found


def by_words(words: Arcs) -> float:
    """Log-probability of the best cut, each word for itself."""
    best = [0.0] + [float("-inf")] * len(words)
    for start, here in enumerate(words):
        so_far = best[start]
        for end, _, alone in here:
            best[end] = max(best[end], so_far + alone)
    return best[-1]


def by_pairs(words: Arcs, tables: Tables) -> float:
    """Log-probability of the best cut, each word after the one before it."""
    best: list[dict[str, float]] = [{} for _ in range(len(words) + 1)]
    best[0][""] = 0.0
    for start, here in enumerate(words):
        before = best[start]
        for end, word, alone in here:
            ways = [score + tables.pair(last, word, alone) for last, score in before.items()] if start else [alone]
            best[end][word] = max(ways)
    return max(best[-1].values())
