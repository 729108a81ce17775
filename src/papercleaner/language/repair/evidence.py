"""What speaks for one look-alike in the place of another: two language models, the dictionary, the neighbours."""

from __future__ import annotations

from functools import cache
from math import exp, inf, log
from typing import Final, NamedTuple

from papercleaner.knowledge import table
from papercleaner.language.classes import NUMBER
from papercleaner.language.repair import lattice
from papercleaner.language.repair.tables import ORDER, STRANGE, Tables

WINDOW: Final = 8
"""Signs read on each side."""
_TEN: Final = log(10)
_NO_WORD: Final = (1, STRANGE)


class Place(NamedTuple):
    """A character and what stands around it, in the alphabet of the tables."""

    left: str
    old: str
    right: str


def by_chars(place: Place, char: str, tables: Tables, least: float = -inf) -> float:
    """Log-probability of `char` and what follows it there, by character n-grams.

    No term is positive: as soon as less than `least` is left, what is left is given, and the rest never asked.
    """
    left = place.left[1 - ORDER :]
    run = left + char + place.right[: ORDER - 1]
    get, total = tables.chars, 0.0
    for i in range(len(left), len(run)):
        total += get[run[max(0, i + 1 - ORDER) : i + 1]]
        if total < least:
            break
    return total


def gain_by_chars(place: Place, new: str, tables: Tables) -> float:
    """log P(with the new character) - log P(as it stands), by character n-grams."""
    return by_chars(place, new, tables) - by_chars(place, place.old, tables)


def longest(text: str, at: int, tables: Tables) -> tuple[int, float]:
    """Length and log-probability of the longest word over character `at`; the likeliest of that length."""
    for size in range(min(lattice.LONGEST, len(text)), 1, -1):
        first, last = max(0, at - size + 1), min(at, len(text) - size)
        found = [tables.words[text[i : i + size]] for i in range(first, last + 1)]
        known = [value for value in found if value is not None]
        if known:
            return size, max(known)
    return _NO_WORD


@cache
def surnames() -> frozenset[str]:
    """Surnames of one character."""
    return frozenset("".join(table("newspaper")["names"]["surnames"].split()))


def named(text: str, at: int, tables: Tables) -> bool:
    """Whether character `at` may belong to a person's name: a surname that is part of no word stands before it."""

    def is_word(start: int) -> bool:
        return start >= 0 and tables.word(text[start : start + 2]) is not None

    first, second = at - 1, at - 2
    if first >= 0 and text[first] in surnames() and not is_word(first - 1):
        return True
    return second >= 0 and text[second] in surnames() and not is_word(second - 1) and not is_word(second)


def features(place: Place, new: str, tables: Tables) -> tuple[float, ...]:
    """What the weights of `glyphs.toml` are for, in its order."""
    left, right = place.left[-WINDOW:], place.right[:WINDOW]
    before, after, at = left + place.old + right, left + new + right, len(left)
    old_arcs = lattice.arcs(before, tables)
    new_arcs = lattice.changed(old_arcs, after, at, tables)
    chars = gain_by_chars(place, new, tables) / _TEN
    words = (lattice.by_words(new_arcs) - lattice.by_words(old_arcs)) / _TEN
    pairs = (lattice.by_pairs(new_arcs, tables) - lattice.by_pairs(old_arcs, tables)) / _TEN
    size, weight = longest(after, at, tables)
    old_size, old_weight = longest(before, at, tables)
    near = left[-4:] + right[:4]
    return (
        1.0,
        min(chars, 5.0),
        min(pairs, 6.0),
        min(words, 6.0),
        min(chars, pairs, words),
        float(size >= 2),
        float(size >= 3),
        float(old_size >= 2),
        float(old_size >= 3),
        (weight - STRANGE) / 5 if size > 1 else 0.0,
        (old_weight - STRANGE) / 5 if old_size > 1 else 0.0,
        tables.char(place.old) / 3,
        tables.char(new) / 3,
        sum(["\u4e00" <= c <= "\u9fff" for c in near]) / 8,
        float(named(before, at, tables)),
        float(left[-1:] == NUMBER or right[:1] == NUMBER),
    )


NAMES: Final = (
    "bias",
    "chars",
    "pairs",
    "words",
    "least",
    "word",
    "long",
    "old_word",
    "old_long",
    "weight",
    "old_weight",
    "common",
    "new_common",
    "han",
    "named",
    "number",
)
"""The names of the features."""


@cache
def _weights() -> tuple[float, ...]:
    known = table("glyphs")["weights"]
    return tuple(float(known[name]) for name in NAMES)


def log_odds(values: tuple[float, ...]) -> float:
    """Log-odds that the new character is the printed one."""
    return sum([w * v for w, v in zip(_weights(), values, strict=True)])


def probability(odds: float) -> float:
    """The probability of log-odds, rounded as edits show it."""
    return round(1.0 / (1.0 + exp(-max(-30.0, min(30.0, odds)))), 3)
