"""`papercleaner batch verify`: every hash and count of an output folder, checked again."""

from __future__ import annotations

import click

from papercleaner.cli import terminal
from papercleaner.errors import ExitCode

_SHOWN = 40


@click.command(name="verify")
@click.argument("outputs", metavar="OUT")
def command(outputs: str) -> int:
    """Check each hash and count of the batch in OUT again; exit code 1 if one does not hold.

    \b
    Example:
      papercleaner batch verify out
    """
    from papercleaner.batch.verify import verify

    found = verify(outputs)
    for difference in found.differences[:_SHOWN]:
        terminal.write(terminal.one_line(difference) + "\n")
    if len(found.differences) > _SHOWN:
        terminal.write(f"… and {len(found.differences) - _SHOWN} more\n")
    rows = ", ".join(f"{count} {status}" for status, count in sorted(found.counts.items())) or "no rows"
    what = f"{found.documents} documents in {found.shards} shards ({rows}), {found.outputs} output files"
    if found.ok:
        terminal.note(f"all is as it was made: {what}")
        return ExitCode.OK
    terminal.note(f"{len(found.differences)} things are wrong: {what}")
    return ExitCode.DIFFERS
