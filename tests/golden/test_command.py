"""`papercleaner golden` and the pytest fixture, as a shell and a user's test suite see them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import PAGE, command_line, environment


def golden(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command_line(("golden", *args)), capture_output=True, text=True, cwd=folder, env=environment(), check=False
    )


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "pages" / "deep").mkdir(parents=True)
    (tmp_path / "pages" / "a.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "pages" / "deep" / "b.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


def test_update_then_check_then_a_change(pages: Path) -> None:
    missing = golden(pages, "check", "pages", "--golden", "gold")
    assert missing.returncode == 1
    assert "there is no golden file" in missing.stdout
    made = golden(pages, "update", "pages", "--golden", "gold")
    assert made.returncode == 0
    assert made.stdout.splitlines() == ["gold/a.md: new", "gold/deep/b.md: new"]
    assert golden(pages, "check", "pages", "--golden", "gold").returncode == 0
    path = pages / "gold" / "deep" / "b.md"
    path.write_text(path.read_text(encoding="utf-8").replace("赶集", "干集"), encoding="utf-8")
    differs = golden(pages, "check", "pages", "--golden", "gold")
    assert differs.returncode == 1
    assert "[-干-]{+赶+}集" in differs.stdout
    assert len(differs.stdout.splitlines()) == 2
    assert "2 compared, 1 differ" in differs.stderr
    again = golden(pages, "update", "pages", "--golden", "gold")
    assert again.stdout.splitlines() == ["gold/deep/b.md: 1 of its characters changed"]
    assert golden(pages, "update", "pages", "--golden", "gold").stdout == ""


def test_json_golden_files(pages: Path) -> None:
    assert golden(pages, "update", "pages/a.txt", "--golden", "gold", "-f", "json").returncode == 0
    assert (pages / "gold" / "a.json").exists()
    assert golden(pages, "check", "pages/a.txt", "--golden", "gold", "-f", "json").returncode == 0


def test_an_unreadable_input_does_not_stop_the_others(pages: Path) -> None:
    golden(pages, "update", "pages", "--golden", "gold")
    (pages / "pages" / "bad.txt").write_bytes(b"\x00\xff")
    done = golden(pages, "check", "pages", "--golden", "gold")
    assert done.returncode == 3
    assert "bad.txt" in done.stderr
    assert "2 compared, 0 differ" in done.stderr


def suite(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "papercleaner.pytest_plugin", "-q", *args]
    env = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, env=env, check=False)


def test_the_fixture_guards_a_users_own_pages(pages: Path) -> None:
    (pages / "pytest.ini").write_text("[pytest]\n")
    (pages / "test_pages.py").write_text(
        "def test_page(golden_clean):\n    golden_clean('pages/a.txt', 'gold/a.md')\n", encoding="utf-8"
    )
    assert "there is no golden file" in suite(pages).stdout
    assert suite(pages, "--golden-update").returncode == 0
    assert suite(pages).returncode == 0
    path = pages / "gold" / "a.md"
    path.write_text(path.read_text(encoding="utf-8").replace("赶集", "干集"), encoding="utf-8")
    failed = suite(pages)
    assert failed.returncode == 1
    assert "[-干-]{+赶+}集" in failed.stdout
    assert "--golden-update" in failed.stdout
