"""Pairs round brackets of either width and decides which pairs belong to Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papercleaner.knowledge import table
from papercleaner.typography.glyphs import HAN, QUOTES, WIDE, is_han, is_latin

_TOKEN = re.compile(r"[()（）\n]")
_ROUND = re.compile("[()（）]")
_HAN = re.compile(f"[{HAN}]")
_FORMULA = re.compile(r"[=+*/<>^,;|\\\x01]")
_BLANKS = frozenset(" \t\u00a0\u3000")
_CLOSER: dict[str, str] = table("punctuation")["pairs"]
_ANY = re.compile("[" + "".join(map(re.escape, [*_CLOSER, *_CLOSER.values()])) + "\n]")
REACH = 200
"""How far into a bracket the rules look for Chinese."""

SKIP = 8
"""How many blanks and quotes may stand between a bracket and its context."""


def pairs(text: str) -> Iterator[tuple[int, int]]:
    """(opening, closing) offsets; -1 for the missing one of an unmatched bracket.  A newline ends all."""
    waiting: list[int] = []
    for token in _TOKEN.finditer(text):
        char = token.group()
        if char in "(（":
            waiting.append(token.start())
        elif char == "\n":
            yield from ((i, -1) for i in waiting)
            waiting.clear()
        elif waiting:
            yield waiting.pop(), token.start()
        else:
            yield -1, token.start()
    yield from ((i, -1) for i in waiting)


def unmatched(text: str) -> list[int]:
    """Offsets of all brackets without their other half, in order.  A newline ends all pairs."""
    found: list[int] = []
    waiting: list[tuple[str, int]] = []
    for token in _ANY.finditer(text):
        char = token.group()
        if char in _CLOSER:
            waiting.append((_CLOSER[char], token.start()))
        elif waiting and waiting[-1][0] == char:
            waiting.pop()
        else:
            found += [at for _, at in waiting] if char == "\n" else [token.start()]
            waiting = [] if char == "\n" else waiting
    return sorted(found + [at for _, at in waiting])


def wide_brackets(text: str) -> frozenset[int]:
    """Offsets of all round brackets that are, or ought to be, full-width."""
    wide: set[int] = set()
    if _ROUND.search(text) is None:
        return frozenset()
    for opening, closing in pairs(text):
        if opening < 0:
            chosen = _closer_alone(text, closing)
        elif closing < 0:
            chosen = text[opening] == "（" or is_han(_beyond(text, opening, 1))
        else:
            chosen = _pair(text, opening, closing)
        if chosen:
            wide.update(i for i in (opening, closing) if i >= 0)
    return frozenset(wide)


def _pair(text: str, opening: int, closing: int) -> bool:
    if text[opening] == "（" or text[closing] == "）":
        return True
    stop = min(closing, opening + REACH)
    if _HAN.search(text, opening, stop):
        return True
    touching = text[opening - 1 : opening] + text[closing + 1 : closing + 2]
    if closing == opening + 1 or any(map(is_latin, touching)) or _FORMULA.search(text, opening, stop):
        return False
    return any(_chinese(_beyond(text, at, step)) for at, step in ((opening, -1), (closing, 1)))


def _closer_alone(text: str, at: int) -> bool:
    return text[at] == "）" or is_han(_beyond(text, at, -1))


def _chinese(char: str) -> bool:
    """Whether a neighbour speaks for Chinese; a round bracket does not, since its own width is in question."""
    return is_han(char) or (char != "" and char in WIDE and char not in "（）")


def _beyond(text: str, at: int, step: int) -> str:
    """The nearest character on one side, past a few blanks and quotes."""
    for _ in range(SKIP):
        at += step
        if not 0 <= at < len(text):
            return ""
        if text[at] not in QUOTES and text[at] not in _BLANKS:
            return text[at]
    return ""
