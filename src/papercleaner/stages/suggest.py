"""Suggest: what language makes likely but cannot prove is written down for a reader, never done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from papercleaner.config import Config
from papercleaner.knowledge import table
from papercleaner.model import Block, Edit, Page, Role
from papercleaner.stage import Stage
from papercleaner.text import Text
from papercleaner.typography.glyphs import HAN

_PROSE = frozenset({Role.BODY, Role.CAPTION, Role.QUOTE, Role.LIST, Role.NOTE})


@cache
def _comma() -> re.Pattern[str]:
    known = table("suggest")["comma"]
    ends = "|".join(known["close"])
    inside = rf"[^，。！？；：\n]{{2,{known['longest']}}}?"
    return re.compile(rf"(?:\A|(?<=[。！？”\n])){known['open']}{inside}(?:{ends})(。)(?=[{HAN}“《])")


@cache
def _dash() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(table("suggest")["dash"]["words"])
    counted = table("suggest")["dash"]["counted"]
    return re.compile(f"(?<=[{HAN}])(?<![一{counted}])一一(?=[{HAN}])(?![一{counted}])"), re.compile(words)


def commas(text: str) -> Iterator[tuple[int, int, str, str, float]]:
    """(start, end, after, rule, confidence) of each full stop that ends nothing but 在…下, 在…后."""
    sure = float(table("suggest")["comma"]["confidence"])
    for m in _comma().finditer(text):
        yield m.start(1), m.end(1), "，", "suggest.comma", sure


def dashes(text: str) -> Iterator[tuple[int, int, str, str, float]]:
    """(start, end, after, rule, confidence) of each 一一 that is probably ——."""
    sure = float(table("suggest")["dash"]["confidence"])
    frame, words = _dash()
    spared = {i for m in words.finditer(text) for i in range(*m.span())}
    for m in frame.finditer(text):
        if m.start() not in spared:
            yield m.start(), m.end(), "——", "suggest.dash", sure


def suggestions(text: Text) -> list[Edit]:
    """All suggestions for one text, in its order."""
    found = sorted([*commas(text.value), *dashes(text.value)])
    return [
        Edit("replace", text.part(start, end).spans, text.value[start:end], after, rule, sure, applied=False)
        for start, end, after, rule, sure in found
    ]


def run(page: Page, config: Config) -> Page:
    """The page with its suggestions; no text changes."""
    if page.structured or config.repair == "off":
        return page
    found: list[Edit] = []

    def look(block: Block) -> Block:
        if block.role in _PROSE:
            found.extend(suggestions(block.text))
        return block

    page.map(look)
    return replace(page, suggestions=page.suggestions + tuple(found))


STAGE = Stage("suggest", run, requires=frozenset({"quotes"}), provides=frozenset({"suggestions"}))
