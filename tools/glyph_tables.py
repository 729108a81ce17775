"""Counts words, pairs of words and character 4-grams, and writes them as the entries of one static map."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from witten_bell import WittenBell, step

from papercleaner.language.classes import END, START
from papercleaner.language.repair.pairs import shown
from papercleaner.language.repair.tables import AFTER, ORDER, PAIR, WORD, WORD_STEP, Tables
from papercleaner.language.static_map import StaticMap

Lines = Sequence[Sequence[str]]

MOST = (60_000, 200_000, 200_000)
"""N-grams of two, three and four characters that are kept: those whose loss would cost most."""
MOST_PAIRS = 150_000
"""Pairs of words that are kept."""
WORD_WEIGHT = 0.3
"""What a dictionary word adds to the counts of its n-grams, per nat of its own frequency."""
CORPUS_SHARE = 0.5
"""Weight of the corpus beside the dictionary in the frequency of a word."""
RARE, UNCOUNTED = 0.3, 0.02
"""Added to a word's count in the dictionary, and in the corpus where only the dictionary knows it."""


def char_counts(lines: Lines, words: Mapping[str, int]) -> list[Counter[str]]:
    """counts[n] of n-grams of the lines and, with a small weight, of the dictionary."""
    counts: list[Counter[str]] = [Counter() for _ in range(ORDER + 1)]
    for word, count in words.items():
        share = WORD_WEIGHT * math.log(1 + count)
        for size in range(1, min(ORDER, len(word)) + 1):
            for i in range(len(word) - size + 1):
                counts[size][word[i : i + size]] += share  # type: ignore[assignment]
    for line in lines:
        framed = START + "".join(line) + END
        for size in range(1, ORDER + 1):
            counts[size].update(framed[i : i + size] for i in range(len(framed) - size + 1))
    del counts[1][START]
    return counts


def has_shown(text: str) -> bool:
    return not shown().isdisjoint(text)


def word_chances(words: Mapping[str, int], used: Counter[str]) -> dict[str, float]:
    """Probability of each word of dictionary and corpus."""
    listed, running = sum(words.values()), sum(used.values())
    known = set(words) | set(used)
    return {
        w: (1 - CORPUS_SHARE) * (words.get(w, 0) + RARE) / listed
        + CORPUS_SHARE * (used.get(w, 0) + (UNCOUNTED if w in words else 0)) / running
        for w in known
    }


def wide_step(chance: float) -> int:
    return min(255, max(0, round(-math.log(chance) / WORD_STEP)))


def pair_entries(lines: Lines, chances: Mapping[str, float]) -> dict[str, int]:
    """Pairs of words with a look-alike in them, and what the unseen followers of a word share (Witten-Bell)."""
    pairs: Counter[tuple[str, str]] = Counter()
    for line in lines:
        framed = [START, *line]
        pairs.update(pairwise(framed))
    total: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for (first, _), n in pairs.items():
        total[first] += n
        types[first] += 1

    def chance(first: str, second: str) -> float:
        own = pairs[first, second] + types[first] * chances[second]
        return own / (total[first] + types[first])

    def loss(pair: tuple[str, str]) -> float:
        bare = types[pair[0]] / (total[pair[0]] + types[pair[0]]) * chances[pair[1]]
        return pairs[pair] * math.log(chance(*pair) / bare)

    ranked = sorted((round(-loss(p), 6), p) for p in pairs if has_shown(p[0] + p[1]))
    kept = sorted(p for _, p in ranked[:MOST_PAIRS])
    entries = {first + PAIR + second: step(chance(first, second)) for first, second in kept}
    entries |= {first + AFTER: step(types[first] / (total[first] + types[first])) for first in sorted(types)}
    return entries


def entries(lines: Lines, words: Mapping[str, int], listed: Callable[[str], bool] = lambda _: True) -> dict[str, int]:
    """All entries of the map; of the dictionary's words only those that are `listed`."""
    used = Counter(w for line in lines for w in line)
    chances = word_chances(words, used)
    found = WittenBell(char_counts(lines, words), has_shown).pruned(*MOST)
    found |= {WORD + w: wide_step(chances[w]) for w in sorted(chances) if w in used or listed(w)}
    return found | pair_entries(lines, chances)


class Loose(StaticMap):
    """A map that is still a dictionary: for measuring without building the file."""

    def __init__(self, known: Mapping[str, int]) -> None:
        self.get = lambda key: known.get(key, -1)  # type: ignore[method-assign]


def loose(lines: Iterable[Sequence[str]], words: Mapping[str, int]) -> Tables:
    return Tables(Loose(entries(list(lines), words)), shown())


STRONG, SEEN = 2.0, 0.0
"""Mutual information, in nats, from which two neighbours belong together, and from which they are nothing strange."""


def neighbours(lines: Lines, words: Mapping[str, int]) -> bytes:
    """A line a character: it, those that belong behind it, a tab, those that are nothing strange there."""
    model = WittenBell(char_counts(lines, words))
    strong: defaultdict[str, str] = defaultdict(str)
    seen: defaultdict[str, str] = defaultdict(str)
    for two in sorted(model.counts[2]):
        bond = math.log(model.probability(two) / model.probability(two[1]))
        if bond >= SEEN:
            (strong if bond >= STRONG else seen)[two[0]] += two[1]
    text = "\n".join(f"{c}{strong[c]}\t{seen[c]}" for c in sorted({*strong, *seen}))
    return text.encode("utf-16-le")
