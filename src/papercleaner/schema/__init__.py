"""The JSON Schema of what papercleaner writes, as package data."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of `papercleaner/1`: a page as JSON; `#/$defs/row` is a line of JSONL."""
    text = files(__package__).joinpath("papercleaner-1.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
