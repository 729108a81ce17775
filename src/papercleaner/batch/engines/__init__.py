"""Who does the shards.  Every engine runs the same function; `tests/batch` holds them to the same outputs."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Protocol

from papercleaner.batch.rows import Row
from papercleaner.batch.shard import Done, Look, Task

Event = Row | Done | None
"""A row that is there, a shard that is done, or nothing new for a second."""


class Engine(Protocol):
    """Does tasks, several at a time, in any order."""

    name: str

    def run(self, tasks: Iterable[Task | Look]) -> Generator[Event, None, None]:
        """Events until all is done.  Closing the iterator ends all work within seconds.

        Raises the first error of a task: what is done by then stays done.
        """
