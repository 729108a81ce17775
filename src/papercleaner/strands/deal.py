"""Lines dealt into strands: the best line below each line, as one assignment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from papercleaner.seams.assignment import assign
from papercleaner.strands.links import link
from papercleaner.strands.rhythm import posterior
from papercleaner.strands.rows import Row

MOST = 16
"""Lines: no page has more columns that stand side by side."""
RHYTHM = 1.0
"""Weight of the rhythm beside the single link; above 1 it deals wrong lines too where the rhythm changes."""
FLOOR = 0.01
"""Least chance of a step, so that a line may fall out of its rhythm."""
NEXT_TO = 0.15
"""Share of the rhythm that counts for a line one place off."""
LEAST = 0.5
"""What a link must score: a line left by itself costs less than a line in a wrong column."""
APART = -4.0
"""The link to a line behind the last."""


def deal(rows: Sequence[Row], columns: Sequence[float]) -> list[list[int]]:
    """The strands of a block's lines, by their first lines; each a list of places in `rows`."""
    most = min(MOST, len(rows) - 1)
    links = [
        [link(rows[a], rows[a + d], columns) if a + d < len(rows) else APART for d in range(1, most + 1)]
        for a in range(len(rows))
    ]
    scores = {}
    for a, (row, chances) in enumerate(zip(links, posterior(links), strict=True)):
        for d, (single, chance) in enumerate(zip(row, chances, strict=True), 1):
            near = chance + NEXT_TO * sum(chances[max(0, d - 2) : d + 1])
            score = single + RHYTHM * log(most * (near + FLOOR) / 2) - LEAST
            if a + d < len(rows) and score > 0:
                scores[a, a + d] = score
    return _chains(len(rows), assign(scores))


def _chains(size: int, following: Mapping[int, int]) -> list[list[int]]:
    """The chains that the links make of `size` lines."""
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
