"""Finds the characters of a text that another would read better in; scores come from `evidence`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Final, NamedTuple

from papercleaner.knowledge import table
from papercleaner.language.fold import fold_table, reading
from papercleaner.language.repair import evidence
from papercleaner.language.repair.evidence import Place
from papercleaner.language.repair.pairs import lookalikes, neighbours, shapes
from papercleaner.language.repair.tables import tables

REACH: Final = 12
"""Characters around a place that are read: white space and numbers leave fewer signs."""
NUMERALS: Final = frozenset("0〇零一二三四五六七八九十百千万亿")
"""Beside one of these no language tells which of them was printed."""
MOST: Final = 2
"""Look-alikes of one character whose words are asked."""


class Doubt(NamedTuple):
    """A character, what it may have been, and the log-odds of that."""

    at: int
    old: str
    new: str
    odds: float
    sure: bool
    """Whether all that is asked of a repair is there."""
    listed: bool
    """Whether the short list knows the pair."""


@dataclass(frozen=True, slots=True)
class Bars:
    """The thresholds of `glyphs.toml`."""

    least: float
    """Gain by characters, in nats, below which words are not asked."""
    wide_least: float
    """The same for the wide table."""
    apply: float
    suggest: float
    wide: float
    """Log-odds that are applied, suggested, and suggested from the wide table."""
    wide_prior: float
    """Taken off the log-odds of the wide table, which offers twenty times as many pairs."""
    chars: float
    pairs: float
    """What each language model must gain for itself, in powers of ten, before anything is applied."""


@cache
def bars() -> Bars:
    """The thresholds, read once."""
    known: dict[str, Any] = table("glyphs")["bars"]
    return Bars(**{name: float(value) for name, value in known.items()})


@cache
def _flat() -> dict[int, str]:
    """Each character as the tables know it, one for one: digits 0, letters A, half-width marks full-width."""
    plain = {ord(c): "0" for c in "0123456789"}
    plain |= {ord(c): "A" for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    plain |= {ord(a): b for a, b in zip(",;:?!“”", '，；：？！""', strict=True)}
    return {**{a: chr(b) for a, b in fold_table().items()}, **plain}


@cache
def _suspects() -> re.Pattern[str]:
    return re.compile("[" + "".join(lookalikes()) + "]")


@cache
def _many_forms() -> frozenset[str]:
    """Simplified characters that stand for a traditional one."""
    return frozenset(map(chr, fold_table().values()))


def doubts(text: str, wide: bool) -> Iterator[Doubt]:
    """The doubtful characters of a paragraph in its order; with `wide`, then those of the wide table."""
    flat = "^" + text.translate(_flat()) + "$"
    strong = neighbours().strong
    bound = [b in strong.get(a, "") for a, b in pairwise(flat)]
    folded = flat[1:-1] != text and _is_traditional(text)
    for match in _suspects().finditer(text):
        at = match.start()
        if not bound[at] and not bound[at + 1]:
            best = _best(text, flat, at, lookalikes()[text[at]])
            if best and not (folded and best.new in _many_forms()):
                yield best
    if wide and not folded:
        yield from _wide(text, flat, bound)


def _is_traditional(text: str) -> bool:
    """Whether more than one character in fifty is one that simplified print does not have."""
    return sum([ord(c) in fold_table() for c in text]) * 50 > len(text)


def _best(text: str, flat: str, at: int, others: str) -> Doubt | None:
    """The likeliest of `others` at `at`, if it is worth telling."""
    before, after = flat[at], flat[at + 2]
    strong, seen = neighbours()
    behind = strong.get(before, "") + seen.get(before, "")
    if flat[at + 1] in behind and after in seen.get(flat[at + 1], ""):
        return None
    known = [c for c in others if c in behind or after in strong.get(c, "") or after in seen.get(c, "")]
    if before in NUMERALS or after in NUMERALS:
        known = [c for c in known if c not in NUMERALS]
    fit = _better(flat, at, known, bars().least)
    found = [d for new in fit if (d := _doubt(text, at, new, True)).odds >= bars().suggest]
    return max(found, key=lambda d: d.odds, default=None)


def _better(flat: str, at: int, others: Sequence[str], least: float) -> list[str]:
    """The few of `others` that read better by characters, the best first."""
    if not others:
        return []
    near, known = Place(flat[max(0, at - 2) : at + 1], flat[at + 1], flat[at + 2 : at + 5]), tables()
    needed = evidence.by_chars(near, near.old, known) + least
    scores = sorted([(-evidence.by_chars(near, new, known), new) for new in others])
    return [new for loss, new in scores[:MOST] if -loss >= needed]


def _doubt(text: str, at: int, new: str, listed: bool) -> Doubt:
    place = Place(reading(text[max(0, at - REACH) : at]), text[at], reading(text[at + 1 : at + 1 + REACH]))
    values = evidence.features(place, new, tables())
    by = dict(zip(evidence.NAMES, values, strict=True))
    agreed = by["chars"] >= bars().chars and by["pairs"] >= bars().pairs and by["word"] > 0 and not by["named"]
    odds = evidence.log_odds(values)
    return Doubt(at, text[at], new, odds, listed and agreed and odds >= bars().apply, listed)


def _wide(text: str, flat: str, bound: list[bool]) -> Iterator[Doubt]:
    """Characters that fit neither neighbour, where one of much the same shape makes a word."""
    strong, seen = neighbours()
    for at, (left, right) in enumerate(pairwise(bound)):
        if left or right:
            continue
        before, old, after = flat[at], flat[at + 1], flat[at + 2]
        if old not in shapes() or old in seen.get(before, "") or after in seen.get(old, ""):
            continue
        others = "".join(c for c in shapes()[old] if c not in lookalikes().get(old, ""))
        joined = [c for c in others if c in strong.get(before, "") or after in strong.get(c, "")]
        found = [_doubt(text, at, new, False) for new in _better(flat, at, joined, bars().wide_least)]
        best = max(found, key=lambda d: d.odds, default=None)
        if best and best.odds >= bars().wide:
            yield best._replace(odds=best.odds - bars().wide_prior)
