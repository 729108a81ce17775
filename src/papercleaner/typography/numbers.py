"""Letters and strokes that stand where only a digit can: rules of form, no language needed."""

from __future__ import annotations

import re
from functools import cache

from papercleaner.config import Config
from papercleaner.knowledge import table
from papercleaner.model import Role
from papercleaner.text import Change

_TOKEN = re.compile(r"(?<![A-Za-z0-9.,+/_@#-])[0-9OolI]+(?:[.,:][0-9OolI]+)*(?![A-Za-z0-9_@#/+-])")
_OPENING = re.compile("[lI][0-9O]{3}年|[lI][0-9O][月日时]|[Oo][.][0-9]")
"""Where the first sign of a number may be a letter: a year, a date, a decimal."""
_DATED = re.compile("年|月|日|世纪|世紀|%")
"""What nothing in litres, and no third volume, is followed by: before it the last sign of a number is a digit."""
_LETTER = re.compile("[OolI]")
DIGITS = {"O": "0", "o": "0", "l": "1", "I": "1"}
_HANDIGITSS = "〇零一二三四五六七八九"
_ZERO = re.compile(f"(?<=[{_HANDIGITSS}])[Oo0]+(?=[{_HANDIGITSS}年])")
_STROKE = re.compile(
    f"(?<![—一])—(?=[{_HANDIGITSS}]{{3}}年)"
    f"|(?<=[{_HANDIGITSS}])—(?=[{_HANDIGITSS}]{{1,2}}年)"
    "|(?<=[十百])—(?=[月日年届])"
)


@cache
def _unit() -> re.Pattern[str]:
    return re.compile("[" + table("numbers")["units"] + "]")


def digits(text: str, _role: Role, _config: Config) -> list[Change]:
    """O, o, l and I inside a number become the digits they look like."""
    if _LETTER.search(text) is None:
        return []
    return [change for m in _TOKEN.finditer(text) for change in _token(text, m.start(), m.group())]


def _token(text: str, start: int, token: str) -> list[Change]:
    """What is wrong with one number; nothing where its letters may be letters (5l, 3I, O2)."""
    places = [m.start() for m in _LETTER.finditer(token)]
    if not places or not any(c.isdigit() for c in token):
        return []
    last = places[-1]
    counted = _unit().match(text, start + len(token)) is not None
    opened = (
        places[0] > 0
        or _OPENING.match(text, start) is not None
        or (token[0] == "O" and text[start - 1 : start] == "第")
    )
    closed = (
        last < len(token) - 1 or (counted and token[last] in "Oo") or _DATED.match(text, start + len(token)) is not None
    )
    if not (opened and closed):
        return []
    return [Change(start + i, start + i + 1, DIGITS[token[i]], "glyphs.digit", 0.99) for i in places]


def zeros(text: str, _role: Role, _config: Config) -> list[Change]:
    """O and 0 between Chinese digits become 〇."""
    return [Change(*m.span(), "〇" * len(m.group()), "glyphs.zero", 0.99) for m in _ZERO.finditer(text)]


def strokes(text: str, _role: Role, _config: Config) -> list[Change]:
    """A dash in the place of a Chinese one, in a year or a date."""
    if "—" not in text:
        return []
    return [Change(*m.span(), "一", "glyphs.one", 0.99) for m in _STROKE.finditer(text)]


RULES = (digits, zeros, strokes)
