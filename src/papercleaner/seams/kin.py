"""What the fragments speak of: the bigrams that more than one of them uses, weighed by how rare they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from math import sqrt
from operator import add

from papercleaner.language.cohesion import rarity, repeated

COMMON = 3.0
"""How fast bigrams that stand all over the page lose weight."""
STRAND = 3
"""How many neighbours of a fragment in the dump speak for it."""

Vector = dict[str, float]


def shared(texts: Sequence[str]) -> list[Vector]:
    """Of each text the Han bigrams that others use too, with their weights, in the order of the text."""
    grams = [dict.fromkeys(map(add, signs, signs[1:])) for signs in ("".join(text.split()) for text in texts)]
    size, more = len(texts), repeated(grams)
    weights = {
        g: rarity(g) / (1.0 + COMMON * (n - 2) / size)
        for g, n in Counter(filter(more.__contains__, chain.from_iterable(grams))).items()
        if "一" <= g[0] <= "鿿" and "一" <= g[1] <= "鿿"
    }
    return [{g: weights[g] for g in filter(weights.__contains__, one)} for one in grams]


def _sum(one: Vector, other: Vector) -> Vector:
    """The sum of two vectors, which have few words in common: only those are added one by one."""
    total = one | other
    for gram in filter(one.__contains__, other):
        total[gram] = one[gram] + other[gram]
    return total


class Strands:
    """The words of each fragment with those before it, and with those after it, as long as they stand together."""

    def __init__(self, texts: Sequence[str], together: Sequence[bool]) -> None:
        """`together[i]`: fragment i follows fragment i - 1 in the dump, set alike, with no head between."""
        self._vectors = shared(texts)
        self._squares = [sum([w * w for w in vector.values()]) for vector in self._vectors]
        self._together = together
        self._sums: dict[tuple[int, int], tuple[Vector, float]] = {}

    def likeness(self, a: int, b: int) -> float:
        """Cosine of what leads up to the end of fragment a and what follows from the start of fragment b."""
        (first, one), (second, other) = self._strand(a, -1), self._strand(b, 1)
        if len(first) > len(second):
            first, second = second, first
        product = sum([first[g] * second[g] for g in filter(second.__contains__, first)])
        return product / (one * other) if product else 0.0

    def _strand(self, i: int, step: int) -> tuple[Vector, float]:
        """The summed words of fragment i and its neighbours on one side, and a norm that does not grow with what
        they share."""
        found = self._sums.get((i, step))
        if found is None:
            run = self._run(i, step)
            total = self._vectors[i]
            for place in run[1:]:
                total = _sum(total, self._vectors[place])
            found = self._sums[i, step] = (total, sqrt(sum([self._squares[k] for k in run])) or 1.0)
        return found

    def _run(self, i: int, step: int) -> list[int]:
        run = [i]
        while len(run) <= STRAND:
            following = run[-1] + step
            if not 0 <= following < len(self._together) or not self._together[max(run[-1], following)]:
                break
            run.append(following)
        return run
