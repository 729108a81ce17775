"""Gutters: lines that an engine read straight across two or more columns, and where they are to be cut.

Such a line is as wide as several columns.  At its cut the words do not run on; the piece before it goes on
at the head of the next such line, and the piece behind it takes up the tail of the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from papercleaner.layout.ems import char_class, standard
from papercleaner.layout.gaps import barred
from papercleaner.strands.links import words
from papercleaner.strands.rows import Row

WINDOW = 14
"""Lines within which the next line of the same width is looked for."""
NARROWER, WIDER = 2.9, 0.9
"""Ems by which a piece may miss its column: an indented first line, squeezed or loose marks."""
PIECES = 4
STRANGER = 1.5
"""What it costs to take the neighbour among all lines near by instead of those of the same width."""
LEAST = 2.0
"""Evidence, in nats a line, that a run of wide lines must show."""
ALONE = 2.0
"""More for a line by itself."""

Cut = tuple[int, ...]


def cuts(rows: Sequence[Row], columns: Sequence[float]) -> dict[int, Cut]:
    """Where the lines that run across gutters are to be cut: {line: character offsets}."""
    found: dict[int, Cut] = {}
    for run in _runs(rows, columns):
        scored = {i: _best(rows, run, k, width, pieces) for k, (i, width, pieces) in enumerate(run)}
        total = sum(score - LEAST for score, _ in scored.values())
        if total > (ALONE if len(run) == 1 else 0.0):
            found |= {i: cut for i, (_, cut) in scored.items() if cut}
    return found


Wide = tuple[int, float, int]
"""Place of a line, width of the columns it runs across, and how many they are."""


def _runs(rows: Sequence[Row], columns: Sequence[float]) -> list[list[Wide]]:
    """Wide lines in runs of one width, each within WINDOW of the one before."""
    runs: list[list[Wide]] = []
    for i, row in enumerate(rows):
        fit = _across(row.width, columns)
        if fit is None:
            continue
        width, pieces = fit
        near = next((r for r in reversed(runs) if r[-1][1:] == fit and i - r[-1][0] <= WINDOW), None)
        if near is None:
            runs.append([(i, width, pieces)])
        else:
            near.append((i, width, pieces))
    return runs


def _across(width: float, columns: Sequence[float]) -> tuple[float, int] | None:
    """The column and the number of columns that a line of this width may run across."""
    for column in columns:
        pieces = round(width / column)
        off = width - pieces * column
        if 2 <= pieces <= PIECES and -NARROWER < off < WIDER * pieces * 0.8:
            return column, pieces
    return None


def _best(rows: Sequence[Row], run: Sequence[Wide], k: int, width: float, pieces: int) -> tuple[float, Cut]:
    """The best cut of the k-th line of a run and what speaks for it."""
    i = run[k][0]
    text = rows[i].words
    before = rows[run[k - 1][0]] if k else None
    after = rows[run[k + 1][0]] if k + 1 < len(run) else None
    held = words(rows[i].tail, after.head) if after else 0.0
    total, cut, start = -max(0.0, held), list[int](), 0
    for n in range(1, pieces):
        options = list(_offsets(text, start, width))
        if not options:
            return -4.0, ()
        last = n == pieces - 1
        score, at = max(
            (
                -1.5 * words(text[start:c][-12:], text[c : c + 12])
                - 0.6 * _strain(off)
                + (_onward(rows, i, after, text[start:c][-12:]) if n == 1 else 0.0)
                + (_upward(rows, i, before, text[c : c + 12]) if last else 0.0),
                c,
            )
            for c, off in options
        )
        total += score
        cut.append(at)
        start = at
    return total, tuple(cut)


def _strain(off: float) -> float:
    """What it costs that a piece misses its column by `off` ems: an indent is cheap."""
    return min(abs(off), 0.8 + abs(off + 2.0)) if off < 0 else 1.5 * off


def _offsets(text: str, start: int, width: float) -> Iterator[tuple[int, float]]:
    """Places where a piece that begins at `start` may end, and by how many ems it then misses its column."""
    em = standard()
    sizes = (em.han, em.pause, em.bracket, em.ascii, em.gap)
    for c, ems in enumerate(accumulate(sizes[char_class(x)] for x in text[start:]), start + 1):
        off = ems - width
        if off > WIDER or c >= len(text):
            return
        if off >= -NARROWER and not barred(text[c - 1], text[c]):
            yield c, off


def _onward(rows: Sequence[Row], i: int, after: Row | None, tail: str) -> float:
    """How well a left piece goes on below."""
    own = words(tail, after.head) if after else -9.0
    near = rows[i + 1 : i + 1 + WINDOW]
    return max(own, max((words(tail, r.head) for r in near), default=0.0) - STRANGER)


def _upward(rows: Sequence[Row], i: int, before: Row | None, head: str) -> float:
    """How well a right piece takes up what stands above."""
    own = words(before.tail, head) if before else -9.0
    near = rows[max(0, i - WINDOW) : i]
    return max(own, max((words(r.tail, head) for r in near), default=0.0) - STRANGER)
