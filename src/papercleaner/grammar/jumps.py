"""Lines that send the reader to or from another page: where they stand in a text, and what they say."""

from __future__ import annotations

from papercleaner.grammar.patterns import fold, fold_keep, has, pattern
from papercleaner.text import Span


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
    page = pattern("jump", "number").search(folded)
    return ("from" if has("jump", "from", folded) else "to"), (page.group(1) if page else "")
