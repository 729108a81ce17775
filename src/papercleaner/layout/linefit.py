"""Printed lines out of a block's gaps: the cheapest reading of the gaps as line ends in a column.

A dynamic programme over the block's gaps.  Each line is first of a paragraph (two ems indented),
middle, last (any width up to the column's) or a paragraph by itself; its cost is how far its width in
ems is from what that kind of line has in a column of the given width.  A block may begin in the middle
of a paragraph and may end in one.  The column may change inside the block (beside a picture) at a price.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf, log
from typing import NamedTuple

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
def ends() -> frozenset[str]:
    """The marks that a paragraph may end in."""
    marks = table("geometry")["marks"]
    return frozenset(marks["final"] + marks["closing"] + "…—")


class Fitted(NamedTuple):
    """One printed line: atoms [first, stop), its kind, its width and its column's, in ems."""

    first: int
    stop: int
    kind: str
    width: float
    column: float
    marks: int


def deviation_cost(width: float, target: float, marks: int) -> float:
    """What it costs (natural log) that a line meant to be `target` ems wide measures `width`."""
    return _deviation()(width, target, marks)


@cache
def _deviation() -> Callable[[float, float, int], float]:
    """`deviation_cost` with the prices at hand: the fit asks it some thousands of times a page."""
    c = costs()
    free, give, first, narrow, cap = c.narrow_free, c.narrow_slack, c.narrow_first, c.narrow, c.cap
    per_mark, in_slack, wide = c.slack, c.wide_in_slack, c.wide

    def cost(width: float, target: float, marks: int) -> float:
        off = width - target
        if off >= 0.0:
            slack = per_mark * marks
            price = in_slack * off if off < slack else in_slack * slack + wide * (off - slack)
        else:
            lack = -off - free - give * marks
            if lack <= 0.0:
                return 0.0
            price = first * lack if lack < 1.0 else first + narrow * (lack - 1.0)
        return price if price < cap else cap

    return cost


def fit_lines(atoms: Atoms, columns: Sequence[float], ems: Ems, limit: float = inf) -> tuple[list[Fitted], float]:
    """The cheapest lines of the block and their cost; `columns` are the widths it may be set in.

    What costs more than `limit` is of no use: then the cost is somewhere above it, and the lines mean nothing.
    """
    return _Fit(atoms, columns, ems, limit).solve()


Way = tuple[int, int, int, str]
"""How a state was reached: gap where the line began, column before, whether a paragraph was closed there, kind."""


Costed = list[tuple[float, float]]
"""Of each column the cheapest cost at a gap: in the middle of a paragraph, and at the end of one."""

Entry = tuple[float, int, float, int]
"""The cheapest way to go on in a column: cost and column before, in the middle of a paragraph, then at its start."""

CLEARLY = 1e-6
"""More than rounding can make of two sums of the same costs."""


class _Fit:
    """One run of the dynamic programme.  State at a gap: (column, whether the last line closed a paragraph)."""

    def __init__(self, atoms: Atoms, columns: Sequence[float], ems: Ems, limit: float) -> None:
        self.atoms, self.columns, self.gap, self.indent = atoms, columns, ems.gap, ems.indent
        self.limit, self.switch = limit, costs().switch
        c, final = costs(), ends()
        self.as_end = [*[g.as_break for g in atoms.gaps], 0.0]
        self.as_space = [g.as_space for g in atoms.gaps]
        open_ended = c.short_line + c.short_unclosed
        self.short = [c.short_line if atoms.text[end - 1] in final else open_ended for _, end in atoms.edges]
        self.short[-1] = c.short_line
        self.size = len(atoms.widths)
        self.reach = max(columns) + 4.0
        self.back: list[list[tuple[Way, Way]]] = [[]]
        self.entries: list[list[Entry]] = [[(0.0, k, 0.0, k) for k in range(len(columns))]]
        """Of each gap, by column."""

    def solve(self) -> tuple[list[Fitted], float]:
        best: Costed = [(0.0, 0.0)] * len(self.columns)
        for stop in range(1, self.size + 1):
            best = self._extend(stop)
            self.entries.append(self._enter(best))
        total, column, closed = min([(price, k, s) for k, pair in enumerate(best) for s, price in enumerate(pair)])
        return self._trace(column, closed), total

    def _spans(self, stop: int) -> list[tuple[int, float, int, float]]:
        """The lines that may end at gap `stop`: first atom, width, marks, and what their gaps cost as spaces."""
        a, as_space, found = self.atoms, self.as_space, []
        spaces, width, marks = 0.0, a.tail[stop - 1], 0
        for first in range(stop - 1, -1, -1):
            width += a.widths[first]
            marks += a.marks[first]
            if first < stop - 1:
                spaces += as_space[first]
                width += self.gap
                if width > self.reach or spaces > HOPELESS:
                    break
            found.append((first, width, marks, spaces))
        return found

    def _extend(self, stop: int) -> Costed:
        """The cheapest costs at gap `stop` in each column: in the middle of a paragraph, and at the end of one."""
        entries, limit, deviation = self.entries, self.limit, _deviation()
        as_end, short = self.as_end[stop - 1], self.short[stop - 1]
        spans, best, back = self._spans(stop), [], []
        for k, column in enumerate(self.columns):
            indented = column - self.indent
            goes_on = closed = inf
            on: Way = (0, k, 0, MIDDLE)
            shut: Way = (0, k, 0, LAST)
            for first, width, marks, spaces in spans:
                going, from_going, start, from_start = entries[first][k]
                base = as_end + spaces
                least = base + (going if going < start else start)
                if least > limit or (least >= goes_on and least + short >= closed):
                    continue
                middle = deviation(width, column, marks)
                last = going + short + (middle if width > column else 0.0)
                if start > going + middle + CLEARLY:
                    # Going on is cheaper than a start can be, so what a start costs need not be known.
                    if base + going + middle < goes_on:
                        goes_on, on = base + going + middle, (first, from_going, 0, MIDDLE)
                    if base + last < closed:
                        closed, shut = base + last, (first, from_going, 0, LAST)
                    continue
                opening = deviation(width, indented, marks)
                if start + opening < going + middle:
                    if base + start + opening < goes_on:
                        goes_on, on = base + start + opening, (first, from_start, 1, FIRST)
                elif base + going + middle < goes_on:
                    goes_on, on = base + going + middle, (first, from_going, 0, MIDDLE)
                single = start + short + (opening if width > indented else 0.0)
                if single < last:
                    if base + single < closed:
                        closed, shut = base + single, (first, from_start, 1, SINGLE)
                elif base + last < closed:
                    closed, shut = base + last, (first, from_going, 0, LAST)
            best.append((goes_on, closed))
            back.append((on, shut))
        self.back.append(back)
        return best

    def _enter(self, best: Costed) -> list[Entry]:
        """The cheapest ways on from a gap into each column."""
        if len(best) == 1:
            return [(best[0][0], 0, best[0][1], 0)]
        going = closed = inf
        at = end = 0
        for k, (on, shut) in enumerate(best):
            if on < going:
                going, at = on, k
            if shut < closed:
                closed, end = shut, k
        going += self.switch
        closed += self.switch
        return [
            (*((going, at) if going < on else (on, k)), *((closed, end) if closed < shut else (shut, k)))
            for k, (on, shut) in enumerate(best)
        ]

    def _trace(self, column: int, closed: int) -> list[Fitted]:
        lines, stop, a = [], self.size, self.atoms
        while stop:
            first, before, was_closed, kind = self.back[stop][column][closed]
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
