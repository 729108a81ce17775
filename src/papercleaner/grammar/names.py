"""How far a string reads as the names of persons."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from papercleaner.grammar.patterns import fold, fold_keep
from papercleaner.knowledge import table

_SPLIT = re.compile(r"[、，·/\s]+")


@cache
def _surnames() -> frozenset[str]:
    names = table("newspaper")["names"]
    return frozenset("".join(names["surnames"].split())) | frozenset(names["compound"].split())


@lru_cache(maxsize=1 << 14)
def is_name(text: str) -> bool:
    """Whether folded text has the form of one Chinese name: a surname and one or two characters."""
    known = _surnames()
    return (len(text) in (2, 3) and text[0] in known) or (len(text) in (3, 4) and text[:2] in known)


def count_names(text: str) -> int:
    """How many names `text` is made of when it is nothing but names; 0 when it is not."""
    if spread_name(text):
        return 1
    total = 0
    for part in _SPLIT.split(fold(text) if " " not in text else " ".join(map(fold, text.split()))):
        found = _most(part)
        if not part or not found:
            return 0
        total += found
    return total


def spread_name(text: str) -> bool:
    """Whether it is one name of two characters with a gap between, as printers set it to the width of three."""
    parts = fold_keep(text).split()
    if [len(p) for p in parts] != [1, 1]:
        return False
    return is_name("".join(parts)) or (parts[0] in table("newspaper")["names"]["nick"] and parts[1] in _surnames())


def signed(text: str) -> bool:
    """Whether a gap parts a name at the end from what stands before it: who and where from."""
    before, _, last = " ".join(text.split()).rpartition(" ")
    if len(last) == 1:
        before, _, first = before.rpartition(" ")
        last = f"{first} {last}"
    return bool(before) and count_names(last) == 1


@lru_cache(maxsize=1 << 12)
def _most(part: str) -> int:
    """Fewest names that `part` can be cut into; 0 if none."""
    if len(part) > 24:
        return 0
    best = [0] + [99] * len(part)
    for end in range(2, len(part) + 1):
        for size in (2, 3, 4):
            if size <= end and best[end - size] < 99 and is_name(part[end - size : end]):
                best[end] = min(best[end], best[end - size] + 1)
    return best[-1] % 99
