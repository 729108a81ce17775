"""What a user may decide about the form of the output, as Config decides about its content."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`trace`: write every edit (JSON, JSONL).  `front_matter`: begin with YAML about the source (Markdown)."""

    trace: bool = False
    front_matter: bool = False
