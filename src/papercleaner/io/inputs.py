"""Reading inputs: a path or `-`, whole, with errors a user can act on."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from papercleaner.errors import InputError

_HINTS = {
    errno.ENOENT: "Check the path",
    errno.ENOTDIR: "A part of the path is a file",
    errno.EISDIR: "Name the files in it",
    errno.EACCES: "You may not read it",
    errno.EPERM: "You may not read it",
}


@dataclass(frozen=True, slots=True)
class Document:
    """An input as it was named on the command line, and its bytes."""

    name: str
    data: bytes


def load(name: str) -> Document:
    """The document at path `name`, or standard input for `-`.  Raises InputError."""
    if not name:
        raise InputError("an input has an empty name", hint="Is a variable empty? Name a file, or - for standard input")
    try:
        return Document(name, _standard_input() if name == "-" else Path(name).read_bytes())
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror or error})",
            where=name,
            hint=_HINTS.get(error.errno or 0, ""),
        ) from error
    except ValueError as error:
        raise InputError("is not a file name", where=name, hint="Check the path") from error


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed")
    return sys.stdin.buffer.read()


def found(name: str) -> Iterator[Path]:
    """The file `name`, or all files below the folder `name`, sorted; hidden ones and links are left out."""
    if not Path(name).is_dir():
        yield Path(name)
        return
    for folder, folders, files in os.walk(name):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(files):
            path = Path(folder, file)
            if not file.startswith(".") and path.is_file() and not path.is_symlink():
                yield path
