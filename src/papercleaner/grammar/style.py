"""How far a text is worded as headlines are: terse, and whole."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from papercleaner.knowledge import table
from papercleaner.language.fold import simplified

STEP = 0.2
"""Weights are kept in such steps of log-odds."""
Weighed = dict[str, float]


class Wording(NamedTuple):
    """Log-odds of a title against a whole clause of running text, and against a piece cut out of it."""

    clause: float
    piece: float


def marks_of(text: str) -> Iterator[str]:
    """What is weighed of a text: its letters, digits as one, the first and the last of them."""
    signs = ["0" if c.isdigit() else "A" if c.isascii() else c for c in simplified(text) if c.isalnum()]
    if signs:
        yield "^" + signs[0]
        yield "$" + signs[-1]
        yield from signs


@cache
def _weights(rival: str) -> tuple[Weighed, float]:
    """The weights against one rival, by mark, and the bias."""
    data = table("head_style")[rival]
    found: Weighed = {}
    for place, mark in (("any", ""), ("first", "^"), ("last", "$")):
        for step, signs in data[place].items():
            found |= {mark + c: STEP * int(step) for c in signs}
    return found, STEP * data["bias"]


@lru_cache(maxsize=1 << 12)
def wording(text: str) -> Wording:
    """How the text is worded."""
    marks = list(marks_of(text))
    scores = []
    for rival in ("clause", "piece"):
        weighed, bias = _weights(rival)
        scores.append(bias + sum([weighed.get(m, 0.0) for m in marks]))
    return Wording(*scores)
