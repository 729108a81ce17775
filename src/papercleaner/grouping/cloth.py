"""Paragraphs sewn together to articles: the best pair of groups first, as long as a pair gains.

Agglomerative clustering whose gain is a fitted log-odds: how alike the paragraphs of two groups are against the
page's usual, how their fragments follow each other in the dump, their columns, headlines and sizes.  Nothing here
knows the dump's order as such, so one that follows its articles and one that mixes them are read the same way.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import accumulate
from math import log
from operator import mul

from papercleaner.grouping.neighbours import Ties
from papercleaner.grouping.weights import fitted, weights

FAR = -5.0
"""Log-odds from which down a pair of groups is out of the question, and not even kept as refused."""


@dataclass(slots=True)
class Group:
    """Paragraphs of one article so far: numbers, characters, columns in ems, how sure a headline is theirs."""

    members: list[int]
    size: int
    columns: set[float]
    titled: float
    zones: set[int] = field(default_factory=set)
    """Headlines that claim it by its place on the page; none where places are not known."""
    alike: set[float] = field(default_factory=set)
    """The page's column widths that are about as wide as one of its own."""


@dataclass(slots=True)
class Seam:
    """What two groups have to do with each other: sums over their pairs of paragraphs and of fragments."""

    likeness: float = 0.0
    tie: float = 0.0
    ties: int = 0


@dataclass(slots=True)
class Cloth:
    """The groups of a page, each under the number of its first paragraph, and the seams between those that may join."""

    groups: dict[int, Group]
    size: int = 1
    """Characters of all groups together: sizes count half by themselves, half by their share of the page."""
    orderly: bool = False
    """Whether the dump follows its articles: then two groups with others between them are hardly one."""
    seams: list[dict[int, Seam]] = field(default_factory=list)
    refused: list[tuple[float, int, int]] = field(default_factory=list)
    """(log-odds, group, group) of the pairs that were left apart."""
    rare: dict[float, float] = field(default_factory=dict)
    """How rare each column width is on the page, see `rarity`."""
    near: dict[float, set[float]] = field(default_factory=dict)
    """The column widths that are about as wide as each."""
    weakest: dict[int, float] = field(default_factory=dict)
    """The least log-odds that a group was made by."""
    root: float = field(init=False)
    """Root of the size, for it is asked for each pair."""

    def __post_init__(self) -> None:
        self.root = self.size**0.5


def lay_out(cloth: Cloth, alike: Sequence[Sequence[float]], usual: float, ties: Ties) -> Cloth:
    """The cloth before any seam is sewn; `alike` as cohesion.similarity_matrix gives it."""
    most, cloth.rare = weights()["most_alike"], rarity(list(cloth.groups.values()))
    cloth.near = _near(sorted(cloth.rare))
    for group in cloth.groups.values():
        group.alike = set().union(*[cloth.near[width] for width in group.columns])
    cloth.seams = [{} for _ in cloth.groups]
    for a, row in enumerate(alike):
        for b, likeness in enumerate(row, a + 1):
            cloth.seams[a][b] = cloth.seams[b][a] = Seam(min(most, likeness - usual))
    for (a, b), (tie, number) in ties.items():
        seam = cloth.seams[a].setdefault(b, Seam())
        cloth.seams[b][a] = seam
        seam.tie, seam.ties = tie, number
    return cloth


def _near(widths: Sequence[float]) -> dict[float, set[float]]:
    """Of each of the sorted column widths those that are about as wide."""
    step = weights()["same_column"]
    spans = [(w, bisect_left(widths, w - step), bisect_right(widths, w + step)) for w in widths]
    return {w: {other for other in widths[start:stop] if abs(w - other) < step} for w, start, stop in spans}


def sew(cloth: Cloth) -> Cloth:
    """Joins groups, best pair first, until none gains; work grows with the pairs that may join."""
    worth = [fitted("merge")[name] for name in FEATURES]
    pairs = [(a, b) for a, near in enumerate(cloth.seams) for b in near if a < b]
    waiting = [(-score, a, b, 0) for a, b in pairs if (score := gain(cloth, a, b, worth)) > FAR]
    heapify(waiting)
    while waiting and waiting[0][0] < 0:
        price, a, b, age = heappop(waiting)
        if age == _age(cloth, a, b):
            _join(cloth, a, b, -price)
            for c in cloth.seams[a]:
                first, second = (a, c) if a < c else (c, a)
                score = gain(cloth, first, second, worth)
                if score > FAR:
                    heappush(waiting, (-score, first, second, _age(cloth, first, second)))
    cloth.refused = sorted((-p, a, b) for p, a, b, age in waiting if age == _age(cloth, a, b))
    return cloth


FEATURES = (
    "any", "likeness", "likeness:crowd", "likeness:against", "neighbours", "tie", "tie:against", "both-titled",
    "same-column", "other-column", "column:unknown", "smaller", "larger", "pairs",
)  # fmt: skip
"""Names of what `features` gives, in its order."""


def features(cloth: Cloth, a: int, b: int) -> tuple[float, ...]:
    """What speaks for making one article of groups a and b, in the order of FEATURES."""
    one, two, seam = cloth.groups[a], cloth.groups[b], cloth.seams[a][b]
    pairs, alike, tie = len(one.members) * len(two.members), 100.0 * seam.likeness, seam.tie
    each, crowd = (alike, alike) if pairs == 1 else (alike / pairs, alike / pairs**0.5)
    same = None if one.alike.isdisjoint(two.columns) else _same_column(cloth, one, two)
    unknown = not (one.columns and two.columns)
    small, large = (one.size, two.size) if one.size < two.size else (two.size, one.size)
    return (
        1.0,
        each,
        crowd,
        crowd if crowd < 0.0 else 0.0,
        1.0 if seam.ties else 0.0,
        tie / seam.ties if seam.ties else tie,
        tie if tie < 0.0 else 0.0,
        one.titled if one.titled < two.titled else two.titled,
        same or 0.0,
        0.0 if same is not None or unknown else 1.0,
        1.0 if unknown else 0.0,
        log(small / cloth.root),
        log(large / cloth.root),
        log(pairs) if pairs > 1 else 0.0,
    )


def gain(cloth: Cloth, a: int, b: int, worth: Sequence[float]) -> float:
    """Log-odds that groups a and b are one article; `worth` in the order of FEATURES."""
    told: float = sum(map(mul, features(cloth, a, b), worth))
    if cloth.groups[a].zones:
        told += zone_odds(cloth.groups[a].zones, cloth.groups[b].zones)
    return told - float(weights()["apart"]) if cloth.orderly and not cloth.seams[a][b].ties else told


def zone_odds(one: set[int], two: set[int]) -> float:
    """What the places on the page say: whether one headline claims both."""
    if not one or not two:
        return 0.0
    return float(weights()["one_zone" if one & two else "other_zone"])


def _same_column(cloth: Cloth, one: Group, two: Group) -> float:
    """What it says that two groups are set in one width: the more, the rarer it is on the page."""
    if len(one.columns) == 1:
        return cloth.rare[next(iter(one.columns))]
    return max([cloth.rare[width] for width in one.columns if not cloth.near[width].isdisjoint(two.columns)])


def rarity(groups: Sequence[Group]) -> dict[float, float]:
    """Of each column width how rare it is on the page: minus the log of the share of its text that is about as wide."""
    step, known = weights()["same_column"], [g for g in groups if g.columns]
    total = sum(g.size for g in known)
    measures = sorted((column, g.size / len(g.columns)) for g in known for column in g.columns)
    widths, sums = [w for w, _ in measures], [0.0, *accumulate(n for _, n in measures)]
    return {
        w: -log(min(1.0, (sums[bisect_left(widths, w + step)] - sums[bisect_left(widths, w - step)]) / total))
        for w in set(widths)
    }


def _age(cloth: Cloth, a: int, b: int) -> int:
    """How many paragraphs two groups hold beyond one each; -1 if one of them is sewn to another."""
    if a not in cloth.groups or b not in cloth.groups:
        return -1
    return len(cloth.groups[a].members) + len(cloth.groups[b].members) - 2


def _join(cloth: Cloth, a: int, b: int, score: float) -> None:
    """Makes group b a part of group a."""
    one, two = cloth.groups[a], cloth.groups.pop(b)
    one.members += two.members
    one.size += two.size
    one.columns |= two.columns
    one.alike |= two.alike
    one.titled = max(one.titled, two.titled)
    one.zones |= two.zones
    cloth.weakest[a] = min(score, cloth.weakest.get(a, score), cloth.weakest.pop(b, score))
    for c, seam in cloth.seams[b].items():
        del cloth.seams[c][b]
        if c != a:
            own = cloth.seams[a].setdefault(c, Seam())
            cloth.seams[c][a] = own
            own.likeness, own.tie, own.ties = own.likeness + seam.likeness, own.tie + seam.tie, own.ties + seam.ties
