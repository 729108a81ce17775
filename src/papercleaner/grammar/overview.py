"""What is true of a page as a whole: its runs of short blocks, what its texts have in common, its widest column."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import KeysView, Mapping, Sequence
from itertools import chain, combinations
from operator import add
from typing import Final

from papercleaner.grammar.sketch import Sketch

Bigrams = KeysView[str]
"""In the order of the text: what is summed over them is then the same on each run."""
Places = Mapping[str, Sequence[int]]
"""For each pair of characters the blocks that use it."""
_RUN: Final = re.compile("[\u3401-\U0010ffff]{2,}")
RUN = 12
"""Blocks: no group of heads, notices or furniture is longer; a longer run is taken in pieces."""
NEAR = 4
"""Blocks on either side in which a continuation is looked for."""
SIDES = 16
"""Blocks apart that the text before a block and the text after it stand at most: further off nothing is compared."""
COMMON = 8
"""Blocks: pairs of characters that more of them use say nothing of a subject."""


def bigrams(text: str) -> Bigrams:
    """The pairs of neighbouring Han characters of a text."""
    return dict.fromkeys(chain.from_iterable([map(add, run, run[1:]) for run in _RUN.findall(text)])).keys()


def runs_of(sketches: Sequence[Sketch]) -> list[list[int]]:
    """For each block the run of short blocks it stands in; furniture does not part a run."""
    runs: list[list[int]] = [[] for _ in sketches]
    current: list[int] = []
    for i, one in enumerate(sketches):
        if one.furniture:
            continue
        if one.short and not (one.form and one.form.sure):
            current = current if len(current) < RUN else []
            current.append(i)
            runs[i] = current
        else:
            current = []
    return runs


def nearest(blocks: Sequence[int], i: int) -> list[int]:
    """The blocks of a sorted list that stand nearest to block `i`, some before and some after it."""
    place = bisect_left(blocks, i)
    after = place + (place < len(blocks) and blocks[place] == i)
    return [*blocks[max(0, place - NEAR) : place], *blocks[after : after + NEAR]]


def part_sizes(sketches: Sequence[Sketch]) -> list[tuple[int, int]]:
    """For each block how many parts its dump block has, and which of them it is."""
    count = Counter(s.index for s in sketches)
    seen: Counter[int] = Counter()
    result = []
    for one in sketches:
        result.append((count[one.index] if one.index >= 0 else 1, seen[one.index]))
        seen[one.index] += 1
    return result


def places_of(grams: Sequence[Bigrams]) -> Places:
    """For each pair of characters the blocks that use it.

    Most pairs stand in one block alone: those of a block share one tuple, and only the others get a list of their own.
    """
    alone: dict[str, tuple[int, ...]] = {}
    shared: dict[str, list[int]] = {}
    for k, own in enumerate(grams):
        for gram in filter(alone.__contains__, own):
            if gram in shared:
                shared[gram].append(k)
            else:
                shared[gram] = [*alone[gram], k]
        alone |= dict.fromkeys(own, (k,))
    return {**alone, **shared}


def links_of(places: Places) -> dict[tuple[int, int], float]:
    """What two blocks near each other have in common: each pair of characters counts 1 over the number of its users."""
    links: dict[tuple[int, int], float] = {}
    for blocks in places.values():
        size = len(blocks)
        if 2 <= size <= COMMON:
            share = 1.0 / size
            for pair in combinations(blocks, 2):
                if pair[1] - pair[0] <= SIDES:
                    links[pair] = links.get(pair, 0.0) + share
    return links


def one_column(sketches: Sequence[Sketch]) -> bool:
    """Whether all running text stands in one column, and nothing is a newspaper's furniture: perhaps no newspaper."""
    columns = [s.column for s in sketches if s.running and s.lines >= 3 and s.column is not None]
    if any(s.furniture for s in sketches):
        return False
    return not columns or max(columns) - min(columns) < 1.5


def widest_column(sketches: Sequence[Sketch]) -> float:
    """The widest column that several lines of running text are set in; 0 if there is none."""
    columns = sorted(s.column for s in sketches if s.running and s.lines >= 4 and s.column is not None)
    return columns[len(columns) * 9 // 10] if columns else 0.0


SPANS = (60, 130, 260, 520)
"""Characters: steps for how much text stands between heads."""


class Spans:
    """How much running text stands before and after each block, up to the next block that may be a head."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        self.back = _span(sketches)
        self.ahead = _span(sketches[::-1])[::-1]
        between = sorted(n for n, s in zip(self.back, sketches, strict=True) if s.headlike and n)
        self.usual = self.step(between[len(between) // 2]) if between else len(SPANS)

    def step(self, size: int) -> int:
        return bisect_left(SPANS, size)


def _span(sketches: Sequence[Sketch]) -> list[int]:
    """For each block the characters of text since the last run of heads; for a head those before its own run."""
    found, total, before, fresh = [], 0, 0, True
    for one in sketches:
        if one.headlike:
            if fresh:
                before, total, fresh = total, 0, False
            found.append(before)
            continue
        found.append(total)
        if not (one.form and one.form.sure):
            total, fresh = total + one.size, True
    return found


class Widths:
    """How common a width is among the page's printed lines."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        self.count = Counter(w for s in sketches for w in s.halves)
        self.total = sum(self.count.values())

    def share(self, one: Sketch) -> float:
        """The part of the page's other lines that are as wide as this block's widest, half an em more or less."""
        own = round(2 * one.width)
        near = self.count[own - 1] + self.count[own] + self.count[own + 1]
        mine = sum(abs(w - own) <= 1 for w in one.halves)
        return (near - mine) / max(1, self.total - len(one.halves))
