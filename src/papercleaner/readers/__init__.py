"""Bytes to pages.  Each reader gives the same Page, so the stages need not know where it came from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from papercleaner.errors import UsageError
from papercleaner.model import Edit, Issue, Page, Source
from papercleaner.readers import pictures
from papercleaner.readers.codes import LOST
from papercleaner.readers.decode import decode
from papercleaner.readers.encodings import known
from papercleaner.readers.packed import unpacked

if TYPE_CHECKING:
    from papercleaner.readers.sheets import Input

READERS = {"plain": "plain", "markdown": "markdown", "json": "records", "jsonl": "records"}
"""Name of a format for `--from` -> module that reads it."""

MEASURED = {
    "hocr": "hocr",
    "alto": "alto",
    "pagexml": "pagexml",
    "abbyy": "abbyy",
    "tsv": "tsv",
    "boxes": "boxes",
    "ndl": "ndl",
    "cloud": "clouds",
}
"""The same for formats that tell where on the page each line stands."""

ALIASES = {"txt": "plain", "text": "plain", "md": "markdown", "page": "pagexml"}


PICTURED = ("image", "pdf")
"""Formats that hold pictures of pages; read with the extra `ocr`.  With another engine than the first one, a dash
and its name follow (`image-tesseract`)."""


def read(
    data: bytes | str, name: str, reader: str | None = None, encoding: str | None = None, ocr: str | None = None
) -> Page:
    """The page that `data` holds, read by `reader` or by what the content shows; pictures of pages by the engine `ocr`.

    Raises InputError for what cannot be read as that, UsageError for a reader or an encoding nobody knows.
    """
    raw = unpacked(data, name) if isinstance(data, bytes) else data
    if encoding:
        known(encoding)
    if isinstance(raw, bytes):
        kind, _, other = (reader or pictures.kind(raw) or "").partition("-")
        if kind in PICTURED:
            return pictures.read(_input(data, raw, name), kind, other or ocr)
    chosen = ALIASES.get(reader, reader) if reader else _family(raw, name)
    if chosen in MEASURED:
        return _measured(chosen, data, raw, name)
    source = decode(raw, name, encoding)
    if raw is not data and isinstance(data, bytes):
        source = replace(source, sha256=hashlib.sha256(data).hexdigest())
    if chosen is not None:
        return _told(_reader(chosen)(source))
    from papercleaner.readers.detect import detect

    return _told(detect(source))


_MAY_BE_MEASURED = re.compile(rb"[\s\x00\xef\xbb\xbf\xfe\xff]*(?:[<{\[]|level\t)")


def _family(raw: bytes | str, name: str) -> str | None:
    """The measured format that the content is in, None where it is text."""
    head = raw[:200].encode(errors="replace") if isinstance(raw, str) else raw[:200]
    if not _MAY_BE_MEASURED.match(head):
        return None
    from papercleaner.readers.family import family

    return family(_input(raw, raw, name))


def _measured(chosen: str, data: bytes | str, raw: bytes | str, name: str) -> Page:
    module = import_module(f"{__name__}.{MEASURED[chosen]}")
    page: Page = module.read(_input(data, raw, name))
    return page


def _input(data: bytes | str, raw: bytes | str, name: str) -> Input:
    from papercleaner.readers.sheets import Input

    packed, plain = (x.encode(errors="surrogatepass") if isinstance(x, str) else x for x in (data, raw))
    return Input(name, packed, plain)


def _reader(name: str) -> Callable[[Source], Page]:
    module = READERS.get(ALIASES.get(name, name))
    if module is None:
        raise UsageError(f"no reader {name!r}", hint=f"Readers: {', '.join((*READERS, *MEASURED, *PICTURED))}")
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


__all__ = ["ALIASES", "MEASURED", "PICTURED", "READERS", "read"]
