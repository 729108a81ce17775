"""How text was printed, as far as a dump or an engine tells: lines, the shape and setting of blocks, sheets."""

from __future__ import annotations

from dataclasses import dataclass

from papercleaner.text import Text

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in the units of the sheet it lies on (pixels, mostly)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.  `width` and `column` (that of the column it is set in) in ems."""

    text: Text
    width: float = 0.0
    column: float | None = None
    box: Box | None = None
    confidence: float | None = None
    em: float | None = None
    """Size of its characters in the units of `box`, where the engine gave the places of single ones."""
    gaps: tuple[tuple[int, float, float], ...] | None = None
    """Where words stand apart: the offset in `text`, and between which places on the line; None if not known."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One scanned page as an engine measured it."""

    width: float | None = None
    height: float | None = None
    pictures: tuple[Box, ...] = ()
    rules: tuple[Box, ...] = ()
    """Printed lines that part the page."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The geometry of a block, in ems; evidence in log-odds (natural), 0 where nothing is known."""

    column: float | None = None
    """Width in ems of the column the last line is set in, None where the block shows none."""
    opening: float | None = None
    """The same for the first line."""
    indent: float = 0.0
    """> 0: the first line is indented, a paragraph starts here; < 0: it is not."""
    fullness: float = 0.0
    """> 0: the last line fills the column, the text may run on; < 0: it ends short."""


UNKNOWN = Shape()
"""Of a block without geometry."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a block of measured lines is set; all in ems of the page's running text."""

    inset: tuple[float, float] | None = None
    """How far its first line stands in from its column's left and right edge; None where no column is known."""
    above: float = 0.0
    """What is blank above it beyond what usually is between lines."""
    below: float = 0.0
    size: float = 1.0
    """The size of its characters."""
    place: Box | None = None
    """Where it stands on the straightened page."""
