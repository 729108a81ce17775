"""The counted tables of `knowledge/language.bin`: n-grams of a newspaper corpus and a dictionary of words.

Keys are characters packed sixteen bits each into one integer, sorted, and looked up by bisection, so that
loading is a copy of bytes and not the building of a dictionary.  `tools/build_language.py` makes the file.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from bisect import bisect_left
from functools import cache, lru_cache

from papercleaner.knowledge import data

START, STOP, PAUSE, DIGIT, LATIN = "^", "。", "，", "0", "A"
_MARKS = dict.fromkeys("。！？；!?;", STOP) | dict.fromkeys("，、：,:", PAUSE)


@cache
def _arrays() -> dict[str, array[int]]:
    head, _, body = data("language.bin").partition(b"\n")
    raw, at = zlib.decompress(body), 0
    found = {}
    for name, code, length in json.loads(head)["tables"]:
        column = array(code)
        size = length * column.itemsize
        column.frombytes(raw[at : at + size])
        at += size
        if sys.byteorder == "big":
            column.byteswap()
        found[name] = column
    return found


@cache
def _simple() -> dict[int, str]:
    """Traditional characters, and marks, digits and letters of any kind, as the tables know them."""
    _, old, new = data("traditional.txt").decode("utf-8").splitlines()
    table = {ord(a): b for a, b in zip(old, new, strict=True)}
    return table | {ord(k): v for k, v in _MARKS.items()}


def symbols(text: str) -> str:
    """`text` as the tables know it, of the same length: simplified, one symbol for each kind of mark, digit, letter."""
    plain = text.translate(_simple())
    if plain.isascii() or any(c < "\u2000" for c in plain):
        return "".join([DIGIT if c.isdigit() else LATIN if c.isascii() and c.isalpha() else c for c in plain])
    return plain


def _find(keys: array[int], key: int) -> int:
    at = bisect_left(keys, key)
    return at if at < len(keys) and keys[at] == key else -1


def _pack(text: str) -> int:
    key = 0
    for char in text:
        key = key << 16 | ord(char) & 0xFFFF
    return key


@lru_cache(maxsize=1 << 16)
def count(gram: str) -> int:
    """How often one to three symbols were counted in a row."""
    size = str(len(gram))
    at = _find(_arrays()["keys" + size], _pack(gram))
    return _arrays()["count" + size][at] if at >= 0 else 0


@lru_cache(maxsize=1 << 16)
def kinds(gram: str) -> int:
    """How many different symbols were counted after one or two symbols."""
    size = str(len(gram))
    at = _find(_arrays()["keys" + size], _pack(gram))
    return _arrays()["kinds" + size][at] if at >= 0 else 0


@cache
def total() -> int:
    """How many symbols were counted."""
    return sum(_arrays()["count1"])


@lru_cache(maxsize=1 << 16)
def word_weight(word: str) -> float:
    """log10 of a dictionary word's count, at least 0.5; 0 if it is no word of two to four characters."""
    if not 2 <= len(word) <= 4:
        return 0.0
    at = _find(_arrays()["words"], _pack(word))
    return max(0.5, _arrays()["weight"][at] / 16) if at >= 0 else 0.0
