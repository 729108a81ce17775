"""Where the characters of a page stand: what stands twice in the same context is no slip of a scan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from papercleaner.language.repair.scan import suspects

AROUND: Final = 2
"""Characters on each side that make a context."""


def _context(text: str, at: int) -> str:
    return text[max(0, at - AROUND) : at + AROUND + 1]


class Contexts:
    """The contexts of all look-alikes of a page, counted when the first is asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(_context(text, m.start()) for text in self._texts for m in suspects().finditer(text))

    def repeated(self, text: str, at: int) -> bool:
        """Whether the page has the character more than once in this context."""
        return self._counts[_context(text, at)] > 1
