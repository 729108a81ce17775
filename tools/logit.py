"""Logistic regression with ridge over named features, by Newton's method (numpy)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np


def fit(
    rows: Sequence[Mapping[str, float]], right: Sequence[bool], ridge: float, share: Sequence[float] | None = None
) -> dict[str, float]:
    """Weights of the features, in log-odds; `ridge` is on the weights of standardised features, `share` weighs rows."""
    names = sorted({n for row in rows for n in row})
    place = {n: i for i, n in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for n, v in row.items():
            x[i, place[n]] = v
    y = np.asarray(right, float)
    w = np.ones(len(y)) if share is None else np.asarray(share, float) / np.mean(share)
    scale = np.where(x.std(0) > 1e-9, x.std(0), 1.0)
    z = np.hstack([x / scale, np.ones((len(y), 1))])
    price = np.full(z.shape[1], ridge)
    price[-1] = 1e-6
    beta = np.zeros(z.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(z @ beta, -30, 30)))
        slope = z.T @ (w * (p - y)) + price * beta
        curve = (z * (w * p * (1 - p))[:, None]).T @ z + np.diag(price + 1e-9)
        step = np.linalg.solve(curve, slope)
        beta -= step
        if np.abs(step).max() < 1e-7:
            break
    found = {n: float(b / s) for n, b, s in zip(names, beta[:-1], scale, strict=True)}
    found["any"] = found.get("any", 0.0) + float(beta[-1])
    return found
