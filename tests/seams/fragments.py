"""Fragments of running text as the stages before would leave them: with or without what the geometry said."""

from __future__ import annotations

from dataclasses import replace

from papercleaner.model import Block, Role
from papercleaner.printed import Line, Shape
from papercleaner.text import Text

COLUMN = 18.0
OPEN, CLOSED = 2.5, -4.0
"""Log-odds that a last line is full, and that it is not."""
INDENTED, FLUSH = 3.0, -3.0


class Source:
    """Hands out texts that follow one another in one source, a blank line between them."""

    def __init__(self) -> None:
        self.text = ""

    def take(self, text: str) -> Text:
        start = len(self.text)
        self.text += text + "\n\n"
        return Text.of(self.text, start, start + len(text))


def body(text: str, end: float = CLOSED, start: float = INDENTED, column: float = COLUMN, index: int = -1) -> Block:
    """A block of running text whose geometry is known."""
    shape = Shape(column=column, indent=start, fullness=end)
    return Block(Text.of(text), shape=shape, lines=(Line(Text.of(text), column, column),), index=index)


def bare(text: str) -> Block:
    """A block of running text whose geometry the dump lost."""
    return Block(Text.of(text), lines=(Line(Text.of(text)),))


def other(role: Role, text: str, confidence: float = 0.99) -> Block:
    """A block that is no running text."""
    return Block(
        Text.of(text), role=role, lines=(Line(Text.of(text)),), confidence=confidence, why=f"role.{role.value}"
    )


def numbered(blocks: list[Block]) -> list[Block]:
    """The blocks, each with its place in the dump, and texts that follow one another in one source."""
    source = Source()
    return [
        replace(b, index=i if b.index < 0 else b.index, text=source.take(str(b.text))) for i, b in enumerate(blocks)
    ]
