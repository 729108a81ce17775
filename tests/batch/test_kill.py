"""kill -9 of the whole process group, Ctrl-C, and going on afterwards."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from papercleaner.batch.verify import verify
from tests.batch.archive import do, fill, outputs, page, poisoned, tree
from tests.cli.conftest import command_line, environment

COUNT = 50
MOMENTS = 4
"""Kills in the suite; bench/kills.py does more."""
STARTED: list[subprocess.Popen[bytes]] = []


def start(folder: Path, *args: str, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    """A batch of `folder`/in to `folder`/out in a process group of its own."""
    process = subprocess.Popen(
        command_line(("batch", "in", "out", "-j", "2", "--shard-size", "5", *args)),
        cwd=folder,
        env=environment(env),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    STARTED.append(process)
    return process


@pytest.fixture(autouse=True)
def _nothing_is_left_running() -> Iterator[None]:
    yield
    while STARTED:
        killed(STARTED.pop())


def killed(process: subprocess.Popen[bytes]) -> bool:
    """Whether the group was killed before its leader had ended."""
    alive = process.poll() is None
    if alive:
        os.killpg(process.pid, signal.SIGKILL)
    if not process.stdout or not process.stdout.closed:
        process.communicate(timeout=60)
    return alive


def wait_for(folder: Path, count: int, seconds: float = 60) -> None:
    """Until `count` shards are done in `folder`."""
    done = folder / ".papercleaner" / "done"
    end = time.monotonic() + seconds
    while not (done.is_dir() and len(list(done.glob("*.json"))) >= count):
        assert time.monotonic() < end, "the batch does not get on"
        time.sleep(0.01)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("undisturbed")
    fill(folder / "in", COUNT)
    assert start(folder, "-q").communicate(timeout=120) == (b"", b"")
    return tree(folder / "out")


def test_killed_at_random_moments_and_resumed(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    """Each kill comes at a moment of its own; what then has a final name is what it will be in the end."""
    fill(tmp_path / "in", COUNT)
    moments = random.Random(3)
    for number in range(MOMENTS):
        process = start(tmp_path, "-q", "--resume")
        if number % 2:
            wait_for(tmp_path / "out", min(11, number))
        time.sleep(moments.random())
        killed(process)
        found = {name: data for name, data in tree(tmp_path / "out").items() if not name.endswith(".tmp")}
        assert found.items() <= undisturbed.items()
    assert start(tmp_path, "-q", "--resume").communicate(timeout=120) == (b"", b"")
    assert tree(tmp_path / "out") == undisturbed
    assert verify(str(tmp_path / "out")).ok


def test_no_cell_outlives_a_killed_run(tmp_path: Path) -> None:
    """Even one in a page that hangs, and even if only the leader is killed."""
    fill(tmp_path / "in", 4)
    (tmp_path / "in" / "z.txt").write_text("POISON hang", encoding="utf-8")
    process = start(tmp_path, "-q", "--shard-size", "1", env={"PYTHONPATH": poisoned(os.environ)})
    wait_for(tmp_path / "out", 4)
    process.kill()
    process.communicate(timeout=60)
    end = time.monotonic() + 20
    while group_lives(process.pid):
        assert time.monotonic() < end, "a cell lives on"
        time.sleep(0.1)


def group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_ends_at_once_and_can_be_resumed(tmp_path: Path, number: signal.Signals) -> None:
    fill(tmp_path / "in", 20)
    (tmp_path / "in" / "z.txt").write_text("POISON hang", encoding="utf-8")
    process = start(tmp_path, env={"PYTHONPATH": poisoned(os.environ)})
    wait_for(tmp_path / "out", 3)
    os.killpg(process.pid, number)
    _, told = process.communicate(timeout=30)  # the page that hangs would take minutes
    assert process.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143}[number]
    if number == signal.SIGINT:
        assert told.decode().splitlines()[-2:] == [
            "papercleaner: what is done is kept; the same command with --resume goes on",
            "papercleaner: interrupted",
        ]
    assert b"Traceback" not in told
    assert not [name for name in tree(tmp_path / "out") if name.endswith(".tmp")]
    (tmp_path / "in" / "z.txt").write_text(page(1), encoding="utf-8")
    tally = do(tmp_path / "in", tmp_path / "out", resume=True)
    assert tally.skipped >= 15
    assert len(outputs(tmp_path / "out")) == 21
    assert verify(str(tmp_path / "out")).ok


def test_a_run_with_ray_is_killed_and_resumed(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    pytest.importorskip("ray", reason="Ray is not installed; make ray adds it where it has a wheel")
    fill(tmp_path / "in", COUNT)
    slow = {"PYTHONPATH": poisoned(os.environ)}
    process = start(tmp_path, "-q", "--engine", "ray", env=slow)
    wait_for(tmp_path / "out", 1, seconds=120)
    killed(process)
    again = start(tmp_path, "-q", "--resume", "--engine", "ray", env=slow)
    assert again.communicate(timeout=240) == (b"", b"")
    assert tree(tmp_path / "out") == undisturbed
