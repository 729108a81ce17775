"""Which characters look alike: a short list whose repair may be applied, and a wide one drawn from fonts."""

from __future__ import annotations

import zlib
from functools import cache
from typing import NamedTuple

from papercleaner.knowledge import data, table


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
    lines = zlib.decompress(data("shapes.zlib")).decode("utf-8").split("\n")
    found = {line[0]: line[1:] for line in lines}
    for char, others in lookalikes().items():
        found[char] = "".join(c for c in found.get(char, "") if c not in others)
    return found


class Neighbours(NamedTuple):
    """Character -> those that belong behind it, and -> those that are nothing strange behind it."""

    strong: dict[str, str]
    seen: dict[str, str]


@cache
def neighbours() -> Neighbours:
    """What the corpus and the dictionary know of two characters side by side."""
    strong, seen = {}, {}
    for line in zlib.decompress(data("neighbours.zlib")).decode("utf-8").split("\n"):
        strong[line[0]], _, seen[line[0]] = line[1:].partition("\t")
    return Neighbours(strong, seen)
