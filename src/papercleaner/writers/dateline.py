"""The dateline at the head of an article's first paragraph (新华社北京1月1日电): quoted, never cut off."""

from __future__ import annotations

from functools import cache

import regex

from papercleaner import knowledge
from papercleaner.model import Article, Role


def dateline(article: Article) -> str | None:
    """The dateline as it stands at the head of the first paragraph, or None."""
    first = next((b for b in article.blocks if b.role in (Role.BODY, Role.DATELINE)), None)
    if first is None:
        return None
    for pattern in _patterns():
        match = pattern.match(str(first.text))
        if match and match.group():
            return str(match.group()).strip()
    return None


@cache
def _patterns() -> tuple[regex.Pattern[str], ...]:
    """The patterns of `knowledge/newspaper.toml`, key `dateline`: one string or a list of them."""
    try:
        found = knowledge.table("newspaper").get("dateline", [])
    except FileNotFoundError:
        return ()
    return tuple(regex.compile(p) for p in ([found] if isinstance(found, str) else found))
