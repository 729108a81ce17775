"""The page's grammar as compiled patterns, and the folded text they are written for."""

from __future__ import annotations

import re
from functools import cache

from papercleaner.knowledge import table


@cache
def _folding() -> dict[int, str]:
    """One form for each character of the grammar that has several."""
    fold = table("newspaper")["fold"]
    return {ord(pair[0]): pair[1] for key in ("characters", "marks") for pair in fold[key].split()}


def fold_keep(text: str) -> str:
    """`text` in the grammar's one form, of the same length."""
    return text.translate(_folding())


def fold(text: str) -> str:
    """`text` in the grammar's one form, without white space."""
    return "".join(text.split()).translate(_folding())


@cache
def _classes() -> dict[str, str]:
    """The word classes, each with the earlier ones it uses filled in."""
    classes: dict[str, str] = {}
    for name, text in table("newspaper")["classes"].items():
        classes[name] = text.format_map(classes)
    return classes


@cache
def pattern(section: str, name: str) -> re.Pattern[str]:
    """The pattern `name` of `section` in the newspaper's grammar, compiled once."""
    return re.compile(table("newspaper")[section][name].format_map(_classes()))


def has(section: str, name: str, folded: str) -> bool:
    """Whether the folded text holds the named form."""
    return pattern(section, name).search(folded) is not None
