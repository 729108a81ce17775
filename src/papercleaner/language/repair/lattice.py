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
    return [_from(text, start, start + 1, tables) for start in range(len(text))]


def changed(old: Arcs, text: str, at: int, tables: Tables) -> Arcs:
    """All words of `text`, which differs at `at` alone from that of the `old` ones."""
    found = list(old)
    for start in range(max(0, at + 1 - LONGEST), at):
        found[start] = [arc for arc in old[start] if arc[0] <= at] + _from(text, start, at + 1, tables)
    found[at] = _from(text, at, at + 1, tables)
    return found


def _from(text: str, start: int, least: int, tables: Tables) -> list[tuple[int, str, float]]:
    """The words of `text` that begin at `start` and do not end before `least`."""
    found, get = [], tables.words
    for end in range(least, min(len(text), start + LONGEST) + 1):
        word = text[start:end]
        known = get[word]
        if known is not None:
            found.append((end, word, known))
        elif end == start + 1:
            found.append((end, word, STRANGE))
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
