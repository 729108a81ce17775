"""Lexical cohesion: whether stretches of text speak of the same things, and where the subject changes.

Paragraphs are vectors of Han bigrams, the unit that needs no word segmentation, weighted by how rare they
are in newspapers.  The change of subject is found globally: every way of cutting the page into stretches
is weighed by how alike the paragraphs inside each stretch are, and the score of a gap is the posterior
log-odds, over all ways, that a stretch ends there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import exp, expm1, log, sqrt
from typing import Final

from papercleaner.language.fold import reading
from papercleaner.language.ngrams import logprob

REACH: Final = 80
"""Paragraphs of the longest stretch, and how far apart two paragraphs are still compared."""
COMMON: Final = 4.0
"""Nats below which a bigram is too common to tell a subject."""
PAGE_SHARE: Final = 3.0
"""How fast bigrams that stand all over the page lose weight when its stretches are compared."""
USUAL: Final = 0.03
"""A cosine between those within an article (mean .061) and across articles (.005) of news pages."""
USUAL_SHARE: Final = 0.25
"""Weight of USUAL beside the page's own mean cosine, which a page on one theme lifts."""
FEW: Final = 12.0
"""Pairs of paragraphs that say as much as is known beforehand: a page of one article is all alike."""
SCALE: Final = 40.0
"""Nats a unit of cosine above the threshold."""
CROWDING: Final = 0.25
"""The pairs of a longer stretch are less independent: their sum is divided by its length to this power."""
PRIOR: Final = -4.0
"""Log-weight of opening one more stretch."""

Vector = Mapping[str, float]


@lru_cache(maxsize=1 << 15)
def rarity(gram: str) -> float:
    """How much rarer in newspapers a bigram is than the common ones, in nats."""
    return max(0.0, -logprob(gram) - COMMON)


def vector(text: str) -> dict[str, float]:
    """Han bigrams of a text: root of their count times how rare they are, in nats."""
    signs = reading(text)
    grams = Counter([a + b for a, b in pairwise(signs) if "一" <= a <= "鿿" and "一" <= b <= "鿿"])
    return {g: sqrt(n) * rarity(g) for g, n in grams.items()}


def cosine(first: Vector, second: Vector) -> float:
    """Cosine of two vectors, 0 to 1; 0 if either is empty."""
    small, large = (first, second) if len(first) < len(second) else (second, first)
    product = sum(w * large[g] for g, w in small.items() if g in large)
    return product / (_norm(first) * _norm(second)) if product else 0.0


def _norm(one: Vector) -> float:
    return sqrt(sum(w * w for w in one.values()))


def similarity(first: str, second: str) -> float:
    """Cosine of two texts."""
    return cosine(vector(first), vector(second))


def similarity_matrix(paragraphs: Sequence[str]) -> list[list[float]]:
    """alike[i][d - 1]: cosine of paragraphs i and i + d, d = 1 … REACH - 1, bigrams of the whole page counting less."""
    vectors = [vector(p) for p in paragraphs]
    size = len(vectors)
    places: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for i, one in enumerate(vectors):
        norm = _norm(one)
        for gram, weight in one.items():
            if weight:
                places[gram].append((i, weight / norm))
    alike = [[0.0] * min(REACH - 1, size - 1 - i) for i in range(size)]
    for found in places.values():
        if len(found) > 1:
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


def boundaries(paragraphs: Sequence[str]) -> list[float]:
    """Log-odds, at each of the len - 1 gaps between paragraphs, that the subject changes there."""
    size = len(paragraphs)
    if size < 2:
        return []
    stretches = _stretches(similarity_matrix(paragraphs))
    before = _sums(stretches)
    after = _sums([[stretches[size - 1 - j - d][d] for d in range(min(REACH, size - j))] for j in range(size)])
    return [_odds(before[g] + PRIOR + after[size - g] - before[size]) for g in range(1, size)]


def threshold(mean: float, pairs: int) -> float:
    """The cosine that parts paragraphs of one article from others, on a page with this mean over so many pairs."""
    share = max(USUAL_SHARE, FEW / (FEW + pairs))
    return share * USUAL + (1.0 - share) * mean


def _stretches(alike: Sequence[Sequence[float]]) -> list[list[float]]:
    """score[i][d]: log-weight of paragraphs i … i + d as one stretch, d < REACH."""
    size = len(alike)
    pairs = sum(map(len, alike))
    mean = sum(map(sum, alike)) / pairs
    usual = threshold(mean, pairs)
    sums: list[list[float]] = [[]] * size
    for i in range(size - 1, -1, -1):
        own, row = 0.0, [0.0]
        for d, value in enumerate(alike[i]):
            own += value - usual
            row.append(own + sums[i + 1][d])
        sums[i] = row
    damp = [SCALE / max(1, d) ** CROWDING for d in range(min(REACH, size))]
    return [[value * damp[d] for d, value in enumerate(row)] for row in sums]


def _sums(stretches: Sequence[Sequence[float]]) -> list[float]:
    """total[j]: log of the summed weight of all ways to cut the first j paragraphs."""
    size = len(stretches)
    total = [0.0] + [float("-inf")] * size
    for j in range(1, size + 1):
        ways = [total[i] + stretches[i][j - 1 - i] + (PRIOR if i else 0.0) for i in range(max(0, j - REACH), j)]
        most = max(ways)
        total[j] = most + log(sum([exp(w - most) for w in ways]))
    return total


def _odds(log_probability: float) -> float:
    """Log-odds of a log-probability, within ±30."""
    if log_probability > -1e-13:
        return 30.0
    return max(-30.0, min(30.0, log_probability - log(-expm1(log_probability))))


def probability(log_odds: float) -> float:
    """The probability of log-odds."""
    return 1.0 / (1.0 + exp(-log_odds))
