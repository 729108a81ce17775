"""One shard: its documents cleaned, then published: outputs, rows, marker.  The same function on every engine."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from papercleaner.batch import manifest, rows
from papercleaner.batch.cell import Cell, Ended, TooLong
from papercleaner.batch.job import Job
from papercleaner.batch.manifest import Document
from papercleaner.batch.rows import File, Row, Status
from papercleaner.batch.work import Failure, Mode, Outcome
from papercleaner.errors import InputError
from papercleaner.io.store import Store, open_store
from papercleaner.io.tree import Tree, open_tree
from papercleaner.learn import Part

OnRow = Callable[[Row], None]
_CRASHES = 2
"""A document is held guilty when its process ended this often over it: once may be the machine's fault."""


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to do.  `again`: an earlier run wrote to the same place, so what it left is ours to remove."""

    mode: ClassVar[Mode] = "clean"

    inputs: str
    outputs: str
    job: Job
    number: int
    plan: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """Documents that are looked at, with no output: would they change, or what would a model learn from them?"""

    inputs: str
    job: Job
    number: int
    documents: tuple[Document, ...]
    mode: Mode = "look"


@dataclass(frozen=True, slots=True)
class Done:
    """A finished shard, its rows, and what it adds to a model where that was asked."""

    number: int
    rows: tuple[Row, ...]
    part: Part | None = None


def run(task: Task | Look, cell: Cell, on_row: OnRow) -> Done:
    """Do a task in `cell`, telling of each row.

    Raises OutputError where an output cannot be written, Ended if the cell was closed meanwhile.
    """
    tree = open_tree(task.inputs)
    if isinstance(task, Look):
        return _looked(task, _cleaned(task.documents, tree, cell, on_row))
    store = open_store(task.outputs)
    documents = manifest.load_plan(store, task.number, task.plan)
    if task.job.part:
        return _publish_part(task, store, list(_cleaned(documents, tree, cell, on_row)))
    made = []
    for document, found in zip(documents, _cleaned(documents, tree, cell, _nobody), strict=True):
        made.append(_publish_files(task, store, document, found))
        on_row(made[-1])
    return _publish_books(task, store, tuple(made), ())


def _looked(task: Look, found: Iterable[tuple[Row, Outcome]]) -> Done:
    seen, counts, documents, paragraphs = [], Counter[str](), 0, 0
    for row, outcome in found:
        seen.append(row)
        if outcome.part is not None:
            counts.update(outcome.part.counts)
            documents += outcome.part.documents
            paragraphs += outcome.part.paragraphs
    return Done(task.number, tuple(seen), Part(counts, documents, paragraphs) if documents else None)


def do(tasks: Iterable[Task]) -> Iterator[Done]:
    """Do tasks one after the other in a cell of their own: what an engine without ours maps over its partitions."""
    cell: Cell | None = None
    try:
        for task in tasks:
            cell = cell or Cell(task.job)
            yield run(task, cell, _nobody)
    finally:
        if cell is not None:
            cell.finish()


def _nobody(row: Row) -> None:
    """Hears of a row before its outputs are published."""


def _cleaned(documents: Iterable[Document], tree: Tree, cell: Cell, on_row: OnRow) -> Iterator[tuple[Row, Outcome]]:
    for document in documents:
        status, outcome = _outcome(document, tree, cell)
        row = Row(
            document.path,
            document.sha256,
            status,
            outcome.articles,
            outcome.issues,
            outcome.changed,
            failure=outcome.failure,
        )
        on_row(row)
        yield row, outcome


def _outcome(document: Document, tree: Tree, cell: Cell) -> tuple[Status, Outcome]:
    if document.problem:
        return _failed("error", document.problem)
    try:
        data = tree.read(document.path)
    except InputError as error:
        return _failed("error", error.what)
    if hashlib.sha256(data).hexdigest() != document.sha256:
        return _failed("error", "changed after the run was planned; run again with --resume")
    return _asked(document, data, cell)


def _asked(document: Document, data: bytes, cell: Cell) -> tuple[Status, Outcome]:
    how = ""
    for _ in range(_CRASHES):
        try:
            outcome = cell.ask(document.path, data)
        except TooLong:
            return _failed("timeout", f"took longer than {cell.seconds:g} s; --timeout allows more")
        except Ended as end:
            if cell.closed:
                raise
            how = end.how
        else:
            return "ok" if outcome.failure is None else "error", outcome
    return _failed("crashed", f"{how}, {_CRASHES} times")


def _failed(status: Status, why: str) -> tuple[Status, Outcome]:
    return status, Outcome(failure=Failure("PC004" if status == "error" else "PC000", why))


def _publish_files(task: Task, store: Store, document: Document, made: tuple[Row, Outcome]) -> Row:
    """Publish a document's own files, and remove what an earlier run made of it under other names."""
    row, outcome = made
    files = []
    for name, data in outcome.files:
        path = f"{document.output}/{name}" if name else document.output
        store.publish(path, data)
        files.append(_file(path, data))
    if task.again and document.output:
        ours = {file.name for file in files}
        for old in own(store, document.output, task.job):
            if old not in ours:
                store.remove(old)
    return Row(row.path, row.id, row.status, row.articles, row.issues, outputs=tuple(files), failure=row.failure)


def own(store: Store, output: str, job: Job) -> list[str]:
    """Names under which a document's files may lie: its output, or what looks like articles in its folder."""
    if not job.split:
        return [output]
    ending = f".{job.form}"
    return [f"{output}/{n}" for n in store.names(output) if n.endswith(ending) and n.partition("-")[0].isdigit()]


def _publish_part(task: Task, store: Store, found: list[tuple[Row, Outcome]]) -> Done:
    """Publish the outputs of all documents as one part."""
    if task.job.layout == "parquet":
        from papercleaner.batch import parquet

        data = parquet.part((row.path, outcome.files[0][1]) for row, outcome in found if outcome.files)
    else:
        data = b"".join(bytes_ for _, outcome in found for _, bytes_ in outcome.files)
    name = manifest.part_name(task.number, task.job.part)
    store.publish(name, data)
    return _publish_books(task, store, tuple(row for row, _ in found), (_file(name, data),))


def _publish_books(task: Task, store: Store, made: tuple[Row, ...], parts: tuple[File, ...]) -> Done:
    """Rows, then the marker that makes the shard done."""
    data = rows.written(made)
    store.publish(manifest.rows_name(task.number), data)
    marker = {
        "shard": task.number,
        "key": task.job.key(task.plan),
        "rows": len(made),
        "rows_sha256": hashlib.sha256(data).hexdigest(),
        "counts": {status: sum(row.status == status for row in made) for status in rows.STATUSES},
        "articles": sum(row.articles for row in made),
        "parts": [{"name": p.name, "bytes": p.bytes, "sha256": p.sha256} for p in parts],
    }
    store.publish(manifest.done_name(task.number), (json.dumps(marker, indent=1) + "\n").encode())
    return Done(task.number, made)


def _file(name: str, data: bytes) -> File:
    return File(name, len(data), hashlib.sha256(data).hexdigest())
