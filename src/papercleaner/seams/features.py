"""The evidence for a seam as named features: of the end, of the start, of the step between, of the two together.

A conditional logit: the score of a seam is the weighted sum of its features, in log-odds against "nothing
goes on here".  `tools/fit_seams.py` fits the weights.
"""

from __future__ import annotations

from functools import cache
from math import exp, log

from papercleaner.knowledge import table
from papercleaner.language.ngrams import may_end, starts
from papercleaner.language.seams import continuation
from papercleaner.language.words import crossing
from papercleaner.seams.evidence import known
from papercleaner.seams.fragments import SURE, Fragment, Fragments
from papercleaner.seams.standing import standing_features

Features = dict[str, float]

MOST_CROSSING = 6.0
"""Log-odds beyond which a word across says nothing more."""
WIDEST = 4.0
"""Ems between two columns beyond which more says nothing."""


def end_features(one: Fragment) -> Features:
    """How open the end is: its last mark, by how full its last line is, and whether the words may end there."""
    is_known = known(one.block)
    full = 1.0 / (1.0 + exp(-one.block.shape.fullness)) if is_known else 0.0
    found = {"end-run": min(one.running, SURE), "end-body": float(one.running >= SURE)}
    if is_known:
        found[f"end-{one.kind}-full"] = full
        found[f"end-{one.kind}-short"] = 1.0 - full
    else:
        found[f"end-{one.kind}-unknown"] = 1.0
    if one.kind in ("han", "other"):
        found["end-words"] = bounded(may_end(one.tail), 3.0)
    if len(one.block.lines) <= 1:
        found["end-lone"] = 1.0
    return found


@cache
def _never_first() -> frozenset[str]:
    return frozenset(table("geometry")["marks"]["never_first"])


def start_features(one: Fragment) -> Features:
    """How open the start is: its indent, whether a paragraph may begin so, and whether it looks like a headline."""
    is_known, indent = known(one.block), one.block.shape.indent
    found = {
        "start-run": min(one.running, SURE),
        "start-body": float(one.running >= SURE),
        "start-indented": max(0.0, indent),
        "start-flush": max(0.0, -indent),
        "start-barred": float(one.head[:1] in _never_first()),
        "start-unknown": float(not is_known),
        "start-words": bounded(starts(one.head), 4.0),
    }
    if len(one.block.lines) <= 1:
        if one.kind in ("final", "closed"):
            found["start-lone-closed"] = 1.0
        elif not is_known or one.block.shape.fullness < 0:
            found["start-lone-unclosed"] = 1.0
    return found


def step_features(page: Fragments, a: int, b: int) -> Features:
    """What the dump's order says: the next fragment is the likeliest, one far ahead or behind is not.

    Where blocks of unsure role stand between, the two are next to each other with a probability.
    """
    near = page.next_to(a, b)
    found = {name: near * value for name, value in pure_step(page.flow, 1).items()} if near else {}
    if near < 1.0:
        found |= {name: (1.0 - near) * value for name, value in pure_step(page.flow, b - a).items() if b - a != 1}
    return found


def pure_step(flow: float, step: int) -> Features:
    """What the order says where all between are running text."""
    if step == 1:
        return {"next": 1.0, "next-flow": flow}
    if step > 1:
        return {"far-flow": flow, "forward-far": log(step)}
    return {"backward": 1.0, "backward-flow": flow, "backward-far": log(-step)}


def between_features(page: Fragments, a: int, b: int) -> Features:
    """What stands between the two, and whether they are set alike."""
    first, second = page.all[a], page.all[b]
    found: Features = {}
    if first.barriers != second.barriers:
        found["across"] = 1.0
    if first.block.index == second.block.index:
        found["parted"] = 1.0
        if first.kind != "final":
            found["parted-bare"] = 1.0
    if second.head[:2] in page.openings:
        found["start-alike"] = 1.0
    if first.width and second.first_width:
        found["width-step"] = min(abs(first.width - second.first_width), WIDEST)
        if first.column == second.first_column >= 0:
            found["same-column"] = 1.0
            found["same-rare"] = -log(page.columns.shares[first.column] + 0.02)
        elif b - a == 1:
            found["next-other"] = 1.0
    if page.standings:
        one, other = page.standings[a], page.standings[b]
        found |= standing_features(one, other, page.next_to(a, b), first.block.zone == second.block.zone)
    return found


def words(page: Fragments, a: int, b: int) -> Features:
    """What the words say that is cheap to know: do they run on, do the same words stand unbroken elsewhere."""
    left, right = page.all[a].tail, page.all[b].head
    seen = [s for s in (left[-2:] + right[:1], left[-1:] + right[:2]) if s in page.runs and s.isalnum()]
    return {"information": bounded(continuation(left, right), 7.0), "seen": float(len(seen))}


def across(page: Fragments, a: int, b: int) -> Features:
    """Whether a word runs across the seam, which is dear to know."""
    return {"crossing": bounded(crossing(page.all[a].tail, page.all[b].head), MOST_CROSSING)}


def topic_features(page: Fragments, a: int, b: int) -> Features:
    """Whether the two, each with its neighbours in the dump, speak of the same things."""
    likeness = page.strands.likeness(a, b)
    return {"topic": 10.0 * min(0.25, likeness), "topic-log": log(0.005 + likeness) + 3.5}


def bounded(value: float, most: float) -> float:
    """The value within ± `most`."""
    return max(-most, min(most, value))
