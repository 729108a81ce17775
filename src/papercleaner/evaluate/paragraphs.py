"""Are paragraphs whole and parted where they should be, and in order."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from papercleaner.evaluate.comparison import Comparison, Unit
from papercleaner.evaluate.ratio import Counts, Ratio, ratio

TOLERANCE = 2
"""Characters by which a predicted boundary may miss the true one."""
PROBE = 8
"""First characters of a predicted block among which a matched one is looked for."""


def boundaries(page: Comparison) -> Ratio:
    """Starts of body blocks (but an article's first) in the prediction against those of the truth."""
    first, starts, lost = _true_starts(page)
    guesses = sorted(_predicted_starts(page, first, starts, lost))
    left, hits = sorted(starts), 0
    for guess in guesses:
        near = next((s for s in left if abs(s - guess) <= TOLERANCE), None)
        if near is not None:
            left.remove(near)
            hits += 1
    return ratio(Counts(hits, len(guesses), len(starts)))


def _true_starts(page: Comparison) -> tuple[list[int], list[int], list[int]]:
    """Starts of articles, of other blocks, and of blocks whose start the OCR lost."""
    first: dict[int, int] = {}
    starts: list[int] = []
    lost: list[int] = []
    for unit in page.ours.units:
        if not unit.body or unit.end == unit.start:
            continue
        if unit.article not in first:
            first[unit.article] = unit.start
        elif any(page.live[unit.start : unit.start + 4]):
            starts.append(unit.start)
        else:
            lost.append(unit.start)
    return list(first.values()), starts, lost


def _predicted_starts(page: Comparison, first: list[int], starts: list[int], lost: list[int]) -> Iterator[int]:
    """Starts of predicted body blocks, as truth characters; those that cannot be judged are left out."""
    inverse = {p: t for t, p in enumerate(page.map.place) if p >= 0}
    seen: set[int] = set()
    for unit in page.theirs.units:
        if not unit.body or not _mostly_body(page, unit, inverse):
            continue
        opening = unit.article not in seen
        seen.add(unit.article)
        guess = _start(unit, inverse)
        if guess is None or (opening and not _near(guess, starts)):
            continue  # an article's first block is free unless it stands at a true boundary
        if not _near(guess, first) and not _near(guess, lost):
            yield guess


def _near(place: int, places: list[int]) -> bool:
    return any(abs(place - p) <= TOLERANCE for p in places)


def _mostly_body(page: Comparison, unit: Unit, inverse: dict[int, int]) -> bool:
    """Whether half of a predicted block is in the truth, and half of that in its body."""
    own = [inverse[p] for p in range(unit.start, unit.end) if p in inverse]
    if unit.end == unit.start or len(own) < 0.5 * (unit.end - unit.start):
        return False
    return sum(page.owner[t].body for t in own) >= 0.5 * len(own)


def _start(unit: Unit, inverse: dict[int, int]) -> int | None:
    for offset in range(min(PROBE, unit.end - unit.start)):
        if unit.start + offset in inverse:
            return inverse[unit.start + offset] - offset
    return None


def continuity(page: Comparison) -> tuple[float, int]:
    """B / (B + breaks), and the breaks; B = true body blocks.

    A break is a pair of adjacent truth characters inside one body block, both found, that are not adjacent
    (distance 1..3) in one predicted block.
    """
    place = page.map.place
    body = [unit for unit in page.ours.units if unit.body]
    breaks = pairs = 0
    for unit in body:
        for t in range(unit.start, unit.end - 1):
            here, after = place[t], place[t + 1]
            if here >= 0 and after >= 0:
                pairs += 1
                breaks += not (1 <= after - here <= 3 and page.host[here] is page.host[after])
    if not body:
        return 1.0, breaks
    return (len(body) / (len(body) + breaks) if pairs else 0.0), breaks


def order(page: Comparison, within_articles: bool) -> float:
    """Kendall's tau of body blocks by median place in the prediction, pooled over pairs."""
    places = list(_places(page))
    concordant = discordant = 0
    for i, (article, place) in enumerate(places):
        for other, later in places[i + 1 :]:
            if within_articles and article != other:
                continue
            concordant += later > place
            discordant += later < place
    if concordant + discordant:
        return (concordant - discordant) / (concordant + discordant)
    return float(bool(places) or not any(u.body for u in page.ours.units))


def _places(page: Comparison) -> Iterator[tuple[int, float]]:
    """(article, median place in the prediction) of each body block of which 30 % was found."""
    for unit in page.ours.units:
        if unit.body:
            found = [p for p in page.map.place[unit.start : unit.end] if p >= 0]
            if found and len(found) >= 0.3 * (unit.end - unit.start):
                yield unit.article, median(found)
