"""The column widths a page's fragments are set in: one page has few, so noisy single measures fall together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

UNKNOWN, ODD = -1, -2
"""Of a fragment without geometry; of a width that no column of the page has."""
LOW, HIGH = 0.6, 0.5
"""How far below and above each other, in ems, the measures of one column may lie."""
NEAR, APART = 0.8, 0.7
"""A measure belongs to a column this near; columns are at least so far apart."""
LEAST = 1.5
"""Lines of a column."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths of the page's columns, the one with most lines first, and each one's share of the lines."""

    widths: tuple[float, ...]
    shares: tuple[float, ...]

    def of(self, width: float | None) -> int:
        """Which column a measure belongs to."""
        if width is None:
            return UNKNOWN
        gap, best = min(((abs(w - width), i) for i, w in enumerate(self.widths)), default=(NEAR, ODD))
        return best if gap < NEAR else ODD


def page_columns(measures: Sequence[tuple[float, float]]) -> Columns:
    """The columns that (width, lines) measures agree on, heaviest first."""
    rest, total = sorted(measures), sum(lines for _, lines in measures)
    widths: list[float] = []
    shares: list[float] = []
    while rest:
        sums = [0.0, *accumulate(lines for _, lines in rest)]
        keys = [width for width, _ in rest]
        spans = [(bisect_left(keys, w - LOW), bisect_right(keys, w + HIGH)) for w in dict.fromkeys(keys)]
        start, stop = max(spans, key=lambda s: (sums[s[1]] - sums[s[0]], s))
        weight = sums[stop] - sums[start]
        if weight < LEAST:
            break
        mean = sum(w * lines for w, lines in rest[start:stop]) / weight
        if all(abs(mean - w) >= APART for w in widths):
            widths.append(mean)
            shares.append(weight / total)
        del rest[start:stop]
    return Columns(tuple(widths), tuple(shares))
