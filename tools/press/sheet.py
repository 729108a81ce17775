"""What lies on a sheet: pieces of text, and the zones of lines they are printed in.  All lengths in body ems."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Rect(NamedTuple):
    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def foot(self) -> float:
        return self.y + self.h


@dataclass(eq=False)
class Piece:
    """One unit of the truth; `printed` is what of it found room."""

    kind: str
    text: str
    article: int = -1
    size: float = 1.0
    printed: str = ""
    verse: tuple[str, ...] = ()
    """Its lines, where they are the author's and not the printer's."""


@dataclass(eq=False)
class Printed:
    """One printed line."""

    text: str
    box: Rect
    piece: Piece
    first: bool = False
    last: bool = False


@dataclass(eq=False)
class Zone:
    """Lines that stand under one another, and where the zone comes in its article."""

    kind: str
    article: int
    rank: tuple[int, float]
    lines: list[Printed] = field(default_factory=list)

    @property
    def box(self) -> Rect:
        left, top = min(x.box.x for x in self.lines), min(x.box.y for x in self.lines)
        right, foot = max(x.box.right for x in self.lines), max(x.box.foot for x in self.lines)
        return Rect(left, top, right - left, foot - top)


@dataclass
class Style:
    """The habits of one paper."""

    pitch: float
    gutter: float
    squeeze: float
    digit: float
    title: float
    kicker: float
    subtitle: float
    heading: float
    caption: float
    centred: bool
    byline_place: str
    headings: str
    halved: bool
    traditional: bool
    odds: dict[str, float]


@dataclass
class Sheet:
    """A page as it is filled."""

    style: Style
    zones: list[Zone] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    articles: int = 0
    vertical: bool = False
