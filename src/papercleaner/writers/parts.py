"""A page as several files: one for each article, and one for what belongs to none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from papercleaner.io import names
from papercleaner.model import Article, Page


def parts(page: Page, form: str, stem: str = "") -> Iterator[tuple[str, Page]]:
    """File name and page for each article: `stem`, number, title.

    What belongs to no article goes to number 00 of the formats that hold it.
    """
    head = f"{stem}-" if stem else ""
    alone = replace(page, furniture=(), quarantine=(), issues=(), moves=(), suggestions=())
    for number, article in enumerate(page.articles, 1):
        title = names.slug(_title(article))
        yield names.named(f"{head}{number:02}-{title}", form), replace(alone, articles=(article,))
    if form.startswith("json") and (page.furniture or page.quarantine or page.issues or page.moves):
        yield names.named(f"{head}00-page", form), replace(page, articles=())


def _title(article: Article) -> str:
    return str(article.title.text) if article.title else ""
