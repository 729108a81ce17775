"""Bytes to pages.  Each reader gives the same Page, so the stages need not know where it came from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from papercleaner.errors import UsageError
from papercleaner.model import Edit, Issue, Page, Source
from papercleaner.readers.codes import LOST
from papercleaner.readers.decode import decode

READERS = {"plain": "plain", "markdown": "markdown", "json": "records", "jsonl": "records"}
"""Name of a format for `--from` -> module that reads it."""

ALIASES = {"txt": "plain", "text": "plain", "md": "markdown"}


def read(data: bytes | str, name: str, reader: str | None = None, encoding: str | None = None) -> Page:
    """The page that `data` holds, read by `reader` or by what the content shows.

    Raises InputError for what cannot be read as that, UsageError for a reader or an encoding nobody knows.
    """
    source = decode(data, name, encoding)
    if reader is not None:
        return _told(_reader(reader)(source))
    from papercleaner.readers.detect import detect

    return _told(detect(source))


def _reader(name: str) -> Callable[[Source], Page]:
    module = READERS.get(ALIASES.get(name, name))
    if module is None:
        raise UsageError(f"no reader {name!r}", hint=f"Readers: {', '.join(READERS)}")
    found: Callable[[Source], Page] = import_module(f"{__name__}.{module}").read
    return found


def _told(page: Page) -> Page:
    """The page with its broken bytes as edits and as issues."""
    damage = page.source.damage
    if not damage:
        return page
    edits = tuple(
        Edit("replace", ((d.at, d.at + 1),), f"0x{d.data.hex()} at byte {d.offset}", LOST, "encoding.byte")
        for d in damage
    )
    issues = tuple(Issue("PC201", f"broken character: bytes {e.before}", e.spans) for e in edits)
    return replace(page, door=edits, issues=issues + page.issues)


__all__ = ["ALIASES", "READERS", "read"]
