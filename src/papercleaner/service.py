"""From bytes to a proved page: the one road that the commands, the golden files and the API all take."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from papercleaner.config import Config
from papercleaner.model import Page

SAME_FORMAT = {"plain": "txt", "markdown": "md", "json": "json", "jsonl": "jsonl"}
"""Reader -> the format that writes what it reads; text for all others."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read the bytes, where the user insists; None: told from the content."""

    reader: str | None = None
    encoding: str | None = None
    ocr: str | None = None
    """What recognises pictures of pages."""


AS_FOUND = Reading()


def clean(data: bytes, name: str, config: Config, reading: Reading = AS_FOUND) -> Page:
    """The cleaned page of one document, its promises proved.

    `name` is kept in the page without its folder, so that a file gives the same output wherever it lies.
    Raises InputError for bytes that cannot be read, InvariantError (there is no page) if a promise broke.
    """
    from papercleaner import invariants, pipeline, readers

    page = readers.read(data, _shown(name), reading.reader, reading.encoding, reading.ocr)
    page = pipeline.run(page, config)
    invariants.check(page, config)
    return page


def _shown(name: str) -> str:
    r"""`name` without its folder; a byte that is no UTF-8, which POSIX allows in names, as \\xNN."""
    data = (PurePath(name).name or name).encode(errors="surrogateescape")
    return data.decode(errors="backslashreplace")


def before_and_after(data: bytes, page: Page, config: Config) -> tuple[str, str]:
    """What the input says and what the cleaned page says, as texts that can be compared line by line.

    A dump, or what an engine printed with coordinates, is compared by its lines that are not blank, without the
    space around them: blank lines are layout.  Our own Markdown or JSON is compared as it stands with what would
    be written now.
    """
    from papercleaner import writers
    from papercleaner.readers.packed import unpacked

    after = writers.render(page, SAME_FORMAT.get(page.source.reader, "txt"), config).decode()
    if page.source.reader not in SAME_FORMAT or page.source.reader == "plain":
        return _solid(page.source.text), _solid(after)
    if page.source.damage or page.source.encoding not in ("utf-8", "utf-8-sig"):
        return page.source.text, after
    return unpacked(data, page.source.name).decode("utf-8-sig"), after


def _solid(text: str) -> str:
    return "".join(f"{line.strip()}\n" for line in text.splitlines() if line.strip())


def form_for(path: str | None) -> str:
    """The format that the ending of `path` names; Markdown where it names none."""
    from papercleaner.writers import FORMATS

    ending = PurePath(path).suffix.removeprefix(".").lower() if path else ""
    return ending if ending in FORMATS else "md"
