"""Language knowledge as data: rules, punctuation, newspaper grammar, word tables.

Each file names its source and licence.  Nothing is read before it is asked for, and each only once.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from operator import itemgetter
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The TOML table `knowledge/<name>.toml`."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def lines(name: str) -> dict[str, str]:
    """The lines of `knowledge/<name>.utf16`, by their first character.

    Half the bytes of Chinese in UTF-8's stead, and read in a third of the time; the wheel packs them anyhow.
    """
    found = data(f"{name}.utf16").decode("utf-16-le").split("\n")
    return dict(zip(map(itemgetter(0), found), found, strict=True))


def data(name: str) -> bytes:
    """The bytes of `knowledge/<name>`."""
    return files(__package__).joinpath(name).read_bytes()
