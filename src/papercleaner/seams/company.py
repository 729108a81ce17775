"""What a page's other seams say of one: columns are read in turn, so seams that jump run side by side.

In a dump that takes a page column by column, fragment 5 goes on at 14 and 6 at 15: seams of one page have
much the same length, do not enclose each other, and pass over no start that nothing else takes up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import exp, log, log1p

from papercleaner.seams.features import Features
from papercleaner.seams.fragments import Fragments

Pair = tuple[int, int]

ROUNDS = 12
"""Of evening out; each at least halves what is left to even out."""
EVEN = 0.5
"""Probability from which on a fragment counts as the next one."""
HEARD = 0.03
"""Probability below which a seam says nothing of others."""
CROWD, HEARD_OF_CROWD = 300, 40
"""Of more likely seams than any newspaper page has (the same line over and over) only the likeliest are heard: the
time grows with their number for each thinkable seam."""


def chances(scores: Mapping[Pair, float], size: int) -> dict[Pair, float]:
    """Probability of each seam if each end and each start have one seam or none: scores evened out over both sides."""
    raised = [(a, b, exp(min(12.0, score))) for (a, b), score in scores.items()]
    ends, starts = [1.0] * size, [1.0] * size
    for _ in range(ROUNDS):
        sums = [1.0] * size
        for a, b, value in raised:
            sums[a] += value * starts[b]
        ends = [1.0 / s for s in sums]
        sums = [1.0] * size
        for a, b, value in raised:
            sums[b] += value * ends[a]
        starts = [1.0 / s for s in sums]
    return {(a, b): value * ends[a] * starts[b] for a, b, value in raised}


class Company:
    """The page's likely seams as company of a thinkable one."""

    def __init__(self, page: Fragments, likely: Mapping[Pair, float]) -> None:
        self.page = page
        self.far = [(a, b, p) for (a, b), p in sorted(likely.items()) if p > HEARD and page.next_to(a, b) < EVEN]
        jumping, all_in_all = sum(p for _, _, p in self.far), sum(likely.values())
        self.jumping, self.share = jumping, jumping / (all_in_all + 2.0)
        self.lengths: defaultdict[int, float] = defaultdict(float)
        for a, b, p in self.far:
            self.lengths[b - a] += p
        if len(self.far) > CROWD:
            self.far = sorted(self.far, key=lambda seam: (-seam[2], seam[:2]))[:HEARD_OF_CROWD]
        taken, used = [0.0] * len(page.all), [0.0] * len(page.all)
        for (a, b), p in likely.items():
            used[a] += p
            taken[b] += p
        ends = [f.open_end * max(0.0, 1.0 - u) for f, u in zip(page.all, used, strict=True)]
        starts = [f.open_start * max(0.0, 1.0 - t) for f, t in zip(page.all, taken, strict=True)]
        self.ends = _sums(ends, [f.column for f in page.all])
        self.starts = _sums(starts, [f.first_column for f in page.all])

    def features(self, a: int, b: int) -> Features:
        """What the other seams say of the one from fragment a to fragment b."""
        step = b - a
        if step == 1 or self.page.next_to(a, b) > EVEN:
            return {"next": 1.0, "jumpy-next": self.share}
        found = {"jump": 1.0, "far": log(abs(step)), "beside": 0.0, "nested": 0.0}
        own, other = self.page.all[a].column, self.page.all[b].first_column
        alike = 0.0
        for c, d, p in self.far:
            if c == a or d == b:
                continue
            gap = abs(d - c - step)
            if gap < 8:
                alike += p * _FADE[gap]
                found["beside"] += p * exp(-abs(c - a) / 4.0 - gap / 1.5)
            if step > 0 and ((c < a and d > b) or a < c < d < b):
                same = self.page.all[c].column == own or self.page.all[d].first_column == other
                found["nested"] += p * same
        found["beside"], found["nested"] = min(1.5, found["beside"]), min(2.0, found["nested"])
        found["usual-length"] = log((alike + 0.3) / (self.jumping + 3.0))
        if step > 0:
            starts, ends = self.starts.get(own, self.starts[None]), self.ends.get(other, self.ends[None])
            found["skipped-starts"] = log1p(max(0.0, starts[b] - starts[a + 1]))
            found["skipped-ends"] = log1p(max(0.0, ends[b] - ends[a + 1]))
        return found


_FADE = [exp(-gap) for gap in range(8)]


def _sums(values: Sequence[float], columns: Sequence[int]) -> dict[int | None, list[float]]:
    """Running sums of the values of each column's fragments, those of no column counted with every one; None: all."""
    found: dict[int | None, list[float]] = {None: [0.0, *accumulate(values)]}
    for column in set(columns):
        if column >= 0:
            own = [v if c == column or c < 0 else 0.0 for v, c in zip(values, columns, strict=True)]
            found[column] = [0.0, *accumulate(own)]
    return found
