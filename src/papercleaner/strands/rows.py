"""The printed lines of a dump block, as the dealing of strands sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from papercleaner.layout.ems import measure, standard
from papercleaner.layout.widths import modes
from papercleaner.text import Text, insertion, join

_LINE = re.compile(r"[^\n]*\S[^\n]*\n?")


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line: its part of the block's text, what it says, its width and its column's in ems."""

    part: Text
    words: str
    width: float
    line: int = -1
    """Of the pieces of a line that was cut: which line."""

    @property
    def head(self) -> str:
        """What a seam above it looks at."""
        return self.words[:12]

    @property
    def tail(self) -> str:
        """What a seam below it looks at."""
        return self.words[-12:]


def rows_of(text: Text) -> list[Row]:
    """The lines of a block, newlines kept with the line before them."""
    return [row(text.part(m.start(), m.end())) for m in _LINE.finditer(str(text))]


def row(part: Text, line: int = -1) -> Row:
    """The row of a part of a text."""
    words = str(part).strip()
    return Row(part, words, measure(words, standard()), line)


def pieces_of(whole: Row, cut: tuple[int, ...], line: int) -> list[Row]:
    """The pieces of a line cut at the given places of its words, each closed by a newline."""
    lead = len(str(whole.part)) - len(str(whole.part).lstrip())
    edges = [0, *(c + lead for c in cut), len(whole.part)]
    parts = [whole.part.part(a, b) for a, b in pairwise(edges)]
    return [row(p, line) for p in (*(closed(p, "columns.gutter") for p in parts[:-1]), parts[-1])]


def closed(part: Text, rule: str) -> Text:
    """The part of a text, with a newline at its end."""
    if str(part).endswith("\n"):
        return part
    return join((part, insertion("\n", part.pieces[-1].end, rule)))


def columns_of(widths: list[float]) -> list[float]:
    """The columns of a page by its line widths, commonest first."""
    return modes(widths, least=max(4, len(widths) // 40))
