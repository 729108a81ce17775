"""Model: what the blocks of a page promise about themselves."""

from __future__ import annotations

from dataclasses import fields, replace

from papercleaner.model import Block, Role
from papercleaner.printed import Line, Setting, Shape
from papercleaner.text import Text

FULL = Block(
    text=Text.of("本报讯"),
    role=Role.CAPTION,
    lines=(Line(Text.of("本报讯")),),
    shape=Shape(column=12.0),
    flags=("a",),
    confidence=0.5,
    why="test.rule",
    running=0.25,
    titled=0.75,
    index=3,
    places=(1, 2),
    shapes=(Shape(), Shape()),
    cited=((0, 3),),
    sheet=1,
    zone=2,
    setting=Setting(size=2.0),
)


def test_a_block_with_another_text_keeps_all_the_rest() -> None:
    empty = Block(Text.of(""))
    assert all(getattr(FULL, field.name) != getattr(empty, field.name) for field in fields(Block))
    other = Text.of("记者")
    assert FULL.saying(other) == replace(FULL, text=other)


def test_a_block_that_says_the_same_is_the_same() -> None:
    assert FULL.saying(FULL.text) is FULL
