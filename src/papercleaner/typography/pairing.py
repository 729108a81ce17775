"""Pairs the quotation marks of a paragraph: the cheapest reading of all of them together.

Each mark opens, closes, stands for something else (inches, an apostrophe) or is stray.  The states are the pairs
open at a place; a dynamic programme finds the cheapest walk, and the cheapest walk through every other reading of
each mark, so that what is unsure is known to be unsure.  A stray mark costs the same wherever it stands: it cannot
turn the marks after it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from operator import add
from typing import NamedTuple

from papercleaner.typography.context import HIDDEN
from papercleaner.typography.evidence import Stretch, beside, cost, is_aside, leaning, stretch
from papercleaner.typography.glyphs import is_han, is_latin

_MARK = re.compile("[\"“”＂'‘’＇]")
_YEAR = re.compile(r"['‘’]\d\d(?!\d)")
_DOUBLE = frozenset('"“”＂')
_CLOSED = frozenset("。！？”’）》」』…")
_STOPS = frozenset("。！？…")
_PAUSES = frozenset("，、；")
_START = re.compile("[，。：；！？—…,:\n]")

STATES = ("", "D", "T", "P", "S", "DS", "TS", "PS", "SD", "ST")
"""Pairs open at a place, outermost first: D a double pair around speech, T one around a term (it follows a word, so
it holds no sentence), P one that opens the paragraph and need not close, S a single pair."""

DOUBLES = 4
"""How many of the states hold double marks only."""

INFINITE = 1e9

FIRST = 4
"""How many blanks may stand before a mark that opens a paragraph."""


class Mark(NamedTuple):
    """A quotation mark, as its surroundings show it; odds and prices in nats."""

    at: int
    double: bool
    lean: float
    """Log-odds that it opens."""
    aside: bool
    """A word stands before it: what it opens is a term."""
    ends: bool
    """A full stop stands before it: what it closes is a sentence."""
    speck: bool
    """It can have had no partner."""
    spare: float = INFINITE
    """Price of being no quotation mark at all."""


class Reading(NamedTuple):
    """What a mark is (open, close, spare, stray), and by how many nats the best other reading is worse."""

    mark: Mark
    role: str
    margin: float


class Step(NamedTuple):
    """One way to read a mark: from a state, as a role, into a state (indices of STATES), at a price in nats."""

    source: int
    role: str
    target: int
    price: float


Steps = tuple[Step, ...]


def marks(text: str, masked: str) -> list[Mark]:
    """The marks of `text` that may be quotation marks of Chinese; `masked` hides what is foreign."""
    found: list[Mark] = []
    last = 0
    for m in _MARK.finditer(masked):
        at = m.start()
        left, right = beside(masked, at, -1), beside(masked, at, 1)
        if not (_is_letter(left) and _is_letter(right)):
            found.append(_mark(text, at, left, right)._replace(speck=_is_speck(text, last, at)))
        last = at + 1
    return found


def _is_speck(text: str, last: int, at: int) -> bool:
    """Whether a mark without a partner can have had none, lost by the scan or not.

    A mark after a full stop closes speech; speech begins after a mark or where a paragraph begins.  Where there
    is no such place since the last quotation mark, nothing can have been opened.
    """
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if before in _PAUSES and after in _PAUSES:
        return True
    spoken = at - last > 1 and is_han(after)
    return last > 0 and spoken and before in _STOPS and _START.search(text, last, at - 1) is None


def _mark(text: str, at: int, left: str, right: str) -> Mark:
    char = text[at]
    double, aside, ends = char in _DOUBLE, is_aside(left), left in _STOPS
    if not double and _YEAR.match(text, at):
        return Mark(at, double, 0.0, aside, ends, False, cost("year"))
    lean = leaning(left, right) + cost("turned") * ((char in "“‘") - (char in "”’"))
    return Mark(at, double, lean, aside, ends, False, cost("unit") if left.isdigit() else INFINITE)


def _is_letter(char: str) -> bool:
    """True of Latin, digits and whatever is hidden: a mark between two of them is not one of Chinese."""
    return char == HIDDEN or is_latin(char)


def read(text: str, found: list[Mark]) -> list[Reading]:
    """The reading of each mark of one paragraph, in order."""
    size = DOUBLES if all(m.double for m in found) else len(STATES)
    stretches = [_between(stretch(text, a.at + 1, b.at), size) for a, b in pairwise(found)]
    first = not text[: found[0].at].strip() if found and found[0].at <= FIRST else False
    steps = [_steps(mark._replace(at=0), size, first and not k) for k, mark in enumerate(found)]
    forward = _forward(steps, stretches, size)
    backward = _backward(steps, stretches, _ends(text, size))
    return [_choose(m, steps[k], forward[k], backward[k + 1]) for k, m in enumerate(found)]


def _choose(mark: Mark, steps: Steps, before: list[float], after: list[float]) -> Reading:
    """The role whose best walk is cheapest, and how much cheaper it is than the next."""
    best: dict[str, float] = {}
    for source, role, target, price in steps:
        total = before[source] + price + after[target]
        if total < best.get(role, INFINITE):
            best[role] = total
    order = sorted((total, role) for role, total in best.items())
    margin = order[1][0] - order[0][0] if len(order) > 1 else INFINITE
    return Reading(mark, order[0][1], margin)


@lru_cache(maxsize=4096)
def _steps(mark: Mark, size: int, first: bool) -> Steps:
    """All ways to read a mark; `first`: it opens the paragraph."""
    half, stray = mark.lean / 2, cost("speck" if mark.speck else "stray")
    ways = [(s, "stray", s, stray + cost("within") * bool(s)) for s in STATES]
    if mark.spare < INFINITE:
        ways += [(s, "spare", s, mark.spare) for s in STATES]
    if mark.double:
        kind = "T" if mark.aside else "D"
        sentence = cost("sentence") * mark.ends
        ways += [(s, "open", s + kind, -half) for s in ("", "S")]
        ways += [("", "open", "P", -half)] * first
        ways += [(s, "close", s[:-1], half + sentence * (s[-1] == "T")) for s in STATES if s and s[-1] != "S"]
    else:
        ways += [(s, "open", s + "S", -half + cost("single") * (not s)) for s in ("", "D", "T", "P")]
        ways += [(s, "close", s[:-1], half) for s in STATES if s[-1:] == "S"]
    steps = (Step(STATES.index(a), role, STATES.index(b), price) for a, role, b, price in ways)
    return tuple(s for s in steps if s.source < size and s.target < size)


def _ends(text: str, size: int) -> list[float]:
    """What it costs to end the paragraph in each state."""
    cut = cost("cut")
    each = cost("unclosed") if text.rstrip()[-1:] in _CLOSED else cut
    return [len(s) * each + (cut - each) * ("P" in s) for s in STATES[:size]]


@lru_cache(maxsize=256)
def _between(odds: Stretch, size: int) -> list[float]:
    """What a stretch between two marks costs in each state."""
    half, sentence = odds.quoted / 2, cost("sentence") * odds.sentence
    return [(half if not s else -half + sentence * (s[-1] == "T")) for s in STATES[:size]]


def _forward(steps: list[Steps], stretches: list[list[float]], size: int) -> list[list[float]]:
    """Cheapest way to stand in each state before each mark."""
    now = [0.0] + [INFINITE] * (size - 1)
    costs = [now]
    for ways, between in zip(steps, stretches, strict=False):
        after = [INFINITE] * size
        for source, _, target, price in ways:
            total = now[source] + price
            if total < after[target]:  # noqa: PLR1730, min() would be a call for each step
                after[target] = total
        now = list(map(add, after, between))
        costs.append(now)
    return costs


def _backward(steps: list[Steps], stretches: list[list[float]], ends: list[float]) -> list[list[float]]:
    """Cheapest way to the end from each state after mark k - 1, the stretch up to mark k included, at place k."""
    costs = [ends]
    for k in range(len(steps) - 1, 0, -1):
        before, after = [INFINITE] * len(ends), costs[-1]
        for source, _, target, price in steps[k]:
            total = price + after[target]
            if total < before[source]:  # noqa: PLR1730
                before[source] = total
        costs.append(list(map(add, before, stretches[k - 1])))
    costs.append([])
    return costs[::-1]
