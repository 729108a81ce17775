"""The best set of seams of a page: each end joins at most one start, the total score is the highest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf

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
    """Hungarian method on one group; a column of zeros for each end stands for no join."""
    ends = sorted({e for e, _ in scores})
    starts = sorted({s for _, s in scores})
    if len(ends) > EXACT:
        return _best_first(scores)
    cost = [[-scores.get((e, s), 0.0) for s in starts] + [0.0] * len(ends) for e in ends]
    columns = _hungarian(cost)
    return {
        ends[row]: starts[column]
        for row, column in enumerate(columns)
        if column < len(starts) and (ends[row], starts[column]) in scores
    }


def _hungarian(cost: list[list[float]]) -> list[int]:
    """Column of each row in the assignment of least cost; at least as many columns as rows."""
    rows, columns = len(cost), len(cost[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], current = row, 0
        least, used, free = [inf] * (columns + 1), list[int](), list(range(1, columns + 1))
        while owner[current]:
            used.append(current)
            at, delta, following = owner[current], inf, 0
            prices, own = cost[at - 1], row_price[at]
            for column in free:
                reduced = prices[column - 1] - own - column_price[column]
                if reduced < least[column]:
                    least[column], way[column] = reduced, current
                if least[column] < delta:
                    delta, following = least[column], column
            for column in used:
                row_price[owner[column]] += delta
                column_price[column] -= delta
            free.remove(following)
            for column in free:
                least[column] -= delta
            current = following
        while current:
            owner[current] = owner[way[current]]
            current = way[current]
    found = [0] * rows
    for column in range(1, columns + 1):
        if owner[column]:
            found[owner[column] - 1] = column - 1
    return found


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
