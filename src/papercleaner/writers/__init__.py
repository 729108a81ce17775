"""Finished pages to bytes.  All escaping lives here; nothing here decides what the text is."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from papercleaner.config import Config
from papercleaner.errors import UsageError
from papercleaner.model import Page
from papercleaner.writers.options import Options

FORMATS = {"md": "markdown", "json": "json", "jsonl": "jsonl", "txt": "text"}
"""Name of a format on the command line -> module that writes it."""

Writer = Callable[[Page, Config, Options], str]


def render(page: Page, form: str, config: Config | None = None, options: Options | None = None) -> bytes:
    """The page in format `form` (a key of FORMATS), UTF-8, the same bytes for the same page on any machine.

    Raises UsageError for a format nobody writes.
    """
    module = FORMATS.get(form)
    if module is None:
        raise UsageError(f"no writer for {form!r}", hint=f"Formats: {', '.join(FORMATS)}")
    write: Writer = import_module(f"{__name__}.{module}").render
    return write(page, config or Config(), options or Options()).encode()


__all__ = ["FORMATS", "Options", "render"]
