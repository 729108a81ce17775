"""The score of a seam: how likely fragment B goes on where fragment A breaks off.

A conditional logit: each seam is a handful of named features, its score their weighted sum, in log-odds
against "nothing goes on here".  `tools/fit_seams.py` fits the weights.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from papercleaner.knowledge import table
from papercleaner.language.ngrams import may_end, starts
from papercleaner.language.seams import continuation
from papercleaner.language.words import crossing
from papercleaner.layout.ems import HAN, char_class
from papercleaner.model import HEADS, Block, Role
from papercleaner.seams.evidence import end_kind, known, weights

FORWARD, BACKWARD = 40, 16
"""How many fragments of text ahead and back a continuation is looked for."""

BARRIERS = HEADS | {Role.BYLINE, Role.CREDIT, Role.JUMP}
"""What a paragraph does not run across unless the dump mixes its articles."""


@dataclass(frozen=True, slots=True)
class Fragments:
    """The page's fragments of running text: their blocks, places, and how many barriers stand before each."""

    blocks: tuple[Block, ...]
    places: tuple[int, ...]
    barriers: tuple[int, ...]
    runs: frozenset[str]
    """Every three characters in a row of the page's running text: the words of a seam may stand elsewhere unbroken."""
    openings: frozenset[str]
    """First two characters of more than one fragment: parallel paragraphs open alike."""
    flow: float
    """How well the dump's own order reads: mean information of an open end and the next fragment, in nats."""


def fragments(blocks: Sequence[Block]) -> Fragments:
    """The body blocks of a page with what stands between them."""
    body, places, barriers, seen = [], [], [], 0
    for place, block in enumerate(blocks):
        if block.role is Role.BODY and block.why != "role.foreign":
            body.append(block)
            places.append(place)
            barriers.append(seen)
        elif block.role in BARRIERS:
            seen += 1
    return Fragments(tuple(body), tuple(places), tuple(barriers), _runs(body), _openings(body), _flow(body))


def _openings(body: Sequence[Block]) -> frozenset[str]:
    counts = Counter(str(b.text)[:2] for b in body)
    return frozenset(opening for opening, n in counts.items() if n > 1 and all(char_class(c) == HAN for c in opening))


def _flow(body: Sequence[Block]) -> float:
    pairs = [
        (str(a.text)[-12:], str(b.text)[:12])
        for a, b in itertools.pairwise(body)
        if end_kind(str(a.text)) in ("han", "other", "pause") and (a.shape.fullness > 0 or not known(a))
    ]
    return sum(_bounded(continuation(a, b), 5.0) for a, b in pairs) / (len(pairs) + 2.0)


def _runs(body: Sequence[Block]) -> frozenset[str]:
    texts = [str(b.text) for b in body]
    return frozenset(t[i : i + 3] for t in texts for i in range(len(t) - 2))


def seam_scores(page: Fragments) -> dict[tuple[int, int], float]:
    """Score of each pair (end fragment, start fragment) that may be a seam; a join needs a positive one."""
    w = weights()["features"]
    ends_of = [_dot(end_features(b), w) for b in page.blocks]
    starts_of = [_dot(start_features(b), w) for b in page.blocks]
    steps = {d: _dot(step_features(page.flow, d), w) for d in range(-BACKWARD, FORWARD + 1) if d}
    most = weights()["most_language"]
    scores = {}
    for a, end in enumerate(ends_of):
        for b in reach(a, len(ends_of)):
            shape = end + starts_of[b] + steps[b - a]
            if shape + most > 0:
                score = shape + _dot(between_features(page, a, b) | language_features(page, a, b), w)
                if score > _least(page.blocks[a], page.blocks[b]):
                    scores[a, b] = score
    return scores


def _least(first: Block, second: Block) -> float:
    """The score a seam must beat: where the words decide alone a wrong join is likelier, and costs as much."""
    return 0.0 if known(first) and known(second) else float(weights()["least_unknown"])


def reach(a: int, size: int) -> Iterable[int]:
    """The fragments that may take up fragment a."""
    return (b for b in range(max(0, a - BACKWARD), min(size, a + FORWARD + 1)) if b != a)


def _dot(features: Mapping[str, float], w: Mapping[str, float]) -> float:
    return sum([value * w.get(name, 0.0) for name, value in features.items()])


def end_features(block: Block) -> dict[str, float]:
    """How open the end is: its last mark, by how full its last line is, and whether the words may end there."""
    text = str(block.text)
    kind = end_kind(text)
    full = 1.0 / (1.0 + exp(-block.shape.fullness)) if known(block) else 0.0
    short = 1.0 - full if known(block) else 0.0
    return {
        f"end-{kind}-full": full,
        f"end-{kind}-short": short,
        f"end-{kind}-unknown": 1.0 - full - short,
        "end-words": _bounded(may_end(text[-12:]), 3.0) if kind in ("han", "other") else 0.0,
    }


def start_features(block: Block) -> dict[str, float]:
    """How open the start is: its indent, and whether a paragraph may begin with its first mark."""
    barred = str(block.text)[:1] in table("geometry")["marks"]["never_first"]
    return {
        "start-indented": max(0.0, block.shape.indent),
        "start-flush": max(0.0, -block.shape.indent),
        "start-barred": float(barred),
        "start-unknown": float(not known(block)),
        "start-words": _bounded(starts(str(block.text)[:12]), 4.0),
    }


def step_features(flow: float, step: int) -> dict[str, float]:
    """What the dump's order says: the next fragment is the likeliest, one far ahead or behind is not."""
    return {
        "next": float(step == 1),
        "next-flow": flow * (step == 1),
        "far-flow": flow * (step > 1),
        "backward-flow": flow * (step < 0),
        "forward-far": log(step) if step > 0 else 0.0,
        "backward": float(step < 0),
        "backward-far": log(-step) if step < 0 else 0.0,
    }


def between_features(page: Fragments, a: int, b: int) -> dict[str, float]:
    """What stands between the two, and whether they are set alike."""
    first, second = page.blocks[a], page.blocks[b]
    width = abs((first.shape.column or 0) - (second.lines[0].column or 0)) if known(first) and known(second) else 0
    found = {}
    if page.barriers[a] != page.barriers[b]:
        found["across"] = 1.0
    if first.index == second.index:
        found["parted"] = 1.0
    if width > 1.4:
        found["column-change"] = 1.0
    if str(second.text)[:2] in page.openings:
        found["start-alike"] = 1.0
    return found


def language_features(page: Fragments, a: int, b: int) -> dict[str, float]:
    """What the words say: mutual information, words across the seam, the same words unbroken elsewhere on the page."""
    left, right = str(page.blocks[a].text)[-12:], str(page.blocks[b].text)[:12]
    seen = [s for s in (left[-2:] + right[:1], left[-1:] + right[:2]) if s in page.runs and s.isalnum()]
    return {
        "information": _bounded(continuation(left, right), 7.0),
        "crossing": _bounded(crossing(left, right), 6.0),
        "seen": float(len(seen)),
    }


def _bounded(value: float, most: float) -> float:
    return max(-most, min(most, value))
