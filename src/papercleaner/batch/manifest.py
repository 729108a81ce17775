"""The plan of a batch as it lies in the output folder, and what it names.

OUT/.papercleaner/manifest.json        settings, versions, and the hash of each shard's plan
OUT/.papercleaner/plan/00000-….jsonl   a shard's documents, a line each
OUT/.papercleaner/rows/00000.jsonl     what became of them, a line each, in the same order
OUT/.papercleaner/done/00000.json      the marker of a finished shard: counts and hashes
OUT/.papercleaner/lock                 held while a run writes here
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from papercleaner.batch import records
from papercleaner.errors import InputError
from papercleaner.io.store import Store

FORMAT = "papercleaner-batch/1"
BOOKS = ".papercleaner"
MANIFEST = f"{BOOKS}/manifest.json"
PLANS, ROWS, DONE = f"{BOOKS}/plan", f"{BOOKS}/rows", f"{BOOKS}/done"
LOCK = f"{BOOKS}/lock"


@dataclass(frozen=True, slots=True)
class Document:
    """An input of the plan: path, name of its output, length and hash of its bytes, or why it will not be read.

    `output` is a file, or with `--split` a folder; it is kept for parts too, where it stays unused.
    """

    path: str
    output: str
    bytes: int
    sha256: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The head of a plan: `job` as Job.record, `plans` the hash of each shard's plan, in the order of numbers."""

    tool: str
    knowledge: str
    job: dict[str, Any]
    documents: int
    shard_size: int
    plans: tuple[str, ...]

    def bytes(self) -> bytes:
        """As it is written."""
        made = {"format": FORMAT, **asdict(self), "plans": list(self.plans)}
        return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def load(store: Store) -> Manifest | None:
    """The manifest in `store`, None if there is none.  Raises InputError for one that is damaged or not ours."""
    data = store.read(MANIFEST)
    if data is None:
        return None
    hint = "Start the batch in another folder"
    try:
        found = json.loads(data)
        if found.pop("format") != FORMAT:
            raise InputError("was written by another version", where=f"{store.where}/{MANIFEST}", hint=hint)
        return Manifest(**{**found, "plans": tuple(found["plans"])})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError("is damaged", where=f"{store.where}/{MANIFEST}", hint=hint) from error


def plan_bytes(documents: Sequence[Document]) -> bytes:
    """A shard's plan as it is written."""
    return records.lines(asdict(document) for document in documents)


def plan_hash(data: bytes) -> str:
    """The hash that names a plan in the manifest."""
    return hashlib.sha256(data).hexdigest()


def plan_name(number: int, plan: str) -> str:
    """Where the plan of shard `number` with hash `plan` lies: a new plan never overwrites the one in use."""
    return f"{PLANS}/{number:05}-{plan[:12]}.jsonl"


def load_plan(store: Store, number: int, plan: str) -> tuple[Document, ...]:
    """The documents of a shard.  Raises InputError if its plan is missing or not the one of the manifest."""
    name = plan_name(number, plan)
    data = store.read(name)
    if data is None or plan_hash(data) != plan:
        what = "is missing" if data is None else "is damaged"
        raise InputError(what, where=f"{store.where}/{name}", hint="Run the batch again without --resume")
    return tuple(Document(**record) for record in records.read_lines(data))


def rows_name(number: int) -> str:
    """Where the rows of shard `number` lie."""
    return f"{ROWS}/{number:05}.jsonl"


def done_name(number: int) -> str:
    """Where the marker of shard `number` lies."""
    return f"{DONE}/{number:05}.json"


def part_name(number: int, ending: str) -> str:
    """The one output part of shard `number`."""
    return f"part-{number:05}.{ending}"
