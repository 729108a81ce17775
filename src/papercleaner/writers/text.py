"""Plain text: a paragraph a line, a blank line between articles; no markup, nothing escaped."""

from __future__ import annotations

from papercleaner.config import Config
from papercleaner.model import Article, Page
from papercleaner.writers.options import Options


def render(page: Page, config: Config, options: Options) -> str:
    """The articles' text in reading order, header lines first.  Furniture and quarantine are left out."""
    articles = [text for text in map(_article, page.articles) if text]
    return "\n".join(articles)


def _article(article: Article) -> str:
    lines = [str(unit.text) for unit in article.units()]
    return "".join(f"{line}\n" for line in lines if line.strip())
