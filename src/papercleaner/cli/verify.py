"""`papercleaner verify`: the proof that an output holds all of its source and nothing else."""

from __future__ import annotations

from pathlib import PurePath

import click

from papercleaner.cli import options, terminal
from papercleaner.errors import ExitCode
from papercleaner.io.inputs import load


@click.command(name="verify")
@click.argument("output", metavar="OUTPUT")
@click.option("--source", required=True, metavar="INPUT", help="The dump that OUTPUT was made from.")
@options.settings
@click.pass_context
def command(context: click.Context, /, output: str, source: str, **_: object) -> int:
    """Prove that an output accounts for all of its source.

    Every character of the source must be there, and every other one must be told by a rule.

    Exit code 0 if it does, 1 if not.  JSON made with --trace is proved by replaying its edits; other
    formats by cleaning the source again and comparing.

    \b
    Example:
      papercleaner clean page.txt -o page.json --trace
      papercleaner verify page.json --source page.txt
    """
    from papercleaner import proof

    config, _reading = options.how(context.params)
    report = proof.verify(load(output).data, load(source).data, config, name=PurePath(source).name)
    terminal.write(terminal.visible(f"{report}\n"))
    return ExitCode.OK if report.ok else ExitCode.DIFFERS
