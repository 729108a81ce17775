"""How wide characters are, in ems: the unit in which a printed line can be measured without its image."""

from __future__ import annotations

from collections.abc import Iterable
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

    def gains(self) -> tuple[float, float, float, float]:
        """How much wider than a Han character the other classes are, in the order of LETTERS."""
        return self.pause - self.han, self.bracket - self.han, self.ascii - self.han, self.gap - self.han


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


class _Letters(dict[int, str]):
    """For `str.translate`: each character's class as a letter, told when first seen."""

    def __missing__(self, code: int) -> str:
        letter = self[code] = LETTERS[char_class(chr(code))]
        return letter


LETTERS = "HPBAG"
"""The five classes as letters, for counting at the speed of strings."""
_LETTERS = _Letters()


def letters(text: str) -> str:
    """The text with each character as the letter of its class: a line of it can be counted without a loop."""
    return text.translate(_LETTERS)


def counts(text: str) -> tuple[int, int, int, int, int]:
    """How many characters of each class, indexed by class."""
    told = letters(text)
    return told.count("H"), told.count("P"), told.count("B"), told.count("A"), told.count("G")


def measure(text: str, ems: Ems) -> float:
    """Width of a printed line in ems."""
    return measured(letters(text), ems)


def measured(told: str, ems: Ems) -> float:
    """Width in ems of a printed line given as letters of classes."""
    return measures((told,), ems)[0]


def measures(lines: Iterable[str], ems: Ems) -> list[float]:
    """Widths in ems of printed lines given as letters of classes: nothing is looked up twice."""
    pause, bracket, ascii_, gap = ems.gains()
    found = []
    for told in lines:
        width = len(told) * ems.han
        if "P" in told:
            width += told.count("P") * pause
        if "B" in told:
            width += told.count("B") * bracket
        if "A" in told:
            width += told.count("A") * ascii_
        if "G" in told:
            width += told.count("G") * gap
        found.append(width + ems.pause_last - ems.pause if told.endswith("P") else width)
    return found
