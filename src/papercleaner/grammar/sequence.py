"""The order of a page's pieces: a linear chain over blocks, scored by weights, read by forward and backward sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp

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


@dataclass(frozen=True)
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

    def factors(self, chain: Chain, k: int) -> list[list[float]]:
        """The same as factors of probability."""
        return self._raised[chain.inner[k]]

    @cached_property
    def _raised(self) -> tuple[list[list[float]], list[list[float]]]:
        return [[exp(x) for x in row] for row in self.order], [[exp(x) for x in row] for row in self.inner]

    def score(self, names: Sequence[str], candidates: Candidates) -> tuple[float, ...]:
        """The sum of what the named features say for each candidate."""
        columns = list(zip(*[self.features[n] for n in names if n in self.features], strict=True))
        return tuple([sum(columns[c]) for c in candidates] if columns else [0.0] * len(candidates))


def marginals(chain: Chain, weights: Weights) -> list[dict[int, float]]:
    """For each block the probability of each candidate state."""
    raised = [_raised(scores) for scores in chain.scores]
    forward = _forward(chain, weights, raised)
    backward = _backward(chain, weights, raised)
    result = []
    for states, ahead, behind in zip(chain.candidates, forward, backward, strict=True):
        raw = [a * b for a, b in zip(ahead, behind, strict=True)]
        total = sum(raw)
        result.append({s: r / total for s, r in zip(states, raw, strict=True)})
    return result


def _raised(scores: Sequence[float]) -> list[float]:
    """Scores as factors, the largest being 1."""
    if len(scores) == 1:
        return [1.0]
    top = max(scores)
    return [exp(x - top) for x in scores]


def _forward(chain: Chain, weights: Weights, raised: Sequence[Sequence[float]]) -> list[list[float]]:
    """Sums over all readings up to each block, scaled to 1 at each."""
    sums: list[list[float]] = []
    previous: tuple[int, ...] = (START,)
    ahead = [1.0]
    for k, (states, factors) in enumerate(zip(chain.candidates, raised, strict=True)):
        if len(states) > 1 or not sums:
            factor = weights.factors(chain, k)
            rows = [(a, factor[p]) for a, p in zip(ahead, previous, strict=True)]
            ahead = [f * sum([a * row[s] for a, row in rows]) for s, f in zip(states, factors, strict=True)]
            total = sum(ahead)
            ahead = [a / total for a in ahead]
        else:
            ahead = [1.0]
        sums.append(ahead)
        previous = states
    return sums


def _backward(chain: Chain, weights: Weights, raised: Sequence[Sequence[float]]) -> list[list[float]]:
    """Sums over all readings after each block, scaled to 1 at each."""
    sums: list[list[float]] = []
    behind = [1.0] * (len(chain.candidates[-1]) if chain.candidates else 0)
    for k in range(len(chain.candidates) - 1, -1, -1):
        sums.append(behind)
        if not k:
            break
        before = chain.candidates[k - 1]
        if len(before) > 1:
            factor = weights.factors(chain, k)
            onward = [(s, b * f) for s, b, f in zip(chain.candidates[k], behind, raised[k], strict=True)]
            behind = [sum([factor[p][s] * x for s, x in onward]) for p in before]
            total = sum(behind)
            behind = [b / total for b in behind]
        else:
            behind = [1.0]
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
