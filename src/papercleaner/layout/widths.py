"""Column widths: which a block may have been set in, from its own lines, its neighbours' and the page's."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

LOW, HIGH = 1.2, 0.7
"""How far below and above a column's width, in ems, its full lines may measure."""

NARROWEST = 5.0
"""No body column is set narrower, in ems."""

UNBROKEN = 48.0
"""A stretch of more ems than any newspaper column holds was never broken: the dump kept no geometry."""


def modes(widths: Sequence[float], least: int = 2) -> list[float]:
    """Widths that at least `least` of the given line widths agree on, commonest first; linear but for the sort."""
    rest, found = sorted(w for w in widths if NARROWEST <= w < UNBROKEN), list[float]()
    while rest:
        reaches = [(bisect_left(rest, w - LOW), bisect_right(rest, w + HIGH)) for w in dict.fromkeys(rest)]
        start, stop = max(reaches, key=lambda r: (r[1] - r[0], r))
        if stop - start < least:
            break
        found.append(sum(rest[start:stop]) / (stop - start))
        del rest[start:stop]
    return found


def own_columns(widths: Sequence[float]) -> list[float]:
    """Columns that a block's own lines show: at least two full lines beside the last one agree."""
    return modes(widths[:-1])[:2] if len(widths) >= 4 else []


def fills(width: float, column: float, indent: float) -> bool:
    """Whether a line of this width may be a full or an indented first line of the column."""
    return -LOW - indent <= width - column <= HIGH


def candidates(own: Sequence[float], widths: Sequence[float], near: Sequence[float], indent: float) -> list[float]:
    """Widths a block may be set in: its own lines' agreement, then columns in reach that a line of it fills.

    `own` is what `own_columns` says of its lines' `widths`.
    `near` holds the columns of its neighbours and of the page, nearest first.  A lone wide line may
    itself show a column that nothing else on the page has (a caption under a wide picture).
    """
    found = list(own)
    for column in near:
        if len(found) < 3 and all(abs(column - o) > 1 for o in found) and any(fills(w, column, indent) for w in widths):
            found.append(column)
    widest = max(widths[:-1], default=0.0)
    if not found and max(near, default=0.0) + HIGH < widest < UNBROKEN:
        found = [widest]
    return found or list(near[:2])
