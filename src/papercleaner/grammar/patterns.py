"""The page's grammar as compiled patterns, and the folded text they are written for."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from papercleaner.knowledge import table


@cache
def _folding() -> tuple[re.Pattern[str], Callable[[re.Match[str]], str]]:
    """What finds the characters of the grammar that have several forms, and what gives their one form.

    A text holds few of them, and a search passes over all others many times faster than a translation.
    """
    fold = table("newspaper")["fold"]
    pairs = {pair[0]: pair[1] for key in ("characters", "marks") for pair in fold[key].split()}
    others = [a for a, b in pairs.items() if a != b]
    return re.compile(f"[{re.escape(''.join(others))}]"), lambda found: pairs[found[0]]


def fold_keep(text: str) -> str:
    """`text` in the grammar's one form, of the same length."""
    several, one_form = _folding()
    return several.sub(one_form, text)


def fold(text: str) -> str:
    """`text` in the grammar's one form, without white space."""
    return fold_keep("".join(text.split()))


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
