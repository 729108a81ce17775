"""Lines dealt into strands: the best line below each line, as one assignment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log

from papercleaner.seams.assignment import assign
from papercleaner.strands.links import link
from papercleaner.strands.rhythm import posterior
from papercleaner.strands.rows import Row

MOST = 16
"""Lines: no page has more columns that stand side by side."""
RHYTHM, FLOOR, LEAST, DOUBT = 1.0, 0.01, 0.5, 0.0


KEPT = 3.0
"""What it says for the next line that the dump's blocks were told by geometry."""


def deal(rows: Sequence[Row], columns: list[float], ordered: bool) -> list[list[int]]:
    """The strands of a block's lines, by their first lines; each a list of places in `rows`.

    `ordered`: the block follows its column but for the lines that were cut.
    """
    most = min(MOST, len(rows) - 1)
    links = [
        [link(rows[a], rows[a + d], columns) if a + d < len(rows) else -4.0 for d in range(1, most + 1)]
        for a in range(len(rows))
    ]
    if ordered:
        for a, (row, below) in enumerate(pairwise(rows)):
            if row.line < 0 and below.line < 0:
                links[a][0] = max(links[a][0], -1.0) + KEPT
    steps = posterior(links)
    scores = {}
    for a, (row, chances) in enumerate(zip(links, steps, strict=True)):
        for d in range(1, most + 1):
            near = chances[d - 1] + 0.15 * sum(chances[max(0, d - 2) : d + 1])
            score = row[d - 1] + RHYTHM * log(most * (near + FLOOR) / 2) - LEAST
            if a + d < len(rows) and score > 0:
                scores[a, a + d] = score
    following = assign(scores)
    return [run for chain in _chains(len(rows), following) for run in _runs(chain, scores)]


def _runs(chain: Sequence[int], scores: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """A strand parted where it is in doubt: what stands together there is for the seams to say."""
    runs = [[chain[0]]]
    for pair in pairwise(chain):
        if scores[pair] < DOUBT:
            runs.append([])
        runs[-1].append(pair[1])
    return runs


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
