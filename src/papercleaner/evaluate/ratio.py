"""Precision, recall and F1 from counts."""

from __future__ import annotations

from typing import NamedTuple


class Counts(NamedTuple):
    """How many were right, how many were predicted, how many are true."""

    hits: float
    predicted: float
    true: float


class Ratio(NamedTuple):
    """F1, precision and recall, each 0..1."""

    f1: float
    precision: float
    recall: float


def ratio(counts: Counts) -> Ratio:
    """Nothing predicted where nothing is true is perfect."""
    hits, predicted, true = counts
    if not predicted and not true:
        return Ratio(1.0, 1.0, 1.0)
    precision = hits / predicted if predicted else 0.0
    recall = hits / true if true else 1.0
    total = precision + recall
    return Ratio(2 * precision * recall / total if total else 0.0, precision, recall)
