"""Decides which half-width marks stand in Chinese context, whatever the spaces and widths around them.

The decision reads a run of marks, quotes and blanks as one, with what stands before and after it; so it is the
same before and after a mark was widened or a blank dropped, and a second pass finds nothing to do.
"""

from __future__ import annotations

import re
from functools import lru_cache

from papercleaner.knowledge import table
from papercleaner.typography.brackets import wide_brackets
from papercleaner.typography.context import HIDDEN, is_chinese, mask
from papercleaner.typography.glyphs import BLANK, HAN, QUOTES, WIDE, is_han, is_latin

_RUN = re.compile(f"[{BLANK}\"'“”‘’＂＇]*[,;:?!，；：？！][{BLANK}\"'“”‘’＂＇,;:?!，；：？！]*")
_HALF = re.compile(r"[,;:?!()]")
_MARK = re.compile(r"[,;:?!]")
_HAN = re.compile(f"[{HAN}]")
_QUOTE = re.compile("[\"'“”‘’＂＇]")
REACH = 80
"""How many characters a quotation may have and still be looked through."""

NEAR = 15
"""How far back the Chinese may end before a closing mark at the end of a line."""


@lru_cache(maxsize=64)
def wide_marks(text: str) -> dict[int, str]:
    """Offset of each half-width mark in Chinese context, and the full-width mark it stands for."""
    if _HALF.search(text) is None or not is_chinese(text):
        return {}
    masked = mask(text)
    brackets = wide_brackets(masked)
    wide: dict[str, str] = table("punctuation")["wide"]
    found = {i: wide[text[i]] for i in brackets if text[i] in wide}
    for run in _RUN.finditer(masked):
        start, end = run.span()
        if end - start == 1 and is_han(masked[start - 1 : start]):
            if masked[start] in wide:
                found[start] = wide[masked[start]]
        elif _MARK.search(masked, start, end):
            found.update((i, wide[masked[i]]) for i in _of_run(masked, (start, end), brackets))
    return found


def _of_run(masked: str, span: tuple[int, int], brackets: frozenset[int]) -> list[int]:
    """Offsets of the half-width marks of one run that are Chinese."""
    start, end = span
    before = masked[start - 1] if start else ""
    after = masked[end] if end < len(masked) else ""
    chinese = _chinese(before, start - 1, brackets) or _chinese(after, end, brackets)
    return [
        m.start() + start
        for m in _MARK.finditer(masked[start:end])
        if (
            (chinese and not _inside_foreign_quote(masked, m.start() + start, before))
            or (not chinese and _between(masked, m.start() + start, span, before, after))
        )
    ]


def _chinese(char: str, at: int, brackets: frozenset[int]) -> bool:
    return is_han(char) or (char != "" and char in WIDE and char not in "．·～") or at in brackets


def _inside_foreign_quote(masked: str, at: int, before: str) -> bool:
    """True of the mark that ends a quotation without Chinese: the ? of "OK?"."""
    if not (is_latin(before) or before == HIDDEN) or _QUOTE.match(masked, at + 1) is None:
        return False
    reach = masked[max(0, at - REACH) : at]
    opening = max((reach.rfind(q) for q in QUOTES), default=-1)
    return opening >= 0 and _HAN.search(reach, opening) is None


def _between(masked: str, at: int, span: tuple[int, int], before: str, after: str) -> bool:
    """Whether a mark with no Chinese on either side is Chinese all the same."""
    start, end = span
    mark = masked[at]
    if before in ("", "\n", HIDDEN):
        return False
    if after in ("", "\n"):
        return _HAN.search(masked, max(0, start - NEAR), start) is not None and not _foreign_tail(masked, at)
    if mark in ",;" and _QUOTE.search(masked, start, at) and _QUOTE.search(masked, at, end):
        return after != HIDDEN
    return mark in ",;?!" and before in "%‰℃°"


def _foreign_tail(masked: str, at: int) -> bool:
    return _QUOTE.match(masked, at + 1) is not None and _inside_foreign_quote(masked, at, "a")
