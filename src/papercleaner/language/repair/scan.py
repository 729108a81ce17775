"""Finds the characters of a text that another would read better in; scores come from `doubt`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import compress, count, islice
from operator import contains, ne
from typing import Final

from papercleaner.language.fold import fold_table
from papercleaner.language.learned.archive import Archive
from papercleaner.language.repair.doubt import Doubt, Spot, alphabet, bars, better, weighed
from papercleaner.language.repair.own import with_archive
from papercleaner.language.repair.pairs import lookalikes, neighbours, shown
from papercleaner.language.repair.wide import wide_doubts

NUMERALS: Final = frozenset("0〇零一二三四五六七八九十百千万亿")
DIGITS: Final = frozenset("〇零一二三四五六七八九十")
"""Beside a numeral no language tells whether one of these was printed."""
_NOT: Final = bytes.maketrans(b"\0\1", b"\1\0")


@cache
def suspects() -> re.Pattern[str]:
    """Any character of the short list."""
    return re.compile("[" + "".join(lookalikes()) + "]")


@cache
def _many_forms() -> frozenset[str]:
    """Simplified characters that stand for a traditional one."""
    return frozenset(map(chr, fold_table().values()))


@cache
def _listed() -> frozenset[str]:
    """The short list, as a text reads that is simplified and in `alphabet`."""
    return frozenset(alphabet("".join(shown()).translate(fold_table())))


def doubts(text: str, archive: Archive | None = None) -> Iterator[Doubt]:
    """The doubtful characters of a paragraph: those of the short list by their place, then those of the wide table."""
    plain = text.translate(fold_table())
    flat = f"^{alphabet(plain)}$"
    odd, lonely = _strange(flat)
    # More than one character in fifty is one that simplified print does not have.
    folded = plain != text and sum(map(ne, plain, text)) * 50 > len(text)
    known = lookalikes()
    free = frozenset(odd)
    for at in [m.start() for m in suspects().finditer(text)] if archive else odd:
        others = known.get(text[at])
        if others:
            spot = Spot(text, flat, at, _possible(flat, at, others, folded))
            best = _best(spot) if at in free else None
            best = with_archive(spot, best, archive) if archive else best
            if best:
                yield best
    if not folded:
        yield from wide_doubts(text, flat, lonely, archive)


def _strange(flat: str) -> tuple[list[int], list[int]]:
    """Places of characters that belong to neither neighbour: those strange beside one of them, and beside both.

    Those strange beside the one behind alone are told for the short list only: nobody asks for the others.
    """
    strong, seen = neighbours()
    signs, listed = list(flat), _listed()
    bound = bytes(map(contains, map(strong.__getitem__, signs), islice(signs, 1, None)))
    # All places at once: bound to the one before or to the one behind.
    tied = int.from_bytes(bound[1:], "little") | int.from_bytes(bound[:-1], "little")
    loose = tied.to_bytes(len(bound) - 1, "little").translate(_NOT)
    odd, lonely = [], []
    for at in compress(count(), loose):
        old = signs[at + 1]
        if old not in seen[signs[at]]:
            odd.append(at)
            if signs[at + 2] not in seen[old]:
                lonely.append(at)
        elif old in listed and signs[at + 2] not in seen[old]:
            odd.append(at)
    return odd, lonely


def _possible(flat: str, at: int, others: str, folded: bool) -> str:
    """The look-alikes that may be asked for: in traditional print none that it writes otherwise."""
    if folded:
        others = "".join(c for c in others if c not in _many_forms())
    if flat[at] in NUMERALS or flat[at + 2] in NUMERALS:
        others = "".join(c for c in others if c not in DIGITS)
    return others


def _best(spot: Spot) -> Doubt | None:
    """The likeliest look-alike, if it is worth telling."""
    text, flat, at, others = spot
    before, after = flat[at], flat[at + 2]
    strong, seen = neighbours()
    behind = strong[before] + seen[before]
    joined = [c for c in others if c in behind or after in strong[c] or after in seen[c]]
    fit = better(flat, at, joined, bars().least)
    found = [d for new in fit if (d := weighed(text, at, new, True)).odds >= bars().suggest]
    return max(found, key=lambda d: d.odds, default=None)
