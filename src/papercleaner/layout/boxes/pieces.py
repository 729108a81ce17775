"""Pieces of one printed line put together again, where the lines above and below run on across the gap."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from papercleaner.layout.boxes.gutters import Rows, rows_of
from papercleaner.layout.boxes.items import HEAD, Item, joined

_LEVEL, _OVER = 0.4, 0.5
"""Ems by which pieces of one line may differ in height, and by which their boxes may run into each other."""
_NEAR, _FADE = 5.0, 2.5
"""Ems above and below in which lines show whether a column runs on, and the distance at which one counts a third."""
_EDGE, _INDENT, _ACROSS = 0.7, 2.7, 1.0
_LEAST, _TIMES = 0.3, 2.0
"""How much must run across the gap, and how many times as much as keeps to it."""


def whole_lines(found: Sequence[Item], em: float) -> list[Item]:
    """The items, those that are pieces of one line of a column made one."""
    rows, reach = rows_of(found, em), _LEVEL * em
    out: list[Item] = []
    levels: dict[int, set[int]] = {}
    """Places in `out` by their height, for only pieces of one height are looked at."""
    for one in sorted(found, key=lambda x: (x.left, x.top)):
        band = int(one.level // reach)
        near = sorted({k for b in (band - 1, band, band + 1) for k in levels.get(b, ())}, reverse=True)
        k = next((k for k in near if _goes_on(out[k], one, rows)), len(out))
        if k == len(out):
            out.append(one)
        else:
            levels[int(out[k].level // reach)].discard(k)
            out[k] = joined(out[k], one)
        levels.setdefault(int(out[k].level // reach), set()).add(k)
    return out


def _goes_on(a: Item, b: Item, rows: Rows) -> bool:
    em = rows.em
    if abs(a.level - b.level) > _LEVEL * em or b.left < a.right - _OVER * em or max(a.em, b.em) > HEAD * em:
        return False
    across, kept, clear = 0.0, 0.0, (a.right + b.left) / 2
    for x in rows.near(a, _NEAR):
        away = abs(x.level - a.level)
        if away < 0.5 * em:
            if x is not b and a.right - _OVER * em < x.middle < b.left + _OVER * em:
                return False
            continue
        worth = exp(-away / (_FADE * em))
        over = x.left < a.left + _ACROSS * em and x.right > b.right - _ACROSS * em
        over = over or (x.left < a.right - em and x.right > b.left + em and x.left < clear < x.right)
        if over:
            across += worth
        elif abs(x.right - a.right) < _EDGE * em or -_EDGE * em < x.left - b.left < _INDENT * em:
            kept += worth
    return across > _LEAST + _TIMES * kept
