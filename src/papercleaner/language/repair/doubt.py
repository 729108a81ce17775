"""A doubt about one character: how it is weighed, and the bars it must pass."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from string import ascii_letters
from typing import Any, Final, NamedTuple

from papercleaner.knowledge import table
from papercleaner.language.fold import reading
from papercleaner.language.repair import evidence
from papercleaner.language.repair.evidence import Place
from papercleaner.language.repair.tables import tables

REACH: Final = 12
"""Characters around a place that are read: white space and numbers leave fewer signs."""
MOST: Final = 2
"""Look-alikes of one character whose words are asked."""


class Spot(NamedTuple):
    """Where a character stands, and what it may have been."""

    text: str
    flat: str
    """The text folded and in `alphabet`, a sign for its start before it and one for its end behind it."""
    at: int
    others: str


class Doubt(NamedTuple):
    """A character, what it may have been, and the log-odds of that."""

    at: int
    old: str
    new: str
    odds: float
    agreed: bool
    """Whether both models, the dictionary and the neighbours agree, or a learned model insists."""
    listed: bool
    """Whether the short list knows the pair."""

    @property
    def sure(self) -> bool:
        """Whether all that is asked of a repair is there."""
        return self.listed and self.agreed and self.odds >= bars().apply


@dataclass(frozen=True, slots=True)
class Bars:
    """The thresholds of `glyphs.toml`."""

    least: float
    """Gain by characters, in nats, below which words are not asked."""
    wide_least: float
    """The same for the wide table."""
    apply: float
    suggest: float
    suggest_named: float
    wide: float
    """Log-odds that are applied, suggested, suggested behind a surname, and suggested from the wide table."""
    wide_prior: float
    """Taken off the log-odds of the wide table, which offers twenty times as many pairs."""
    chars: float
    pairs: float
    """What each language model must gain for itself, in powers of ten, before anything is applied."""
    archive: float
    """Weight of what a learned model says, in nats of its counts."""
    archive_times: float
    """Paragraphs that must have the new reading before a learned model may ask for it."""
    archive_floor: float
    """Log-odds by language alone below which a learned model may not ask for anything."""


@cache
def bars() -> Bars:
    """The thresholds, read once."""
    known: dict[str, Any] = table("glyphs")["bars"]
    return Bars(**{name: float(value) for name, value in known.items()})


_LETTERS: Final = dict.fromkeys(map(ord, ascii_letters), "A")
_HALF: Final = _LETTERS | str.maketrans(",;:?!“”0123456789", '，；：？！""0000000000')
_RUN: Final = re.compile("[0-9A-Za-z,;:?!“”]+")


def alphabet(folded: str) -> str:
    """Simplified text as the tables know it, one for one: digits 0, letters A, half-width marks full-width."""
    return _RUN.sub(lambda run: run.group().translate(_HALF), folded)


def better(flat: str, at: int, others: Sequence[str], least: float) -> list[str]:
    """The few of `others` that read better by characters, the best first."""
    if not others:
        return []
    near, known = Place(flat[max(0, at - 2) : at + 1], flat[at + 1], flat[at + 2 : at + 5]), tables()
    needed = evidence.by_chars(near, near.old, known) + least
    scores = sorted([(-evidence.by_chars(near, new, known, needed), new) for new in others])
    return [new for loss, new in scores[:MOST] if -loss >= needed]


def weighed(text: str, at: int, new: str, listed: bool) -> Doubt:
    """The doubt whether `new` was printed at `at`, by all that language says."""
    left, right = reading(text[max(0, at - REACH) : at]), reading(text[at + 1 : at + 1 + REACH])
    place = Place(left[-evidence.WINDOW :], text[at], right[: evidence.WINDOW])
    return Doubt(at, text[at], new, *_judged(place, new), listed)


@lru_cache(maxsize=4096)
def _judged(place: Place, new: str) -> tuple[float, bool]:
    """Log-odds, and whether the gates are passed; a page often repeats itself.  A name asks for more to be doubted."""
    values = evidence.features(place, new, tables())
    by = dict(zip(evidence.NAMES, values, strict=True))
    agreed = by["chars"] >= bars().chars and by["pairs"] >= bars().pairs and by["word"] > 0 and not by["named"]
    odds = evidence.log_odds(values)
    return (min(odds, 0.0) if by["named"] and odds < bars().suggest_named else odds), agreed
