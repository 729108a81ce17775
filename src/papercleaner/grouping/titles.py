"""The title of each article: one matching of the page's short blocks to its articles, with the whole page in view.

A short block that was told to be a headline may be one too many, and one that was told to be something else may be the
title of an article that has none.  So each article takes the block that is likeliest its title, each block is the title
of one article at the most, and the sum of what speaks for it is the highest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from papercleaner.grammar.patterns import fold, has
from papercleaner.grouping.weights import weights
from papercleaner.model import HEADS, Block, Role
from papercleaner.seams.assignment import match

Scores = Mapping[int, float]
"""Group -> log-odds that a small piece is its own."""

MAY_BE = HEADS | {Role.HEADING, Role.BODY}
"""Roles that may turn out to be a title."""


def title_odds(block: Block) -> float | None:
    """Log-odds that a block is a headline, as far as its own words tell, within ±4; None if it can be none."""
    told = block.titled
    if told is None:
        told = block.confidence if block.role is Role.HEADLINE else 0.0
    if block.role not in MAY_BE or len(block.text) > weights()["title"]["longest"]:
        return None
    if block.role is Role.BODY and (block.running or 0.0) > weights()["title"]["text"]:
        return None
    odds = max(-4.0, min(4.0, log((told + 0.001) / (1.001 - told))))
    if not _names_a_box(block):
        return odds
    sure: float = weights()["title"]["box"]
    return sure if len(fold(str(block.text))) <= NAME else min(4.0, odds + sure)


def _names_a_box(block: Block) -> bool:
    return len(block.text) <= BOX and has("opening", "box", fold(str(block.text)))


BOX, NAME = 20, 6
"""Characters: the name of a box is no longer; so short a one is nothing else, a longer one may be a section heading."""


def opened(odds: Mapping[int, float], run: Sequence[int]) -> dict[int, float]:
    """The log-odds of a run of small pieces after which something begins that opens an article: one is its title."""
    may_be = [place for place in run if place in odds]
    best = max(may_be, key=lambda place: (odds[place], place), default=None)
    return {} if best is None else {best: min(4.0, odds[best] + weights()["title"]["opened"])}


def opens(text: str) -> bool:
    """Whether a paragraph opens an article: it begins with its source."""
    return any(has(*form, fold(text[:40])) for form in SOURCES)


def greets(block: Block) -> bool:
    """Whether a block is the greeting of a letter."""
    return block.role is Role.BODY and len(block.text) <= BOX and has("head", "greeting", fold(str(block.text)))


SOURCES = (("dateline", "head"), ("opening", "source"))
"""The forms of what a report opens with."""


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
