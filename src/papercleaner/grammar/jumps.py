"""Lines that send the reader to or from another page: where they stand in a text, and what they say."""

from __future__ import annotations

import re

from papercleaner.grammar.patterns import fold, fold_keep, has, pattern
from papercleaner.text import Span

_PAGE = re.compile(r"第?([A-Za-z]?\d{1,3}|[一二三四五六七八九十]{1,3})[版页]")


def find_jump(text: str) -> Span | None:
    """The characters [start, end) of a jump line inside a text or at its edge; None if there is none."""
    kept = fold_keep(text)
    for name in ("inside", "bare_end", "bare_start"):
        found = pattern("jump", name).search(kept)
        if found:
            return found.span()
    return None


def read_jump(text: str) -> tuple[str, str]:
    """Direction ("to" or "from") and page ("4", "" if none is named) of a jump line."""
    folded = fold(text)
    page = _PAGE.search(folded)
    return ("from" if has("jump", "from", folded) else "to"), (page.group(1) if page else "")
