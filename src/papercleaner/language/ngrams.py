"""A character trigram model of newspaper Chinese: how well text runs on, ends and starts.

Witten-Bell interpolation, stored as backoff log-probabilities.  All scores are in nats.
Text is read in the alphabet of `classes`, so half-width marks, spaces and traditional characters do not
change a score.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import exp, log
from typing import Final

from papercleaner.knowledge import data, table
from papercleaner.language.classes import END, START
from papercleaner.language.fold import head, reading, tail
from papercleaner.language.static_map import StaticMap

STEP: Final = 0.05
"""Nats a step of a stored value."""
BACKOFF: Final = "\x01"
"""Behind a history: the key of its backoff weight."""
FLOOR: Final = -12.75
"""Log-probability of a character never seen."""
STOPS: Final = {"。": 1.0, "？": 1.0, "！": 1.0, "；": 1.0, END: 1.0, "，": 0.33, "、": 0.1}
"""What tells that the words before it close a sentence, and how well; END: a line without a mark."""
MARKS: Final = "。，、；：？！…\"')》—"
OPENING: Final = 3
"""Signs of an opening that are looked at."""


@cache
def model() -> StaticMap:
    """The n-gram table."""
    a, b, c = table("language")["ngrams"]["primes"]
    return StaticMap(data("language_ngrams.bin"), (a, b, c))


@lru_cache(maxsize=1 << 16)
def conditional(gram: str) -> float:
    """log P(last character of `gram` | those before it), gram of one to three characters."""
    history = gram[:-1]
    weight = _left_over(history) if history else 0
    value = model().get(gram) if weight >= 0 else -1
    if value >= 0:
        return -STEP * value
    return (conditional(gram[1:]) if history else FLOOR) - (STEP * weight if weight > 0 else 0.0)


@lru_cache(maxsize=1 << 14)
def _left_over(history: str) -> int:
    """What is stored for all that was never seen behind `history`; -1: nothing is stored behind it at all."""
    return model().get(history + BACKOFF)


def _score(signs: str, history: str) -> float:
    """log P(signs | history), both in the alphabet of the tables."""
    total = 0.0
    known = history[-2:]
    run = known + signs
    for i in range(len(known), len(run)):
        total += conditional(run[i - 2 : i + 1] if i > 1 else run[: i + 1])
    return total


def logprob(text: str, context: str = "") -> float:
    """log P(text | context); `context` is what stands before, "" for an unknown place."""
    return _score(reading(text), tail(context) if context else "")


def logprob_of_signs(signs: str) -> float:
    """log P(signs) at a place nothing is known about, of text that is in the alphabet of the tables already."""
    return _score(signs, "")


_alone = lru_cache(maxsize=4096)(logprob_of_signs)


def seam(left: str, right: str) -> float:
    """Pointwise mutual information of the end of `left` and the start of `right`; > 0: they belong together."""
    return meeting(tail(left)[-2:], head(right)[:2])


def edges(text: str) -> tuple[str, str]:
    """What `meeting` looks at of a text: its first signs and its last ones."""
    return head(text)[:2], tail(text)[-2:]


@lru_cache(maxsize=1 << 14)
def meeting(last: str, first: str) -> float:
    """`seam` by the signs that meet there; a page asks for the same ones when it reads its roles and when it joins."""
    return _score(first, last) - _alone(first)


def closing(signs: str) -> str:
    """The marks that `signs` end with, at most two."""
    size = next((i for i in range(2) if signs[-1 - i : len(signs) - i] not in MARKS), 2)
    return signs[len(signs) - size :]


def may_end(left: str) -> float:
    """Log-odds, against any place, that a sentence ends after the last words of `left`, whatever mark it lost."""
    return _stops(tail(left)[-2:])


@lru_cache(maxsize=4096)
def _stops(history: str) -> float:
    def odds(context: str) -> float:
        chance = min(0.9, sum([share * exp(conditional(context + mark)) for mark, share in STOPS.items()]))
        return log(chance / (1 - chance))

    return odds(history) - odds("") if history else 0.0


def ends(left: str) -> float:
    """Log-odds that `left` ends a paragraph, against being cut at any place of one: by its marks, else its words."""
    signs = tail(left)
    odds = table("language")["tails"]
    marks = closing(signs)
    known = next((odds[m] for m in (marks, marks[-1:]) if m in odds), 0.0)
    return float(known) if marks else float(known) + _stops(signs[-2:])


def starts(right: str) -> float:
    """Log-odds that `right` begins a paragraph, against any place of one: by its first signs."""
    return _begins(head(right)[:OPENING])


@lru_cache(maxsize=4096)
def _begins(signs: str) -> float:
    return _score(signs, START) - _alone(signs)
