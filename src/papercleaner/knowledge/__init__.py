"""Language knowledge as data: rules, punctuation, newspaper grammar, word tables.

Each file names its source and licence.  Nothing is read before it is asked for, and each only once.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The TOML table `knowledge/<name>.toml`."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def data(name: str) -> bytes:
    """The bytes of `knowledge/<name>`."""
    return files(__package__).joinpath(name).read_bytes()
