"""The order of a page's pieces: a linear chain over blocks, scored by weights, read by forward and backward sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from papercleaner.model import Role

STATES = (
    Role.BODY,
    Role.CAPTION,
    Role.HEADLINE,
    Role.KICKER,
    Role.SUBTITLE,
    Role.HEADING,
    Role.BYLINE,
    Role.CREDIT,
    Role.QUOTE,
    Role.SECTION,
    Role.ADVERTISEMENT,
    Role.NOISE,
    Role.NOTE,
    Role.JUMP,
)
"""The roles of the chain; furniture stands outside it, a dateline counts as a byline."""
PLACE = {role: k for k, role in enumerate(STATES)}
START = len(STATES)

Candidates = Sequence[int]


@dataclass(frozen=True, slots=True)
class Chain:
    """One page's chain: for each block its candidate states and their scores."""

    candidates: tuple[tuple[int, ...], ...]
    scores: tuple[tuple[float, ...], ...]
    inner: tuple[bool, ...]
    """Whether a block and the one before it are parts of one block of the dump."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What features and orders are worth, in natural log-odds, indexed by place in STATES."""

    features: dict[str, tuple[float, ...]]
    order: tuple[tuple[float, ...], ...]
    """order[a][b]: b after a; the last row is the start of the page."""
    inner: tuple[tuple[float, ...], ...]
    """The same for parts of one block of the dump."""

    def steps(self, chain: Chain, k: int) -> tuple[tuple[float, ...], ...]:
        """What each order is worth between blocks k - 1 and k of the chain."""
        return self.inner if chain.inner[k] else self.order

    def score(self, names: Sequence[str], candidates: Candidates) -> tuple[float, ...]:
        """The sum of what the named features say for each candidate."""
        rows = [self.features[n] for n in names if n in self.features]
        return tuple([sum([row[c] for row in rows]) for c in candidates])


def marginals(chain: Chain, weights: Weights) -> list[dict[int, float]]:
    """For each block the probability of each candidate state."""
    forward, _ = forward_sums(chain, weights)
    backward = _backward(chain, weights)
    result = []
    for states, ahead, behind in zip(chain.candidates, forward, backward, strict=True):
        logs = [a + b for a, b in zip(ahead, behind, strict=True)]
        top = max(logs)
        raw = [exp(x - top) for x in logs]
        total = sum(raw)
        result.append({s: r / total for s, r in zip(states, raw, strict=True)})
    return result


def forward_sums(chain: Chain, weights: Weights) -> tuple[list[list[float]], float]:
    """Log sums of all readings up to each block, and of all readings of the page."""
    sums: list[list[float]] = []
    previous: tuple[int, ...] = (START,)
    ahead = [0.0]
    for k, (states, scores) in enumerate(zip(chain.candidates, chain.scores, strict=True)):
        order = weights.steps(chain, k)
        ahead = [
            score + _logsum([a + order[p][s] for a, p in zip(ahead, previous, strict=True)])
            for s, score in zip(states, scores, strict=True)
        ]
        sums.append(ahead)
        previous = states
    return sums, _logsum(ahead)


def _backward(chain: Chain, weights: Weights) -> list[list[float]]:
    sums: list[list[float]] = []
    behind = [0.0] * (len(chain.candidates[-1]) if chain.candidates else 0)
    for k in range(len(chain.candidates) - 1, -1, -1):
        sums.append(behind)
        if k:
            order = weights.steps(chain, k)
            onward = [b + s for b, s in zip(behind, chain.scores[k], strict=True)]
            behind = [
                _logsum([order[p][s] + x for s, x in zip(chain.candidates[k], onward, strict=True)])
                for p in chain.candidates[k - 1]
            ]
    return sums[::-1]


def best_path(chain: Chain, weights: Weights) -> list[int]:
    """The one best reading (Viterbi); ties go to the earlier state."""
    best: list[float] = [0.0]
    previous: tuple[int, ...] = (START,)
    trail: list[list[int]] = []
    for place, (states, scores) in enumerate(zip(chain.candidates, chain.scores, strict=True)):
        order = weights.steps(chain, place)
        step, row = [], []
        for s, score in zip(states, scores, strict=True):
            ways = [b + order[p][s] for b, p in zip(best, previous, strict=True)]
            k = ways.index(max(ways))
            row.append(k)
            step.append(ways[k] + score)
        trail.append(row)
        best, previous = step, states
    if not trail:
        return []
    k = best.index(max(best))
    path = []
    for states, row in zip(reversed(chain.candidates), reversed(trail), strict=True):
        path.append(states[k])
        k = row[k]
    return path[::-1]


def _logsum(values: list[float]) -> float:
    if len(values) == 1:
        return values[0]
    top = max(values)
    return top + log(sum([exp(v - top) for v in values]))
