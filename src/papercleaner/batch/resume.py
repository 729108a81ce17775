"""What of an earlier run still holds, and how its traces give way to a new plan."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from papercleaner import __version__
from papercleaner.batch import manifest, rows
from papercleaner.batch.job import Job, knowledge, shape
from papercleaner.batch.manifest import Document, Manifest
from papercleaner.batch.rows import Row
from papercleaner.errors import InputError, OutputError
from papercleaner.io.store import Store, parent

BOOK_FOLDERS = ("", manifest.BOOKS, manifest.PLANS, manifest.ROWS, manifest.DONE)
"""Folders that every run publishes to."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A plan that lies in the output folder."""

    manifest: Manifest
    shards: tuple[tuple[Document, ...], ...]

    @property
    def job(self) -> Job:
        """How its outputs are named."""
        return shape(self.manifest.job)

    @property
    def documents(self) -> list[Document]:
        """All of its documents."""
        return [document for shard in self.shards for document in shard]


def earlier(store: Store) -> Earlier | None:
    """The plan of an earlier run, None if there is none.  Raises InputError for a damaged one."""
    found = manifest.load(store)
    if found is None:
        return None
    return Earlier(found, tuple(manifest.load_plan(store, n, plan) for n, plan in enumerate(found.plans)))


def alike(one: Job, other: Job) -> bool:
    """Whether both give outputs the same names."""
    return (one.layout, one.form, one.split) == (other.layout, other.form, other.split)


def adopt(store: Store, job: Job, plan: Sequence[Sequence[Document]], size: int) -> Manifest:
    """Write a new plan down, its manifest last; then nothing in the books belongs to another plan."""
    hashes = []
    for number, shard in enumerate(plan):
        data = manifest.plan_bytes(shard)
        hashes.append(manifest.plan_hash(data))
        name = manifest.plan_name(number, hashes[-1])
        if store.size(name) != len(data):
            store.publish(name, data)
    count = sum(map(len, plan))
    made = Manifest(__version__, knowledge(), job.record(), count, size, tuple(hashes))
    if store.read(manifest.MANIFEST) != made.bytes():
        store.publish(manifest.MANIFEST, made.bytes())
    _tidy(store, made)
    return made


def _tidy(store: Store, made: Manifest) -> None:
    """Remove plans, rows and markers that the manifest does not know."""
    count = len(made.plans)
    known = {
        *(manifest.plan_name(number, plan) for number, plan in enumerate(made.plans)),
        *(manifest.rows_name(number) for number in range(count)),
        *(manifest.done_name(number) for number in range(count)),
    }
    for folder in (manifest.PLANS, manifest.ROWS, manifest.DONE):
        for name in store.names(folder):
            if f"{folder}/{name}" not in known:
                store.remove(f"{folder}/{name}")


def retire(store: Store, old: Earlier, job: Job, plan: Sequence[Sequence[Document]]) -> None:
    """Remove outputs of an earlier plan that the new one has no use for, and the markers that spoke for them."""
    was = old.job
    kept = {document.output for shard in plan for document in shard}
    same = alike(was, job)
    for number, shard in enumerate(old.shards):
        gone = [d.output for d in shard if d.output and not (same and d.output in kept)]
        part = manifest.part_name(number, was.part) if was.part and not (same and number < len(plan)) else ""
        if gone or part:
            store.remove(manifest.done_name(number))
        for output in gone:
            _remove(store, output, was)
        if part:
            store.remove(part)


def _remove(store: Store, output: str, job: Job) -> None:
    from papercleaner.batch.shard import own

    for name in own(store, output, job):
        store.remove(name)
    store.prune(output if job.split else parent(output))


def forget(store: Store) -> None:
    """Remove all markers: everything is to be done again."""
    for name in store.names(manifest.DONE):
        store.remove(f"{manifest.DONE}/{name}")


def finished(store: Store, number: int, key: str, again: bool = False) -> tuple[Row, ...] | None:
    """The rows of a shard that is done with `key` and whose outputs are there in their length; else None.

    With `again` a shard in which a document crashed or ran out of time is not done either.
    """
    found = marker(store, number)
    if found is None or found.get("key") != key:
        return None
    data = store.read(manifest.rows_name(number))
    try:
        made = rows.read(data or b"")
        files = [(f["name"], f["bytes"]) for f in found["parts"]] + [(f.name, f.bytes) for r in made for f in r.outputs]
        whole = len(made) == found["rows"] and all(store.size(name) == size for name, size in files)
    except (ValueError, TypeError, KeyError, OutputError):
        return None
    if again and any(row.status in ("crashed", "timeout") for row in made):
        return None
    return made if whole else None


def marker(store: Store, number: int) -> dict[str, Any] | None:
    """The marker of a shard; None if it has none that can be read."""
    try:
        found = json.loads(store.read(manifest.done_name(number)) or b"null")
    except (ValueError, InputError):
        return None
    return found if isinstance(found, dict) else None


def folders(documents: Sequence[Document], job: Job) -> set[str]:
    """Folders of the outputs of these documents."""
    if job.part:
        return set()
    return {document.output if job.split else parent(document.output) for document in documents}
