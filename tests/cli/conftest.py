"""The command line as the shell sees it: a process, its two streams and its exit code."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seeds" / "raw.seed.txt"

PAGE = """新村开通公交

本报讯 昨天上午,红旗村开通了第一 条公交线路,村民从此不用步行三里 路去赶集。全村老少都到村口迎接, 锣鼓声响成一片。

村民李大伯说:"盼了十年,总算盼到 了。"据了解,这条线路每天往返 12 班, 票价 1 元。
"""

Run = Callable[..., subprocess.CompletedProcess[bytes]]


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a shell in a UTF-8 locale, without settings that change what is printed."""
    dropped = ("NO_COLOR", "PAPERCLEANER_DEBUG", "COLUMNS", "LINES")
    kept = {key: value for key, value in os.environ.items() if key not in dropped}
    return {**kept, "TERM": "xterm", **(extra or {})}


def command_line(args: tuple[str, ...], patch: str = "") -> list[str]:
    """How to start papercleaner with `args`; `patch` is Python that is run before it."""
    return [sys.executable, "-c", f"{patch}\nfrom papercleaner.cli import main\nmain()", *args]


def names_in(folder: Path) -> list[str]:
    """Sorted names of all that lies in `folder`."""
    return sorted(p.name for p in folder.iterdir())


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A function that runs papercleaner in `tmp_path` and gives the finished process."""

    def start(
        *args: str, stdin: bytes = b"", patch: str = "", env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            command_line(args, patch),
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env=environment(env),
            timeout=60,
            check=False,
        )

    return start


@pytest.fixture
def on_terminal(tmp_path: Path) -> Callable[..., str]:
    """A function that runs papercleaner with a terminal as its stdout and gives what appeared there."""

    def start(*args: str, env: Mapping[str, str] | None = None) -> str:
        screen, tail = pty.openpty()
        process = subprocess.Popen(
            command_line(args),
            stdin=subprocess.DEVNULL,
            stdout=tail,
            stderr=subprocess.DEVNULL,
            cwd=tmp_path,
            env=environment(env),
        )
        os.close(tail)
        shown = b""
        while True:
            try:
                part = os.read(screen, 65536)
            except OSError:  # Linux ends a terminal with EIO
                break
            if not part:
                break
            shown += part
        os.close(screen)
        process.wait(60)
        return shown.decode()

    return start


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A small page of one article in the current folder of the run."""
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path
