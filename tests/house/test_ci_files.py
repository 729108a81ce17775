"""What other people's CI runs: the Action's script and the hooks name commands that are there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.archive import fill

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with pages, and a command `papercleaner` that is the one of this checkout."""
    fill(tmp_path / "pages here", 3)
    (tmp_path / "bin").mkdir()
    shim = tmp_path / "bin" / "papercleaner"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m papercleaner "$@"\n')
    shim.chmod(0o755)
    return tmp_path


def action(place: Path, **given: str) -> subprocess.CompletedProcess[bytes]:
    path = f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}"
    source = f"{ROOT / 'src'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    env = {**os.environ, "PATH": path, "PYTHONPATH": source, "GITHUB_ACTIONS": "true", "PAGES": "pages here", **given}
    return subprocess.run([ROOT / ".ci" / "action"], cwd=place, env=env, capture_output=True, check=False)


def test_the_action_checks_cleans_and_compares(place: Path) -> None:
    check = action(place, COMMAND="check", ARGS="-q --exclude '1957/*' --exclude $(touch${IFS}evil)")
    assert check.returncode == 1
    assert b"::error file=pages here/p001.txt,title=papercleaner::would change\n" in check.stderr
    assert b"p002" not in check.stderr
    assert action(place, COMMAND="batch", OUTPUT="out").returncode == 0
    assert (place / "out" / "p001.md").exists()
    assert action(place, COMMAND="golden", GOLDEN="out").returncode == 0
    (place / "out" / "p001.md").write_text("# 别的\n", encoding="utf-8")
    differs = action(place, COMMAND="golden", GOLDEN="out")
    assert differs.returncode == 1
    assert b"::error file=pages here/p001.txt,title=papercleaner::" in differs.stderr
    assert action(place, COMMAND="rm").returncode == 2
    assert not (place / "evil").exists()


def test_the_action_hands_over_what_its_script_reads() -> None:
    given = set(re.findall(r"^        ([A-Z]+): \$\{\{ inputs\.[a-z-]+ \}\}$", (ROOT / "action.yml").read_text(), re.M))
    used = set(re.findall(r"\$\{?([A-Z]{2,})\b", (ROOT / ".ci" / "action").read_text()))
    assert given == used


def test_hooks_name_commands_that_are_there() -> None:
    entries = re.findall(r"entry: papercleaner (.+)", (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert len(entries) == 2
    for entry in entries:
        command = [sys.executable, "-m", "papercleaner", *entry.split(), "--help"]
        env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        assert subprocess.run(command, env=env, capture_output=True, check=False).returncode == 0
