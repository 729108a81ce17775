"""`papercleaner eval` from the shell's side: data on stdout, the rest on stderr, the right exit code."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from papercleaner.cli.app import run
from papercleaner.errors import ExitCode

PAGES = Path(__file__).resolve().parents[2] / "fixtures" / "pages"
SEED = PAGES / "seed"


@pytest.fixture
def prediction(tmp_path: Path) -> Path:
    """The truth of the seed page as its own prediction."""
    path = tmp_path / "seed.json"
    path.write_bytes((SEED / "truth.json").read_bytes())
    return path


def test_table(prediction: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["eval", str(prediction), "--truth", str(PAGES)]) == ExitCode.OK
    out, err = capfdbinary.readouterr()
    assert out.decode().splitlines()[1].split()[-1] == "1.000"
    assert err == b""


def test_json(prediction: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    arguments = ["eval", str(prediction), "--truth", str(SEED), "--raw-name", "raw.seed.txt", "-f", "json"]
    assert run(arguments) == ExitCode.OK
    record = json.loads(capfdbinary.readouterr().out)
    assert record["pages"]["seed"] == record["mean"] | record["pages"]["seed"]
    assert "cer_raw_strict" in record["mean"]


def test_below_a_floor(prediction: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code = run(["eval", str(prediction), "--truth", str(PAGES), "--floor", "coverage=1", "--floor", "overall=1.1"])
    assert code == ExitCode.DIFFERS
    assert capfdbinary.readouterr().err.decode() == "papercleaner: overall is 1.0000, under its floor of 1.1\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--truth", "nowhere"], ExitCode.INPUT),
        (["--truth", str(PAGES), "--floor", "overall"], ExitCode.USAGE),
        (["--truth", str(PAGES), "--floor", "oberall=1"], ExitCode.USAGE),
        (["--truth", str(PAGES), "--raw-name", "none.txt"], ExitCode.INPUT),
        ([], ExitCode.USAGE),
    ],
)
def test_mistakes_end_in_one_line(
    prediction: Path, arguments: list[str], code: ExitCode, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["eval", str(prediction), *arguments]) == code
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert len(err.splitlines()) == 1


def test_a_missing_prediction(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    assert run(["eval", str(tmp_path / "seed.json"), "--truth", str(PAGES)]) == ExitCode.INPUT
    assert b"seed.json" in capfdbinary.readouterr().err


def test_without_the_extra_it_says_what_to_install(
    prediction: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    for name in ("rapidfuzz", "rapidfuzz.distance"):
        monkeypatch.setitem(sys.modules, name, None)
    assert run(["eval", str(prediction), "--truth", str(PAGES)]) == ExitCode.USAGE
    assert b"rapidfuzz" in capfdbinary.readouterr().err
