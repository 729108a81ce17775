"""Names that stay the same: the id of an article, and the source it came from."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from papercleaner.model import Article, Page, Source
from papercleaner.text import Span


def article_id(article: Article, source: Source) -> str:
    """12 hex digits that name the article: a hash of its source spans and of the source's own hash."""
    if article.cited_id is not None:
        return article.cited_id
    spans: list[Span] = [span for unit in article.units() for span in unit.text.spans]
    key = f"{source.sha256} {' '.join(f'{start}-{end}' for start, end in spans)}"
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def envelope(page: Page) -> dict[str, Any]:
    """`{"source": …, "edits": …}` as it stood in the record this page was read from; {} if in none."""
    return dict(json.loads(page.source.cited)) if page.source.cited else {}


def source_record(page: Page) -> dict[str, Any]:
    """The `source` object: quoted from the record that was read, or made from the page's own source."""
    quoted = envelope(page).get("source")
    if quoted is not None:
        return dict(quoted)
    source = page.source
    return {
        "name": source.name,
        "sha256": source.sha256,
        "encoding": source.encoding,
        "reader": source.reader,
        "page": source.page,
    }
