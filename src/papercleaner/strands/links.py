"""How likely one printed line goes on in another: by the words, and by how both fill a column."""

from __future__ import annotations

from functools import lru_cache

from papercleaner.knowledge import table
from papercleaner.language.ngrams import starts
from papercleaner.language.seams import continuation, crossing
from papercleaner.strands.rows import Row

CAP_LOW, CAP_HIGH = -3.5, 5.0


def link(first: Row, second: Row, columns: list[float]) -> float:
    """Log-odds, against any two lines of the page, that `second` stands right below `first`."""
    if first.line == second.line >= 0:
        return CAP_LOW
    shape, ended = _shape(first, second, columns)
    return shape + (min(2.0, max(-2.0, starts(second.head) * 0.5)) if ended else words(first.tail, second.head))


@lru_cache(maxsize=1 << 15)
def words(left: str, right: str) -> float:
    score = 0.6 * continuation(left, right) + 0.5 * crossing(left, right)
    return max(CAP_LOW, min(CAP_HIGH, score))


def _shape(first: Row, second: Row, columns: list[float]) -> tuple[float, bool]:
    """How well both lines may stand in one column, and whether the first ends its paragraph there."""
    final = first.words[-1:] in "。！？”）!?"
    best, ended = -4.0, final and False
    for column in columns:
        a, b = first.width - column, second.width - column
        if a > 1.2 or b > 1.2:
            continue
        full, indented = a > -1.4, -3.2 < b < -1.3
        flush = b >= -1.3
        if full:
            score, end = (0.6, False) if flush else ((-0.8, final) if indented else (-0.6, False))
        elif -3.2 < a <= -1.4:
            score, end = (0.3, False) if flush else (-0.8, final)
        else:
            score, end = (-0.6 if final else -1.6, True) if indented else (-2.0, True)
        if score > best:
            best, ended = score, end
    return best, ended
