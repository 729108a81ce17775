"""File names that are safe on every system, made from titles and input names."""

from __future__ import annotations

import unicodedata
from pathlib import PurePath

_LIMIT = 255
"""Bytes of UTF-8 that common file systems allow in one name."""

_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))})
"""Device names of Windows; they are reserved with any ending too."""


def slug(title: str, limit: int = 80) -> str:
    """`title` as a part of a file name: letters, digits and Han kept, all else a single hyphen.

    At most `limit` bytes of UTF-8, cut between characters; "untitled" where nothing is left.
    """
    text = unicodedata.normalize("NFC", title)
    words = "".join(c if c.isalnum() or unicodedata.category(c) == "Mn" else " " for c in text).split()
    kept = _clipped("-".join(words), limit).strip("-")
    if not kept:
        return "untitled"
    return f"{kept}-" if kept.lower() in _RESERVED else kept


def named(stem: str, ending: str) -> str:
    """`stem.ending` within the length that file systems allow."""
    return f"{_clipped(stem, _LIMIT - len(ending.encode()) - 1)}.{ending}"


def stem(name: str) -> str:
    """The input's name without folder and ending, as a stem for its outputs; "stdin" for `-`."""
    if name == "-":
        return "stdin"
    found = PurePath(name).stem
    return "page" if found in ("", "..") else found


def twin(name: str) -> str:
    """A key that is equal for names that some file system would take for the same file."""
    return unicodedata.normalize("NFC", name).casefold()


def unique(name: str, taken: set[str]) -> str:
    """`name`, or `name-2`, `name-3` … before its ending if `taken` holds a twin.  Adds the result to `taken`."""
    base, dot, ending = name.rpartition(".")
    base, ending = (base, dot + ending) if base else (name, "")
    number, candidate = 1, name
    while twin(candidate) in taken:
        number += 1
        tail = f"-{number}{ending}"
        candidate = _clipped(base, _LIMIT - len(tail.encode())) + tail
    taken.add(twin(candidate))
    return candidate


def _clipped(text: str, limit: int) -> str:
    """The longest beginning of `text` that takes at most `limit` bytes, no character halved."""
    data = text.encode(errors="surrogateescape")
    if len(data) <= limit:
        return text
    return data[:limit].decode(errors="ignore")
