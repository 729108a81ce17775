"""Every hash and count of an output folder, checked again."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from papercleaner.batch import manifest, resume, rows
from papercleaner.batch.job import key
from papercleaner.batch.manifest import Document, Manifest
from papercleaner.batch.rows import File, Row
from papercleaner.errors import InputError, PapercleanerError
from papercleaner.io.atomic import TEMPORARY
from papercleaner.io.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was checked, and what is wrong."""

    shards: int
    documents: int
    outputs: int
    counts: dict[str, int]
    differences: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether all holds."""
        return not self.differences


def verify(where: str) -> Verdict:
    """Check the batch in `where`: plans, markers, rows, outputs.  Raises InputError if there is none."""
    store = open_store(where)
    found = manifest.load(store)
    if found is None:
        raise InputError("holds no batch", where=where, hint="Name the output folder of papercleaner batch")
    check = _Check(store, found)
    differences = [*check.all(), *_litter(store)]
    return Verdict(len(found.plans), found.documents, len(check.seen), dict(check.counts), tuple(differences))


class _Check:
    """One verification: `seen` are the outputs, `counts` the rows by status."""

    def __init__(self, store: Store, found: Manifest) -> None:
        self._store, self._manifest = store, found
        self.seen: set[str] = set()
        self.counts: Counter[str] = Counter()

    def all(self) -> Iterator[str]:
        """All differences."""
        planned = 0
        for number, plan in enumerate(self._manifest.plans):
            try:
                documents = manifest.load_plan(self._store, number, plan)
            except InputError as error:
                yield str(error)
                continue
            planned += len(documents)
            yield from self._shard(number, plan, documents)
        if planned != self._manifest.documents:
            yield f"the manifest counts {self._manifest.documents} documents, its plans {planned}"

    def _shard(self, number: int, plan: str, documents: tuple[Document, ...]) -> Iterator[str]:
        marker = resume.marker(self._store, number)
        if marker is None:
            yield f"shard {number} is not done"
            return
        data = self._store.read(manifest.rows_name(number)) or b""
        try:
            if hashlib.sha256(data).hexdigest() != marker["rows_sha256"]:
                yield f"{manifest.rows_name(number)}: its hash is not that of the marker"
                return
            if marker["key"] != key(self._manifest.job, plan, self._manifest.tool, self._manifest.knowledge):
                yield f"shard {number} was made with other settings or another version than the manifest says"
            made = rows.read(data)
            yield from _pairs(number, documents, made, marker["rows"])
            self.counts.update(row.status for row in made)
            files = [*(File(**f) for f in marker["parts"]), *(f for row in made for f in row.outputs)]
        except (ValueError, TypeError, KeyError) as error:
            yield f"shard {number}: its marker or its rows are damaged ({type(error).__name__})"
            return
        for file in files:
            yield from self._output(file)

    def _output(self, file: File) -> Iterator[str]:
        if file.name in self.seen:
            yield f"{file.name}: is the output of two documents"
        self.seen.add(file.name)
        try:
            data = self._store.read(file.name)
        except PapercleanerError as error:
            yield str(error)
            return
        if data is None:
            yield f"{file.name}: is missing"
        elif len(data) != file.bytes:
            yield f"{file.name}: has {len(data)} bytes, not {file.bytes}"
        elif hashlib.sha256(data).hexdigest() != file.sha256:
            yield f"{file.name}: its hash is not that of its row"


def _pairs(number: int, documents: tuple[Document, ...], made: tuple[Row, ...], count: int) -> Iterator[str]:
    """Rows against documents: as many, the same, in the same order."""
    if not len(documents) == len(made) == count:
        yield f"shard {number}: {len(documents)} documents, {len(made)} rows, {count} by its marker"
    for document, row in zip(documents, made, strict=False):
        if (document.path, document.sha256) != (row.path, row.id):
            yield f"shard {number}: the row of {document.path} tells of {row.path}"


def _litter(store: Store) -> Iterator[str]:
    for folder in resume.BOOK_FOLDERS:
        for name in store.names(folder):
            if TEMPORARY.fullmatch(name):
                yield f"{folder}/{name}: was left by a killed run; papercleaner batch --resume removes it"
