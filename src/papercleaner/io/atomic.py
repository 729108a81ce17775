"""Publishing a file whole or not at all.

The model is restic's local backend: a temporary file in the same folder, length check, fsync, rename,
fsync of the folder.  Whoever reads the path sees the old bytes or the new ones, never a part.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path

from papercleaner.errors import OutputError

TEMPORARY = re.compile(r"\.papercleaner-[0-9a-f]{16}\.tmp")
"""Names of the files that a killed run may leave behind."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EBADF}
_HINTS = {
    errno.ENOENT: "Make the folder first",
    errno.ENOTDIR: "A part of the path is a file",
    errno.ENOSPC: "Free some space and run again",
    errno.EDQUOT: "Free some space and run again",
    errno.EFBIG: "The file would be larger than the system allows",
    errno.EACCES: "Choose a folder you may write to",
    errno.EPERM: "Choose a folder you may write to",
    errno.EROFS: "Choose a folder you may write to",
    errno.ENAMETOOLONG: "Choose a shorter name",
}


def publish(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step.

    An existing file keeps its mode.  Raises OutputError, with what stood at `path` untouched and no
    temporary file left, when the folder is missing or not writable, the disk is full, or `path` is a
    folder, a link, a device or a file without write permission.
    """
    try:
        mode = _mode(path)
        temporary = path.parent / f".papercleaner-{os.urandom(8).hex()}.tmp"
        _write(temporary, data, mode)
        _replace(temporary, path)
        _sync_folder(path.parent)
    except OSError as error:
        raise failure(path, error) from error


def failure(path: Path | str, error: OSError) -> OutputError:
    """The OutputError that tells a user of `error`."""
    reason = error.strerror or str(error)
    return OutputError(f"cannot be written ({reason})", where=str(path), hint=_HINTS.get(error.errno or 0, ""))


def _mode(path: Path) -> int | None:
    """Permission bits of the regular file at `path`, None if there is none; OutputError if it may not be replaced."""
    try:
        found = path.lstat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found):
        raise OutputError("is a folder", where=str(path), hint="Name a file in it")
    if stat.S_ISLNK(found):
        raise OutputError("is a symbolic link", where=str(path), hint="Name the file it points to")
    if not stat.S_ISREG(found):
        raise OutputError("is not a regular file", where=str(path), hint='Write to standard output with "-"')
    if not found & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
        raise OutputError("is read-only", where=str(path), hint="Choose another name or make it writable")
    return stat.S_IMODE(found) & 0o777


def _write(temporary: Path, data: bytes, mode: int | None) -> None:
    handle = os.open(temporary, _NEW, 0o666)
    try:
        with os.fdopen(handle, "wb", buffering=0) as file:
            _fill(handle, data)
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(handle, mode)
            os.fsync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _fill(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    if os.fstat(handle).st_size != len(data):
        raise OSError(errno.EIO, f"{os.fstat(handle).st_size} of {len(data)} bytes arrived")


def _replace(temporary: Path, path: Path) -> None:
    try:
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)
