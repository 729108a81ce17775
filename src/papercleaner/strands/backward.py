"""Backward: lines of vertical text that an engine read from the left, so that each goes on in the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from papercleaner.language.seams import continuation
from papercleaner.strands.rows import Row

FEWEST = 6
"""Lines a block has at least for its direction to be doubted."""
SURE = 8.0
"""Nats by which all seams together read better backward; no other block of the practice pages has 5."""
EACH = 0.4
"""The same for one seam on average; no other page, however mixed its lines, has .2."""
BOUND = 4.0
"""Nats that one seam can say."""


def backward(rows: Sequence[Row]) -> bool:
    """Whether lines run on upward in the dump instead of downward."""
    pairs = list(pairwise(rows))
    lead = flow([(b, a) for a, b in pairs]) - flow(pairs)
    return len(rows) >= FEWEST and lead > max(SURE, EACH * len(pairs))


def flow(pairs: Sequence[tuple[Row, Row]]) -> float:
    """How well the first line of each pair runs on in the second, in nats; those that end a sentence say nothing."""
    seams = [(a, b) for a, b in pairs if a.words[-1] not in "。！？!?”"]
    return sum(max(-BOUND, min(BOUND, continuation(a.tail, b.head))) for a, b in seams)
