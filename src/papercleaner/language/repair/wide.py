"""The wide table: characters that fit nowhere, and what of much the same shape would.  Never applied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from papercleaner.language.learned.archive import Archive
from papercleaner.language.repair.doubt import Doubt, bars, better, weighed
from papercleaner.language.repair.pairs import neighbours, shapes


def wide_doubts(text: str, flat: str, lonely: Sequence[int], archive: Archive | None) -> Iterator[Doubt]:
    """Characters that fit neither neighbour (`lonely`: their places), where one of much the same shape makes a word."""
    alike, strong = shapes(), neighbours().strong
    for at in lonely:
        after = flat[at + 2]
        others = alike.get(flat[at + 1], "")
        behind = strong[flat[at]] if others else ""
        joined = [c for c in others if c in behind or after in strong[c]]
        if joined and not (archive and _own(flat, at, archive)):
            found = [weighed(text, at, new, False) for new in better(flat, at, joined, bars().wide_least)]
            best = max(found, key=lambda d: d.odds, default=None)
            if best and best.odds >= bars().wide:
                yield best._replace(odds=best.odds - bars().wide_prior)


def _own(flat: str, at: int, archive: Archive) -> bool:
    """Whether the archive has the character beside one of its neighbours again and again."""
    before, old, after = flat[at], flat[at + 1], flat[at + 2]
    return max(archive.count(before + old), archive.count(old + after)) >= bars().archive_times
