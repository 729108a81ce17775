"""Failures told to the user: one line for what a user can mend, a pasteable report for what only we can."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from papercleaner import __version__
from papercleaner.cli.terminal import NAME, note, one_line, say
from papercleaner.errors import ExitCode, InvariantError, PapercleanerError

_LONGEST = 300


def failed(error: Exception, name: str = "") -> int:
    """Tell of `error` (met at input `name`) on stderr; the exit code that belongs to it."""
    if isinstance(error, InvariantError):
        note(f"error: {error}")
        say(_framed(error.report.rstrip("\n") or f"{_system()}\n{error}"))
        return error.exit_code
    if isinstance(error, PapercleanerError):
        note(f"error: {error}")
        return error.exit_code
    if isinstance(error, click.UsageError):
        return _misused(error)
    return _unexpected(error, name)


def _misused(error: click.UsageError) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        say(error.format_message())
        return ExitCode.USAGE
    message = error.format_message().rstrip(".")
    path = error.ctx.command_path if error.ctx else NAME
    note(f"error: {message}{'' if message.endswith('?') else '.'} Help: {path} --help")
    return ExitCode.USAGE


def _unexpected(error: Exception, name: str) -> int:
    if os.environ.get("PAPERCLEANER_DEBUG"):
        import traceback

        traceback.print_exception(error)
    place = f"{name}: " if name else ""
    note(f"error: {place}a fault in papercleaner; nothing was written. Please report the lines below")
    say(_framed(f"{_system()}\n{_facts(error)}"))
    return ExitCode.INVARIANT


def _facts(error: Exception) -> str:
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    road = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames[-4:]))
    what = one_line(f"{type(error).__name__}: {error}")
    return f"{what[:_LONGEST]}\nat {road}\nPAPERCLEANER_DEBUG=1 shows the whole traceback"


def _framed(text: str) -> str:
    return f"----- report -----\n{text}\n----- end -----"


def _system() -> str:
    import platform

    return f"{NAME} {__version__}, Python {platform.python_version()}, {sys.platform}"
