"""The road of a page: the stages in their order, and the one function that walks it."""

from __future__ import annotations

from dataclasses import replace

from papercleaner.config import Config
from papercleaner.model import Page
from papercleaner.stage import ordered
from papercleaner.stages import (
    articles,
    boxes,
    characters,
    columns,
    controls,
    endings,
    glyphs,
    joins,
    lines,
    marks,
    punctuation,
    quotes,
    roles,
    script,
    spacing,
    suggest,
)

STAGES = ordered(
    (
        boxes.STAGE,
        controls.STAGE,
        characters.STAGE,
        columns.STAGE,
        lines.STAGE,
        roles.STAGE,
        joins.STAGE,
        articles.STAGE,
        endings.STAGE,
        marks.STAGE,
        spacing.STAGE,
        punctuation.STAGE,
        quotes.STAGE,
        glyphs.STAGE,
        script.STAGE,
        suggest.STAGE,
    )
)


TYPOGRAPHY = (spacing.STAGE, punctuation.STAGE, quotes.STAGE)

ROUNDS = 3
"""How often the typography is looked at again: what one stage mends may let another see more."""


def run(page: Page, config: Config) -> Page:
    """The page after all stages, unproved; see `papercleaner.invariants` for the proof."""
    for stage in STAGES:
        page = stage.run(page, config)
    return _settled(page, config)


def _settled(page: Page, config: Config) -> Page:
    """The page once the typography asks for nothing more; what is only reported is not reported again."""
    again = replace(page, structured=True)
    for _ in range(ROUNDS):
        before = [str(text) for text in again.texts()]
        for stage in TYPOGRAPHY:
            again = stage.run(again, config)
        if before == [str(text) for text in again.texts()]:
            break
    return replace(again, structured=page.structured)
