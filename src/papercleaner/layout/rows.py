"""Rows of figures: lines whose gaps part cells, not words."""

from __future__ import annotations

from papercleaner.knowledge import table

CELLS, ROWS = 2, 3
"""A table has at least so many cells a row, and so many rows."""


def is_table(text: str) -> bool:
    """Whether a block's lines are rows of cells: as many in each but for one, figures among them, no sentence."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    marks = table("geometry")["marks"]
    if len(lines) < ROWS or any(c in marks["final"] + "，、；：,;" for c in text):
        return False
    sizes = sorted(len(line) for line in lines)
    usual = sizes[len(sizes) // 2]
    figures = sum(any(c.isdigit() for c in "".join(line)) for line in lines)
    return usual >= CELLS and sizes[0] >= usual - 1 and sizes[-1] <= usual + 1 and 2 * figures >= len(lines)
