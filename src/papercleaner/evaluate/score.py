"""The score of a page: every metric under its name, and what they come to over many pages.

Metrics (0..1, higher is better, except cer_*); docs/quality.md says in full what each one means.
With a raw dump, what the OCR lost is not held against the tool.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import mean
from typing import Any

from papercleaner.evaluate import characters, items, paragraphs, segmentation
from papercleaner.evaluate.comparison import Comparison, compare
from papercleaner.evaluate.ratio import Counts
from papercleaner.evaluate.records import read_prediction, read_truth

Metrics = dict[str, float]

POOLED = ("heading", "caption", "quote", "furniture")
"""Items that many pages have none or one of: over pages their counts are added, not their F1s averaged."""


def score(prediction: Any, truth: Any, raw: str | None = None) -> Metrics:  # noqa: ANN401  (parsed JSON)
    """All metrics of one page from the parsed JSON of its prediction and its truth, rounded to four places.

    Raises InputError where either is not what it should be, UsageError without the extra `eval`.
    """
    page = compare(read_truth(truth), read_prediction(prediction), raw)
    metrics = {
        "coverage": characters.coverage(page),
        "precision": characters.precision(page),
        **characters.error_rates(page, raw),
        **_articles(page),
        **_paragraphs(page),
        **items.furniture(page),
        "block_exact": characters.block_exact(page),
    }
    metrics["overall"] = overall(metrics)
    return rounded(metrics)


def _articles(page: Comparison) -> Metrics:
    found = segmentation.overlap(page)
    pairs, articles = segmentation.pairs(found), segmentation.articles(page, found)
    metrics = {
        "segmentation_f1": pairs.f1,
        "segmentation_precision": pairs.precision,
        "segmentation_recall": pairs.recall,
        "article_f1": articles.f1,
        "article_p": articles.precision,
        "article_r": articles.recall,
        **segmentation.article_error_rates(page, found),
        **items.titles(page, found),
        "byline_sim": items.byline_similarity(page, found),
    }
    for kind in items.THRESHOLDS:
        metrics |= items.typed(page, kind)
    return metrics


def _paragraphs(page: Comparison) -> Metrics:
    boundaries = paragraphs.boundaries(page)
    continuity, breaks = paragraphs.continuity(page)
    return {
        "boundary_f1": boundaries.f1,
        "boundary_p": boundaries.precision,
        "boundary_r": boundaries.recall,
        "continuity_breaks": breaks,
        "continuity": continuity,
        "order_tau": paragraphs.order(page, within_articles=True),
        "order_tau_page": paragraphs.order(page, within_articles=False),
    }


def overall(metrics: Mapping[str, float]) -> float:
    """The plain mean of ten metrics; blind to spacing, width of marks and direction of quotes."""
    return mean(
        (
            metrics["coverage"],
            max(0, 1 - metrics["cer_matched_strict"]),
            metrics["segmentation_f1"],
            metrics["title_sim"],
            metrics["heading_f1"],
            metrics["caption_f1"],
            metrics["boundary_f1"],
            metrics["continuity"],
            max(0, metrics["order_tau"]),
            metrics["furniture_f1"],
        )
    )


def summary(pages: Sequence[Mapping[str, float]]) -> Metrics:
    """The mean of each metric over pages, POOLED ones from their added counts; `overall` from these.

    Raises ValueError where there is no page.
    """
    if not pages:
        raise ValueError("no pages to sum up")
    means: Metrics = {name: mean(page[name] for page in pages) for name in pages[0]}
    for kind in POOLED:
        counts = Counts(*(sum(page[f"{kind}_{x}"] for page in pages) for x in ("tp", "np", "nt")))
        pooled = items.labelled(kind, counts)
        means |= {f"{kind}_{x}": pooled[f"{kind}_{x}"] for x in ("f1", "p", "r")}
    means["overall"] = overall(means)
    return {name: round(value, 4) for name, value in means.items()}


def rounded(metrics: Metrics) -> Metrics:
    """Ratios to four places; counts stay whole."""
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in metrics.items()}
