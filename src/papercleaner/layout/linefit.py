"""Printed lines out of a block's gaps: the cheapest reading of the gaps as line ends in a column.

A dynamic programme over the block's gaps.  Each line is first of a paragraph (two ems indented),
middle, last (any width up to the column's) or a paragraph by itself; its cost is how far its width in
ems is from what that kind of line has in a column of the given width.  A block may begin in the middle
of a paragraph and may end in one.  The column may change inside the block (beside a picture) at a price.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import inf, log

from papercleaner.knowledge import table
from papercleaner.layout.ems import Ems
from papercleaner.layout.gaps import Atoms

FIRST, MIDDLE, LAST, SINGLE = "first", "middle", "last", "single"

HOPELESS = 30.0
"""Gaps read as spaces at this cost are not read further."""


@dataclass(frozen=True, slots=True)
class Costs:
    """The prices of `knowledge/geometry.toml`, per em of deviation."""

    slack: float
    wide_in_slack: float
    wide: float
    narrow_free: float
    narrow_slack: float
    narrow_first: float
    narrow: float
    cap: float
    short_line: float
    short_unclosed: float
    switch: float


@cache
def costs() -> Costs:
    """The prices, read once."""
    return Costs(**table("geometry")["line"])


@cache
def _final() -> frozenset[str]:
    marks = table("geometry")["marks"]
    return frozenset(marks["final"] + marks["closing"] + "…—")


@dataclass(frozen=True, slots=True)
class Fitted:
    """One printed line: atoms [first, stop), its kind, its width and its column's, in ems."""

    first: int
    stop: int
    kind: str
    width: float
    column: float
    marks: int


def deviation_cost(width: float, target: float, marks: int) -> float:
    """What it costs (natural log) that a line meant to be `target` ems wide measures `width`."""
    c = costs()
    off = width - target
    if off >= 0:
        inside = min(off, c.slack * marks)
        price = c.wide_in_slack * inside + c.wide * (off - inside)
    else:
        lack = max(0.0, -off - c.narrow_free - c.narrow_slack * marks)
        price = c.narrow_first * min(lack, 1.0) + c.narrow * max(0.0, lack - 1.0)
    return min(price, c.cap)


def fit_lines(atoms: Atoms, columns: Sequence[float], ems: Ems) -> tuple[list[Fitted], float]:
    """The cheapest lines of the block and their cost; `columns` are the widths it may be set in."""
    return _Fit(atoms, columns, ems).solve()


class _Fit:
    """One run of the dynamic programme.  State at a gap: (column, whether the last line closed a paragraph)."""

    def __init__(self, atoms: Atoms, columns: Sequence[float], ems: Ems) -> None:
        self.atoms, self.columns, self.gap, self.indent = atoms, columns, ems.gap, ems.indent
        self.size = len(atoms.widths)
        self.reach, self.switch = max(columns) + 4.0, costs().switch
        shape = range(len(columns))
        self.cost = [[[inf, inf] for _ in shape] for _ in range(self.size + 1)]
        self.back: list[list[list[tuple[int, int, int, str] | None]]] = [
            [[None, None] for _ in shape] for _ in range(self.size + 1)
        ]
        self.cost[0] = [[0.0, 0.0] for _ in shape]

    def solve(self) -> tuple[list[Fitted], float]:
        for stop in range(1, self.size + 1):
            self._extend(stop)
        total, column, closed = min(
            (price, k, s) for k, pair in enumerate(self.cost[self.size]) for s, price in enumerate(pair)
        )
        return self._trace(column, closed), total

    def _extend(self, stop: int) -> None:
        """Prices all lines that end at gap `stop`."""
        a = self.atoms
        spaces, width, marks = 0.0, a.tail[stop - 1], 0
        ends = a.gaps[stop - 1].as_break if stop < self.size else 0.0
        closes = stop == self.size or a.text[a.edges[stop - 1][1] - 1] in _final()
        short = costs().short_line + (0.0 if closes else costs().short_unclosed)
        for first in range(stop - 1, -1, -1):
            width += a.widths[first]
            marks += a.marks[first]
            if first < stop - 1:
                spaces += a.gaps[first].as_space
                width += self.gap
                if width > self.reach or spaces > HOPELESS:
                    break
            self._price((first, stop), width, marks, (ends + spaces, short))

    def _price(self, span: tuple[int, int], width: float, marks: int, prices: tuple[float, float]) -> None:
        """Prices the line over the atoms `span` in each column as each of the four kinds."""
        first, stop = span
        base, short = prices
        for k, column in enumerate(self.columns):
            going, from_going = self._from(first, k, 0)
            start, from_start = self._from(first, k, 1)
            middle = deviation_cost(width, column, marks)
            opening = deviation_cost(width, column - self.indent, marks)
            last = going + short + (middle if width > column else 0.0)
            single = start + short + (opening if width > column - self.indent else 0.0)
            goes_on, closes = going + middle, min(last, single)
            if start + opening < goes_on:
                self._keep(stop, k, 0, (base + start + opening, first, from_start, 1, FIRST))
            else:
                self._keep(stop, k, 0, (base + goes_on, first, from_going, 0, MIDDLE))
            if single < last:
                self._keep(stop, k, 1, (base + closes, first, from_start, 1, SINGLE))
            else:
                self._keep(stop, k, 1, (base + closes, first, from_going, 0, LAST))

    def _from(self, gap: int, column: int, closed: int) -> tuple[float, int]:
        """The cheapest way to stand at `gap` about to go on in `column`: (cost, column before)."""
        cost, before = self.cost[gap][column][closed], column
        if gap and len(self.columns) > 1:
            for k, pair in enumerate(self.cost[gap]):
                if pair[closed] + self.switch < cost:
                    cost, before = pair[closed] + self.switch, k
        return cost, before

    def _keep(self, stop: int, column: int, closed: int, way: tuple[float, int, int, int, str]) -> None:
        if way[0] < self.cost[stop][column][closed]:
            self.cost[stop][column][closed] = way[0]
            self.back[stop][column][closed] = way[1:]

    def _trace(self, column: int, closed: int) -> list[Fitted]:
        lines, stop = [], self.size
        while stop:
            way = self.back[stop][column][closed]
            if way is None:
                break
            first, before, was_closed, kind = way
            a = self.atoms
            width = sum(a.widths[first:stop]) + self.gap * (stop - first - 1) + a.tail[stop - 1]
            lines.append(Fitted(first, stop, kind, width, self.columns[column], sum(a.marks[first:stop])))
            stop, column, closed = first, before, was_closed
        return lines[::-1]


def fullness(width: float, column: float, marks: int) -> float:
    """Log-odds that a line of `width` ems fills its column rather than ending anywhere short of it."""
    return log(max(column, 2.0)) - 0.3 - deviation_cost(width, column, marks)


def indentation(width: float, column: float, marks: int, indent: float) -> float:
    """Log-odds that a line is short of its column by just a paragraph's indent."""
    return deviation_cost(width, column, marks) - deviation_cost(width, column - indent, marks)
