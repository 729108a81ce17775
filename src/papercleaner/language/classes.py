"""The alphabet of the language tables: marks in one width, numbers and Latin words as one sign each."""

from __future__ import annotations

import re
from typing import Final

START: Final = "^"
"""Stands before a paragraph."""
END: Final = "$"
"""Stands behind a paragraph."""
NUMBER: Final = "0"
LATIN: Final = "A"

_WIDTH: Final = {0xFF01 + i: chr(0x21 + i) for i in range(94)}
_PAIRS: Final = {
    '"': "“”„‟『』「」＂",
    "'": "‘’＇",
    "—": "―─–",
    "，": ",，",
    "；": ";；",
    "：": ":：",
    "？": "?？",
    "！": "!！",
    "": "^$＾＄",
}
_TABLE: Final = {**_WIDTH, **{ord(c): sign for sign, found in _PAIRS.items() for c in found}}
_NUMBER: Final = re.compile(r"[0-9]+(?:[.·，][0-9]+)*%?")
_LATIN: Final = re.compile(r"[A-Za-z]+")
_STOP: Final = re.compile(r"\.(?![0-9A])")


def classes(text: str) -> str:
    """`text` without white space, marks in one width, each number `0`, each Latin word `A`."""
    return runs("".join(text.split()).translate(_TABLE))


def sign(char: str) -> str:
    """A character in one width; "" for one that is no sign of a text."""
    return char.translate(_TABLE)


def runs(plain: str) -> str:
    """Text in one width with each number as `0` and each Latin word as `A`."""
    plain = _LATIN.sub(LATIN, _NUMBER.sub(NUMBER, plain))
    return _STOP.sub("。", plain)
