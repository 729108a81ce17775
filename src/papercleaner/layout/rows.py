"""Lines that are no prose: rows of figures, whose gaps part cells, and items of a list."""

from __future__ import annotations

import re
from functools import cache

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


@cache
def _item() -> re.Pattern[str]:
    found = table("geometry")["list"]
    return re.compile(f"({found['bullet']})|{found['number']}")


def is_list(text: str) -> bool:
    """Whether each of a block's lines, two or more, begins like an item of a list."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return len(lines) > 1 and all(_item().match(line) for line in lines)


def bullet(line: str) -> int:
    """How many characters of a line are its bullet and the space after it; 0 for a numbered item."""
    found = _item().match(line)
    return found.end() if found and found.group(1) else 0
