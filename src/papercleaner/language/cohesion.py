"""Lexical cohesion: whether stretches of text speak of the same things.

Paragraphs are vectors of Han bigrams, the unit that needs no word segmentation, weighted by how rare they
are in newspapers.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from math import exp, sqrt
from operator import add
from typing import Final

from papercleaner.language.fold import reading, simplified
from papercleaner.language.ngrams import logprob_of_signs

REACH: Final = 80
"""How many paragraphs apart two of them are still compared."""
COMMON: Final = 4.0
"""Nats below which a bigram is too common to tell a subject."""
PAGE_SHARE: Final = 3.0
"""How fast bigrams that stand all over the page lose weight when its paragraphs are compared."""
USUAL: Final = 0.03
"""A cosine between those within an article (mean .061) and across articles (.005) of news pages."""
USUAL_SHARE: Final = 0.25
"""Weight of USUAL beside the page's own mean cosine, which a page on one theme lifts."""
FEW: Final = 12.0
"""Pairs of paragraphs that say as much as is known beforehand: a page of one article is all alike."""

Vector = Mapping[str, float]
_HAN: Final = re.compile("[一-鿿]{2,}")


@lru_cache(maxsize=1 << 15)
def rarity(gram: str) -> float:
    """How much rarer in newspapers a Han bigram is than the common ones, in nats."""
    return max(0.0, -logprob_of_signs(simplified(gram)) - COMMON)


def vector(text: str) -> dict[str, float]:
    """Han bigrams of a text: root of their count times how rare they are, in nats."""
    runs = _HAN.findall(reading(text))
    grams = Counter(chain.from_iterable([map(add, run, run[1:]) for run in runs]))
    return {
        g: rare if n == 1 else sqrt(n) * rare for (g, n), rare in zip(grams.items(), map(rarity, grams), strict=True)
    }


def _norm(one: Vector) -> float:
    return sqrt(sum([w * w for w in one.values()]))


def repeated(texts: Iterable[Collection[str]]) -> set[str]:
    """What more than one of the texts holds."""
    seen, again = set[str](), set[str]()
    for one in texts:
        again |= seen.intersection(one)
        seen.update(one)
    return again


def similarity_matrix(vectors: Sequence[Vector]) -> list[list[float]]:
    """alike[i][d - 1]: cosine of paragraphs i and i + d, d = 1 … REACH - 1, bigrams of the whole page counting less."""
    size, shared = len(vectors), repeated(vectors)
    places: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for i, one in enumerate(vectors):
        norm = _norm(one)
        for gram in filter(shared.__contains__, one):
            if one[gram]:
                places[gram].append((i, one[gram] / norm))
    alike = [[0.0] * min(REACH - 1, size - 1 - i) for i in range(size)]
    for found in places.values():
        _add(alike, found, (1.0 + PAGE_SHARE * (len(found) - 2) / size) ** -2)
    return alike


def _add(alike: list[list[float]], found: Sequence[tuple[int, float]], share: float) -> None:
    """Adds what one bigram, found in these paragraphs with these weights, gives to each pair."""
    for k, (i, weight) in enumerate(found):
        row, own = alike[i], weight * share
        for j, other in found[k + 1 : k + REACH]:
            if j - i >= REACH:
                break
            row[j - i - 1] += own * other


def threshold(mean: float, pairs: int) -> float:
    """The cosine that parts paragraphs of one article from others, on a page with this mean over so many pairs."""
    share = max(USUAL_SHARE, FEW / (FEW + pairs))
    return share * USUAL + (1.0 - share) * mean


def probability(log_odds: float) -> float:
    """The probability of log-odds."""
    return 1.0 / (1.0 + exp(-log_odds))
