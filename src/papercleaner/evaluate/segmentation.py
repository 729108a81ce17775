"""Are the articles told apart: pairs of characters, articles found, error rate of whole articles."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from papercleaner.evaluate.comparison import BODY, Comparison
from papercleaner.evaluate.forms import Form, edit_distances, loose, strict
from papercleaner.evaluate.ratio import Counts, Ratio, ratio
from papercleaner.evaluate.records import Entry

SAME = 0.7
"""Intersection over union of characters from which a predicted article is the true one."""
SHORTEST = 20
"""Body characters from which an article counts."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Body characters shared by articles: of (true, predicted), of each true one, of each predicted one."""

    shared: Counter[tuple[int, int]]
    true: Counter[int]
    predicted: Counter[int]
    partner: dict[int, int]
    """The predicted article of each true one, one to one, most shared characters first."""


def overlap(page: Comparison) -> Overlap:
    """Which article went where."""
    shared: Counter[tuple[int, int]] = Counter()
    true: Counter[int] = Counter()
    predicted: Counter[int] = Counter()
    for t in page.body():
        article = page.owner[t].article
        true[article] += 1
        if page.map.place[t] >= 0:
            host = page.host[page.map.place[t]].article
            shared[article, host] += 1
            predicted[host] += 1
    return Overlap(shared, true, predicted, _partners(shared))


def _partners(shared: Counter[tuple[int, int]]) -> dict[int, int]:
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, article, host in sorted(((n, i, j) for (i, j), n in shared.items()), reverse=True):
        if article not in partner and host not in taken:
            partner[article] = host
            taken.add(host)
    return partner


def pairs(found: Overlap) -> Ratio:
    """F1 over pairs of truth body characters "in the same article"."""
    true = _pairs(found.true)
    result = ratio(Counts(_pairs(found.shared), _pairs(found.predicted), true))
    return result if true else result._replace(f1=1.0)


def _pairs(counts: Counter[int] | Counter[tuple[int, int]]) -> float:
    return sum(n * (n - 1) / 2 for n in counts.values())


def articles(page: Comparison, found: Overlap) -> Ratio:
    """Articles found: a hit shares at least SAME of its characters with its partner."""
    hits = 0
    for article, host in found.partner.items():
        both = found.shared[article, host]
        hits += both / max(1, found.true[article] + found.predicted[host] - both) >= SAME
    sizes: Counter[int] = Counter()
    for unit in page.theirs.units:
        if unit.body:
            sizes[unit.article] += unit.end - unit.start
    predicted = sum(n >= SHORTEST for n in sizes.values())
    return ratio(Counts(hits, predicted, sum(n >= SHORTEST for n in found.true.values())))


def article_error_rates(page: Comparison, found: Overlap) -> dict[str, float]:
    """Edit distance of whole article bodies to their partners / truth length: order, loss, intrusion count."""
    return {
        "cer_article_loose": _article_error_rate(page, found, loose),
        "cer_article_strict": _article_error_rate(page, found, strict),
    }


def _article_error_rate(page: Comparison, found: Overlap, form: Form) -> float:
    distance = length = 0
    for number, entry in enumerate(page.truth.articles):
        host = found.partner.get(number)
        ours = _body(entry, form, BODY)
        theirs = "" if host is None else _body(page.predicted[host], form, BODY | {"other"})
        distance += edit_distances().distance(ours, theirs)
        length += len(ours)
    return distance / length if length else 0.0


def _body(entry: Entry, form: Form, types: frozenset[str]) -> str:
    return "".join(form(part.text) for part in entry.blocks if part.type in types)
