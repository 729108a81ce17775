"""Reading text in the alphabet of the tables, traditional characters folded to simplified ones.

The fold is for scoring only: no text of a page is ever changed by it.
"""

from __future__ import annotations

import zlib
from functools import cache, lru_cache

from papercleaner.knowledge import data
from papercleaner.language.classes import runs, sign

REACH = 24
"""How many characters at an end of a text are read."""


@cache
def lines() -> list[str]:
    """The lines of the word table: folded characters, what they become, then the dictionary."""
    return zlib.decompress(data("language_words.zlib")).decode("utf-16-le").split("\n")


@cache
def fold_table() -> dict[int, int]:
    """Traditional character -> simplified one, as code points."""
    old, new = lines()[:2]
    return str.maketrans(old, new)


def simplified(text: str) -> str:
    """`text` with its traditional characters folded, of the same length."""
    return text.translate(fold_table())


class _Signs(dict[int, str]):
    """For `str.translate`: a character folded and in one width, told when first seen: one pass over a text, not two."""

    def __missing__(self, code: int) -> str:
        told = self[code] = sign(simplified(chr(code)))
        return told


_SIGNS = _Signs()


def reading(text: str) -> str:
    """`text` in the alphabet of the tables."""
    return runs("".join(text.split()).translate(_SIGNS))


@lru_cache(maxsize=4096)
def _short(text: str) -> str:
    return reading(text)


def tail(text: str) -> str:
    """The end of `text` in the alphabet of the tables."""
    return _short(text[-REACH:])


def head(text: str) -> str:
    """The start of `text` in the alphabet of the tables."""
    return _short(text[:REACH])
