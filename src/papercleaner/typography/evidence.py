"""What the neighbours of a quotation mark say about its direction, in nats."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from papercleaner.knowledge import table
from papercleaner.typography.glyphs import BLANKS, is_han

_KINDS = {
    "": "edge", "\n": "edge", "，": "comma", ",": "comma", "、": "pause", "：": "colon", ":": "colon",
    "；": "colon", ";": "colon", "。": "stop", "！": "stop", "？": "stop", "!": "stop", "?": "stop",
    "—": "dash", "…": "dash", "·": "dash",
}  # fmt: skip
_KINDS |= dict.fromkeys("（(《〈「『【", "opening") | dict.fromkeys("）)》〉」』】", "closing")
_KINDS |= dict.fromkeys("\"“”＂'‘’＇", "quote")


_STOP = re.compile("[。！？；]")
_COMMA = re.compile("[，：、,:]")
_ONLY_MARKS = re.compile("[。，；、：,;:]+")
LOOK = 400


@cache
def known() -> dict[str, Any]:
    """The table `quotes.toml`."""
    return table("quotes")


@cache
def cost(name: str) -> float:
    """One of the costs of `quotes.toml`, in nats."""
    return float(known()["cost"][name])


@lru_cache(maxsize=4096)
def leaning(left: str, right: str) -> float:
    """Log-odds that a mark between these characters opens (> 0) or closes (< 0)."""
    return _side(left, "left") + _side(right, "right")


def _side(char: str, side: str) -> float:
    odds = known()[side]
    if is_han(char):
        return float(known()[f"{side}_han"].get(char, odds["han"]))
    return float(odds[_KINDS.get(char, "latin")])


class Stretch(NamedTuple):
    """The text between two neighbouring marks: log-odds that it is quoted, and whether a sentence ends inside."""

    quoted: float
    sentence: bool


@cache
def _rows() -> tuple[tuple[int, float, float, float], ...]:
    return tuple((r["upto"], float(r["plain"]), float(r["comma"]), float(r["stop"])) for r in known()["stretch"])


def stretch(text: str, start: int, end: int) -> Stretch:
    """What text[start:end], between two neighbouring marks, says; looked at for 400 characters."""
    size = end - start
    if 0 < size <= 2 and _ONLY_MARKS.fullmatch(text, start, end):
        return Stretch(-cost("nothing"), False)
    _, plain, comma, stop = next(r for r in _rows() if size <= r[0])
    last = min(end - 1, start + LOOK)
    if _STOP.search(text, start, last):
        return Stretch(stop, True)
    return Stretch(comma if _COMMA.search(text, start, last) else plain, False)


def is_aside(left: str) -> bool:
    """True if a mark after this character, opening, opens a term and not speech."""
    return is_han(left) or _KINDS.get(left, "latin") in ("pause", "latin")


def beside(text: str, at: int, step: int) -> str:
    """The first character on one side of a mark that is no blank; "" at the edge."""
    at += step
    while 0 <= at < len(text) and text[at] in BLANKS:
        at += step
    return text[at] if 0 <= at < len(text) else ""
