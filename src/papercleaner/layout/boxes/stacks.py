"""Lines that stand under each other: heads of one size, columns of running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from papercleaner.knowledge import table
from papercleaner.layout.boxes.gutters import odds, rows_of
from papercleaner.layout.boxes.items import HEAD, Item

NEAR_TITLE = 1.13
"""Size, in ems of running text, from which a line right above or below a head is one too."""
_SMALL_HEAD, _LEAST_HEAD, _BY = 1.01, 5, 1.5
"""Size and characters of the least kicker or subtitle, and ems it may stand from its headline."""
_ASIDE_BY = 2.0
"""The same beside an upright one."""
_PITCHES, _GUTTER = 2.2, 4.5
_ACROSS = 2.0
"""Log-odds that it runs across a gutter from which on a line is no head."""
_SENTENCE = 1.8
"""Size from which on a line may be a head though it ends in a full stop."""
_ALIKE, _ALIKE_IN_ROW = 0.18, 0.3
_UPRIGHT = 1.5
_CLOSE, _APART, _ASIDE = 0.95, 0.9, 3.2


@dataclass(frozen=True, slots=True)
class Stack:
    """Lines from top to bottom, and the box around them."""

    items: tuple[Item, ...]

    @property
    def left(self) -> float:
        return min(x.left for x in self.items)

    @property
    def right(self) -> float:
        return max(x.right for x in self.items)

    @property
    def top(self) -> float:
        return min(x.top for x in self.items)

    @property
    def bottom(self) -> float:
        return max(x.bottom for x in self.items)

    @property
    def em(self) -> float:
        return max(x.em for x in self.items)


def common(left: float, right: float, other_left: float, other_right: float) -> float:
    """Which part of the shorter of two stretches both cover, 0 to 1."""
    shared = (right if right < other_right else other_right) - (left if left > other_left else other_left)
    return shared / max(1e-6, min(right - left, other_right - other_left)) if shared > 0.0 else 0.0


def overlap(a: Item | Stack, b: Item | Stack) -> float:
    """How much of the narrower one stands above or below the other, 0 to 1."""
    return common(a.left, a.right, b.left, b.right)


def beside(a: Item | Stack, b: Item | Stack) -> float:
    """How much of the lower one stands left or right of the other, 0 to 1."""
    return common(a.top, a.bottom, b.top, b.bottom)


def columns(lines: Sequence[Item], em: float) -> list[Stack]:
    """Running text in stacks: each line under the nearest one that it overlaps, if that has no nearer one below."""
    rows = sorted(lines, key=lambda x: (x.top, x.left))
    above = [_nearest(k, rows, em, down=False) for k in range(len(rows))]
    below = [_nearest(k, rows, em, down=True) for k in range(len(rows))]
    stacks: dict[int, list[Item]] = {}
    owner: dict[int, int] = {}
    for k, row in enumerate(rows):
        up = above[k]
        first = owner[up] if up is not None and up in owner and below[up] == k else k
        owner[k] = first
        stacks.setdefault(first, []).append(row)
    return [Stack(tuple(found)) for found in stacks.values()]


def _nearest(k: int, rows: Sequence[Item], em: float, down: bool) -> int | None:
    one, best, least = rows[k], None, _APART * em
    reach = 6 * em
    step = 1 if down else -1
    j = k + step
    while 0 <= j < len(rows) and abs(rows[j].top - one.top) < reach:
        other = rows[j]
        gap = other.top - one.bottom if down else one.top - other.bottom
        close = -0.7 * em < gap < least and abs(other.top - one.top) > 0.5 * em
        if close and overlap(one, other) > 0.5 and not _staggered(one, other, em):
            least, best = gap, j
        j += step
    return best


def _staggered(a: Item, b: Item, em: float) -> bool:
    """Whether both ends of one stand far to the same side of the other's: lines of other columns."""
    left, right = b.left - a.left, b.right - a.right
    return min(abs(left), abs(right)) > _ASIDE * em and left * right > 0


def hole(stack: Stack, lines: Sequence[Item]) -> float:
    """How far above a stack the next printed line stands that overlaps it, in its own units; 0 if there is none."""
    above = [x.bottom for x in lines if x.bottom <= stack.top + 0.5 * x.em and overlap(x, stack) > 0.2]
    return stack.top - max(above) if above else 0.0


def heads(lines: Sequence[Item], em: float) -> list[list[Stack]]:
    """Groups of heads printed together, each a list of stacks of one size from top to bottom."""
    stop = table("geometry")["marks"]["stop"]
    kept = [x for x in lines if x.em >= _SENTENCE * em or str(x.text)[-1:] not in stop]
    large = [x for x in kept if x.em >= HEAD * em or (x.em >= NEAR_TITLE * em and not _in_column(x, lines, em))]
    stacks: list[list[Item]] = []
    for one in sorted(large, key=lambda x: (x.top, x.left)):
        home = next((s for s in stacks if any(_one_head(one, x) for x in s)), None)
        stacks.append([one]) if home is None else home.append(one)
    return [g for g in _grouped([Stack(_rows(s)) for s in stacks]) if max(s.em for s in g) >= HEAD * em]


def with_company(groups: Sequence[Sequence[Stack]], text: Sequence[Item], em: float) -> list[list[Stack]]:
    """The groups of heads, each with the small kickers and subtitles among the other lines that stand by it."""
    taken = {id(x) for g in groups for s in g for x in s.items}
    text = [x for x in text if id(x) not in taken]
    found, rows = [], rows_of(text, em)
    for group in groups:
        near = [x for x in _company(group, text, em) if id(x) not in taken and odds(x, rows) < _ACROSS]
        taken |= {id(x) for x in near}
        found.append([*group, *(Stack((x,)) for x in near)])
    return found


def _company(group: Sequence[Stack], rest: Sequence[Item], em: float) -> list[Item]:
    """Lines hardly larger than running text that stand by themselves right above or below a headline."""
    main = max(group, key=lambda s: s.em)
    if upright(main):
        return [x for x in rest if upright(x) and len(x.text) >= _LEAST_HEAD and _by_side(x, main, em)]
    top, bottom = min(s.top for s in group), max(s.bottom for s in group)
    near = [
        x
        for x in rest
        if x.em > _SMALL_HEAD * em
        and len(x.text) >= _LEAST_HEAD
        and overlap(x, main) > 0.9
        and -0.6 * em < max(top - x.bottom, x.top - bottom) < _BY * em
    ]
    return [x for x in near if not _in_column(x, rest, em)]


def _by_side(one: Item, main: Stack, em: float) -> bool:
    """Whether a line stands right beside an upright headline and is no longer."""
    gap = max(one.left, main.left) - min(one.right, main.right)
    return one.em > _SMALL_HEAD * em and gap < _ASIDE_BY * em and beside(one, main) > 0.6


def _in_column(one: Item, lines: Sequence[Item], em: float) -> bool:
    """Whether a line ends where the one below or above it does, or has others beside it: running text."""
    for x in lines:
        if x is one:
            continue
        step = abs(x.level - one.level)
        if 0.5 * em < step < _PITCHES * em and overlap(x, one) > 0.5 and abs(x.right - one.right) < 0.8 * em:
            return True
        if beside(x, one) > 0.5 and min(abs(x.left - one.right), abs(one.left - x.right)) < _GUTTER * em:
            return True
    return False


def _rows(found: Sequence[Item]) -> tuple[Item, ...]:
    """Lines from top to bottom, the parts of one row from left to right."""
    rows: list[list[Item]] = []
    for one in sorted(found, key=lambda x: x.top):
        row = next((r for r in rows if beside(r[0], one) > 0.5), None)
        rows.append([one]) if row is None else row.append(one)
    return tuple(x for row in rows for x in sorted(row, key=lambda x: x.left))


def _one_head(a: Item, b: Item) -> bool:
    size = max(a.em, b.em)
    step = abs(a.em - b.em)
    if beside(a, b) > 0.6:
        return step < _ALIKE_IN_ROW * size and max(a.left, b.left) - min(a.right, b.right) < 1.2 * size
    return step < _ALIKE * size and max(a.top, b.top) - min(a.bottom, b.bottom) < 0.75 * size and overlap(a, b) > 0.5


def _grouped(stacks: Sequence[Stack]) -> list[list[Stack]]:
    groups: list[list[Stack]] = []
    for one in sorted(stacks, key=lambda s: (s.top, s.left)):
        home = next((g for g in groups if any(_near(one, s) for s in g)), None)
        groups.append([one]) if home is None else home.append(one)
    return groups


def upright(one: Item | Stack) -> bool:
    """Whether it is taller than wide: a headline that runs downward."""
    return one.bottom - one.top > _UPRIGHT * (one.right - one.left)


def _near(a: Stack, b: Stack) -> bool:
    if upright(a) and upright(b):
        return max(a.left, b.left) - min(a.right, b.right) < _CLOSE * max(a.em, b.em) and beside(a, b) > 0.5
    gap = max(a.top, b.top) - min(a.bottom, b.bottom)
    return gap < _CLOSE * max(a.em, b.em) and overlap(a, b) > 0.5
