"""One run at a time in one output folder."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from papercleaner.errors import LockedError, OutputError
from papercleaner.io.atomic import failure
from papercleaner.io.store import Folder, Store

_BUSY = {errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK}
_STALE_SECONDS = 15 * 60
"""A lock at a URL that is older than this was left by a run that was killed."""


@contextmanager
def locked(store: Store, name: str) -> Iterator[None]:
    """Hold the lock `name` of `store`.  Raises LockedError if another run does, OutputError if none can be made."""
    if isinstance(store, Folder):
        with _file(store.root.joinpath(*name.split("/"))):
            yield
    else:
        with _object(store, name):
            yield


@contextmanager
def _file(path: Path) -> Iterator[None]:
    """A lock that the system releases however the process ends; its empty file stays."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except OSError as error:
        raise failure(path.parent.parent, error) from error
    try:
        _hold(handle, path)
        yield
    finally:
        os.close(handle)


def _hold(handle: int, path: Path) -> None:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in _BUSY:
            raise failure(path, error) from error
        raise LockedError(
            "another run is writing there", where=str(path.parent.parent), hint="Wait for it to end"
        ) from error


@contextmanager
def _object(store: Store, name: str) -> Iterator[None]:
    """The best that a store without locks can do: an object with an owner and a time, removed at the end.

    Two runs that start in the same instant can both miss the other; a plan for that needs a real lock.
    """
    token = os.urandom(8).hex()
    held = store.read(name)
    if held and _age(held) < _STALE_SECONDS:
        raise LockedError(
            "another run is writing there", where=store.where, hint=f"Wait for it to end, or remove {name} if none is"
        )
    store.publish(name, f"{token} {int(time.time())}\n".encode())
    try:
        if not (store.read(name) or b"").startswith(token.encode()):
            raise LockedError("another run is writing there", where=store.where, hint="Wait for it to end")
        yield
    finally:
        if (store.read(name) or b"").startswith(token.encode()):
            store.remove(name)


def _age(held: bytes) -> float:
    try:
        return time.time() - int(held.split()[1])
    except (ValueError, IndexError):
        return 0


def renew(store: Store, name: str) -> None:
    """Tell that the run that holds the lock still lives; needed at URLs only."""
    if isinstance(store, Folder):
        return
    held = (store.read(name) or b"").split()
    if held:
        try:
            store.publish(name, held[0] + f" {int(time.time())}\n".encode())
        except OutputError:
            return  # the run itself will meet what is wrong
