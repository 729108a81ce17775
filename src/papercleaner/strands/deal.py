"""Lines dealt into strands: the best line below each line, as one assignment."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from papercleaner.seams.assignment import assign
from papercleaner.strands.links import link
from papercleaner.strands.rhythm import posterior
from papercleaner.strands.rows import Row

MOST = 16
"""Lines: no page has more columns that stand side by side."""
RHYTHM, FLOOR, LEAST = 1.0, 0.01, -0.5


def deal(rows: Sequence[Row], columns: list[float]) -> list[list[int]]:
    """The strands of a block's lines, by their first lines; each a list of places in `rows`."""
    most = min(MOST, len(rows) - 1)
    links = [
        [link(rows[a], rows[a + d], columns) if a + d < len(rows) else -4.0 for d in range(1, most + 1)]
        for a in range(len(rows))
    ]
    steps = posterior(links)
    scores = {}
    for a, (row, chances) in enumerate(zip(links, steps, strict=True)):
        for d in range(1, most + 1):
            near = chances[d - 1] + 0.15 * sum(chances[max(0, d - 2) : d + 1])
            score = row[d - 1] + RHYTHM * log(most * (near + FLOOR) / 2) - LEAST
            if a + d < len(rows) and score > 0:
                scores[a, a + d] = score
    return _chains(len(rows), assign(scores))


def _chains(size: int, following: dict[int, int]) -> list[list[int]]:
    taken = set(following.values())
    found = []
    for first in range(size):
        if first in taken:
            continue
        chain = [first]
        while chain[-1] in following:
            chain.append(following[chain[-1]])
        found.append(chain)
    return found
