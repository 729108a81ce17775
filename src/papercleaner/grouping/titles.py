"""The title of each article: one matching of the page's short blocks to its articles, with the whole page in view.

A short block that was told to be a headline may be one too many, and one that was told to be something else may be the
title of an article that has none.  So each article takes the block that is likeliest its title, each block is the title
of one article at the most, and the sum of what speaks for it is the highest.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log

from papercleaner.grouping.weights import weights
from papercleaner.model import HEADS, Block, Role
from papercleaner.seams.assignment import match

Scores = Mapping[int, float]
"""Group -> log-odds that a small piece is its own."""

MAY_BE = HEADS | {Role.HEADING, Role.BODY}
"""Roles that may turn out to be a title."""


def title_odds(block: Block) -> float | None:
    """Log-odds that a block is a headline, within ±4; None where that is out of the question."""
    told = block.titled
    if told is None:
        told = block.confidence if block.role is Role.HEADLINE else 0.0
    if block.role not in MAY_BE or (told < weights()["title"]["least"] and block.role is not Role.HEADLINE):
        return None
    return max(-4.0, min(4.0, log((told + 0.001) / (1.001 - told))))


def titles(odds: Mapping[int, float], fits: Mapping[int, Scores]) -> dict[int, int]:
    """Place -> group of the blocks that are an article's title.

    `odds` has the log-odds of each block that may be one, `fits` how well it fits each group as a head.
    """
    set_ = weights()["title"]
    worth = {}
    for place, told in odds.items():
        scores = fits[place]
        best = max(scores.values(), default=0.0)
        for group, score in scores.items():
            worth[place, group] = set_["wanted"] + set_["told"] * told - set_["fits"] * (best - score)
    return match(worth)
