"""The score of each thinkable seam of a page: how likely fragment B goes on where fragment A breaks off.

Each seam is first looked at by itself, then twice in the company of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from papercleaner.seams.company import Company, chances
from papercleaner.seams.evidence import known, pair_weights, weights
from papercleaner.seams.features import (
    MOST_CROSSING,
    across,
    between_features,
    end_features,
    pure_step,
    start_features,
    topic_features,
    words,
)
from papercleaner.seams.fragments import NEXT, Fragments

Pair = tuple[int, int]

FORWARD, BACKWARD = 40, 16
"""How many fragments of text ahead and back a continuation is looked for."""
LOOKS = 2
"""How often the seams are looked at in company."""


def seam_scores(page: Fragments) -> dict[Pair, float]:
    """Score of each pair (end fragment, start fragment) that is thinkable; a seam needs a positive one."""
    alone = first_scores(page)
    w, scores = weights()["company"], alone
    for _ in range(LOOKS):
        company = Company(page, chances(scores, len(page.all)))
        scores = {pair: w["own"] * own + dot(company.features(*pair), w) for pair, own in alone.items()}
    sure = [known(f.block) for f in page.all]
    least = {True: float(weights()["least"]), False: float(weights()["least_unknown"])}
    return {(a, b): score - least[sure[a] and sure[b]] for (a, b), score in scores.items()}


def first_scores(page: Fragments) -> dict[Pair, float]:
    """Score of each thinkable pair by itself.  What is cheap to know is looked at first; a pair that no words
    could save is left out, and whether a word runs across is asked only where it can matter."""
    w, bars = pair_weights(), weights()["thinkable"]
    least = bars["least"] - bars["words"]
    enough, likely = least - bars["topic"], least - bars["topic"] - bars["between"]
    in_reach = bars["least"] - MOST_CROSSING * abs(w["crossing"])
    scores = {}
    for a, b, cheap in _cheap(page, likely):
        set_alike = cheap + dot(between_features(page, a, b), w)
        if set_alike < enough:
            continue
        related = set_alike + dot(topic_features(page, a, b), w)
        if related < least:
            continue
        quick = related + dot(words(page, a, b), w)
        if quick < in_reach:
            continue
        score = quick + dot(across(page, a, b), w)
        if score >= bars["least"]:
            scores[a, b] = score
    return scores


def _cheap(page: Fragments, least: float) -> Iterator[tuple[int, int, float]]:
    """The pairs in reach whose end, start and step alone score at least so much."""
    w = pair_weights()
    starts = [dot(start_features(f), w) for f in page.all]
    steps = {d: dot(pure_step(page.flow, d), w) for d in range(-BACKWARD, FORWARD + 1) if d}
    furthest = max(steps.values())
    for a, fragment in enumerate(page.all):
        end = dot(end_features(fragment), w)
        wanted = least - end - furthest
        first = max(0, a - BACKWARD)
        for b, start in enumerate(starts[first : a + FORWARD + 1], first):
            if start >= wanted and b != a:
                step = steps[b - a]
                if 1 < b - a <= NEXT:
                    step += page.next_to(a, b) * (steps[1] - step)
                if end + start + step >= least:
                    yield a, b, end + start + step


def reach(a: int, size: int) -> Iterable[int]:
    """The fragments that may take up fragment a."""
    return (b for b in range(max(0, a - BACKWARD), min(size, a + FORWARD + 1)) if b != a)


def dot(features: Mapping[str, float], w: Mapping[str, float]) -> float:
    """The weighted sum of some features."""
    return sum([value * w.get(name, 0.0) for name, value in features.items()])
