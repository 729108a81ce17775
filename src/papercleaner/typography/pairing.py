"""Pairs the quotation marks of a paragraph: the cheapest reading of all of them together.

Each mark opens, closes, stands for something else (inches, an apostrophe) or is stray.  The states are the pairs
open at a place; a dynamic programme finds the cheapest walk, and the cheapest walk through every other reading of
each mark, so that what is unsure is known to be unsure.  A stray mark costs the same wherever it stands: it cannot
turn the marks after it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from papercleaner.typography.context import HIDDEN
from papercleaner.typography.evidence import Stretch, beside, cost, is_aside, leaning, stretch
from papercleaner.typography.glyphs import is_latin

_MARK = re.compile("[\"“”＂'‘’＇]")
_YEAR = re.compile(r"['‘’]\d\d(?!\d)")
_DOUBLE = frozenset('"“”＂')
_CLOSED = frozenset("。！？”’）》」』…")
_STOPS = frozenset("。！？…")

STATES = ("", "D", "T", "P", "S", "DS", "TS", "PS", "SD", "ST")
"""Pairs open at a place, outermost first: D a double pair around speech, T one around a term (it follows a word, so
it holds no sentence), P one that opens the paragraph and need not close, S a single pair."""

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
    spare: float = INFINITE
    """Price of being no quotation mark at all."""


class Reading(NamedTuple):
    """What a mark is (open, close, spare, stray), and by how many nats the best other reading is worse."""

    mark: Mark
    role: str
    margin: float


class Step(NamedTuple):
    """One way to read a mark: from a state, as a role, into a state, at a price in nats."""

    source: str
    role: str
    target: str
    price: float


def marks(text: str, masked: str) -> list[Mark]:
    """The marks of `text` that may be quotation marks of Chinese; `masked` hides what is foreign."""
    found = []
    for m in _MARK.finditer(masked):
        at = m.start()
        left, right = beside(masked, at, -1), beside(masked, at, 1)
        if not (_is_letter(left) and _is_letter(right)):
            found.append(_mark(text, at, left, right))
    return found


def _mark(text: str, at: int, left: str, right: str) -> Mark:
    char = text[at]
    double, aside, ends = char in _DOUBLE, is_aside(left), left in _STOPS
    if not double and _YEAR.match(text, at):
        return Mark(at, double, 0.0, aside, ends, cost("year"))
    lean = leaning(left, right) + cost("turned") * ((char in "“‘") - (char in "”’"))
    return Mark(at, double, lean, aside, ends, cost("unit") if left.isdigit() else INFINITE)


def _is_letter(char: str) -> bool:
    """True of Latin, digits and whatever is hidden: a mark between two of them is not one of Chinese."""
    return char == HIDDEN or is_latin(char)


def read(text: str, found: list[Mark]) -> list[Reading]:
    """The reading of each mark of one paragraph, in order."""
    states = STATES[:4] if all(m.double for m in found) else STATES
    stretches = [stretch(text, a.at + 1, b.at) for a, b in pairwise(found)]
    steps = [_steps(mark, text, states) for mark in found]
    forward = _forward(steps, stretches, states)
    backward = _backward(steps, stretches, _ends(text, states))
    return [_choose(m, steps[k], forward[k], backward[k + 1]) for k, m in enumerate(found)]


def _choose(mark: Mark, steps: list[Step], before: dict[str, float], after: dict[str, float]) -> Reading:
    """The role whose best walk is cheapest, and how much cheaper it is than the next."""
    best: dict[str, float] = {}
    for source, role, target, price in steps:
        total = before[source] + price + after[target]
        if total < best.get(role, INFINITE):
            best[role] = total
    order = sorted((total, role) for role, total in best.items())
    margin = order[1][0] - order[0][0] if len(order) > 1 else INFINITE
    return Reading(mark, order[0][1], margin)


def _steps(mark: Mark, text: str, states: tuple[str, ...]) -> list[Step]:
    half = mark.lean / 2
    stray = cost("stray")
    steps = [Step(s, "stray", s, stray + cost("within") * bool(s)) for s in states]
    if mark.spare < INFINITE:
        steps += [Step(s, "spare", s, mark.spare) for s in states]
    if mark.double:
        kind = "T" if mark.aside else "D"
        steps += [Step(s, "open", s + kind, -half) for s in ("", "S") if s in states]
        if mark.at <= FIRST and not text[: mark.at].strip():
            steps.append(Step("", "open", "P", -half))
        sentence = cost("sentence") * mark.ends
        steps += [Step(s, "close", s[:-1], half + sentence * (s[-1] == "T")) for s in states if s[-1:] in tuple("DTP")]
    else:
        alone = cost("single")
        steps += [Step(s, "open", s + "S", -half + alone * (not s)) for s in ("", "D", "T", "P")]
        steps += [Step(s, "close", s[:-1], half) for s in states if s[-1:] == "S"]
    return steps


def _ends(text: str, states: tuple[str, ...]) -> dict[str, float]:
    """What it costs to end the paragraph in each state."""
    cut = cost("cut")
    each = cost("unclosed") if text.rstrip()[-1:] in _CLOSED else cut
    return {s: len(s) * each + (cut - each) * ("P" in s) for s in states}


def _between(state: str, odds: Stretch) -> float:
    if not state:
        return odds.quoted / 2
    return -odds.quoted / 2 + cost("sentence") * (odds.sentence and state[-1] == "T")


def _forward(steps: list[list[Step]], stretches: list[Stretch], states: tuple[str, ...]) -> list[dict[str, float]]:
    """Cheapest way to stand in each state before each mark."""
    now = dict.fromkeys(states, INFINITE)
    now[""] = 0.0
    costs = [now]
    for ways, odds in zip(steps, stretches, strict=False):
        after = dict.fromkeys(states, INFINITE)
        for source, _, target, price in ways:
            total = now[source] + price
            if total < after[target]:  # noqa: PLR1730, min() would be a call for each step
                after[target] = total
        now = {s: c + _between(s, odds) for s, c in after.items()}
        costs.append(now)
    return costs


def _backward(steps: list[list[Step]], stretches: list[Stretch], ends: dict[str, float]) -> list[dict[str, float]]:
    """Cheapest way to the end from each state after mark k - 1, the stretch up to mark k included, at place k."""
    costs = [ends]
    for k in range(len(steps) - 1, 0, -1):
        before = dict.fromkeys(ends, INFINITE)
        for source, _, target, price in steps[k]:
            total = price + costs[-1][target]
            if total < before[source]:  # noqa: PLR1730
                before[source] = total
        costs.append({s: c + _between(s, stretches[k - 1]) for s, c in before.items()})
    costs.append({})
    return costs[::-1]
