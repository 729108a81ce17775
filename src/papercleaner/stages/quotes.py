"""Quotes: straight and turned marks get their direction, paragraph by paragraph; a stray mark is found out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from papercleaner.config import Config
from papercleaner.model import Block, Issue, Page, Role
from papercleaner.stage import Stage
from papercleaner.stages import punctuation, spacing
from papercleaner.text import Change, Text
from papercleaner.typography.context import is_chinese, mask
from papercleaner.typography.evidence import cost
from papercleaner.typography.glyphs import HAN
from papercleaner.typography.pairing import Mark, Reading, marks, read
from papercleaner.typography.rounds import Rule, settle

_ANY = re.compile("[\"“”＂'‘’＇]")
_CURLY = {(True, "open"): "“", (True, "close"): "”", (False, "open"): "‘", (False, "close"): "’"}
_CORNER = re.compile("[「『]")
_HIGH = re.compile(f"(?<=[{HAN}」』）》0-9])(?:['＇]|[,，]['＇])(?=[{HAN}「『（《])")
_STRAIGHT = "\"＂'＇"
_STRAIGHT_ONE = re.compile(f"[{_STRAIGHT}]")
_CURLY_OR_END = re.compile("[“”‘’\n]")


@lru_cache(maxsize=64)
def readings(text: str) -> Sequence[tuple[int, Reading]]:
    """The marks of each line with their reading; nothing where all marks already pair."""
    if _ANY.search(text) is None or _nests(text) or not is_chinese(text):
        return ()
    masked = mask(text)
    found: list[tuple[int, Reading]] = []
    start = 0
    for line in text.split("\n"):
        stop = start + len(line)
        here = marks(line, masked[start:stop])
        if here and not _paired(line, here):
            found.extend((start, r) for r in read(line, here))
        start = stop + 1
    return found


def _nests(text: str) -> bool:
    """True if all marks are curly and nest, line by line: most texts are right already, and this is a quick look."""
    if _STRAIGHT_ONE.search(text):
        return False
    waiting = ""
    for mark in _CURLY_OR_END.findall(text):
        if mark in "“‘":
            waiting += mark
        elif mark == "\n":
            if waiting:
                return False
        elif waiting[-1:] + mark in ("“”", "‘’"):
            waiting = waiting[:-1]
        else:
            return False
    return not waiting


def _paired(text: str, found: list[Mark]) -> bool:
    """True if the marks, as they stand, nest without a rest."""
    waiting: list[str] = []
    for mark in found:
        char = text[mark.at]
        if char in "“‘":
            waiting.append(char)
        elif not waiting or waiting.pop() + char not in ("“”", "‘’"):
            return False
    return not waiting


def commas(text: str, _role: Role, _config: Config) -> list[Change]:
    """Where quotation is in corner marks, a straight single mark between Chinese is a comma set high."""
    if _CORNER.search(text) is None or not is_chinese(text):
        return []
    return [Change(*m.span(), "，", "quote.comma", 0.95) for m in _HIGH.finditer(text)]


def high_commas(text: str, role: Role, config: Config) -> list[Change]:
    """The same in a text that quotes nothing, on a page that quotes in corner marks."""
    return commas(f"{text}\n「」", role, config)


def direct(text: str, _role: Role, _config: Config) -> list[Change]:
    """Gives each mark whose reading is sure its direction; drops the one that can be no half of a pair."""
    changes = []
    for start, reading in readings(text):
        at = start + reading.mark.at
        if reading.role == "stray":
            if reading.margin >= cost("sure") and reading.mark.speck:
                changes.append(Change(at, at + 1, "", "quote.stray", 0.9))
        elif reading.role == "spare":
            if text[at] in "'＇‘" and not reading.mark.double and not text[at - 1 : at].isdigit():
                changes.append(Change(at, at + 1, "’", "quote.year"))
        elif reading.margin >= cost("told"):
            after = _CURLY[reading.mark.double, reading.role]
            rule = "quote.pair" if text[at] in _STRAIGHT else "quote.turn"
            changes.append(Change(at, at + 1, after, rule))
    return changes


def issues(text: Text) -> list[Issue]:
    """Marks that stayed without a partner or a sure direction."""
    found = []
    for start, reading in readings(text.value):
        at = start + reading.mark.at
        if reading.role == "stray":
            found.append(Issue("PC311", "a quotation mark without its other half", text.part(at, at + 1).spans))
        elif reading.margin < cost("told"):
            found.append(Issue("PC312", "a quotation mark of unsure direction", text.part(at, at + 1).spans))
    return found


RULES: tuple[Rule, ...] = (commas, direct)


def mend(
    text: Text, role: Role, config: Config, rules: tuple[Rule, ...] = RULES, spaces: tuple[Rule, ...] = spacing.RULES
) -> Text:
    """`text` with its quotes paired; where a stray mark went, its neighbours are looked at once more."""
    done = settle(text, role, config, rules)
    if len(done) == len(text):
        return done
    return settle(done.strip(), role, config, (*spaces, *punctuation.RULES, *rules))


def _in_corners(page: Page) -> bool:
    """Whether the page quotes in corner marks and in no others."""
    texts = [u.text.value for u in page.units()]
    return any(map(_CORNER.search, texts)) and not any("“" in t or "”" in t for t in texts)


def run(page: Page, config: Config) -> Page:
    """The page with its quotation marks paired."""
    found: list[Issue] = []
    rules = (high_commas, *RULES) if _in_corners(page) else RULES
    spaces = spacing.rules(spacing.spoken(page))

    def change(block: Block) -> Block:
        if block.role is Role.TABLE or _ANY.search(block.text.value) is None:
            return block
        text = settle(block.text, block.role, config, rules[:-1])
        if not page.structured:
            found.extend(issues(text))
        return block.saying(mend(text, block.role, config, rules, spaces))

    page = page.map(change)
    return replace(page, issues=page.issues + tuple(found))


STAGE = Stage("quotes", run, requires=frozenset({"punctuation"}), provides=frozenset({"quotes"}))
