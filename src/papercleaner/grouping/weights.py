"""The numbers of the grouping: `knowledge/articles.toml` (set) and `knowledge/article_weights.toml` (fitted)."""

from __future__ import annotations

from functools import cache
from math import log
from typing import Any

from papercleaner.knowledge import table
from papercleaner.model import Block


@cache
def weights() -> dict[str, Any]:
    """The table `knowledge/articles.toml`."""
    return table("articles")


@cache
def fitted(name: str) -> dict[str, float]:
    """One table of `knowledge/article_weights.toml`, written by tools/fit_articles.py."""
    return {feature: float(w) for feature, w in table("article_weights").get(name, {}).items()}


def sureness(block: Block) -> float:
    """Log-odds that a block has the role it was given, within ±3.5."""
    sure = min(0.97, max(0.03, block.confidence))
    return log(sure / (1.0 - sure))
