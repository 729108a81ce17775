"""The road of a page: the stages in their order, and the one function that walks it."""

from __future__ import annotations

from papercleaner.config import Config
from papercleaner.model import Page
from papercleaner.stage import ordered
from papercleaner.stages import (
    articles,
    characters,
    controls,
    endings,
    joins,
    lines,
    punctuation,
    quotes,
    roles,
    spacing,
    suggest,
)

STAGES = ordered(
    (
        controls.STAGE,
        characters.STAGE,
        lines.STAGE,
        roles.STAGE,
        joins.STAGE,
        articles.STAGE,
        endings.STAGE,
        spacing.STAGE,
        punctuation.STAGE,
        quotes.STAGE,
        suggest.STAGE,
    )
)


def run(page: Page, config: Config) -> Page:
    """The page after all stages, unproved; see `papercleaner.invariants` for the proof."""
    for stage in STAGES:
        page = stage.run(page, config)
    return page
