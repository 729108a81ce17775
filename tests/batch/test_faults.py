"""Disks that fail or fill up: exit code 5, old files intact, no litter, and a run that can go on."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import Any

import pytest

from papercleaner.batch.engines import Event
from papercleaner.batch.engines.local import Local
from papercleaner.batch.shard import Look, Task
from papercleaner.batch.verify import verify
from papercleaner.errors import ExitCode
from tests.batch.archive import do, fill, outputs, page, rows, tree
from tests.cli.conftest import Run

INLINE = """
import os, errno, threading
from pathlib import Path
from papercleaner.io import atomic
count = 0
def failing(real):
    def call(*args, **options):
        global count
        with lock:
            count += 1
            if count == {number}:
                raise OSError(errno.{error}, os.strerror(errno.{error}))
        return real(*args, **options)
    return call
lock = threading.Lock()
class Faulty:
    def __getattr__(self, name):
        return failing(os.{call}) if name == "{call}" else getattr(os, name)
if "{call}" == "rename":
    Path.replace = failing(Path.replace)
else:
    atomic.os = Faulty()
"""


@pytest.mark.parametrize("call", ["write", "fsync", "rename", "open"])
def test_the_nth_call_fails(run: Run, tmp_path: Path, call: str) -> None:
    """Wherever it hits, plan, page, rows or marker: what was there stays, and the run can go on."""
    fill(tmp_path / "in", 6)
    (tmp_path / "out" / "1957").mkdir(parents=True)
    (tmp_path / "out" / "1957" / "p002.md").write_text("old", encoding="utf-8")
    for number, error in ((1, "ENOSPC"), (8, "EIO")):
        patch = INLINE.format(number=number, call=call, error=error)
        done = run("batch", "in", "out", "-j1", "-q", "--shard-size", "3", "--resume", patch=patch)
        told = done.stderr.decode()
        assert done.returncode == ExitCode.OUTPUT, told
        assert told.startswith("papercleaner: error: "), told
        assert told.count("\n") == 1
        assert not [name for name in tree(tmp_path / "out") if name.endswith(".tmp")]
        assert {data for name, data in outputs(tmp_path / "out").items() if name == "1957/p002.md"} != {b""}
    do(tmp_path / "in", tmp_path / "out", resume=True)
    assert verify(str(tmp_path / "out")).ok


def test_a_full_disk(run: Run, tmp_path: Path) -> None:
    fill(tmp_path / "in", 4)
    long = page(1) * 40
    (tmp_path / "in" / "z.txt").write_text(long, encoding="utf-8")
    full = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    full += "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))"
    done = run("batch", "in", "out", "-j1", "-q", patch=full)
    assert done.returncode == ExitCode.OUTPUT
    assert b"z.md: cannot be written" in done.stderr
    assert "z.md" not in outputs(tmp_path / "out")
    assert not [name for name in tree(tmp_path / "out") if name.endswith(".tmp")]
    assert run("batch", "in", "out", "-q", "--resume").returncode == 0
    assert verify(str(tmp_path / "out")).ok


def test_a_folder_that_may_not_be_written(run: Run, tmp_path: Path) -> None:
    fill(tmp_path / "in", 2)
    place = Path("/proc/self/fdinfo")  # nobody, root neither, makes a folder there
    if not place.is_dir():
        pytest.skip("no /proc here")
    done = run("batch", "in", f"{place}/out", "-q")
    assert done.returncode == ExitCode.OUTPUT
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(run: Run, tmp_path: Path) -> None:
    fill(tmp_path / "in", 2)
    (tmp_path / "out").mkdir(0o555)
    done = run("batch", "in", "out", "-q")
    assert done.returncode == ExitCode.OUTPUT
    assert b"Choose a folder you may write to" in done.stderr
    assert not any((tmp_path / "out").iterdir())


def test_inputs_that_may_not_be_read_have_their_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file and a folder; root may read all, so the system's refusal is put in its mouth."""
    fill(tmp_path / "in", 4)
    (tmp_path / "in" / "secret.txt").write_text(page(1), encoding="utf-8")
    (tmp_path / "in" / "closed").mkdir()
    monkeypatch.setattr("papercleaner.io.tree.os.open", refusing(os.open, "secret.txt"))
    monkeypatch.setattr("papercleaner.io.tree.os.scandir", refusing(os.scandir, "closed"))
    tally = do(tmp_path / "in", tmp_path / "out")
    assert tally.counts == {"ok": 4, "error": 2, "crashed": 0, "timeout": 0}
    for name in ("secret.txt", "closed"):
        assert "Permission denied" in str(rows(tmp_path / "out")[name].failure)


def refusing(real: Callable[..., Any], name: str) -> Callable[..., Any]:
    def call(*args: object, **options: object) -> object:
        if name in str(args[0]):
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return real(*args, **options)

    return call


def test_an_input_that_changes_during_the_run_is_no_output_of_the_plan(tmp_path: Path) -> None:
    class Meddling(Local):
        def run(self, tasks: Iterable[Task | Look]) -> Generator[Event, None, None]:
            (tmp_path / "in" / "p001.txt").write_text(page(7), encoding="utf-8")
            return super().run(tasks)

    fill(tmp_path / "in", 3)
    do(tmp_path / "in", tmp_path / "out", engine=Meddling(1))
    found = rows(tmp_path / "out")
    assert found["p001.txt"].status == "error"
    assert "--resume" in str(found["p001.txt"].failure)
    assert do(tmp_path / "in", tmp_path / "out", resume=True).failed == 0
