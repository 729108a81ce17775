"""The same phrase twice on one page with two look-alikes in one place: one of the two is a misreading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from papercleaner.language.ngrams import conditional
from papercleaner.language.repair.pairs import lookalikes

AHEAD, SHARED = 8, 4
"""Characters behind the place that are looked at, and how long a run both must have."""

Place = tuple[int, int]
"""Number of a text and offset in it."""


def echoes(texts: Sequence[str]) -> list[dict[int, str]]:
    """For each text: place -> the look-alike that stands at the same place of the same phrase elsewhere.

    Of the two places that of the rarer character is the doubtful one.
    """
    found: list[dict[int, str]] = [{} for _ in texts]
    for places in _phrases(texts).values():
        for first, second in _rivals(texts, places):
            a, b = texts[first[0]][first[1]], texts[second[0]][second[1]]
            (number, at), new = (second, a) if conditional(a) > conditional(b) else (first, b)
            found[number][at] = new
    return found


def _phrases(texts: Sequence[str]) -> dict[tuple[str, str], list[Place]]:
    """(character before, run behind) -> places of look-alikes between them, where two differ."""
    places: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    known = lookalikes()
    for number, text in enumerate(texts):
        for at in range(1, len(text)):
            if text[at] in known:
                for run in _runs(text[at + 1 : at + 1 + AHEAD]):
                    places[text[at - 1], run].append((number, at))
    return {key: found for key, found in places.items() if len({texts[n][i] for n, i in found}) > 1}


def _runs(behind: str) -> Iterator[str]:
    for i in range(len(behind) - SHARED + 1):
        run = behind[i : i + SHARED]
        if all("\u4e00" <= c <= "\u9fff" for c in run):
            yield run


def _rivals(texts: Sequence[str], places: list[Place]) -> Iterator[tuple[Place, Place]]:
    """Two places with characters that look alike, if there are only these two."""
    chars = {texts[n][i]: (n, i) for n, i in places}
    if len(places) == len(chars) == 2:
        (a, first), (b, second) = chars.items()
        if b in lookalikes()[a]:
            yield first, second
