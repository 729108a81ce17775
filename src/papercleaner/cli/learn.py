"""`papercleaner learn`: what an archive says again and again, as a model for the character repair."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from papercleaner import learn
from papercleaner.cli import options, report, terminal
from papercleaner.errors import ExitCode, InputError
from papercleaner.io.atomic import publish
from papercleaner.io.inputs import found, load
from papercleaner.service import Reading


@click.command(name="learn")
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER…")
@click.option("-o", "--output", required=True, metavar="MODEL", help="The model file to write.")
@options.reading
@click.option("-q", "--quiet", is_flag=True, help="No summary on stderr.")
@click.pass_context
def command(context: click.Context, /, folders: tuple[str, ...], **_: object) -> int:
    """Learn the names and phrases of an archive, for clean --model.

    Every file in FOLDER is read, as clean would read it.  The model holds how many paragraphs have a phrase:
    names that stand again and again are then left alone, and a slip in one of them is mended.

    \b
    Example:
      papercleaner learn archive -o archive.model
      papercleaner clean archive/page.txt --model archive.model
    """
    given = context.params
    parts = _Parts(folders, Reading(given["reader"], given["encoding"]), Path(given["output"]))
    data = learn.model(parts)
    if not parts.read:
        raise InputError("nothing to learn from", where=folders[0], hint="Name a folder of texts that can be read")
    publish(Path(given["output"]), data)
    if not given["quiet"]:
        terminal.note(f"{given['output']}: {parts.read} documents, {len(data)} bytes")
    return ExitCode.SOME_FAILED if parts.failed else ExitCode.OK


class _Parts:
    """What each file adds; one that cannot be read is told of and counted."""

    def __init__(self, folders: tuple[str, ...], reading: Reading, output: Path) -> None:
        self._files = sorted({path for folder in folders for path in found(folder)} - {output})
        self._reading = reading
        self.read = self.failed = 0

    def __iter__(self) -> Iterator[learn.Part]:
        for path in self._files:
            part = self._part(str(path))
            if part is not None:
                self.read += 1
                yield part

    def _part(self, name: str) -> learn.Part | None:
        try:
            return learn.part(load(name).data, name, self._reading)
        except Exception as error:
            report.failed(error, name)
            self.failed += 1
            return None
