"""The two forms in which texts are compared, and similarity.

loose: NFKC, no space, no punctuation or symbol, lower case.  strict: NFKC, no space, quote marks and dashes
unified, punctuation kept.  Full and half width never count as an error in either.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from types import ModuleType

from papercleaner.errors import UsageError

Form = Callable[[str], str]

_QUOTES = frozenset("“”„‟「」『』﹁﹂﹃﹄〝〞\"'‘’")
_DASHES = re.compile(r"[—–―─-]+")
_DOTS = re.compile(r"[·・•]")
_ELLIPSIS = re.compile(r"(\.{2,}|…+)")


def loose(text: str) -> str:
    """Letters, marks and numbers only, NFKC, lower case."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LNM")


def strict(text: str) -> str:
    """NFKC without white space; all quote marks alike, all dashes alike."""
    text = "".join('"' if c in _QUOTES else c for c in text)
    text = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    text = _ELLIPSIS.sub("…", _DOTS.sub("·", text))
    return bare(text)


def bare(text: str) -> str:
    """The text without white space and otherwise as it is."""
    return re.sub(r"\s+", "", text)


def edit_distances() -> ModuleType:
    """rapidfuzz's Levenshtein module.  Raises UsageError where the extra `eval` is not installed."""
    try:
        from rapidfuzz.distance import Levenshtein
    except ImportError:
        raise missing_extra() from None
    return Levenshtein


def missing_extra() -> UsageError:
    """What to say when rapidfuzz is not there."""
    return UsageError(
        "evaluation needs the package rapidfuzz, which is not installed",
        hint="Install the extra: pip install '.[eval]' in the checkout",
    )


def similarity(a: str, b: str) -> float:
    """1 - edit distance / length of the longer; two empty texts are alike."""
    if not a and not b:
        return 1.0
    return float(edit_distances().normalized_similarity(a, b))


def within(item: str, text: str, threshold: float = 78) -> bool:
    """Whether `item` stands somewhere in `text`, with a partial ratio (0..100) of at least `threshold`."""
    if len(item) < 2:
        return item in text
    try:
        from rapidfuzz import fuzz
    except ImportError:
        raise missing_extra() from None
    return bool(fuzz.partial_ratio(item, text) >= threshold)
