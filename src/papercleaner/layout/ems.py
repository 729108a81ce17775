"""How wide characters are, in ems: the unit in which a printed line can be measured without its image."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from papercleaner.knowledge import table

HAN, PAUSE, BRACKET, ASCII, GAP = range(5)


@dataclass(frozen=True, slots=True)
class Ems:
    """Widths in ems of the five classes of characters, of a pause mark that ends a line, and of an indent."""

    pause: float
    pause_last: float
    bracket: float
    ascii: float
    gap: float
    indent: float
    han: float = 1.0

    def widths(self) -> tuple[float, float, float, float, float]:
        """Widths indexed by class: HAN, PAUSE, BRACKET, ASCII, GAP."""
        return self.han, self.pause, self.bracket, self.ascii, self.gap


@cache
def standard() -> Ems:
    """The widths a page starts with."""
    ems = table("geometry")["ems"]
    return Ems(ems["pause"], ems["pause_last"], ems["bracket"], ems["ascii"], ems["gap"], ems["indent"])


@cache
def _classes() -> dict[str, int]:
    marks = table("geometry")["marks"]
    classes = dict.fromkeys(marks["pause"], PAUSE)
    classes |= dict.fromkeys(marks["opening"] + marks["closing"] + marks["other"], BRACKET)
    classes |= dict.fromkeys(" \t\n\r\u3000\u00a0", GAP)
    return classes


@cache
def char_class(char: str) -> int:
    """Which of the five classes a character belongs to."""
    known = _classes().get(char)
    if known is not None:
        return known
    return ASCII if char < "\u2000" else HAN


def counts(text: str) -> tuple[int, int, int, int, int]:
    """How many characters of each class, indexed by class."""
    found = [0, 0, 0, 0, 0]
    for char in text:
        found[char_class(char)] += 1
    return found[0], found[1], found[2], found[3], found[4]


def measure(text: str, ems: Ems) -> float:
    """Width of a printed line in ems."""
    han, pause, bracket, latin, gap = counts(text)
    width = han * ems.han + pause * ems.pause + bracket * ems.bracket + latin * ems.ascii + gap * ems.gap
    if text and char_class(text[-1]) == PAUSE:
        width += ems.pause_last - ems.pause
    return width
