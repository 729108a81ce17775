"""Cells on this machine, one a core: threads here that read and publish, processes there that clean."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass

from papercleaner.batch.cell import Cell, Ended
from papercleaner.batch.engines import Event
from papercleaner.batch.rows import Row
from papercleaner.batch.shard import Done, Look, Task, run

_PATIENCE = 4.0
"""Seconds that a publication in progress has to end when all is called off."""


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Local:
    """The engine for one machine."""

    name = "local"

    def __init__(self, jobs: int = 0) -> None:
        self.jobs = jobs or cores()

    def run(self, tasks: Iterable[Task | Look]) -> Generator[Event, None, None]:
        """See Engine."""
        crew = _Crew(tasks, self.jobs)
        try:
            yield from crew.events()
        finally:
            crew.dismiss()


@dataclass(frozen=True, slots=True)
class _Left:
    """A thread has ended, with what it could not handle."""

    error: BaseException | None


class _Crew:
    """The threads of one run."""

    def __init__(self, tasks: Iterable[Task | Look], size: int) -> None:
        self._tasks = iter(tasks)
        self._next = threading.Lock()
        self._events: queue.SimpleQueue[Row | Done | _Left] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._cells: list[Cell] = []
        self._threads = [threading.Thread(target=self._labour, daemon=True) for _ in range(size)]
        for thread in self._threads:
            thread.start()

    def events(self) -> Iterator[Event]:
        """What the threads report, until the last has left.  Raises what one of them could not handle."""
        left = 0
        while left < len(self._threads):
            try:
                event = self._events.get(timeout=1)
            except queue.Empty:
                yield None
                continue
            if not isinstance(event, _Left):
                yield event
                continue
            if event.error is not None:
                raise event.error
            left += 1

    def dismiss(self) -> None:
        """End all cells and wait for the threads to leave."""
        self._stop.set()
        for cell in list(self._cells):
            cell.close()
        for thread in self._threads:
            thread.join(_PATIENCE / len(self._threads))

    def _labour(self) -> None:
        error: BaseException | None = None
        cell: Cell | None = None
        try:
            while (task := self._taken()) is not None:
                if cell is None:
                    cell = self._hired(task)
                self._events.put(run(task, cell, self._events.put))
        except Ended as end:
            error = None if self._stop.is_set() else end
        except BaseException as other:
            error = other
        if cell is not None:
            cell.finish()
        self._events.put(_Left(error))

    def _taken(self) -> Task | Look | None:
        with self._next:
            return None if self._stop.is_set() else next(self._tasks, None)

    def _hired(self, task: Task | Look) -> Cell:
        cell = Cell(task.job, task.mode)
        self._cells.append(cell)
        if self._stop.is_set():
            cell.close()
        return cell
