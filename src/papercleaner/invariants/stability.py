"""I1, I2: our own output, read back and cleaned again, gives the same bytes and no edit."""

from __future__ import annotations

from collections.abc import Iterator

from papercleaner import pipeline, readers
from papercleaner.config import Config
from papercleaner.errors import PapercleanerError
from papercleaner.invariants.breach import Breach
from papercleaner.model import Page
from papercleaner.trace import edits_of
from papercleaner.writers import render


def stability(page: Page, config: Config) -> Iterator[Breach]:
    """What a second run over the Markdown or the JSON of the page would do."""
    for form, reader in (("json", "json"), ("md", "markdown")):
        written = render(page, form, config)
        try:
            again = readers.read(written, page.source.name)
        except PapercleanerError as error:
            yield Breach("I2", f"the {form} cannot be read back: {error}")
            continue
        if not written:
            continue
        if again.source.reader != reader:
            yield Breach("I2", f"the {form} is read back as {again.source.reader}")
        elif render(again, form, config) != written:
            yield Breach("I2", f"the {form}, read back and written again, differs")
        else:
            yield from _again(again, written, form, config)


def _again(again: Page, written: bytes, form: str, config: Config) -> Iterator[Breach]:
    second = pipeline.run(again, config)
    made = [edit for edit in edits_of(second) if edit.applied and edit.kind != "move"]
    for edit in made:
        around = again.source.text[max(0, edit.spans[0][0] - 12) : edit.spans[0][1] + 12]
        yield Breach("I1", f"cleaning the {form} again: {edit.rule} makes {edit.before!r} {edit.after!r} in {around!r}")
    if not made and render(second, form, config) != written:
        yield Breach("I1", f"cleaning the {form} again gives other bytes")
