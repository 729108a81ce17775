"""Counting the phrases of an archive, paragraph by paragraph; counts of parts add up to those of the whole.

Only what the repair asks for is counted: runs of Han characters with a look-alike in them, and pairs of
neighbours that the package's own tables find strange.  A paragraph counts each of them once, so that what
stands in many paragraphs weighs more than what one paragraph repeats.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final

from papercleaner.language.fold import reading
from papercleaner.language.repair.pairs import neighbours, shown

SIZES: Final = (3, 4, 5)
"""Characters of the runs that are counted."""
_HAN: Final = re.compile("[\u4e00-\u9fff]{2,}")


def phrases(paragraph: str) -> set[str]:
    """What one paragraph has of what is counted."""
    found: set[str] = set()
    for run in _HAN.findall(reading(paragraph)):
        found.update(_runs(run))
        found.update(_strange(run))
    return found


def _runs(run: str) -> Iterable[str]:
    known = shown()
    for size in SIZES:
        for i in range(len(run) - size + 1):
            gram = run[i : i + size]
            if not known.isdisjoint(gram):
                yield gram


def _strange(run: str) -> Iterable[str]:
    strong, seen = neighbours()
    for a, b in pairwise(run):
        if b not in strong[a] and b not in seen[a]:
            yield a + b


def count(paragraphs: Iterable[str]) -> Counter[str]:
    """Phrase -> how many of the paragraphs have it."""
    counts: Counter[str] = Counter()
    for paragraph in paragraphs:
        counts.update(phrases(paragraph))
    return counts


def merge(parts: Iterable[Mapping[str, int]]) -> Counter[str]:
    """The counts of all parts together, in whatever order they come."""
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    return total
