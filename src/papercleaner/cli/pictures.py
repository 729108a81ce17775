"""How far the reading of an image or a PDF is: a bar on a terminal, a line every few seconds in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from papercleaner.cli import terminal
from papercleaner.ocr import watch

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_LINE_SECONDS = 5.0


@contextmanager
def shown(name: str, quiet: bool) -> Iterator[None]:
    """Shows what is told while `name` is read; nothing for what is read at once, or if asked to be quiet."""
    if quiet:
        yield
        return
    listener = _Bar(name) if terminal.is_terminal(sys.stderr) else _Lines(name)
    try:
        with watch.told(listener):
            yield
    finally:
        listener.close()


class _Lines:
    """A line now and then."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._last = time.monotonic()

    def __call__(self, page: int, pages: int, share: float) -> None:
        if time.monotonic() - self._last >= _LINE_SECONDS:
            self._last = time.monotonic()
            terminal.note(f"{self._name}: page {page} of {pages}, {share:.0%}")

    def close(self) -> None:
        """Nothing is left on the screen."""


class _Bar:
    """A bar that is gone when the document is read."""

    def __init__(self, name: str) -> None:
        self._name = terminal.visible(terminal.one_line(name))
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __call__(self, page: int, pages: int, share: float) -> None:
        if self._progress is None:
            self._progress = _progress()
            self._progress.start()
            self._task = self._progress.add_task("", total=1.0, told="")
        if self._task is not None:
            told = f"{self._name}, page {page} of {pages}"
            self._progress.update(self._task, total=float(pages), completed=page - 1 + share, told=told)

    def close(self) -> None:
        """Takes the bar off the screen."""
        if self._progress is not None:
            self._progress.stop()


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), TextColumn("{task.fields[told]}", markup=False), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
