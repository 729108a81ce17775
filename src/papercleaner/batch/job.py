"""What is done with every document of a batch."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

from papercleaner import __version__
from papercleaner.config import Config
from papercleaner.service import AS_FOUND, Reading
from papercleaner.writers.options import Options

Layout = Literal["files", "jsonl", "parquet"]
LAYOUTS: tuple[str, ...] = get_args(Layout)

TIMEOUT, LARGEST = 300.0, 8 << 20
"""How many seconds a document may take, how many bytes it may have."""

_LIMITS = ("timeout", "largest")
"""Settings that decide how long we try, not what comes out."""


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
        """The settings that decide the outputs, for the manifest."""
        made = asdict(self)
        return {key: value for key, value in made.items() if key not in _LIMITS}

    def key(self, plan: str, tool: str = __version__, known: str = "") -> str:
        """Names what a shard's outputs depend on: the plan's hash, the settings, version and knowledge."""
        facts = [plan, self.record(), tool, known or knowledge()]
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()

    @property
    def part(self) -> str:
        """Ending of a shard's one output part; "" where each document has files of its own."""
        return "" if self.layout == "files" else self.layout

    @property
    def rendered(self) -> str:
        """The format that a document's text is made in."""
        return {"files": self.form, "jsonl": "jsonl", "parquet": "json"}[self.layout]


def from_record(record: Mapping[str, Any], limits: Job | None = None) -> Job:
    """The Job that `record` tells of, with the limits of another."""
    made = Job(
        **{
            **record,
            "config": Config(**record["config"]),
            "reading": Reading(**record["reading"]),
            "options": Options(**record["options"]),
        }
    )
    return made if limits is None else replace(made, timeout=limits.timeout, largest=limits.largest)


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
