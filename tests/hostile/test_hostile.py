"""Inputs that nobody means well with: each ends with its exit code, one clear line, and no traceback."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from papercleaner.cli.app import run

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "hostile"
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
READABLE = sorted(name for name, case in EXPECTED.items() if case["exit"] == 0)

PROSE = "会议要求，各单位要把责任落实到人，不留死角。"
LENGTH = 40_000
"""Characters of the generated samples; bench/speed.py --shapes measures how time grows."""

GENERATED = {
    "one long line": PROSE * (LENGTH // len(PROSE)),
    "one long line of Latin": "word " * (LENGTH // 5),
    "one long word": "x" * LENGTH,
    "digits": "0123456789" * (LENGTH // 10),
    "opening quotes": '"' * (LENGTH // 4),
    "opening brackets": "(" * (LENGTH // 4),
    "spaces between": " ".join("字" * (LENGTH // 4)),
    "blank lines between": "\n\n".join(["天气晴好"] * (LENGTH // 40)),
    "many headlines": "\n\n".join(f"第{i}号公告" for i in range(500)),
    "full stops": "。" * (LENGTH // 4),
    "one paragraph of short lines": "\n".join(["今日天气晴"] * (LENGTH // 40)),
}


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run where no configuration file lies about."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")


def test_the_table_names_every_sample() -> None:
    assert {p.name for p in FOLDER.iterdir()} == {*EXPECTED, "expected.toml"}


@pytest.mark.parametrize("form", ["md", "json", "jsonl", "txt"])
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_exit_code_and_no_traceback(name: str, form: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code = run(["clean", str(FOLDER / name), "-f", form])
    out, err = capfdbinary.readouterr()
    assert code == EXPECTED[name]["exit"], err.decode()
    assert b"Traceback" not in err
    if code:
        assert out == b""
        assert len(err.decode().splitlines()) == 1
        assert name in err.decode()
    out.decode("utf-8")


@pytest.mark.parametrize("name", READABLE)
def test_nothing_is_lost_and_the_second_cleaning_changes_nothing(name: str, tmp_path: Path) -> None:
    record = tmp_path / "out.json"
    assert run(["clean", str(FOLDER / name), "-o", str(record)]) == 0
    assert run(["verify", str(record), "--source", str(FOLDER / name)]) == 0
    for first in (record, tmp_path / "out.md"):
        assert run(["clean", str(FOLDER / name), "-o", str(first)]) == 0
        again = tmp_path / f"again{first.suffix}"
        assert run(["clean", str(first), "-o", str(again)]) == 0
        assert again.read_bytes() == first.read_bytes()


@pytest.mark.parametrize("name", READABLE)
def test_the_screen_gets_no_codes(name: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["clean", str(FOLDER / name)]) == 0
    assert run(["explain", str(FOLDER / name)]) == 0
    out, err = capfdbinary.readouterr()
    assert not set(err) & (set(range(32)) - set(b"\n\t"))
    assert b"\x1b" not in out


@pytest.mark.parametrize("name", sorted(GENERATED))
def test_large_inputs_end(name: str, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(GENERATED[name], encoding="utf-8")
    assert run(["clean", str(path), "-o", str(tmp_path / "out.json")]) == 0
    json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["binary.bin", "surrogates.txt", "spaces.txt", "terminal.txt"])
def test_from_the_shell_by_standard_input(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "papercleaner", "clean", "-"],
        input=(FOLDER / name).read_bytes(),
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == EXPECTED[name]["exit"], done.stderr.decode()
    assert b"Traceback" not in done.stderr
