"""Spacing: drops the scars of the scan, keeps the spaces that mean something, one border for the whole page."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import partial

from papercleaner.config import Config
from papercleaner.knowledge import table
from papercleaner.model import Block, Page, Role
from papercleaner.stage import Stage
from papercleaner.text import Change
from papercleaner.typography.context import is_chinese, mask
from papercleaner.typography.forms import formal, photographer
from papercleaner.typography.gaps import GAP, is_tabular, is_verse, meant, roles
from papercleaner.typography.glyphs import BLANK, HAN, QUOTES, WIDE, is_han, is_latin
from papercleaner.typography.marks import wide_marks
from papercleaner.typography.parted import is_parted, speakers, speech
from papercleaner.typography.rounds import Rule, settle
from papercleaner.typography.signs import signs
from papercleaner.typography.wraps import parting, unwrapped

_BORDER = re.compile(f"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%‰℃])(?=[{HAN}])")
_between = re.compile(f"[\u4e00-\u9fff][{BLANK}]+[\u4e00-\u9fff]").match
"""Most gaps stand between two common ideographs."""
_EDGE = frozenset(("", "\n"))
_HALF = re.compile(f"[{BLANK}\"'“”‘’＂＇][,;:?!()]|[,;:?!()][{BLANK}\"'“”‘’＂＇]")
_PERCENT = frozenset("%‰℃°")
_UNITS = _PERCENT | frozenset("+.)")
_SIGNS = frozenset("+-$¥￥")


def gaps(text: str, role: Role, config: Config, names: frozenset[str] = frozenset()) -> list[Change]:
    """The gaps that are dropped or made one plain space; `names` are the page's speakers."""
    found = [m.span() for m in GAP.finditer(text)]
    if not found or role is Role.TABLE or not is_chinese(text) or is_tabular(text) or is_verse(text):
        return []
    plain = [_between(text, start - 1) is not None for start, _ in found]
    wide = frozenset[int]() if all(plain) or _HALF.search(text) is None else wide_marks(text).keys()
    rules = ["spacing.gap" if sure else _drop(text, a, b, wide) for sure, (a, b) in zip(plain, found, strict=True)]
    kept = meant(text, role) if "spacing.gap" in rules else frozenset[int]()
    formed = formal(text) | {photographer(text) if role is Role.CAPTION else -1, speech(text, names)}
    parted = is_parted(text)
    changes = []
    for (start, end), said in zip(found, rules, strict=True):
        means = said != "spacing.edge" and (start in formed or (said == "spacing.gap" and (start in kept or parted)))
        rule = "" if means else said
        if rule == "spacing.border" and (config.spacing != "tight" or _parts_items(text, start, end, role, parted)):
            rule = ""
        if rule:
            changes.append(Change(start, end, "", rule))
        elif text[start:end] != " ":
            changes.append(Change(start, end, " ", "spacing.plain"))
    return changes


def _drop(text: str, start: int, end: int, wide: Set[int]) -> str:
    """The rule that drops this gap, or "" where nothing speaks against it."""
    left, right = text[start - 1 : start], text[end : end + 1]
    if left in _EDGE or right in _EDGE:
        return "spacing.edge"
    last_point = is_han(left) and right == "." and end + 1 == len(text)
    if left in WIDE or right in WIDE or start - 1 in wide or end in wide or last_point:
        return "spacing.mark"
    if left in QUOTES or right in QUOTES:
        return _beside_quote(text, start, end, wide)
    if is_han(left) and is_han(right):
        return "spacing.gap"
    if (is_han(left) and _starts_word(right)) or (is_han(right) and _ends_word(left)):
        return "spacing.border"
    return "spacing.unit" if left.isdigit() and right in _PERCENT else ""


def _starts_word(char: str) -> bool:
    return is_latin(char) or char in _SIGNS


def _ends_word(char: str) -> bool:
    return is_latin(char) or char in _UNITS


def _beside_quote(text: str, start: int, end: int, wide: Set[int]) -> str:
    """A gap beside a quote of unknown direction goes if Chinese stands on the far side or on this one."""
    before = start - 2 if text[start - 1] in QUOTES else start - 1
    after = end + 1 if text[end] in QUOTES else end
    return "spacing.quote" if _chinese(text, before, wide) or _chinese(text, after, wide) else ""


def _chinese(text: str, at: int, wide: Set[int]) -> bool:
    char = text[at : at + 1] if at >= 0 else ""
    return is_han(char) or (char != "" and char in WIDE) or at in wide


def _parts_items(text: str, start: int, end: int, role: Role, parted: bool) -> bool:
    """Where items stand side by side a space beside a number parts them, unless the number has its unit there."""
    if not parted and role not in roles("rubric_roles"):
        return False
    known = table("spacing")
    unit = known["number_units"] + ("" if is_han(text[end + 1 : end + 2]) else known["word_units"])
    return text[start - 1] not in known["number_units"] and text[end] not in unit


def borders(text: str, role: Role, config: Config) -> list[Change]:
    """The spaces that `pangu` sets between Chinese and Latin."""
    if config.spacing != "pangu" or role is Role.TABLE or not is_chinese(text) or is_tabular(text):
        return []
    return [Change(m.start(), m.start(), " ", "spacing.pangu") for m in _BORDER.finditer(mask(text))]


RULES: tuple[Rule, ...] = (signs, gaps, borders)


def spoken(page: Page) -> frozenset[str]:
    """The speakers of a page that is a play."""
    return speakers(unwrapped(unit.text) for unit in page.units())


def rules(names: frozenset[str]) -> tuple[Rule, ...]:
    """The rules as they are for one page: where it is a play, its speakers' names stand apart."""
    return (signs, partial(gaps, names=names), borders) if names else RULES


def run(page: Page, config: Config) -> Page:
    """The page with the spaces a reader expects."""
    names = spoken(page)
    known = rules(names)

    def change(block: Block) -> Block:
        text = parting(block.text.strip(), block.role, page.source.text, names)
        text = settle(text, block.role, config, known)
        return block.saying(text)

    return page.map(change)


STAGE = Stage("spacing", run, requires=frozenset({"articles"}), provides=frozenset({"spacing"}))
