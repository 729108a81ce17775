"""Outputs at URLs, through fsspec: s3://, gs://, hdfs://, memory:// and whatever else it knows."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from papercleaner.errors import InputError, OutputError, UsageError

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")

_LOCAL = ("file://", "local://")

_WHOLE_PUTS = {"memory", "s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oci", "oss"}
"""Protocols where an object appears whole or not at all; elsewhere a temporary name and a rename see to it."""


def is_remote(where: str) -> bool:
    """Whether `where` names a protocol (`s3://…`) and not a path or a file:// URL, which means one."""
    return bool(_URL.match(where)) and not where.startswith(_LOCAL)


def path(where: str) -> Path:
    """The path that `where` is or, with file://, means."""
    return Path(unquote(urlsplit(where).path) if where.startswith(_LOCAL) else where)


def opened(where: str) -> tuple[Any, str]:
    """fsspec's file system for a URL, and the root in it.  Raises UsageError where it or its driver is missing."""
    try:
        import fsspec
    except ImportError as error:
        raise UsageError(
            "a URL needs fsspec", where=where, hint="Install papercleaner-ocr[cloud], and s3fs or gcsfs for those"
        ) from error
    try:
        system, root = fsspec.core.url_to_fs(where)
    except (ImportError, ValueError) as error:
        raise UsageError(f"cannot be opened ({error})", where=where, hint="Install the driver that it names") from error
    return system, str(root).rstrip("/")


class UrlStore:
    """A store at a URL.  Atomic where single objects are, else by a rename."""

    def __init__(self, where: str) -> None:
        self.where = where
        self._system, self._root = opened(where)
        named = self._system.protocol
        self._direct = bool(_WHOLE_PUTS & set((named,) if isinstance(named, str) else named))

    def _path(self, name: str) -> str:
        from papercleaner.io.store import refused

        if refused(name):
            raise OutputError("is no name inside the output folder", where=name, hint="Nothing is written outside it")
        return f"{self._root}/{name}"

    def read(self, name: str) -> bytes | None:
        try:
            return bytes(self._system.cat_file(self._path(name)))
        except FileNotFoundError:
            return None
        except Exception as error:
            raise InputError(f"cannot be read ({error})", where=self._path(name)) from error

    def publish(self, name: str, data: bytes) -> None:
        path = self._path(name)
        try:
            if self._direct:
                self._system.pipe_file(path, data)
            else:
                self._by_rename(path, data)
        except OutputError:
            raise
        except Exception as error:  # each driver has errors of its own
            raise OutputError(f"cannot be written ({error})", where=f"{self.where}: {name}") from error

    def _by_rename(self, path: str, data: bytes) -> None:
        folder = path.rpartition("/")[0]
        temporary = f"{folder}/.papercleaner-{os.urandom(8).hex()}.tmp"
        self._system.makedirs(folder, exist_ok=True)
        try:
            self._system.pipe_file(temporary, data)
            if self._system.exists(path):  # a rename onto a file is an error there
                self._system.rm_file(path)
            self._system.mv(temporary, path)
        except BaseException:
            if self._system.exists(temporary):
                self._system.rm_file(temporary)
            raise

    def size(self, name: str) -> int | None:
        try:
            found = self._system.size(self._path(name))
        except FileNotFoundError:
            return None
        return None if found is None else int(found)

    def remove(self, name: str) -> None:
        try:
            self._system.rm_file(self._path(name))
        except FileNotFoundError:
            return
        except Exception as error:
            raise OutputError(f"cannot be removed ({error})", where=f"{self.where}: {name}") from error

    def prune(self, folder: str) -> None:
        """Object stores have no folders; elsewhere an empty one does no harm."""

    def names(self, folder: str) -> list[str]:
        place = self._path(folder) if folder else self._root
        self._system.invalidate_cache(place)
        try:
            entries = self._system.ls(place, detail=True)
        except FileNotFoundError:
            return []
        return sorted(str(e["name"]).rstrip("/").rpartition("/")[2] for e in entries if e["type"] == "file")

    def sweep(self, folders: Iterable[str]) -> None:
        from papercleaner.io.atomic import TEMPORARY

        if self._direct:
            return
        for folder in folders:
            for name in self.names(folder):
                if TEMPORARY.fullmatch(name):
                    self.remove(f"{folder}/{name}" if folder else name)
