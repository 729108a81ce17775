"""The same shards as Ray Core tasks, on this machine or a cluster, never more of them in flight than it can do soon."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from types import ModuleType
from typing import Any

from papercleaner.batch.cell import Cell
from papercleaner.batch.engines import Event
from papercleaner.batch.job import Job
from papercleaner.batch.rows import Row
from papercleaner.batch.shard import Done, Look, Task, run
from papercleaner.batch.work import Mode
from papercleaner.errors import PapercleanerError, UsageError

_WINDOW = 2
"""Tasks in flight for each core: one works, one waits."""
_RETRIES = 3
"""How often a task is given to another worker when its own is lost."""

_LIGHT = Job()
"""Stands for the job in a task on its way."""

_cells: dict[tuple[Job, Mode], Cell] = {}
"""The cell of this Ray worker, kept from task to task: starting one costs more than a page."""


class Ray:
    """The engine for a cluster: joins the one at `address`, or starts Ray here with `jobs` cores and stops it.

    Raises UsageError where Ray is not installed.
    """

    name = "ray"

    def __init__(self, jobs: int = 0, address: str | None = None) -> None:
        self._jobs, self._address = jobs, address
        _imported()

    def run(self, tasks: Iterable[Task | Look]) -> Generator[Event, None, None]:
        """See Engine."""
        ray = _imported()
        ours = not ray.is_initialized()
        if ours:
            self._start(ray)
        try:
            yield from _Window(ray, tasks).events()
        finally:
            if ours:
                ray.shutdown()

    def _start(self, ray: ModuleType) -> None:
        options: dict[str, Any] = {"logging_level": "ERROR", "log_to_driver": False}
        if self._address:
            options["address"] = self._address
        else:
            options |= {"num_cpus": self._jobs or None, "include_dashboard": False, "address": "local"}
        try:
            ray.init(**options)
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise UsageError(
                f"cannot be reached ({error})", where=self._address or "ray", hint="Check --ray-address"
            ) from error


def _imported() -> ModuleType:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing calls home
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray
    except ImportError as error:
        raise UsageError(
            "the engine ray needs Ray", where="--engine", hint="Install papercleaner-ocr[ray], or use --engine local"
        ) from error
    return ray


class _Window:
    """Tasks in flight and those still to come."""

    def __init__(self, ray: ModuleType, tasks: Iterable[Task | Look]) -> None:
        self._ray = ray
        self._tasks = iter(tasks)
        self._remote = ray.remote(num_cpus=1, max_retries=_RETRIES)(_work)
        self._size = _WINDOW * max(1, int(ray.cluster_resources().get("CPU", 1)))
        self._flying: list[object] = []
        self._job: object = None

    def events(self) -> Iterator[Event]:
        """A shard when it is done; nothing, for each second without one."""
        try:
            self._fill()
            while self._flying:
                landed, self._flying = self._ray.wait(self._flying, timeout=1)
                self._fill()
                yield from (self._got(ref) for ref in landed)
                if not landed:
                    yield None
        finally:
            for ref in self._flying:
                with suppress(Exception):
                    self._ray.cancel(ref, force=True)

    def _fill(self) -> None:
        while len(self._flying) < self._size and (task := next(self._tasks, None)) is not None:
            self._flying.append(self._sent(task))

    def _sent(self, task: Task | Look) -> object:
        """The task on its way.  Its job goes once for all: a model in it can have megabytes."""
        self._job = self._job or self._ray.put(task.job)
        return self._remote.remote(self._job, replace(task, job=_LIGHT))

    def _got(self, ref: object) -> Done:
        """The result of a task.  Raises what it raised, in our own words where Ray lost its worker."""
        try:
            done: Done = self._ray.get(ref)
        except self._ray.exceptions.RayTaskError as error:
            cause = error.cause
            raise (cause if isinstance(cause, PapercleanerError) else error) from None
        except self._ray.exceptions.RayError as error:
            raise PapercleanerError(
                f"a shard's worker was lost {_RETRIES + 1} times ({type(error).__name__})",
                where="ray",
                hint="Look at the cluster, then run again with --resume",
            ) from error
        return done


def _work(job: Job, task: Task | Look) -> Done:
    """A task in a Ray worker."""
    key = (job, task.mode)
    cell = _cells.get(key)
    if cell is None:
        for other in _cells.values():
            other.finish()
        _cells.clear()
        cell = _cells[key] = Cell(*key)
    return run(replace(task, job=job), cell, _nobody)


def _nobody(row: Row) -> None:
    """Rows of a remote task are heard of when it is done."""
