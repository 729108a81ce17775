"""One row a document: what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from papercleaner.batch import records
from papercleaner.batch.work import Failure

Status = Literal["ok", "error", "crashed", "timeout"]
STATUSES: tuple[Status, ...] = ("ok", "error", "crashed", "timeout")


@dataclass(frozen=True, slots=True)
class File:
    """An output: name in the output folder, length, hash."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Row:
    """Path and id (hash of its bytes, "" where nobody read them) of a document, and what became of it.

    `outputs` are the document's own files; with one part for the shard there are none.
    """

    path: str
    id: str
    status: Status
    articles: int = 0
    issues: int = 0
    changed: bool = False
    outputs: tuple[File, ...] = ()
    failure: Failure | None = None

    def record(self) -> dict[str, Any]:
        """As it is written."""
        made = asdict(self)
        del made["changed"]  # known only to --check, which writes nothing
        return {**made, "outputs": [asdict(file) for file in self.outputs]}


def written(rows: Iterable[Row]) -> bytes:
    """The file of a shard's rows."""
    return records.lines(row.record() for row in rows)


def read(data: bytes) -> tuple[Row, ...]:
    """The rows of such a file.  Raises ValueError, TypeError or KeyError for anything else."""
    return tuple(_row(record) for record in records.read_lines(data))


def _row(record: dict[str, Any]) -> Row:
    failure = record["failure"]
    return Row(
        **{
            **record,
            "outputs": tuple(File(**file) for file in record["outputs"]),
            "failure": None if failure is None else Failure(**failure),
        }
    )
