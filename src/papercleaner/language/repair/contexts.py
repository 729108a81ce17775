"""Where the characters of a page stand: what stands twice in the same context is no slip of a scan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import Final

from papercleaner.language.repair.pairs import shown
from papercleaner.language.repair.scan import suspects

WIDE: Final = 2
NARROW: Final = 1
"""Characters on each side that make a context."""
OFTEN: Final = 3
"""Times that a character stands in a narrow context before it is beyond doubt."""


def _context(text: str, at: int, around: int) -> str:
    return text[max(0, at - around) : at + around + 1]


@cache
def _frame(around: int) -> re.Pattern[str]:
    """A look-alike with all of its context."""
    return re.compile(f"(?=(.{{{around}}}{suspects().pattern}.{{{around}}}))", re.DOTALL)


def _contexts(text: str, around: int) -> Iterator[str]:
    """The contexts of all look-alikes of one text: first those that neither end of the text cuts short."""
    yield from _frame(around).findall(text)
    last = max(around, len(text) - around)
    for at in (*range(min(around, len(text))), *range(last, len(text))):
        if text[at] in shown():
            yield _context(text, at, around)


class Contexts:
    """The contexts of all look-alikes of a page, counted when the first is asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def _count(self, around: int) -> Counter[str]:
        return Counter(found for text in self._texts for found in _contexts(text, around))

    @cached_property
    def _wide(self) -> Counter[str]:
        return self._count(WIDE)

    @cached_property
    def _narrow(self) -> Counter[str]:
        return self._count(NARROW)

    def repeated(self, text: str, at: int) -> bool:
        """Whether the page has the character more than once in this context: nothing is mended then."""
        return self._wide[_context(text, at, WIDE)] > 1

    def usual(self, text: str, at: int) -> bool:
        """Whether the page has it between these two neighbours so often that it is a name or a term of the page."""
        return self._narrow[_context(text, at, NARROW)] >= OFTEN
