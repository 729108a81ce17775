"""`papercleaner learn`: what an archive says again and again, as a model for the character repair."""

from __future__ import annotations

from pathlib import Path

import click

from papercleaner.cli import options, progress, terminal
from papercleaner.errors import ExitCode, InputError
from papercleaner.io.atomic import publish
from papercleaner.service import Reading


@click.command(name="learn")
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER…")
@click.option("-o", "--output", required=True, metavar="MODEL", help="The model file to write.")
@options.engines
@options.reading
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary on stderr.")
@click.pass_context
def command(context: click.Context, /, folders: tuple[str, ...], **_: object) -> int:
    """Learn the names and phrases of an archive, for clean --model and batch --model.

    Every file in FOLDER, or below a URL, is read, as clean would read it.  The model holds how many paragraphs
    have a phrase: names that stand again and again are then left alone, and a slip in one of them is mended.

    \b
    Example:
      papercleaner learn archive -o archive.model
      papercleaner batch archive out --model archive.model
    """
    from papercleaner.batch.job import Job
    from papercleaner.batch.run import Order, learn

    given = context.params
    job = Job(reading=Reading(given["reader"], given["encoding"], given["ocr"]))
    orders = [Order(folder, given["output"], job) for folder in folders]
    with progress.shown(given["quiet"]) as watch:
        data, tally = learn(orders, options.engine(given), watch)
    for row in tally.failures:
        terminal.note(f"error: {row.path}: {row.failure.message if row.failure else row.status}")
    read = tally.counts["ok"]
    if not read:
        raise InputError("nothing to learn from", where=folders[0], hint="Name a folder of texts that can be read")
    publish(Path(given["output"]), data)
    if not given["quiet"]:
        terminal.note(f"{given['output']}: {read} documents, {len(data)} bytes")
    return ExitCode.SOME_FAILED if tally.failed else ExitCode.OK
