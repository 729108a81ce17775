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


def quoted_source(page: Page) -> dict[str, Any]:
    """The `source` object as the file says that was read, or the page's own where it says nothing."""
    return dict(envelope(page).get("source") or source_record(page))


def source_record(page: Page) -> dict[str, Any]:
    """The source that the spans written for this page are offsets into.

    A record quotes its spans, so its source too.  Markdown has no spans to quote: those of its texts are
    places in the Markdown file, whatever its front matter says of an earlier source.
    """
    source = page.source
    if source.cited and source.reader != "markdown":
        return dict(envelope(page)["source"])
    return {
        "name": source.name,
        "sha256": source.sha256,
        "encoding": source.encoding,
        "reader": source.reader,
        "page": source.page,
    }
