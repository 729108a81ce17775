"""Punctuation: full-width marks in Chinese context, dashes and ellipses in their forms, impossible marks mended."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from papercleaner.config import Config
from papercleaner.knowledge import table
from papercleaner.model import Block, Issue, Page, Role
from papercleaner.stage import Stage
from papercleaner.text import Change, Text
from papercleaner.typography.brackets import unmatched
from papercleaner.typography.context import is_chinese
from papercleaner.typography.glyphs import HAN
from papercleaner.typography.marks import wide_marks
from papercleaner.typography.rounds import Rule, settle

_QUOTES = "\"'“”‘’＂＇"
_DOTS = re.compile(
    r"(?<![.。…])(?:\.{3,6}|。{3,6}|…)(?![.。…])|(?<!⋯)⋯{1,2}(?!⋯)|(?<!‥)‥{1,3}(?!‥)"
    r"|(?<![.\d] )(?<!\.)\.(?: \.){2,5}(?![ .])"
    r"|(?<![·・･•⋅])(?:·{3,6}|・{3,6}|･{3,6}|•{3,6}|⋅{3,6})(?![·・･•⋅ \d])"
)
_ROW = ("…", "...", "。。。", "⋯", "‥", ". .", "···", "・・・", "･･･", "•••", "⋅⋅⋅")
"""Dots in a row are a half-way or foreign ellipsis; before a figure they lead the eye in a table of contents."""
_STROKE = re.compile(r"[-－―─–—] ?[-－―─–—]")
_BESIDE = re.compile(f"[{HAN}，。、；：？！（）《》「」『』{_QUOTES}]")
_STOP = re.compile(rf"(?<=[{HAN}{_QUOTES}）》」』])\.(?=[{_QUOTES}）」』]?\Z)")
_LEADING = re.compile(r"[，。、；：？！）》」』,;:?!)]")
ENOUGH = 10
"""A text shorter than this many characters need not end in a full stop."""

_SENTENCES = frozenset({Role.BODY, Role.CAPTION, Role.QUOTE, Role.LIST, Role.NOTE})


def wide(text: str, role: Role, _config: Config) -> list[Change]:
    """Half-width marks in Chinese context become full-width."""
    if role is Role.TABLE:
        return []
    return [
        Change(i, i + 1, mark, "punctuation.bracket" if mark in "（）" else "punctuation.wide")
        for i, mark in wide_marks(text).items()
    ]


_CROWD = re.compile("[，、；：。？！]{2,}(?!…)")
_ODD = re.compile("[，、；：。？！（《〈「『【〔][，、；：。？！]|[，、][）》〉】〕]")
"""What any of the impossible marks has in it: a quick look."""
_OPENED = re.compile("(?<=[（《〈「『【〔])[，、；：](?![”’」』）》〉】〕，、；：。？！])")
_CLOSED = re.compile("(?<![（《〈「『【〔“‘，、；：。？！])[，、](?=[）》〉】〕])")
"""A pause just inside a bracket; alone in quotation marks it is what is spoken of.  Which way a quotation mark opens is
told later, and not for sure: after one a pause stays."""


def impossible(text: str, _role: Role, _config: Config) -> list[Change]:
    """Of two marks where only one can stand, one goes; so does a pause where nothing can pause."""
    if _ODD.search(text) is None or not is_chinese(text):
        return []
    changes = [
        Change(*m.span(), "", "punctuation.impossible", 0.9)
        for pattern in (_OPENED, _CLOSED)
        for m in pattern.finditer(text)
    ]
    for m in _CROWD.finditer(text):
        after = m.group() if "。。。" in m.group() or text[m.start() - 1 : m.start()] == "…" else _heavier(m.group())
        if after != m.group():
            changes.append(Change(*m.span(), after, "punctuation.impossible", 0.95))
    return changes


def _heavier(crowd: str) -> str:
    """The marks that stay of a crowd, each pair decided from left to right."""
    known: dict[str, str] = table("punctuation")["impossible"]
    stays: list[str] = []
    for mark in crowd:
        last = mark
        while stays and stays[-1] + last in known:
            last = known[stays.pop() + last]
        stays.append(last)
    return "".join(stays)


def ellipsis(text: str, _role: Role, _config: Config) -> list[Change]:
    """Three to six dots, or one half of an ellipsis, become ……."""
    if not any(dots in text for dots in _ROW) or not is_chinese(text):
        return []
    return [
        Change(*m.span(), "……", "punctuation.ellipsis")
        for m in _DOTS.finditer(text)
        if _BESIDE.search(text, max(0, m.start() - 1), m.start()) or _BESIDE.match(text, m.end())
    ]


@cache
def _dashes() -> re.Pattern[str]:
    halves = "|".join(f"{re.escape(h)} ?{re.escape(h)}" for h in table("punctuation")["dash"]["halves"])
    halved = "".join(map(re.escape, table("punctuation")["dash"]["halves"])) + "—"
    return re.compile(rf"(?<=[{HAN}{_QUOTES}》）])(?:{halves}|— —)(?![{halved}])(?=[{HAN}{_QUOTES}《（0-9])")


def dash(text: str, _role: Role, _config: Config) -> list[Change]:
    """Two short strokes between Chinese become ——."""
    if _STROKE.search(text) is None:
        return []
    return [Change(m.start(), m.end(), "——", "punctuation.dash") for m in _dashes().finditer(text)]


def stop(text: str, role: Role, _config: Config) -> list[Change]:
    """The point at the end of a Chinese sentence is 。."""
    if role not in _SENTENCES or len(text) < ENOUGH:
        return []
    last = _STOP.search(text, len(text) - 3)
    return [Change(*last.span(), "。", "punctuation.stop")] if last and is_chinese(text) else []


RULES: tuple[Rule, ...] = (wide, ellipsis, dash, stop, impossible)


def issues(text: Text) -> list[Issue]:
    """Marks that stand where none can, and brackets without their other half: reported, not changed."""
    found = []
    if _LEADING.match(text.value):
        found.append(Issue("PC301", "a mark stands where a paragraph begins", text.part(0, 1).spans))
    for at in unmatched(text.value):
        said = f"bracket without its other half: {text.value[at]}"
        found.append(Issue("PC302", said, text.part(at, at + 1).spans))
    return found


def run(page: Page, config: Config) -> Page:
    """The page with the marks of Chinese."""
    found: list[Issue] = []

    def change(block: Block) -> Block:
        text = settle(block.text, block.role, config, RULES)
        if not page.structured:
            found.extend(issues(text))
        return block.saying(text)

    page = page.map(change)
    return replace(page, issues=page.issues + tuple(found))


STAGE = Stage("punctuation", run, requires=frozenset({"spacing"}), provides=frozenset({"punctuation"}))
