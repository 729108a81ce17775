"""The wide table: characters that fit nowhere, and what of much the same shape would.  Never applied."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from papercleaner.language.learned.archive import Archive
from papercleaner.language.repair.doubt import Doubt, bars, better, weighed
from papercleaner.language.repair.pairs import lookalikes, neighbours, shapes


def wide_doubts(text: str, flat: str, bound: list[bool], archive: Archive | None) -> Iterator[Doubt]:
    """Characters that fit neither neighbour, where one of much the same shape makes a word."""
    strong, seen = neighbours()
    for at, (left, right) in enumerate(pairwise(bound)):
        if left or right:
            continue
        before, old, after = flat[at], flat[at + 1], flat[at + 2]
        if old not in shapes() or old in seen.get(before, "") or after in seen.get(old, ""):
            continue
        if archive and max(archive.count(before + old), archive.count(old + after)) >= bars().archive_times:
            continue
        others = [c for c in shapes()[old] if c not in lookalikes().get(old, "")]
        joined = [c for c in others if c in strong.get(before, "") or after in strong.get(c, "")]
        found = [weighed(text, at, new, False) for new in better(flat, at, joined, bars().wide_least)]
        best = max(found, key=lambda d: d.odds, default=None)
        if best and best.odds >= bars().wide:
            yield best._replace(odds=best.odds - bars().wide_prior)
