"""How far a batch is: a bar on a terminal, a line every few seconds in a log, nothing if asked to be quiet."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from papercleaner.cli import terminal

if TYPE_CHECKING:
    from papercleaner.batch.run import Tally, Watch

_LINE_SECONDS = 5.0


@contextmanager
def shown(quiet: bool) -> Iterator[Watch]:
    """A function to show a tally with, for the time of a batch."""
    if quiet:
        yield lambda tally: None
    elif terminal.is_terminal(sys.stderr):
        with _bar() as watch:
            yield watch
    else:
        yield _Lines()


class _Pace:
    """Documents a second, and how long the rest takes."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._first: int | None = None

    def told(self, tally: Tally) -> str:
        if self._first is None:
            self._first = tally.seen  # what an earlier run did took no time
        done = tally.seen - self._first
        passed = time.monotonic() - self._started
        rate = done / passed if passed else 0.0
        left = f", {_span((tally.total - tally.seen) / rate)} left" if rate and tally.seen < tally.total else ""
        failed = f", {tally.failed} failed" if tally.failed else ""
        return f"{rate:.1f} pages/s{failed}{left}"


def _span(seconds: float) -> str:
    minutes, rest = divmod(int(seconds + 0.5), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class _Lines:
    """A line now and then."""

    def __init__(self) -> None:
        self._pace = _Pace()
        self._last = time.monotonic()

    def __call__(self, tally: Tally) -> None:
        told = self._pace.told(tally)
        if time.monotonic() - self._last >= _LINE_SECONDS:
            self._last = time.monotonic()
            terminal.note(f"{tally.seen} of {tally.total} pages, {told}")


@contextmanager
def _bar() -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    pace = _Pace()
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[told]}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("", total=None, told="looking at the inputs")
        yield lambda tally: progress.update(bar, total=tally.total, completed=tally.seen, told=pace.told(tally))


def table(tally: Tally, seconds: float) -> str:
    """The summary at the end, a figure a line."""
    done = tally.rows - tally.skipped
    figures = {
        "documents": tally.total,
        **{status: count for status, count in tally.counts.items() if count or status == "ok"},
        "would change": tally.changed,
        "from an earlier run": tally.skipped,
        "articles": tally.articles,
    }
    always = ("documents", "ok", "articles")
    lines = [f"{name:<20}{count:>10,}" for name, count in figures.items() if count or name in always]
    pace = f", {done / seconds:.1f} pages/s" if done and seconds else ""
    return "\n".join([*lines, f"{'time':<20}{_span(seconds):>10}{pace}"])
