"""Bytes to pages.  Each reader gives the same Page, so the stages need not know where it came from."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from importlib import import_module

from papercleaner.errors import UsageError
from papercleaner.model import Page, Source
from papercleaner.readers.decode import decode

READERS = {"plain": "plain", "markdown": "markdown", "json": "records", "jsonl": "records"}
"""Name of a format for `--from` -> module that reads it."""

ALIASES = {"txt": "plain", "text": "plain", "md": "markdown"}


def read(data: bytes | str, name: str, reader: str | None = None, encoding: str | None = None) -> Page:
    """The page that `data` holds, read by `reader` or by what the content shows.

    Raises InputError for what cannot be read as that, UsageError for a reader or an encoding nobody knows.
    """
    _refuse_encoding(encoding)
    source = decode(data, name)
    if reader is not None:
        return _reader(reader)(source)
    from papercleaner.readers.detect import detect

    return detect(source)


def _reader(name: str) -> Callable[[Source], Page]:
    module = READERS.get(ALIASES.get(name, name))
    if module is None:
        raise UsageError(f"no reader {name!r}", hint=f"Readers: {', '.join(READERS)}")
    found: Callable[[Source], Page] = import_module(f"{__name__}.{module}").read
    return found


def _refuse_encoding(encoding: str | None) -> None:
    try:
        known = encoding is None or codecs.lookup(encoding).name in ("utf-8", "utf-8-sig")
    except LookupError:
        raise UsageError(f"no encoding is called {encoding!r}", hint="Try utf-8") from None
    if not known:
        raise UsageError(
            f"encoding {encoding} is not read yet",
            hint=f"Convert the file to UTF-8 first, for example: iconv -f {encoding} -t UTF-8 IN > OUT",
        )


__all__ = ["ALIASES", "READERS", "read"]
