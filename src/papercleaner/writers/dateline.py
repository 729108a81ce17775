"""The dateline at the head of an article's first paragraph (新华社北京1月1日电): quoted, never cut off."""

from __future__ import annotations

import re
from functools import cache

from papercleaner.grammar.patterns import fold, pattern
from papercleaner.knowledge import table
from papercleaner.model import Article, Role

_LONGEST = 60
"""Characters in which a dateline must have ended."""


def dateline(article: Article) -> str | None:
    """The dateline as it stands at the head of the first paragraph, or None."""
    first = next((str(b.text) for b in article.blocks if b.role in (Role.BODY, Role.DATELINE)), "")[:_LONGEST]
    folded = fold(first)
    form = pattern("dateline", "head").match(folded) or pattern("dateline", "alone").match(folded)
    found = _quoted().match(form.group()) if form else None
    return _unfolded(first, found.end()) if found else None


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(table("dateline")["quoted"])


def _unfolded(text: str, length: int) -> str:
    """The head of `text` that holds `length` visible characters."""
    places = [n for n, character in enumerate(text) if not character.isspace()]
    return text[: places[length - 1] + 1].lstrip()
