"""Which characters look alike: a short list whose repair may be applied, and a wide one drawn from fonts."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from papercleaner.knowledge import lines, table


@cache
def lookalikes() -> dict[str, str]:
    """Character -> those of the short list that it may have been, in code point order."""
    found: dict[str, set[str]] = {}
    for group in table("lookalikes")["groups"].split():
        for char in group:
            found.setdefault(char, set()).update(set(group) - {char})
    return {char: "".join(sorted(others)) for char, others in sorted(found.items())}


@cache
def shown() -> frozenset[str]:
    """The characters of the short list."""
    return frozenset(lookalikes())


@cache
def shapes() -> dict[str, str]:
    """Character -> those that look like it in print and are not of the short list, the most alike first."""
    found = {char: line[1:] for char, line in lines("shapes").items()}
    for char, others in lookalikes().items():
        found[char] = "".join(c for c in found.get(char, "") if c not in others)
    return found


class Beside(dict[str, str]):
    """Character -> those behind it, "" if none is known; cut out of its line when it is first asked for."""

    def __init__(self, found: dict[str, str], side: int) -> None:
        """`side`: 0 for what stands before the tab of a line, 2 for what stands behind it."""
        super().__init__()
        self._lines = found
        self._side = side

    def __missing__(self, char: str) -> str:
        told = self[char] = self._lines.get(char, "")[1:].partition("\t")[self._side]
        return told


class Neighbours(NamedTuple):
    """Character -> those that belong behind it, and -> those that are nothing strange behind it."""

    strong: Beside
    seen: Beside


@cache
def neighbours() -> Neighbours:
    """What the corpus and the dictionary know of two characters side by side."""
    found = lines("neighbours")
    return Neighbours(Beside(found, 0), Beside(found, 2))
