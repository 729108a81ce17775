"""Figures of one page or many: the floors they must reach, and how they are shown."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from papercleaner.config import nearest
from papercleaner.errors import UsageError
from papercleaner.evaluate.score import Metrics, summary

COLUMNS = {
    "coverage": "cover",
    "segmentation_f1": "segm",
    "article_f1": "artic",
    "title_sim": "title",
    "byline_sim": "byline",
    "heading_f1": "head",
    "caption_f1": "captn",
    "quote_f1": "quote",
    "boundary_f1": "bound",
    "continuity": "contin",
    "order_tau": "order",
    "furniture_f1": "furnit",
    "block_exact": "exact",
    "cer_matched_strict": "cer",
    "overall": "OVERALL",
}
"""What the table shows, and under which head; JSON holds every metric."""

FAULTS = frozenset({"continuity_breaks", "furniture_kept", "blocks_lost"})
"""Counts of faults: like error rates (cer_*) the smaller the better."""


@dataclass(frozen=True, slots=True)
class Report:
    """The metrics of each page by its name, and over all."""

    pages: Mapping[str, Metrics]
    mean: Metrics

    @classmethod
    def of(cls, pages: Mapping[str, Metrics]) -> Report:
        """Raises ValueError where there is no page."""
        return cls(pages, summary(list(pages.values())))


@dataclass(frozen=True, slots=True)
class Floor:
    """The least a metric's mean may be; for error rates and counts of faults the most."""

    metric: str
    value: float

    @classmethod
    def parse(cls, text: str) -> Floor:
        """From `METRIC=VALUE`.  Raises UsageError."""
        metric, sign, value = text.partition("=")
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not sign or not math.isfinite(number):
            raise UsageError(f'"{text}" is no floor', where="--floor", hint="Write METRIC=VALUE: overall=0.9")
        return cls(metric.strip(), number)

    def missed(self, mean: Mapping[str, float]) -> bool:
        """Whether the mean is on the wrong side.  Raises UsageError for a metric that nobody measured."""
        if self.metric not in mean:
            raise UsageError(f'no metric "{self.metric}"', where="--floor", hint=nearest(self.metric, mean))
        value = mean[self.metric]
        return value > self.value if lower_is_better(self.metric) else value < self.value


def lower_is_better(metric: str) -> bool:
    """Whether a metric counts faults."""
    return metric.startswith("cer_") or metric in FAULTS


def misses(report: Report, floors: Iterable[Floor]) -> tuple[str, ...]:
    """A sentence for each floor that the mean does not reach."""
    return tuple(
        f"{floor.metric} is {report.mean[floor.metric]:.4f}, "
        f"{'over' if lower_is_better(floor.metric) else 'under'} its floor of {floor.value:g}"
        for floor in floors
        if floor.missed(report.mean)
    )


def as_json(report: Report) -> str:
    """Every metric of every page, and their means."""
    return json.dumps({"pages": dict(report.pages), "mean": report.mean}, ensure_ascii=False, indent=1) + "\n"


def as_table(report: Report) -> str:
    """A row a page and one for the mean, in plain columns."""
    rows = dict(report.pages)
    if len(rows) > 1:
        rows[f"mean of {len(rows)}"] = report.mean
    width = max(len(name) for name in (*rows, "page"))
    lines = ["page".ljust(width) + "".join(f" {head:>7}" for head in COLUMNS.values())]
    for name, metrics in rows.items():
        lines.append(name.ljust(width) + "".join(f" {metrics[key]:7.3f}" for key in COLUMNS))
    return "\n".join(lines) + "\n"
