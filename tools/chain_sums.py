"""Sums over all readings of a chain: the forward and backward algorithm in log space."""

from __future__ import annotations

from math import exp, log

from papercleaner.grammar.sequence import START, Chain, Weights


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


def backward_sums(chain: Chain, weights: Weights) -> list[list[float]]:
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


def _logsum(values: list[float]) -> float:
    if len(values) == 1:
        return values[0]
    top = max(values)
    return top + log(sum([exp(v - top) for v in values]))


def expectations(chain: Chain, weights: Weights) -> tuple[list[list[float]], list[dict[tuple[int, int], float]], float]:
    """Unary and pair marginals of a chain, and the log of the sum of all its readings."""
    states, scores = chain.candidates, chain.scores
    ahead, total = forward_sums(chain, weights)
    behind = backward_sums(chain, weights)
    unary, pairs = [], []
    previous, before = (START,), [0.0]
    for k, own in enumerate(states):
        unary.append([exp(a + b - total) for a, b in zip(ahead[k], behind[k], strict=True)])
        row = {}
        steps = weights.steps(chain, k)
        for p, a in zip(previous, before, strict=True):
            for s, score, b in zip(own, scores[k], behind[k], strict=True):
                row[p, s] = exp(a + steps[p][s] + score + b - total)
        pairs.append(row)
        previous, before = own, ahead[k]
    return unary, pairs, total
