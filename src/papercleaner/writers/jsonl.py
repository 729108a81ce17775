"""JSON Lines: an article a line, and after a page's articles one line for the page itself.

The page line closes its page: it carries what belongs to no article (furniture, quarantine, issues, edits)
and how many article lines stand before it, so that a file cut short is known as such.
"""

from __future__ import annotations

import json

from papercleaner.config import Config
from papercleaner.model import Page
from papercleaner.writers.json import FORMAT, record
from papercleaner.writers.options import Options


def render(page: Page, config: Config, options: Options) -> str:
    """The page's lines, each a JSON object with `record` saying whether it is an `article` or the `page`."""
    whole = record(page, config, options)
    articles = whole.pop("articles")
    short = {key: whole["source"][key] for key in ("name", "sha256", "page")}
    rows = [{"format": FORMAT, "record": "article", "source": short, **article} for article in articles]
    rows.append({"format": whole.pop("format"), "record": "page", "articles": len(articles), **whole})
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
