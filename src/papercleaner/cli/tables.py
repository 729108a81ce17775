"""Tables for a terminal.  Only this module needs rich, and it is imported only there."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from papercleaner.cli import terminal


def show(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table as wide as the terminal; cells are text, never markup, and were made visible before."""
    table = Table(*columns, box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    buffer = io.StringIO()
    width = shutil.get_terminal_size().columns
    colour = terminal.wants_colour()
    console = Console(file=buffer, width=width, force_terminal=colour, no_color=not colour, highlight=False)
    console.print(table)
    terminal.send(buffer.getvalue())
