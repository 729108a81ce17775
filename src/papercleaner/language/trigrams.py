"""A trigram model of newspaper prose, interpolated after Witten and Bell (1991)."""

from __future__ import annotations

from functools import lru_cache
from math import log

from papercleaner.language.tables import PAUSE, STOP, count, kinds, total

VOCABULARY = 7000
"""Symbols a newspaper may use: the unseen share of the unigram model is spread over them."""


@lru_cache(maxsize=1 << 16)
def probability(symbol: str, context: str = "") -> float:
    """P(symbol | up to two symbols of context); symbols as `language.tables.symbols` gives them."""
    if not context:
        return (count(symbol) + 0.5) / (total() + 0.5 * VOCABULARY)
    lower = probability(symbol, context[1:])
    seen, different = count(context), max(1, kinds(context))
    if not seen:
        return lower
    return (count(context + symbol) + different * lower) / (seen + different)


def mark_odds(context: str) -> float:
    """Log-odds, against the average, that a sentence may end after `context` (a pause counts a third)."""
    ending = probability(STOP, context[-2:]) + probability(PAUSE, context[-2:]) / 3
    usual = probability(STOP) + probability(PAUSE) / 3
    return log(ending / (1 - min(ending, 0.999))) - log(usual / (1 - usual))


def surprise(text: str, context: str = "") -> float:
    """-log P(text | context) in nats."""
    before, sum_ = context[-2:], 0.0
    for symbol in text:
        sum_ -= log(probability(symbol, before))
        before = (before + symbol)[-2:]
    return sum_
