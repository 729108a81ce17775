"""Captions: the first lines of a stack that stand below a picture and are set otherwise than what follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from statistics import median

from papercleaner.layout.boxes.items import Item
from papercleaner.layout.boxes.paragraphs import Part, line_pitch
from papercleaner.layout.boxes.stacks import Stack, beside, hole, overlap

_LINES, _HOLE = 5, 4.0
"""Lines at most, and ems of nothing above them."""
_SMALL = ((0.9, 2.5), (0.93, 1.5))
"""What a size under so many ems of running text is worth."""
_LONG, _WIDER, _GAP = 5, 3.2, 0.35
_SIGNED, _OVER, _ALONE, _APART, _ENOUGH = 3.0, 2.0, 0.5, 1.0, 1.9


def captions(
    parts: Sequence[Part], lines: Sequence[Item], em: float, signed: Callable[[str], bool]
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """The first lines of a stack's parts that are a caption, and the others.

    A caption is whole parts, or ends with a photographer's name: the text below may follow it without a gap.
    """
    rows = tuple(x for part, *_ in parts for x in part)
    ends = set(accumulate(len(part) for part, *_ in parts))
    best, most = 0, _ENOUGH
    for n in range(1, min(len(rows), _LINES) + 1):
        head = rows[:n]
        if hole(Stack(head), lines) < _HOLE * em:
            break
        is_signed = signed("".join(str(x.text) for x in head))
        worth = _worth(head, rows[n:], lines, em, is_signed) if is_signed or n in ends else 0.0
        if worth > most:
            best, most = n, worth
    return rows[:best], rows[best:]


def _worth(head: Sequence[Item], rest: Sequence[Item], lines: Sequence[Item], em: float, signed: bool) -> float:
    sizes = [x.em for x in head if len(x.text) > _LONG]
    small = median(sizes) / em if sizes else 1.0
    found = _SIGNED * signed + next((worth for size, worth in _SMALL if small < size), 0.0)
    if not rest:
        return found + _ALONE
    below, widest = rest[0], max(head, key=lambda x: x.width)
    beside_it = [x for x in lines if x not in rest and beside(x, below) > 0.5 and overlap(x, widest) > 0.8]
    over = widest.width > below.width + _WIDER * em and bool(beside_it)
    gap = below.level - head[-1].level > line_pitch(rest, em) + _GAP * em
    return found + _OVER * over + _APART * gap
