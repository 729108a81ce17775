"""Captions: the first lines of a stack that stand below a picture and are set otherwise than what follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from operator import attrgetter
from statistics import median

from papercleaner.layout.boxes.items import Item
from papercleaner.layout.boxes.paragraphs import Part, line_pitch
from papercleaner.layout.boxes.stacks import Stack, beside, hole, overlap

Form = tuple[bool, bool]
"""Whether the form of a text is a caption's, and whether it ends with the photographer or the source."""

_LINES, _HOLE = 5, 4.0
"""Lines at most, and ems of nothing above them."""
_SMALL = ((0.9, 2.5), (0.93, 1.5))
"""What a size under so many ems of running text is worth."""
_TAIL, _NEAR, _INDENT, _BELOW = 6.0, 0.7, 3.0, 3.0
"""Ems: the second line of a caption where it holds little; how near lines of a caption stand; what it is indented; how
far below it columns begin."""
_LONG, _WIDER, _GAP = 5, 3.2, 0.35
_SIGNED, _OVER, _ALONE, _APART, _ENOUGH = 3.0, 2.0, 0.5, 1.0, 1.9


def captions(
    parts: Sequence[Part], lines: Sequence[Item], em: float, form: Callable[[str], Form]
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
        told, signed = form("".join(str(x.text) for x in head))
        worth = _worth(head, rows[n:], lines, em, told) if signed or n in ends else 0.0
        if worth > most:
            best, most = n, worth
    return rows[:best], rows[best:]


def with_tails(stacks: Sequence[Stack], em: float) -> list[Stack]:
    """The stacks, each caption of one indented line with the few characters that its second line holds."""
    tails = [s for s in stacks if len(s.items) == 1 and s.right - s.left < _TAIL * em]
    found, taken = [], set[int]()
    for stack in stacks:
        tail = next((t for t in tails if t is not stack and id(t) not in taken and _ends(stack, t, em)), None)
        if tail is None:
            found.append(stack)
        else:
            taken.add(id(tail))
            found.append(Stack((*stack.items, *tail.items)))
    return [s for s in found if id(s) not in taken]


def _ends(stack: Stack, tail: Stack, em: float) -> bool:
    """Whether a tail stands below the one line of a stack, to the left of it: the line is indented."""
    step, aside = tail.top - stack.bottom, stack.left - tail.right
    return len(stack.items) == 1 and -0.5 * em < step < _NEAR * em and -0.5 * em < aside < _INDENT * em


def small_lines(found: Sequence[Item], em: float) -> set[int]:
    """The lines (by identity) that are captions by their size and place: below a hole or another, smaller than text."""
    small = sorted((x for x in found if x.em < _SMALL[1][0] * em), key=attrgetter("top"))
    taken: list[Item] = []
    for one in small:
        above = any(-0.5 * em < one.top - x.bottom < _NEAR * em and overlap(one, x) > 0.5 for x in taken)
        if above or hole(Stack((one,)), found) > _HOLE * em:
            taken.append(one)
    return {id(x) for x in taken}


def _worth(head: Sequence[Item], rest: Sequence[Item], lines: Sequence[Item], em: float, signed: bool) -> float:
    sizes = [x.em for x in head if len(x.text) > _LONG]
    small = median(sizes) / em if sizes else 1.0
    found = _SIGNED * signed + next((worth for size, worth in _SMALL if small < size), 0.0)
    if not rest:
        return found + _ALONE + _OVER * _spans(head, lines, em)
    below, widest = rest[0], max(head, key=lambda x: x.width)
    beside_it = [x for x in lines if x not in rest and beside(x, below) > 0.5 and overlap(x, widest) > 0.8]
    over = widest.width > below.width + _WIDER * em and bool(beside_it)
    gap = below.level - head[-1].level > line_pitch(rest, em) + _GAP * em
    return found + _OVER * over + _APART * gap


def _spans(head: Sequence[Item], lines: Sequence[Item], em: float) -> bool:
    """Whether a line stands over columns that begin right below the last."""
    widest, foot = max(head, key=lambda x: x.width), head[-1].bottom
    below = [x for x in lines if 0 < x.top - foot + 0.5 * em < _BELOW * em and overlap(x, widest) > 0.8]
    columns = [x for x in below if widest.width > x.width + _WIDER * em]
    return len(columns) == len(below) and any(beside(a, b) > 0.5 for a, b in pairwise(columns))
