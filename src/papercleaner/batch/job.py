"""What is done with every document of a batch."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

from papercleaner import __version__
from papercleaner.config import CHOICES, Config
from papercleaner.service import AS_FOUND, Reading
from papercleaner.writers.options import Options

Layout = Literal["files", "jsonl", "parquet"]
LAYOUTS: tuple[str, ...] = get_args(Layout)

TIMEOUT, LARGEST = 300.0, 8 << 20
"""How many seconds a document may take, how many bytes it may have."""


@dataclass(frozen=True, slots=True)
class Job:
    """How documents are read, cleaned and written, and when to give one up.

    `timeout` is in seconds, `largest` in bytes: what is larger is refused unread.
    """

    config: Config = field(default_factory=Config)
    reading: Reading = AS_FOUND
    layout: Layout = "files"
    form: str = "md"
    options: Options = field(default_factory=Options)
    split: bool = False
    timeout: float = TIMEOUT
    largest: int = LARGEST

    def record(self) -> dict[str, Any]:
        """What decides the outputs, for the manifest: not the limits, which decide how long we try."""
        return {
            "config": self.config.digest,
            "settings": {name: getattr(self.config, name) for name in CHOICES},
            "reading": asdict(self.reading),
            "layout": self.layout,
            "form": self.form,
            "options": asdict(self.options),
            "split": self.split,
        }

    def key(self, plan: str) -> str:
        """Names what the outputs of a shard with this plan depend on."""
        return key(self.record(), plan, __version__, knowledge())

    @property
    def part(self) -> str:
        """Ending of a shard's one output part; "" where each document has files of its own."""
        return "" if self.layout == "files" else self.layout

    @property
    def rendered(self) -> str:
        """The format that a document's text is made in."""
        return {"files": self.form, "jsonl": "jsonl", "parquet": "json"}[self.layout]


def key(record: Mapping[str, Any], plan: str, tool: str, known: str) -> str:
    """A hash over a job's record, a plan's hash, version and knowledge."""
    return hashlib.sha256(json.dumps([plan, record, tool, known], sort_keys=True).encode()).hexdigest()


def shape(record: Mapping[str, Any]) -> Job:
    """A job that names its outputs as the one of `record`; its other settings are not those."""
    return Job(layout=record["layout"], form=record["form"], split=record["split"])


@cache
def knowledge() -> str:
    """`sha256:…` over the names and bytes of all knowledge files."""
    total = hashlib.sha256()
    for name, file in sorted(_below(files("papercleaner.knowledge"), "")):
        data = file.read_bytes()
        total.update(f"{name} {len(data)}\n".encode())
        total.update(data)
    return f"sha256:{total.hexdigest()}"


def _below(folder: Traversable, above: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            found += _below(entry, f"{above}{entry.name}/")
        elif entry.is_file() and not entry.name.endswith((".py", ".pyc")):
            found.append((above + entry.name, entry))
    return found
