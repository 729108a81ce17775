"""The rhythm of a mixed dump: after how many lines a column comes round again, told for every line.

Lines of one pitch come round in a fixed order, so the step from a line to the one below it changes only
where a column begins or ends.  A hidden Markov chain over the steps gathers what single links say.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

STAY, NEAR, JUMP = 0.86, 0.06, 0.02
"""Chance that the step stays, changes by one, or changes to any other (all others together)."""
EXACT, OFF, LOOSE = 0.72, 0.08, 0.12
"""Chance that a line goes on exactly at the step, one line off it, or nowhere near."""


def posterior(links: Sequence[Sequence[float]]) -> list[list[float]]:
    """For each line the probability of each step; links[a][d - 1] is the log-odds that a goes on at a + d."""
    seen = [_seen(row) for row in links]
    forward = _sweep(seen)
    backward = _sweep(seen[::-1])[::-1]
    out = []
    for ahead, behind, own in zip(forward, backward, seen, strict=True):
        raw = [a * b / o for a, b, o in zip(ahead, behind, own, strict=True)]
        total = sum(raw)
        out.append([x / total for x in raw])
    return out


def _seen(row: Sequence[float]) -> list[float]:
    odds = [exp(x) for x in row]
    size = len(odds)
    return [
        EXACT * odds[d] + OFF * ((odds[d - 1] if d else 1.0) + (odds[d + 1] if d + 1 < size else 1.0)) + LOOSE
        for d in range(size)
    ]


def _sweep(seen: Sequence[Sequence[float]]) -> list[list[float]]:
    size = len(seen[0])
    state = [1.0 / size] * size
    out = []
    for row in seen:
        moved = [
            STAY * state[d]
            + NEAR * ((state[d - 1] if d else 0.0) + (state[d + 1] if d + 1 < size else 0.0))
            + JUMP / size
            for d in range(size)
        ]
        state = [m * r for m, r in zip(moved, row, strict=True)]
        total = sum(state)
        state = [x / total for x in state]
        out.append(state)
    return out
