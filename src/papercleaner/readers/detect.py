"""Which reader a file asks for, told from its content, never from its name.

A file is our JSON or JSONL if it begins with an object that says so; it is our Markdown if writing what
was read gives its very bytes, and its first article has a title line; else it is a plain text dump.
"""

from __future__ import annotations

import re

from papercleaner.config import Config
from papercleaner.model import Page, Source
from papercleaner.readers import markdown, plain
from papercleaner.writers.markdown import render
from papercleaner.writers.options import Options

_FRONT_MATTER = r"(?:---\n(?:.+\n)+---\n(?:\n|\Z))?"
_KICKER = r"(?:\*(?:.|(?<=\\)\n)+\*\n\n)?"
_TITLED = re.compile(_FRONT_MATTER + _KICKER + r"(?:#(?: |\n)|(?<=\n---\n)\Z)")
_RECORD = '"papercleaner/'
_HEAD = 2000
"""Characters in which our JSON names its format; `--from json` reads a record that says it later."""


def detect(source: Source) -> Page:
    """The page, read by the reader that its content asks for."""
    head = source.text[:_HEAD].lstrip()
    if head.startswith("{") and _RECORD in head:
        from papercleaner.readers import records

        return records.read(source)
    if head.startswith(("---\n", "*", "#")) and (page := _our_markdown(source)):
        return page
    return plain.read(source)


def _our_markdown(source: Source) -> Page | None:
    """The page of a file that has exactly the shape our writer gives; None for any other."""
    if not _TITLED.match(source.text):
        return None
    page = markdown.read(source)
    # The front matter is compared too, but not the version and the settings of the run that wrote it.
    written = render(page, Config(), Options())
    return page if _body(written) == _body(source.text) else None


def _body(text: str) -> str:
    """The text without the two lines of front matter that a later version would write differently."""
    return re.sub(r"\A---\ngenerator: .+\nconfig: .+\n", "---\n", text)
