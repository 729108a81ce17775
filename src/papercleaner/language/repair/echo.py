"""The same phrase twice on one page with two look-alikes in one place: one of the two is a misreading."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Final

from papercleaner.language.ngrams import conditional
from papercleaner.language.repair import evidence
from papercleaner.language.repair.pairs import lookalikes
from papercleaner.language.repair.tables import tables

AHEAD, SHARED = 3, 5
"""The characters that may differ behind the place, and those behind them that must be the same."""
CLEAR: Final = 4.0
"""Nats by which one of the two places must gain more than the other."""

Place = tuple[int, int]
"""Number of a text and offset in it."""


def echoes(texts: Sequence[str]) -> list[dict[int, str]]:
    """For each text: place -> the look-alike that stands at the same place of the same phrase elsewhere.

    Of the two places the one that gains more by the other character is the doubtful one; where neither
    clearly does, that of the rarer character.
    """
    found: list[dict[int, str]] = [{} for _ in texts]
    for places in _phrases(texts).values():
        for first, second in _rivals(texts, places):
            a, b = texts[first[0]][first[1]], texts[second[0]][second[1]]
            lead = _gain(texts, second, a) - _gain(texts, first, b)
            if abs(lead) < CLEAR:
                lead = conditional(a) - conditional(b)
            (number, at), new = (second, a) if lead > 0 else (first, b)
            found[number][at] = new
    return found


def _gain(texts: Sequence[str], place: Place, new: str) -> float:
    text, at = texts[place[0]], place[1]
    spot = evidence.Place(text[max(0, at - 3) : at], text[at], text[at + 1 : at + 4])
    return evidence.gain_by_chars(spot, new, tables())


@cache
def _frame() -> re.Pattern[str]:
    """A character, a look-alike, and the run that begins a little behind it."""
    return re.compile(f"(?<=(.))[{''.join(lookalikes())}](?=.{{{AHEAD}}}([\u4e00-\u9fff]{{{SHARED}}}))")


def _phrases(texts: Sequence[str]) -> dict[tuple[str, ...], list[Place]]:
    """(character before, run behind) -> places of look-alikes between them, where two differ."""
    runs = [_frame().findall(text) for text in texts]
    often = {key for key, times in Counter(chain.from_iterable(runs)).items() if times > 1}
    places: defaultdict[tuple[str, ...], list[Place]] = defaultdict(list)
    for number, (text, found) in enumerate(zip(texts, runs, strict=True)):
        for m in _frame().finditer(text) if not often.isdisjoint(found) else ():
            places[m.groups()].append((number, m.start()))
    twice = {key: found for key, found in places.items() if len(found) > 1}
    return {key: found for key, found in twice.items() if len({texts[n][i] for n, i in found}) > 1}


def _rivals(texts: Sequence[str], places: list[Place]) -> Iterator[tuple[Place, Place]]:
    """Two places with characters that look alike, if there are only these two."""
    chars = {texts[n][i]: (n, i) for n, i in places}
    if len(places) == len(chars) == 2:
        (a, first), (b, second) = chars.items()
        if b in lookalikes()[a]:
            yield first, second
