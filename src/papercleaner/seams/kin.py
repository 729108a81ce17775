"""What the fragments speak of: the bigrams that more than one of them uses, weighed by how rare they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from math import sqrt
from operator import add

from papercleaner.language.cohesion import rarity
from papercleaner.language.fold import reading

COMMON = 3.0
"""How fast bigrams that stand all over the page lose weight."""
STRAND = 3
"""How many neighbours of a fragment in the dump speak for it."""

Vector = dict[str, float]


def shared(texts: Sequence[str]) -> list[Vector]:
    """Of each text the Han bigrams that others use too, with their weights, in the order of the text."""
    grams = [dict.fromkeys(map(add, signs, signs[1:])) for signs in map(reading, texts)]
    size = len(texts)
    weights = {
        g: rarity(g) / (1.0 + COMMON * (n - 2) / size)
        for g, n in Counter(chain.from_iterable(grams)).items()
        if n > 1 and "一" <= min(g) and max(g) <= "鿿"
    }
    return [{g: weights[g] for g in one if g in weights} for one in grams]


class Strands:
    """The words of each fragment with those before it, and with those after it, as long as they stand together."""

    def __init__(self, texts: Sequence[str], together: Sequence[bool]) -> None:
        """`together[i]`: fragment i follows fragment i - 1 in the dump, set alike, with no head between."""
        vectors = shared(texts)
        self.before = [_sum(vectors, _run(together, i, -1)) for i in range(len(vectors))]
        self.after = [_sum(vectors, _run(together, i, 1)) for i in range(len(vectors))]

    def likeness(self, a: int, b: int) -> float:
        """Cosine of what leads up to the end of fragment a and what follows from the start of fragment b."""
        (first, one), (second, other) = self.before[a], self.after[b]
        if len(first) > len(second):
            first, second = second, first
        product = sum([w * second[g] for g, w in first.items() if g in second])
        return product / (one * other) if product else 0.0


def _run(together: Sequence[bool], i: int, step: int) -> list[int]:
    run = [i]
    while len(run) <= STRAND:
        following = run[-1] + step
        if not 0 <= following < len(together) or not together[max(run[-1], following)]:
            break
        run.append(following)
    return run


def _sum(vectors: Sequence[Vector], places: Sequence[int]) -> tuple[Vector, float]:
    """The sum of some vectors, and a norm that does not grow with what they share."""
    total = dict(vectors[places[0]])
    for place in places[1:]:
        for gram, weight in vectors[place].items():
            total[gram] = total.get(gram, 0.0) + weight
    return total, sqrt(sum([w * w for place in places for w in vectors[place].values()])) or 1.0
