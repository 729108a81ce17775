"""The command group, and the one place where errors become a line on stderr and an exit code."""

from __future__ import annotations

import errno
import os
import signal
import sys
from importlib import import_module
from types import FrameType
from typing import NoReturn

import click

from papercleaner import __version__
from papercleaner.cli import report, terminal
from papercleaner.errors import ExitCode
from papercleaner.io.atomic import failure

COMMANDS = ("clean", "batch", "explain", "verify", "learn", "rules", "golden", "eval")
"""Names of the commands in the order of the help; each is `papercleaner.cli.<name>.command`."""


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


class _Lazy(click.Group):
    """A group that imports a command only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"papercleaner.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from papercleaner.config import nearest

            raise click.UsageError(f'no command "{args[0]}". {nearest(args[0], COMMANDS)}', ctx)
        return super().resolve_command(ctx, args)


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name=terminal.NAME, message="%(prog)s %(version)s")
def group() -> None:
    """Turn the raw text of a scanned Chinese newspaper page into its articles.

    \b
    Example:
      papercleaner clean page.txt                  Markdown on the screen
      papercleaner clean page.txt -o page.json     JSON in a file
      papercleaner explain page.txt                every change, and why

    Each command has its own help: papercleaner clean --help
    """


def run(args: list[str]) -> int:
    """Run the command line `args` and give its exit code; never raises, save SystemExit for a SIGTERM."""
    signal.signal(signal.SIGTERM, _terminated)
    try:
        with group.make_context(terminal.NAME, args) as context:
            return int(group.invoke(context) or ExitCode.OK)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except terminal.ClosedPipe:
        return _silenced()
    except (KeyboardInterrupt, click.Abort):
        terminal.note("interrupted")
        return ExitCode.INTERRUPTED
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.EPIPE:
            return _silenced()
        if isinstance(error, OSError) and error.filename is None and error.errno in _FULL:  # click's own printing
            error = failure("standard output", error)
        return report.failed(error)


def _silenced() -> int:
    """Close stdout for good, so that nothing complains about the pipe when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.OK


def _terminated(number: int, frame: FrameType | None) -> NoReturn:
    # SystemExit runs the clean-up of whatever file is being written.
    raise SystemExit(128 + number)
