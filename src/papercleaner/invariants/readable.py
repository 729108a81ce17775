"""What counts as a readable character, and when two strings say the same."""

from __future__ import annotations

import unicodedata
from functools import cache

_VARIANTS = frozenset(
    [*map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0)), "\u180b", "\u180c", "\u180d"]
)
"""Variation selectors: of category M, but they only say how the character before them is drawn."""

_NO_CHARACTERS = frozenset("\ufffc\ufffe\uffff")
"""A place for an object, and code points that are no characters: of no ink, though not of category C[cf]."""


@cache
def is_readable(character: str) -> bool:
    """Letters, digits and the marks on them (Unicode L, N, M), and the characters that stand for some:
    private-use characters, radicals, and signs whose compatibility form has a letter or digit (㎡).
    """
    category = unicodedata.category(character)
    if category[0] in "LNM" or category == "Co":
        return character not in _VARIANTS
    if "\u2e80" <= character <= "\u2fdf":
        return category == "So"
    return any(unicodedata.category(c)[0] in "LN" for c in unicodedata.normalize("NFKC", character))


@cache
def is_visible(character: str) -> bool:
    """Whatever leaves ink: not white space, controls, zero-width characters, variation selectors, noncharacters."""
    if character.isspace() or character in _VARIANTS or character in _NO_CHARACTERS:
        return False
    return unicodedata.category(character) not in ("Cc", "Cf")


def readable(text: str) -> str:
    """The readable characters of `text`, compatibility forms folded (１ is 1, ⼈ is 人)."""
    kept = "".join(filter(is_readable, text))
    if kept.isascii():
        return kept
    return "".join(filter(is_readable, unicodedata.normalize("NFKC", kept)))
