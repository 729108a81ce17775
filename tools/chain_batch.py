"""Many chains at once: likelihood of a linear-chain conditional random field and its slope, with numpy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from role_examples import Example
from scipy.sparse import csr_matrix

from papercleaner.grammar.sequence import START, STATES

N = len(STATES)
Array = NDArray[np.float64]


class Batch:
    """Chains laid side by side, the longest first, so that step t concerns the first so many."""

    def __init__(self, examples: Sequence[Example], names: dict[str, int], shares: Sequence[float]) -> None:
        order = sorted(range(len(examples)), key=lambda k: -len(examples[k].states))
        chains = [examples[k] for k in order]
        starts = np.cumsum([0, *[len(e.states) for e in chains]])
        self.share = np.array([shares[k] for k in order])
        self.sizes = [sum(len(e.states) > t for e in chains) for t in range(len(chains[0].states))]
        self.rows = [np.array([starts[c] + t for c in range(n)]) for t, n in enumerate(self.sizes)]
        self.inner = np.array([x for e in chains for x in e.inner])
        self.allowed = _mask([s for e in chains for s in e.states])
        self.right = _mask([g for e in chains for g in e.gold])
        self.table = _table([row for e in chains for row in e.features], names)
        self.weight = np.repeat(self.share, [len(e.states) for e in chains])

    def likelihood(self, features: Array, steps: Array) -> tuple[float, Array, Array]:
        """The log-likelihood, and its slopes for features and for steps (two squares: between blocks, inside one)."""
        scores = self.table @ features
        whole, unary, pairs = self._sums(scores, self.allowed, steps)
        part, right, right_pairs = self._sums(scores, self.right, steps)
        slope = self.table.T @ ((right - unary) * self.weight[:, None])
        return float(((part - whole) * self.share).sum()), slope, right_pairs - pairs

    def _sums(self, scores: Array, mask: Array, steps: Array) -> tuple[Array, Array, Array]:
        """Forward and backward sums: log of all readings by chain, marginals, expected steps."""
        top = np.where(mask, scores, -np.inf).max(axis=1, keepdims=True)
        factors = np.where(mask, np.exp(scores - top), 0.0)
        raised = np.exp(steps)
        ahead, scale = np.zeros_like(factors), np.ones(len(factors))
        before = np.zeros((self.sizes[0], N + 1))
        before[:, START] = 1.0
        for rows in self.rows:
            came = self._step(before[: len(rows)], raised, self.inner[rows]) * factors[rows]
            scale[rows] = came.sum(axis=1)
            ahead[rows] = came / scale[rows, None]
            before = np.hstack([ahead[rows], np.zeros((len(rows), 1))])
        behind = self._behind(factors, raised, scale)
        total = np.zeros(self.sizes[0])
        for rows in self.rows:
            total[: len(rows)] += np.log(scale[rows]) + top[rows, 0]
        return total, ahead * behind, self._pairs(ahead, factors * behind / scale[:, None], raised)

    @staticmethod
    def _step(before: Array, raised: Array, inner: NDArray[np.bool_]) -> Array:
        found: Array = np.where(inner[:, None], before @ raised[1], before @ raised[0])
        return found

    def _behind(self, factors: Array, raised: Array, scale: Array) -> Array:
        behind = np.ones_like(factors)
        for t in range(len(self.rows) - 1, 0, -1):
            rows = self.rows[t]
            onward = factors[rows] * behind[rows] / scale[rows, None]
            inner = self.inner[rows][:, None]
            earlier = self.rows[t - 1][: len(rows)]
            behind[earlier] = np.where(inner, onward @ raised[1][:N].T, onward @ raised[0][:N].T)
        return behind

    def _pairs(self, ahead: Array, onward: Array, raised: Array) -> Array:
        found = np.zeros_like(raised)
        first = self.rows[0]
        found[0, START] = (onward[first] * self.share[: len(first), None]).sum(axis=0) * raised[0, START]
        for t in range(1, len(self.rows)):
            rows, earlier = self.rows[t], self.rows[t - 1][: len(self.rows[t])]
            for kind, chosen in ((0, ~self.inner[rows]), (1, self.inner[rows])):
                left = ahead[earlier[chosen]] * self.weight[rows[chosen], None]
                found[kind, :N] += (left.T @ onward[rows[chosen]]) * raised[kind, :N]
        return found


def _mask(states: Sequence[tuple[int, ...]]) -> Array:
    found = np.zeros((len(states), N), dtype=bool)
    for row, own in enumerate(states):
        found[row, list(own)] = True
    return found  # type: ignore[return-value]


def _table(features: Sequence[Sequence[str]], names: dict[str, int]) -> csr_matrix:
    columns = [[names[f] for f in row if f in names] for row in features]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.array([c for row in columns for c in row], dtype=np.int32)
    return csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(features), len(names)))
