"""Which documents there are, what their outputs are called, and which shard does them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import islice

from papercleaner.batch.job import Job
from papercleaner.batch.manifest import BOOKS, Document
from papercleaner.errors import InputError
from papercleaner.io import names
from papercleaner.io.store import refused
from papercleaner.io.tree import Entry, Tree
from papercleaner.io.urls import is_remote
from papercleaner.io.urls import path as path_of

_SMALLEST, _LARGEST, _WANTED = 16, 1000, 2000
"""Documents of a shard at least and at most, and how many shards a large run is cut into in between."""

_READERS = 16
"""Files read at once while planning: from far away the wait for each is long, the work small."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which files of the input are documents: any of `include` (all, if empty), none of `exclude`.

    A pattern with a slash is held against the path below the input, one without against the name; `*` stands
    for any characters, slashes too.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def takes(self, path: str) -> bool:
        """Whether the file at `path` is a document."""
        return (not self.include or _any(self.include, path)) and not _any(self.exclude, path)


def _any(patterns: Iterable[str], path: str) -> bool:
    name = path.rpartition("/")[2]
    return any(fnmatchcase(path if "/" in pattern else name, pattern) for pattern in patterns)


def chosen(tree: Tree, choice: Choice) -> list[Entry]:
    """What of `tree` is to be cleaned, in its order.  Raises InputError if there is nothing."""
    found = [entry for entry in tree.entries() if choice.takes(entry.path)]
    if not found:
        raise InputError("no documents in it", where=tree.where, hint="Check the folder, --include and --exclude")
    return found


def documents(tree: Tree, chosen: Sequence[Entry], job: Job, known: Sequence[Document] = ()) -> list[Document]:
    """The entries as documents, with hashes and names of outputs.

    A document that is among `known` keeps the output it had.
    """
    naming = _Naming(job, {document.path: document.output for document in known})
    outputs = naming.all(entry.path for entry in chosen)
    return [
        Document(entry.path, outputs[entry.path], entry.bytes, sha256, problem)
        for entry, (sha256, problem) in zip(chosen, _hashes(tree, chosen, job.largest), strict=True)
    ]


def _hashes(tree: Tree, entries: Sequence[Entry], largest: int) -> Iterator[tuple[str, str]]:
    """Hash of each entry's bytes, or "" and why there is none."""

    def one(entry: Entry) -> tuple[str, str]:
        if entry.problem:
            return "", entry.problem
        if entry.bytes > largest:
            return "", f"has {entry.bytes} bytes, more than {largest}; --largest allows more"
        try:
            return hashlib.sha256(tree.read(entry.path)).hexdigest(), ""
        except InputError as error:
            return "", error.what

    pool = ThreadPoolExecutor(_READERS)
    try:
        waiting = iter(entries)
        while block := list(islice(waiting, 1024)):
            yield from pool.map(one, block)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # Ctrl-C does not wait for what nobody will read


class _Naming:
    """Names of outputs: the input's path with another ending, made unique also where case does not count."""

    def __init__(self, job: Job, known: dict[str, str]) -> None:
        self._job, self._known = job, known
        self._taken: dict[str, set[str]] = {}

    def all(self, paths: Iterable[str]) -> dict[str, str]:
        """Path -> output; "" where outputs go into parts."""
        wanted = list(paths)
        if self._job.part:
            return dict.fromkeys(wanted, "")
        made = {path: self._known[path] for path in wanted if not refused(self._known.get(path, ""))}
        for output in made.values():
            folder, _, name = output.rpartition("/")
            self._set(folder).add(names.twin(name))
        for path in wanted:
            if path not in made:
                made[path] = self._new(path)
        return made

    def _new(self, path: str) -> str:
        folder, _, name = path.rpartition("/")
        folder = "/".join(_safe(part) for part in folder.split("/")) if folder else ""
        stem = _safe(names.stem(name))
        wanted = stem if self._job.split else names.named(stem, self._job.form)
        unique = names.unique(wanted, self._set(folder))
        return f"{folder}/{unique}" if folder else unique

    def _set(self, folder: str) -> set[str]:
        taken = self._taken.setdefault(names.twin(folder), set())
        if not folder:
            taken.add(BOOKS)
        return taken


def _safe(part: str) -> str:
    """A part of a path that stays where it is put (only keys of object stores can be otherwise)."""
    return part if part not in ("", ".", "..") and "\0" not in part else "page"


def shards(found: Sequence[Document], size: int, old: Sequence[Sequence[Document]] = ()) -> list[tuple[Document, ...]]:
    """The documents by shards of `size`.

    Those of an earlier plan stay in their shard, so that new or missing ones leave the others' parts alone.
    """
    by_path = {document.path: document for document in found}
    made = [tuple(by_path.pop(document.path) for document in shard if document.path in by_path) for shard in old]
    rest = list(by_path.values())
    return made + [tuple(rest[start : start + size]) for start in range(0, len(rest), size)]


def shard_size(count: int) -> int:
    """A size that gives many small shards for a laptop and not too many for a cluster."""
    return max(_SMALLEST, min(_LARGEST, -(-count // _WANTED)))


def absolute(where: str) -> str:
    """A path or URL that means the same on another worker of the run."""
    return where if is_remote(where) else str(path_of(where).resolve())
