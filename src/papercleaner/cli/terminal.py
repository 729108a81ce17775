"""What reaches the terminal: data on stdout as UTF-8 bytes, everything else on stderr, control characters shown."""

from __future__ import annotations

import errno
import os
import re
import sys

from papercleaner.errors import OutputError
from papercleaner.io.atomic import failure
from papercleaner.io.shown import one_line, visible

NAME = "papercleaner"
_RED, _GREEN, _BOLD, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[0m"


class ClosedPipe(Exception):
    """The reader of our output went away; there is nothing left to say."""


def write(data: str | bytes) -> None:
    """Data to stdout.  On a terminal control characters are shown, not sent; into a pipe bytes go as they are."""
    if sys.stdout is None:
        raise OutputError("is closed", where="standard output")
    if is_terminal(sys.stdout):
        data = visible(data if isinstance(data, str) else data.decode("utf-8", "replace"))
    send(data)


def send(data: str | bytes) -> None:
    """Data to stdout with nothing escaped: for text that was made visible before it was coloured."""
    try:
        sys.stdout.buffer.write(data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        raise ClosedPipe from error
    except OSError as error:
        raise ClosedPipe if error.errno == errno.EPIPE else failure("standard output", error) from error


def note(text: str) -> None:
    """One line for the user on stderr; lost in silence where nobody listens."""
    try:
        print(f"{NAME}: {one_line(text)}", file=sys.stderr, flush=True)
    except (OSError, AttributeError):
        return


def say(text: str) -> None:
    """Several lines on stderr, control characters shown."""
    try:
        print(visible(text), file=sys.stderr, flush=True)
    except (OSError, AttributeError):
        return


def is_terminal(stream: object) -> bool:
    """Whether `stream` is a terminal (a closed stream is none)."""
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):
        return False


def wants_colour() -> bool:
    """Colour goes to a terminal only, and never against NO_COLOR or TERM=dumb."""
    return is_terminal(sys.stdout) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def coloured(line: str) -> str:
    """A line of a unified diff in the usual colours."""
    if line.startswith(("---", "+++")):
        return f"{_BOLD}{line}{_PLAIN}"
    colour = {"-": _RED, "+": _GREEN, "@": _BOLD}.get(line[:1])
    return f"{colour}{line}{_PLAIN}" if colour else line


def marks(text: str) -> str:
    """`text` with its [-dropped-] and {+added+} marks in colour, the marks kept for those who see none."""
    red = re.sub(r"\[-.*?-\]", lambda m: f"{_RED}{m.group()}{_PLAIN}", text)
    return re.sub(r"\{\+.*?\+\}", lambda m: f"{_GREEN}{m.group()}{_PLAIN}", red)


__all__ = [
    "NAME",
    "ClosedPipe",
    "coloured",
    "is_terminal",
    "marks",
    "note",
    "one_line",
    "say",
    "send",
    "visible",
    "wants_colour",
    "write",
]
