"""The dictionary: is this a word, and does a word run across a seam?"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from math import log
from operator import itemgetter
from typing import Final

from papercleaner.knowledge import table
from papercleaner.language.classes import LATIN, NUMBER
from papercleaner.language.fold import REACH, head, lines, reading, tail

LONGEST: Final = 5
"""Characters of the longest word."""
WINDOW: Final = 8
"""Characters of each side that are cut into words."""
_STRANGE: Final = -16.0
"""Log-probability of a character that no dictionary word begins with."""
_SLOPE, _MOST, _NONE, _SAME, _PAIR = 0.55, 10.0, -0.55, 2.5, 2.0


_ENTRY: Final = re.compile("([\x01-\x7f])([^\x00-\x7f]*)")
"""A frequency letter and the rest of a word."""


@cache
def _entries() -> dict[str, str]:
    """First character -> it and its rests, each after a frequency letter."""
    found = lines()[2:]
    return dict(zip(map(itemgetter(0), found), found, strict=True))


@cache
def _words(first: str) -> dict[str, float]:
    """Rest of a word -> log-probability, for the words that begin with `first`."""
    total = log(table("language")["words"]["total"])
    return {rest: (ord(letter) - 65) / 2 - total for letter, rest in _ENTRY.findall(_entries().get(first, "")[1:])}


def weight(word: str) -> float | None:
    """Log-probability of a word in the alphabet of the tables; None if the dictionary does not know it."""
    return _words(word[:1]).get(word[1:])


def is_word(text: str) -> bool:
    """Whether `text` is a dictionary word of two to five characters."""
    return 2 <= len(text) <= LONGEST and weight(reading(text)) is not None


def _single(char: str) -> float:
    """Log-probability of a character standing alone."""
    return _words(char).get("", _STRANGE)


@lru_cache(maxsize=4096)
def _before(text: str) -> tuple[float, ...]:
    """best[i]: log-probability of the best cut of text[:i] into words."""
    best = [0.0]
    for end in range(1, len(text) + 1):
        score = best[-1] + _single(text[end - 1])
        for start in range(max(0, end - LONGEST), end - 1):
            found = weight(text[start:end])
            if found is not None and best[start] + found > score:
                score = best[start] + found
        best.append(score)
    return tuple(best)


@lru_cache(maxsize=4096)
def _after(text: str) -> tuple[float, ...]:
    """best[i]: log-probability of the best cut of text[i:] into words."""
    best = [0.0] * (len(text) + 1)
    for start in range(len(text) - 1, -1, -1):
        score = best[start + 1] + _single(text[start])
        for end in range(start + 2, min(len(text), start + LONGEST) + 1):
            found = weight(text[start:end])
            if found is not None and found + best[end] > score:
                score = found + best[end]
        best[start] = score
    return tuple(best)


@lru_cache(maxsize=4096)
def _left(text: str) -> str:
    """The last run of Han characters of `text`, at most WINDOW."""
    signs = tail(text)
    start = len(signs)
    while start > 0 and len(signs) - start < WINDOW and "\u4e00" <= signs[start - 1] <= "\u9fff":
        start -= 1
    return signs[start:]


@lru_cache(maxsize=4096)
def _right(text: str) -> str:
    """The first run of Han characters of `text`, at most WINDOW."""
    signs = head(text)
    end = 0
    while end < min(len(signs), WINDOW) and "\u4e00" <= signs[end] <= "\u9fff":
        end += 1
    return signs[:end]


PAIRS: Final = {"《": "》", "（": "）", "(": ")", "“": "”", "「": "」", "『": "』", "‘": "’", "〈": "〉", "【": "】"}
_OPENING: Final = re.compile("[" + re.escape("".join(PAIRS)) + "]")


def crossing(left: str, right: str) -> float:
    """Log-odds, from the dictionary and from paired marks, that `right` goes on where `left` breaks off.

    The scale was read off seams of news prose cut at random: a word across that fits as well as a cut at
    the seam says nothing, one that fits 10 nats better is 250 times as frequent at true seams.
    """
    last, first = tail(left)[-1:], head(right)[:1]
    if last == first and (last == NUMBER or (last == LATIN and right[:1].islower())):
        return _SAME
    fit = across(left, right)
    words = _NONE if fit is None else _SLOPE * max(0.0, min(_MOST, fit))
    return words + (_PAIR if _open_pair(left, right) else 0.0)


def _open_pair(left: str, right: str) -> bool:
    """Whether a mark opened in `left` is closed in `right` before the same mark opens again."""
    if not _OPENING.search(left):
        return False
    for opening, closing in PAIRS.items():
        if left.rfind(opening) > left.rfind(closing):
            end = right.find(closing)
            return end >= 0 and not 0 <= right.find(opening) < end
    return False


def across(left: str, right: str) -> float | None:
    """log P(best cut with a word across the seam) - log P(best cut at the seam); None if no word crosses."""
    first, second = _left(left[-REACH:]), _right(right[:REACH])
    if not first or not second:
        return None
    before, after = _before(first), _after(second)
    size, best = len(first), None
    for i in range(1, min(LONGEST, size + 1)):
        known = _words(first[size - i])
        stem = first[size - i + 1 :]
        for j in range(1, min(LONGEST - i, len(second)) + 1):
            found = known.get(stem + second[:j])
            if found is not None:
                score = before[size - i] + found + after[j]
                best = score if best is None else max(best, score)
    return None if best is None else best - before[size] - after[0]
