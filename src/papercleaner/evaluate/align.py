"""Order-free alignment of two streams of characters.

Exact common substrings of at least five characters are taken longest first ("greedy string tiling"); the
short stretches between neighbouring tiles are aligned by edit distance.  So each truth character is mapped
to a predicted character (equal or substituted) or to none, wherever the text was put.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from papercleaner.evaluate.forms import edit_distances

TILE = 5
"""Shortest exact match that counts by itself, in characters."""
GAP = 40
"""Longest stretch between two tiles that edit distance fills, in characters."""
EDGE = 12
"""Longest stretch beside one tile only that is taken along, in characters."""
CANDIDATES = 60
"""Places of one five-character string that are tried: bounds the work on repetitive texts."""

MATCHED, INSERTED = 1, 2


class Hole(NamedTuple):
    """Truth characters [start, end) without a partner beside predicted characters [left, right)."""

    start: int
    end: int
    left: int
    right: int


@dataclass(slots=True)
class Alignment:
    """`place[t]` is the predicted character of truth character t, or -1.

    `used[p]` is MATCHED, INSERTED (a surplus inside a matched stretch) or 0.  `errors[t]` counts the edit
    errors inside matched stretches that are put down to truth character t.
    """

    truth: str
    predicted: str
    place: list[int]
    used: bytearray
    errors: list[int]


def align(truth: str, predicted: str) -> Alignment:
    """The alignment of two streams; deterministic, near-linear but for repetitive texts."""
    size = len(truth)
    result = Alignment(truth, predicted, [-1] * size, bytearray(len(predicted)), [0] * size)
    for length, t, p in _matches(truth, predicted):
        _lay_tile(result, length, t, p)
    _fill_holes(result)
    _count_insertions(result)
    return result


def _matches(truth: str, predicted: str) -> list[tuple[int, int, int]]:
    """All maximal common substrings (length, t, p), longest first, then nearest the diagonal."""
    places = defaultdict(list)
    for p in range(len(predicted) - TILE + 1):
        places[predicted[p : p + TILE]].append(p)
    found = []
    for t in range(len(truth) - TILE + 1):
        for p in places.get(truth[t : t + TILE], [])[:CANDIDATES]:
            if not (t and p and truth[t - 1] == predicted[p - 1]):
                found.append((_common(truth, predicted, t, p), t, p))
    slope = len(predicted) / max(1, len(truth))
    found.sort(key=lambda m: (-m[0], abs(m[2] - m[1] * slope)))
    return found


def _common(truth: str, predicted: str, t: int, p: int) -> int:
    """How many characters agree from (t, p) on, given that TILE do."""
    length = TILE
    while t + length < len(truth) and p + length < len(predicted) and truth[t + length] == predicted[p + length]:
        length += 1
    return length


def _lay_tile(result: Alignment, length: int, t: int, p: int) -> None:
    """Take what is still free of a match, in runs of at least TILE characters."""
    free = [(t + i, p + i) for i in range(length) if result.place[t + i] < 0 and not result.used[p + i]]
    for run in _runs(free):
        if len(run) >= TILE:
            for a, b in run:
                result.place[a], result.used[b] = b, MATCHED


def _runs(pairs: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    run: list[tuple[int, int]] = []
    for pair in pairs:
        if run and pair[0] != run[-1][0] + 1:
            yield run
            run = []
        run.append(pair)
    if run:
        yield run


def _fill_holes(result: Alignment) -> None:
    """Align what lies between or beside tiles."""
    place, size, t = result.place, len(result.truth), 0
    while t < size:
        if place[t] >= 0:
            t += 1
            continue
        end = t
        while end < size and place[end] < 0:
            end += 1
        left = place[t - 1] + 1 if t else -1
        right = place[end] if end < size else -1
        if left >= 0 and right >= 0 and _narrow(result, Hole(t, end, left, right)):
            _fill(result, Hole(t, end, left, right))
        else:
            _extend(result, Hole(t, end, left, right))
        t = end


def _narrow(result: Alignment, hole: Hole) -> bool:
    """Whether both sides of a hole are short enough, in order and free."""
    width = hole.right - hole.left
    return 0 <= width <= GAP and hole.end - hole.start <= GAP and not any(result.used[hole.left : hole.right])


def _fill(result: Alignment, hole: Hole) -> None:
    """Align a hole between two tiles by edit distance."""
    truth, predicted = result.truth[hole.start : hole.end], result.predicted[hole.left : hole.right]
    for op in edit_distances().opcodes(truth, predicted):
        a, b, c, d = op.src_start, op.src_end, op.dest_start, op.dest_end
        if op.tag != "equal":
            for i in range(a, b):
                result.errors[hole.start + i] += 1
            surplus = max(0, (d - c) - (b - a))
            result.errors[min(hole.start + a, len(result.truth) - 1)] += surplus
        for i in range(min(b - a, d - c)):
            result.place[hole.start + a + i] = hole.left + c + i
        for q in range(hole.left + c, hole.left + d):
            result.used[q] = result.used[q] or MATCHED


def _extend(result: Alignment, hole: Hole) -> None:
    """Take along what agrees next to the tile on the left and the tile on the right of a wide hole."""
    used = result.used
    if hole.left >= 0:
        end = min(hole.end, hole.start + EDGE)
        right = hole.left
        while right < len(used) and right < hole.left + (end - hole.start) and not used[right]:
            right += 1
        _edge(result, Hole(hole.start, end, hole.left, right), forward=True)
    if hole.right >= 0:
        start = max(hole.start, hole.end - EDGE)
        left = hole.right
        while left > 0 and left > hole.right - (hole.end - start) and not used[left - 1]:
            left -= 1
        _edge(result, Hole(start, hole.end, left, hole.right), forward=False)


def _edge(result: Alignment, hole: Hole, forward: bool) -> None:
    """Map a stretch with a tile on one side only, as far as more than half of it agrees."""
    size = min(hole.end - hole.start, hole.right - hole.left)
    t0 = hole.start if forward else hole.end - size
    p0 = hole.left if forward else hole.right - size
    steps = range(size) if forward else range(size - 1, -1, -1)
    equal = [result.truth[t0 + i] == result.predicted[p0 + i] for i in steps]
    agreed = cut = 0
    for count, same in enumerate(equal, 1):
        agreed += same
        if same and agreed * 2 > count:
            cut = count
    for i, same in list(zip(steps, equal, strict=True))[:cut]:
        if result.place[t0 + i] < 0 and not result.used[p0 + i]:
            result.place[t0 + i] = p0 + i
            result.used[p0 + i] = MATCHED
            result.errors[t0 + i] += not same


def _count_insertions(result: Alignment) -> None:
    """Surplus predicted characters between two matched neighbours are errors of the second."""
    place, used = result.place, result.used
    for t in range(1, len(place)):
        before, here = place[t - 1], place[t]
        if before >= 0 and here >= 0 and 1 < here - before <= GAP and not any(used[before + 1 : here]):
            result.errors[t] += here - before - 1
            for q in range(before + 1, here):
                used[q] = INSERTED
