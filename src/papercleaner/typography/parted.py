"""Texts whose spaces are their punctuation: prices, programmes, notices, free verse, the speakers of a play."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from papercleaner.knowledge import table
from papercleaner.language.ngrams import seam
from papercleaner.language.words import across
from papercleaner.typography.glyphs import BLANK, HAN

_WHITE = f"[{BLANK}\n]+"
_CELL_END = f"[{HAN}℃%）)]"
_BETWEEN = re.compile(f"(?<={_CELL_END}){_WHITE}(?=[{HAN}])")
"""A gap that only a printer's blank or a scar can be: no digit or Latin word gives it another reason."""
_HAN_PAIR = re.compile(f"[{HAN}]{_WHITE}[{HAN}]")
_HALVES = re.compile(f"[^{BLANK}\n]{{2}}{_WHITE}[^{BLANK}\n]{{2}}")
_STOP = re.compile('[。！？；!?;“”"「」…]')
_PAUSE = re.compile("[，,]")
_CLOSED = re.compile(f"[，,、：:](?={_WHITE})")
_SPEAKER = re.compile(f'([{HAN}]{{2,4}})[{BLANK}]+(?=[{HAN}（(“"])')
REACH = 8
"""Characters on either side of a gap that are cut into words."""


@lru_cache(maxsize=256)
def is_parted(text: str) -> bool:
    """Short cells between blanks, no sentence in them, and no word runs over a blank.

    Prose that lost its marks has them by chance: but its lines break words, or fill one width, or are long.
    """
    known = table("spacing")["parted"]
    gaps = list(_BETWEEN.finditer(text))
    if len(gaps) < known["gaps"] or _STOP.search(text) or _CLOSED.search(text):
        return False
    if known["commas"] * len(_PAUSE.findall(text)) > len(gaps):
        return False
    sizes = [_ems(cell) for cell in _BETWEEN.split(text)]
    mean = sum(sizes) / len(sizes)
    if mean > known["mean"] or max(sizes) > known["longest"] or mean < known["shortest"]:
        return False
    even = max(sizes[:-1]) - min(sizes[:-1]) <= known["even"]
    return not (even and mean >= known["column"]) and not any(runs_over(text, *m.span()) for m in gaps)


def _ems(cell: str) -> float:
    return sum(0.5 if c.isascii() else 1.0 for c in cell)


def runs_over(text: str, start: int, end: int) -> bool:
    """Whether a word goes on after the gap, or the gap is followed by what begins no phrase."""
    known = table("spacing")["parted"]
    if _HAN_PAIR.match(text, start - 1) is None:
        return False
    fit = across(text[max(0, start - REACH) : start], text[end : end + REACH])
    return text[end] in known["never_first"] or (fit is not None and fit > known["word"])


def is_halved(text: str, start: int, end: int) -> bool:
    """Whether the gap may part two halves of a headline: no sentence in the text, no word or phrase over the gap."""
    known = table("spacing")["parted"]
    if len(text) > known["headline"] or _STOP.search(text) or _PAUSE.search(text):
        return False
    if len(re.findall(_WHITE, text)) > known["halves"] or runs_over(text, start, end):
        return False
    if text[start - 1] == text[end] == "一" or _HALVES.match(text, start - 2) is None:
        return False
    return seam(text[max(0, start - REACH) : start], text[end : end + REACH]) < float(known["phrase"])


def speakers(texts: Iterable[str]) -> frozenset[str]:
    """Who speaks in a play: the same name, then a blank, opens several of the page's paragraphs."""
    known = table("spacing")
    found = Counter(m.group(1) for text in texts if (m := _SPEAKER.match(text)) and _is_tight(text))
    openers: Sequence[str] = known["openers"]
    return frozenset(name for name, times in found.items() if times >= 2 and name not in openers)


def _is_tight(text: str) -> bool:
    """Whether Chinese has few gaps in it: an engine that sets blanks everywhere sets them after any word."""
    return len(_BETWEEN.findall(text)) * int(table("spacing")["parted"]["loose"]) <= len(text)


def speech(text: str, names: frozenset[str]) -> int:
    """Where the gap after the speaker's name starts; -1 if nobody's name opens the text."""
    found = _SPEAKER.match(text) if names else None
    return found.end(1) if found and found.group(1) in names else -1
