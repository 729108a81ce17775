"""Short items: titles, bylines, headings, captions, quotes and the page's furniture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import mean

from papercleaner.evaluate.comparison import Comparison
from papercleaner.evaluate.forms import loose, similarity, within
from papercleaner.evaluate.ratio import Counts, ratio
from papercleaner.evaluate.records import HEADS, Entry
from papercleaner.evaluate.segmentation import Overlap

THRESHOLDS = {"heading": 0.75, "caption": 0.70, "quote": 0.70}
"""Similarity from which a predicted item is the true one."""
LEGIBLE_TITLE, LEGIBLE_ITEM, LEGIBLE_FURNITURE = 60, 62, 70
"""Partial ratio (0..100) with the raw dump from which the OCR is held to have read an item."""
KEPT = 80
"""Partial ratio from which furniture is held to stand in an article."""


def titles(page: Comparison, found: Overlap) -> dict[str, float]:
    """title_exact and title_sim over the titles that the dump holds."""
    exact: list[bool] = []
    alike: list[float] = []
    for number, entry in enumerate(page.truth.articles):
        title = loose(entry.title)
        if page.counted(title, LEGIBLE_TITLE):
            guess = loose(_partner_head(page, found, number, "title"))
            exact.append(title == guess)
            alike.append(similarity(title, guess))
    return {
        "title_exact": mean(exact) if exact else 1.0,
        "title_exact_n": sum(exact),
        "titles": len(exact),
        "title_sim": mean(alike) if alike else 1.0,
    }


def byline_similarity(page: Comparison, found: Overlap) -> float:
    """Mean similarity of bylines over the articles that have one."""
    alike = [
        similarity(loose(entry.byline), loose(_partner_head(page, found, number, "byline")))
        for number, entry in enumerate(page.truth.articles)
        if entry.byline and page.counted(loose(entry.byline), LEGIBLE_TITLE)
    ]
    return mean(alike) if alike else 1.0


def _partner_head(page: Comparison, found: Overlap, number: int, name: str) -> str:
    host = found.partner.get(number)
    return "" if host is None else page.predicted[host].head(name)


def typed(page: Comparison, kind: str) -> dict[str, float]:
    """F1, precision, recall and counts of the headings, captions or quotes, matched one to one."""
    true = _of_type(page.truth.articles, kind)
    legible = [page.counted(text, LEGIBLE_ITEM) for text in true]
    counts = match(true, _of_type(page.predicted, kind), THRESHOLDS[kind], legible)
    return labelled(kind, counts)


def labelled(kind: str, counts: Counts) -> dict[str, float]:
    """Counts and ratios under the names that the report uses."""
    f1, precision, recall = ratio(counts)
    return {
        f"{kind}_f1": f1,
        f"{kind}_p": precision,
        f"{kind}_r": recall,
        f"{kind}_tp": counts.hits,
        f"{kind}_np": counts.predicted,
        f"{kind}_nt": counts.true,
    }


def _of_type(entries: Iterable[Entry], kind: str) -> list[str]:
    return [loose(part.text) for entry in entries for part in entry.blocks if part.type == kind]


def match(true: Sequence[str], predicted: Sequence[str], threshold: float, counted: Sequence[bool]) -> Counts:
    """One-to-one greedy matching by similarity over all true items.

    True items that are not counted (lost by the OCR) take their prediction out with them.
    """
    alike = ((similarity(a, b), i, j) for i, a in enumerate(true) for j, b in enumerate(predicted))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted((c for c in alike if c[0] >= threshold), reverse=True):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    hits = sum(counted[i] for i in partner)
    return Counts(hits, len(predicted) - (len(partner) - hits), sum(counted))


def furniture(page: Comparison) -> dict[str, float]:
    """Furniture kept out of the articles against furniture left in and true blocks thrown away."""
    units = [loose(p.text) for entry in page.predicted for p in entry.blocks]
    units += [loose(entry.head(name)) for entry in page.predicted for name in HEADS]
    everything = "\n".join(text for text in units if text)
    out = kept = 0
    for item in page.truth.furniture:
        for text in {loose(line) for line in item.split("\n")}:
            there = _stands(page, text, units, everything)
            if there is not None:
                out, kept = out + (not there), kept + there
    lost = blocks_lost(page)
    names = labelled("furniture", Counts(out, out + lost, out + kept))
    return {**names, "furniture_kept": kept, "blocks_lost": lost}


def _stands(page: Comparison, text: str, units: list[str], everything: str) -> bool | None:
    """Whether a line of furniture stands in an article; None where that cannot be told."""
    if not text or not page.counted(text, LEGIBLE_FURNITURE):
        return None
    if len(text) < 5:
        return text in units
    there = within(text, everything, KEPT)
    return None if there and within(text, page.ours.text, KEPT) else there


def blocks_lost(page: Comparison) -> int:
    """True headings, paragraphs and captions of which less than 30 % is in the prediction."""
    lost = 0
    for unit in page.ours.units:
        size = unit.end - unit.start
        if unit.type in ("heading", "paragraph", "caption") and size >= 4:
            live = [t for t in range(unit.start, unit.end) if page.live[t]]
            found = sum(page.map.place[t] >= 0 for t in live)
            lost += len(live) >= 0.5 * size and found < 0.3 * len(live)
    return lost
