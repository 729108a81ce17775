"""Are all characters there, and are they right: coverage, precision, error rates, exact blocks."""

from __future__ import annotations

from papercleaner.evaluate.align import MATCHED, Alignment, align
from papercleaner.evaluate.comparison import BODY, Comparison, Stream, stream
from papercleaner.evaluate.forms import bare, strict
from papercleaner.evaluate.records import HEADS, Truth


def coverage(page: Comparison) -> float:
    """Truth body characters (headings and paragraphs) that are in the prediction."""
    found = [page.map.place[t] >= 0 for t in page.body()]
    return sum(found) / len(found) if found else 1.0


def precision(page: Comparison) -> float:
    """Predicted characters of article blocks that are in the truth at all."""
    blocks = [p for p, unit in enumerate(page.host) if unit.type not in HEADS]
    return sum(page.map.used[p] == MATCHED for p in blocks) / len(blocks) if blocks else 1.0


def error_rate(ours: Stream, found: Alignment) -> float:
    """Edit errors inside matched stretches of the body / matched body characters; blind to order."""
    body = [t for t, unit in enumerate(ours.owners()) if unit.body]
    matched = sum(found.place[t] >= 0 for t in body)
    if not matched:
        return 1.0 if body else 0.0
    return sum(found.errors[t] for t in body) / matched


def error_rates(page: Comparison, raw: str | None) -> dict[str, float]:
    """cer_matched_* of the prediction and, with a raw dump, cer_raw_*: what the tool started from."""
    ours = stream(page.truth.articles, strict)
    theirs = stream(page.predicted, strict)
    rates = {
        "cer_matched_loose": error_rate(page.ours, page.map),
        "cer_matched_strict": error_rate(ours, align(ours.text, theirs.text)),
    }
    if raw and page.raw_map is not None:
        rates["cer_raw_loose"] = error_rate(page.ours, page.raw_map)
        rates["cer_raw_strict"] = error_rate(ours, align(ours.text, strict(raw)))
    return rates


def block_exact(page: Comparison) -> float:
    """Truth paragraphs and headings that stand character by character, white space aside, as one block."""
    have = {bare(part.text) for entry in page.predicted for part in entry.own}
    want = _body_texts(page.truth)
    return sum(text in have for text in want) / len(want) if want else 1.0


def _body_texts(truth: Truth) -> list[str]:
    return [bare(p.text) for entry in truth.articles for p in entry.blocks if p.type in BODY]
