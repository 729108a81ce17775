"""The inputs of a batch: all files below a folder or URL, in one order on every machine.

Hidden files and folders are left out.  Links, pipes, devices and what cannot be looked at are entries with a
`problem`: nobody opens them, but nobody forgets them either.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from papercleaner.errors import InputError

_KINDS = {
    stat.S_IFLNK: "is a symbolic link; links are not followed",
    stat.S_IFIFO: "is a named pipe, not a file",
    stat.S_IFSOCK: "is a socket, not a file",
    stat.S_IFCHR: "is a device, not a file",
    stat.S_IFBLK: "is a device, not a file",
}
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """What lies at `path` (`/`-parted, below the root): its length in bytes, or why it is no document."""

    path: str
    bytes: int = 0
    problem: str = ""


class Tree(Protocol):
    """A place that inputs are read from."""

    where: str

    def entries(self) -> Iterator[Entry]:
        """All that is there, folder by folder, sorted."""

    def read(self, path: str) -> bytes:
        """The bytes of the file at `path`.  Raises InputError."""


def open_tree(where: str, without: str = "") -> Tree:
    """The inputs at a folder or URL; what lies at `without` is passed over.

    Raises InputError where there is no folder.
    """
    from papercleaner.io import urls

    if urls.is_remote(where):
        return UrlTree(where, without if urls.is_remote(without) else "")
    return FolderTree(urls.path(where), urls.path(os.devnull if urls.is_remote(without) else without or os.devnull))


class FolderTree:
    """Inputs in the file system."""

    def __init__(self, root: Path, without: Path) -> None:
        self.where = str(root)
        if not root.exists():
            raise InputError("is not there", where=self.where, hint="Check the path")
        if not root.is_dir():
            raise InputError("is a file", where=self.where, hint="Name its folder, or use papercleaner clean")
        self._root, self._without = root, without.absolute()

    def entries(self) -> Iterator[Entry]:
        return self._walk(self._root, "")

    def _walk(self, folder: Path, above: str) -> Iterator[Entry]:
        try:
            with os.scandir(folder) as found:
                entries = sorted((e for e in found if not e.name.startswith(".")), key=lambda e: e.name)
        except OSError as error:
            yield Entry(above.rstrip("/") or ".", problem=f"the folder cannot be read ({error.strerror})")
            return
        for entry in entries:
            if Path(entry.path).absolute() == self._without:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from self._walk(Path(entry.path), f"{above}{entry.name}/")
            else:
                yield self._entry(entry, above + entry.name)

    def _entry(self, entry: os.DirEntry[str], path: str) -> Entry:
        try:
            found = entry.stat(follow_symlinks=False)
        except OSError as error:
            return Entry(path, problem=f"cannot be looked at ({error.strerror})")
        return Entry(path, found.st_size, _KINDS.get(stat.S_IFMT(found.st_mode), ""))

    def read(self, path: str) -> bytes:
        try:
            handle = os.open(self._root.joinpath(*path.split("/")), _OPEN)
            with os.fdopen(handle, "rb") as file:
                if not stat.S_ISREG(os.fstat(handle).st_mode):
                    raise InputError("is no longer a file", where=path)
                return file.read()
        except OSError as error:
            raise InputError(f"cannot be read ({error.strerror})", where=path) from error


class UrlTree:
    """Inputs at a URL, through fsspec."""

    def __init__(self, where: str, without: str) -> None:
        from papercleaner.io.urls import opened

        self.where = where
        self._system, self._root = opened(where)
        self._without = opened(without)[1] + "/" if without else ""
        if not self._system.exists(self._root):
            raise InputError("is not there", where=where, hint="Check the URL")

    def entries(self) -> Iterator[Entry]:
        found = self._system.find(self._root, detail=True)
        for path in sorted(found):
            below = path[len(self._root) :].lstrip("/")
            hidden = any(part.startswith(".") and part not in (".", "..") for part in below.split("/"))
            if not hidden and not (self._without and path.startswith(self._without)):
                yield Entry(below, int(found[path].get("size") or 0))

    def read(self, path: str) -> bytes:
        try:
            return bytes(self._system.cat_file(f"{self._root}/{path}"))
        except Exception as error:  # each driver has errors of its own
            raise InputError(f"cannot be read ({error})", where=path) from error
