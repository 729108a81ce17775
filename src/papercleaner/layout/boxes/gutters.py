"""Detections that ran across a gutter, cut where the columns around them say that one lies."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from papercleaner.knowledge import table
from papercleaner.language.seams import continuation
from papercleaner.layout.boxes.items import Item, spread

_REACH = 12.0
"""Ems above and below in which lines tell of columns."""
_INSIDE, _NARROW = 2.5, 8.0
"""Ems: no column is narrower."""
_HEAD = 1.32
_WORDS, _BARRED, _BOUND = 0.12, 1.5, 6.0
_MOST_CUTS = 6


def without_gutters(found: Sequence[Item], em: float) -> list[Item]:
    """The items, each that runs across gutters cut in parts."""
    rows = sorted((x for x in found if x.em < _HEAD * em), key=lambda x: x.top)
    tops = [x.top for x in rows]
    out: list[Item] = []
    for one in found:
        waiting = [one]
        near = rows[bisect_left(tops, one.top - _REACH * em) : bisect_left(tops, one.top + _REACH * em)]
        around = [x for x in near if x is not one]
        for _ in range(_MOST_CUTS):
            last = waiting[-1]
            parts = _cut(last, around, em) if last.em < _HEAD * em and last.width > _NARROW * em else None
            if parts is None:
                break
            waiting[-1:] = parts
        out += waiting
    return out


def _cut(one: Item, around: Sequence[Item], em: float) -> tuple[Item, Item] | None:
    """The parts left and right of the first gutter that the item runs across; None where there is none."""
    if len(one.text) < 4 or one.width / em - spread(str(one.text)) < 0.2:
        return None
    inner = [x for x in around if x.left < one.right and x.right > one.left]
    starts = sorted(x.left for x in inner if one.left + _INSIDE * em < x.left < one.right - _INSIDE * em)
    for start in starts:
        begin = sum(abs(x - start) < 0.7 * em for x in starts)
        ends = [x.right for x in inner if start - 2.2 * em < x.right < start + 0.45 * em and x.right > one.left + em]
        across = sum(x.left < start - 1.5 * em and x.right > start + 1.5 * em for x in inner)
        if begin >= 2 and len(ends) >= 2 and begin + len(ends) > across:
            return _parts(one, median(ends), start, em)
    return None


def _parts(one: Item, end: float, start: float, em: float) -> tuple[Item, Item] | None:
    text = str(one.text)
    left, right = (min(end, start) - one.left) / em, (one.right - start) / em
    least, at = min((_price(text, k, left, right), k) for k in range(1, len(text)))
    if least > _BOUND:
        return None
    first, second = one.text.split(at)
    begins = max(start, one.right - spread(text[at:]) * em)
    small = min(one.em, em * 1.05)
    return (
        replace(one, text=first.strip(), right=min(end, start), em=small),
        replace(one, text=second.strip(), left=min(begins, one.right - em), em=small),
    )


def _price(text: str, k: int, left: float, right: float) -> float:
    """How ill a cut before character `k` fits the widths of both columns, the line rules and the words."""
    barred = text[k] in table("geometry")["marks"]["never_first"]
    words = max(-4.0, min(7.0, continuation(text[max(0, k - 12) : k], text[k : k + 12])))
    short = abs(spread(text[:k]) - left)
    over = max(0.0, spread(text[k:]) - right - 0.5)
    return short + over + _BARRED * barred + _WORDS * words
