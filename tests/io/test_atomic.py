"""publish(): whole or not at all, and nothing left lying about."""

from __future__ import annotations

import errno
import os
import resource
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from papercleaner.errors import ExitCode, OutputError
from papercleaner.io import atomic
from papercleaner.io.atomic import publish
from tests.cli.conftest import names_in


def test_writes_a_new_file_with_the_modes_of_the_process(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        publish(tmp_path / "a.md", b"new")
    finally:
        os.umask(old)
    assert (tmp_path / "a.md").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o640
    assert names_in(tmp_path) == ["a.md"]


def test_keeps_the_mode_of_the_file_it_replaces(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o604)
    publish(path, b"")
    assert path.read_bytes() == b""
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_writes_to_a_name_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    publish(Path("a.md"), b"x" * 3_000_000)
    assert (tmp_path / "a.md").stat().st_size == 3_000_000


def test_a_name_of_255_bytes_is_no_obstacle(tmp_path: Path) -> None:
    publish(tmp_path / ("报" * 84 + ".md"), b"x")
    assert len(names_in(tmp_path)) == 1


def failing(error: int) -> Callable[..., int]:
    def fail(*_: object, **__: object) -> int:
        raise OSError(error, os.strerror(error))

    return fail


@pytest.mark.parametrize("call", ["write", "fsync", "fchmod", "open", "fstat"])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_failing_call_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: int
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    with monkeypatch.context() as patch:
        patch.setattr(f"papercleaner.io.atomic.os.{call}", failing(error))
        with pytest.raises(OutputError) as caught:
            publish(path, b"new")
    assert caught.value.exit_code == ExitCode.OUTPUT
    assert str(path) in str(caught.value)
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["a.md"]


def test_a_failing_rename_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", failing(errno.EXDEV))
    with pytest.raises(OutputError):
        publish(path, b"new")
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["a.md"]


def test_an_interrupted_write_leaves_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(atomic, "_fill", interrupt)
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path / "a.md", b"new")
    assert names_in(tmp_path) == []


def test_short_writes_are_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr("papercleaner.io.atomic.os.write", lambda handle, data: whole(handle, data[:3]))
    publish(tmp_path / "a.md", b"0123456789")
    assert (tmp_path / "a.md").read_bytes() == b"0123456789"


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    child = os.fork()
    if child == 0:  # a process of its own: its limit on file sizes stands for the full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        code = 99
        try:
            publish(path, b"x" * 5000)
        except OutputError as error:
            code = error.exit_code
        os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == ExitCode.OUTPUT
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["a.md"]


def test_refuses_what_is_no_regular_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"kept")
    (tmp_path / "link").symlink_to("file")
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "link", "pipe"):
        with pytest.raises(OutputError):
            publish(tmp_path / name, b"new")
    with pytest.raises(OutputError):
        publish(Path("/dev/null"), b"new")
    assert (tmp_path / "file").read_bytes() == b"kept"
    assert names_in(tmp_path) == ["file", "folder", "link", "pipe"]


def test_refuses_a_file_without_write_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(OutputError, match="read-only"):
        publish(path, b"new")
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("name", ["missing/a.md", "file/a.md", "报" * 90])
def test_names_that_cannot_be_written_are_output_errors(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError):
        publish(tmp_path / name, b"new")
    assert names_in(tmp_path) == ["file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_an_output_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(OutputError):
            publish(tmp_path / "a.md", b"new")
    finally:
        tmp_path.chmod(0o755)


def test_a_folder_that_cannot_be_synced_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "no sync of folders here")
        real(handle)

    monkeypatch.setattr("papercleaner.io.atomic.os.fsync", fsync)
    publish(tmp_path / "a.md", b"new")
    assert (tmp_path / "a.md").read_bytes() == b"new"
