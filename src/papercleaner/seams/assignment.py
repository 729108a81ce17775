"""The best set of seams of a page: each end joins at most one start, the total score is the highest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from math import inf
from operator import itemgetter

Pair = tuple[int, int]


def assign(scores: Mapping[Pair, float]) -> dict[int, int]:
    """The seams with the highest total of positive scores, none of them in a ring: {end: start}."""
    chosen = match(scores)
    return _acyclic(chosen, scores)


def match(scores: Mapping[Pair, float]) -> dict[int, int]:
    """The matching of ends to starts with the highest total of positive scores: {end: start}.

    The page falls into small independent groups of pairs that share an end or a start; each is solved
    exactly by the Hungarian method (Kuhn 1955, with potentials), so the whole is linear in practice.
    """
    wanted = {pair: score for pair, score in scores.items() if score > 0}
    chosen: dict[int, int] = {}
    for group in _groups(wanted):
        chosen.update(_solve({pair: wanted[pair] for pair in group}))
    return chosen


def _groups(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Pairs connected through a shared end or start."""
    by_end: dict[int, list[Pair]] = {}
    by_start: dict[int, list[Pair]] = {}
    for pair in pairs:
        by_end.setdefault(pair[0], []).append(pair)
        by_start.setdefault(pair[1], []).append(pair)
    groups, seen = [], set[Pair]()
    for first in sorted(pairs):
        if first in seen:
            continue
        group, todo = [], [first]
        seen.add(first)
        while todo:
            pair = todo.pop()
            group.append(pair)
            for other in by_end[pair[0]] + by_start[pair[1]]:
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        groups.append(sorted(group))
    return groups


EXACT = 150
"""Ends of a group of connected seams that are still matched exactly: the time grows with the cube of their number."""


def _best_first(scores: Mapping[Pair, float]) -> dict[int, int]:
    """The seams taken in the order of their scores: for groups too large to be matched exactly."""
    chosen: dict[int, int] = {}
    taken = set[int]()
    for end, start in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if end not in chosen and start not in taken:
            chosen[end] = start
            taken.add(start)
    return chosen


def _solve(scores: Mapping[Pair, float]) -> dict[int, int]:
    """Hungarian method on one group; an end may also have no join, at no cost."""
    costs: dict[int, list[tuple[int, float]]] = {}
    for end, start in sorted(scores):
        costs.setdefault(end, []).append((start, -scores[end, start]))
    if len(costs) > EXACT:
        return _best_first(scores)
    prices: _Prices = (dict.fromkeys(costs, 0.0), {start: 0.0 for _, start in scores})
    owner: dict[int, int] = {}
    for end in costs:
        _give(end, costs, prices, owner)
    return {end: start for start, end in sorted(owner.items(), key=itemgetter(1))}


_Prices = tuple[dict[int, float], dict[int, float]]
"""Of each end and of each start: no pair costs less than the two together, and those that are joined just as much."""
_NONE = 1 << 62
"""In place of a start, behind all others: the end has no join."""


def _give(first: int, costs: Mapping[int, Sequence[tuple[int, float]]], prices: _Prices, owner: dict[int, int]) -> None:
    """Gives the end `first` a start, or none, the cheapest way: it may drive another off its start, which then looks
    for a new one (a shortest path, found by Dijkstra's method; of two the one found first).  `owner`: start -> end."""
    own, other = prices
    own[first] = min(0.0, *[cost - other[start] for start, cost in costs[first]])
    reached, driven, by = {first: 0.0}, {first: _NONE}, dict[int, int]()
    heap, end, away, most = list[tuple[float, int, int, int]](), first, 0.0, inf
    while True:
        paid = away - own[end]
        if paid < most:
            most = paid
            heappush(heap, (paid, _NONE, len(reached), end))
        for start, cost in costs[end]:
            price = paid + cost - other[start]
            if price < most and start not in by:
                most = price if start not in owner else most
                heappush(heap, (price, start, len(reached), end))
        away, start, _, end = heappop(heap)
        while start in by:
            away, start, _, end = heappop(heap)
        if start not in owner:
            break
        by[start], end = end, owner[start]
        reached[end], driven[end] = away, start
    for one, at in reached.items():
        own[one] += away - at
        if driven[one] != _NONE:
            other[driven[one]] -= away - at
    while True:
        if start != _NONE:
            owner[start] = end
        if end == first:
            break
        start = driven[end]
        end = by[start]


def _acyclic(chosen: dict[int, int], scores: Mapping[Pair, float]) -> dict[int, int]:
    """The matching without rings: the weakest seam of each ring is undone."""
    free, seen = dict(chosen), set[int]()
    for first in sorted(chosen):
        path, at = list[int](), first
        while at in chosen and at not in seen:
            seen.add(at)
            path.append(at)
            at = chosen[at]
        if path and at == first:
            del free[min(path, key=lambda e: scores[e, chosen[e]])]
    return free
