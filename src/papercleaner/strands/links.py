"""How likely one printed line goes on in another: by the words, and by how both fill a column."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from papercleaner.language.ngrams import starts
from papercleaner.language.seams import continuation, crossing
from papercleaner.strands.rows import Row

INFORMATION, CROSSING = 0.6, 0.5
"""Weights of what the trigrams and the dictionary say, near those of the seams."""
OPENS, BEGINS = 0.5, 2.0
"""Weight and bound of how well the words open a paragraph."""
CAP_LOW, CAP_HIGH = -3.5, 5.0
"""Bounds of what the words can say."""
CLOSING = tuple("。！？”）!?…")
FULL, INDENTED, SHORT, WIDE = range(4)
MISFIT = -4.0
FULL_FULL, FULL_LAST, FULL_SHORT, FULL_NEW, FULL_INDENT = 0.6, -0.3, -1.8, -0.6, -1.8
SHORT_ENDS = (-2.2, -0.4, -1.6)
SHORT_OPEN = (-2.2, -1.6, -2.2)
"""By what the second line may be: full, indented, short."""


def link(first: Row, second: Row, columns: Sequence[float]) -> float:
    """Log-odds, against any two lines of the page, that `second` stands right below `first`."""
    if first.line == second.line >= 0:
        return CAP_LOW
    shape, ended = _shape(first, second, columns)
    if not ended:
        return shape + words(first.tail, second.head)
    return shape + max(-BEGINS, min(BEGINS, OPENS * starts(second.head)))


@lru_cache(maxsize=1 << 15)
def words(left: str, right: str) -> float:
    """How well the words run on from one line into another, in log-odds."""
    score = INFORMATION * continuation(left, right) + CROSSING * crossing(left, right)
    return max(CAP_LOW, min(CAP_HIGH, score))


def _shape(first: Row, second: Row, columns: Sequence[float]) -> tuple[float, bool]:
    """How well both lines may stand in one column, and whether the first ends its paragraph there."""
    ends, closes = first.words[-1:] in CLOSING, second.words[-1:] in CLOSING
    best, ended = MISFIT, False
    for column in columns:
        a, b = _kind(first.width - column), _kind(second.width - column)
        if WIDE in (a, b):
            continue
        if a == SHORT:
            score, end = SHORT_ENDS[b] if ends else SHORT_OPEN[b], True
        elif b == INDENTED:
            score, end = (FULL_NEW, True) if ends else (FULL_INDENT, False)
        else:
            score, end = FULL_FULL if b == FULL else FULL_LAST if closes else FULL_SHORT, False
        if score > best:
            best, ended = score, end
    return best, ended


def _kind(off: float) -> int:
    """What a line that misses its column by `off` ems may be there."""
    if off > 1.2:
        return WIDE
    return FULL if off > -1.35 else INDENTED if off > -3.2 else SHORT
