"""Where a batch keeps what it makes: a folder, or whatever fsspec opens, under names relative to it.

A name under a store is `/`-parted and never leads out of it.  What is published is whole or not there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Protocol

from papercleaner.errors import InputError, OutputError
from papercleaner.io.atomic import TEMPORARY, failure, publish


class Store(Protocol):
    """What an engine and a shard need of the place for their outputs."""

    where: str

    def read(self, name: str) -> bytes | None:
        """The bytes under `name`; None if there are none."""

    def publish(self, name: str, data: bytes) -> None:
        """Put `data` under `name` in one step.  Raises OutputError."""

    def size(self, name: str) -> int | None:
        """Number of bytes under `name`; None if there is no such file."""

    def remove(self, name: str) -> None:
        """Take away what is under `name`, if anything is."""

    def prune(self, folder: str) -> None:
        """Remove `folder`, and those above it, where they are empty.  Not while others write here."""

    def names(self, folder: str) -> list[str]:
        """Sorted names of the files right in `folder`; none if there is no such folder."""

    def sweep(self, folders: Iterable[str]) -> None:
        """Take temporary files away that a killed run left in `folders`."""


def open_store(where: str) -> Store:
    """The store at a path or URL; nothing is made before the first publication.  Raises UsageError."""
    from papercleaner.io import urls

    return urls.UrlStore(where) if urls.is_remote(where) else Folder(urls.path(where))


def refused(name: str) -> bool:
    """Whether `name` is no name under a store: absolute, empty, or with a part that leads elsewhere."""
    return not name or name.startswith("/") or "\0" in name or any(p in ("", ".", "..") for p in name.split("/"))


class Folder:
    """A store in the file system."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.where = str(root)
        self._known: set[Path] = set()

    def _path(self, name: str) -> Path:
        if refused(name):
            raise OutputError("is no name inside the output folder", where=name, hint="Nothing is written outside it")
        return self.root.joinpath(*name.split("/"))

    def read(self, name: str) -> bytes | None:
        try:
            return self._path(name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise InputError(f"cannot be read ({error.strerror})", where=str(self._path(name))) from error

    def publish(self, name: str, data: bytes) -> None:
        path = self._path(name)
        if path.parent not in self._known:
            self._make(path.parent)
            self._known.add(path.parent)
        publish(path, data)

    def _make(self, folder: Path) -> None:
        """Make `folder`, which must lie in the root even where links are followed."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            outside = not self._inside(folder)
        except OSError as error:
            raise failure(folder, error) from error
        if outside:
            raise OutputError("a link leads out of the output folder", where=str(folder), hint="Remove the link")

    def _inside(self, folder: Path) -> bool:
        return folder.resolve().is_relative_to(self.root.resolve())

    def size(self, name: str) -> int | None:
        try:
            return self._path(name).lstat().st_size
        except OSError:
            return None

    def remove(self, name: str) -> None:
        path = self._path(name)
        try:
            if self._inside(path.parent):
                path.unlink(missing_ok=True)
        except (NotADirectoryError, IsADirectoryError):
            return
        except OSError as error:
            raise failure(path, error) from error

    def prune(self, folder: str) -> None:
        self._prune(self._path(folder) if folder else self.root)

    def _prune(self, folder: Path) -> None:
        while folder != self.root and folder.is_relative_to(self.root):
            try:
                folder.rmdir()
            except OSError:
                return
            self._known.discard(folder)
            folder = folder.parent

    def names(self, folder: str) -> list[str]:
        place = self._path(folder) if folder else self.root
        try:
            with os.scandir(place) as entries:
                return sorted(entry.name for entry in entries if entry.is_file(follow_symlinks=False))
        except OSError:
            return []

    def sweep(self, folders: Iterable[str]) -> None:
        for folder in folders:
            for name in self._litter(folder):
                with suppress(OSError):
                    (self._path(folder) if folder else self.root).joinpath(name).unlink()

    def _litter(self, folder: str) -> Iterator[str]:
        return (name for name in self.names(folder) if TEMPORARY.fullmatch(name))


def parent(name: str) -> str:
    """The folder of `name` within its store; "" for the store itself."""
    folder = str(PurePosixPath(name).parent)
    return "" if folder == "." else folder
