"""`papercleaner batch` as a shell and a CI system see it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from papercleaner.batch import verify as verifying
from papercleaner.batch.job import Job
from papercleaner.config import Config
from tests.batch.archive import do, fill, outputs, page, tree
from tests.cli.conftest import Run, command_line, environment


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return fill(tmp_path / "in", 9)


def test_a_folder_then_the_same_again_then_a_check(run: Run, pages: Path, tmp_path: Path) -> None:
    first = run("batch", "in", "out")
    assert (first.returncode, first.stdout) == (0, b"")
    assert [line.split() for line in first.stderr.decode().splitlines()[:3]] == [
        ["documents", "9"],
        ["ok", "9"],
        ["articles", "9"],
    ]
    made = tree(tmp_path / "out")
    assert {"1956/05/p000.md", "p001.md", "1957/p002.md"} < set(made)
    assert run("batch", "in", "out", "-q").returncode == 0
    assert tree(tmp_path / "out") == made
    again = run("batch", "in", "out", "--resume")
    assert b"from an earlier run          9" in again.stderr
    assert tree(tmp_path / "out") == made
    checked = run("batch", "verify", "out")
    assert (checked.returncode, checked.stdout) == (0, b"")
    assert b"9 documents in 1 shards (9 ok), 9 output files" in checked.stderr
    single = run("clean", "in/p001.txt", "-o", "-").stdout
    assert made["p001.md"] == single


def test_check_tells_what_would_change(run: Run, pages: Path, tmp_path: Path) -> None:
    done = run("batch", "in", "--check", "--report", "r.xml")
    assert done.returncode == 1
    assert done.stdout == b""
    assert b"papercleaner: p001.txt: would change\n" in done.stderr
    suite = ElementTree.parse(tmp_path / "r.xml").getroot()[0]
    assert suite.attrib["failures"] == "9"
    run("batch", "in", "out", "-q")
    clean = run("batch", "out", "--check", "-q")
    assert (clean.returncode, clean.stderr) == (0, b"")


def test_reports_tell_of_each_document(run: Run, pages: Path, tmp_path: Path) -> None:
    (pages / "bad.txt").write_bytes(b"\0")
    for name in ("r.json", "r.md", "r.xml"):
        done = run("batch", "in", "out", "--report", name, "--resume")
        assert done.returncode == 3
        assert b"papercleaner: bad.txt: error: binary data" in done.stderr
    record = json.loads((tmp_path / "r.json").read_bytes())
    assert (record["documents"], record["ok"], record["error"]) == (10, 9, 1)
    assert {row["path"]: row["status"] for row in record["rows"]}["bad.txt"] == "error"
    assert "| bad.txt | error | binary data" in (tmp_path / "r.md").read_text(encoding="utf-8")
    suite = ElementTree.parse(tmp_path / "r.xml").getroot()[0]
    assert (suite.attrib["tests"], suite.attrib["failures"]) == ("10", "1")
    assert [case.attrib["name"] for case in suite if len(case)] == ["bad.txt"]


def test_github_gets_annotations_and_a_summary(run: Run, pages: Path, tmp_path: Path) -> None:
    (pages / "bad,one.txt").write_bytes(b"\0")
    here = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    done = run("batch", "in", "out", "-q", env=here)
    assert b"\n::error file=in/bad%2Cone.txt,title=papercleaner::error: binary data" in done.stderr
    assert (tmp_path / "summary.md").read_text().startswith("## papercleaner\n")


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("in",), 2, "Name a folder for the outputs, or use --check"),
        (("in", "out", "--check"), 2, "--check writes nothing"),
        (("in", "in"), 2, "in holds the inputs"),
        (("in/1957", "in"), 2, "in holds the inputs"),
        (("missing", "out"), 4, "missing: is not there"),
        (("in/p001.txt", "out"), 4, "papercleaner clean"),
        (("in", "out", "--include", "*.tiff"), 4, "no documents in it"),
        (("in", "out", "--report", "r.csv"), 2, ".json, .md or .xml"),
        (("in", "out", "--layout", "jsonl", "-f", "md"), 2, "has its own format"),
        (("in", "out", "--trace"), 2, "--trace has no place"),
        (("in", "out", "--retry"), 2, "--retry belongs to --resume"),
        (("in", "out", "--ray-address", "auto"), 2, "--ray-address belongs to --engine ray"),
        (("in", "in/p001.txt"), 5, "in/p001.txt"),
        (("nosuch://x", "out"), 2, "nosuch://x: "),
        (("verify", "in"), 4, "holds no batch"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(
    run: Run, pages: Path, args: tuple[str, ...], code: int, told: str
) -> None:
    before = tree(pages.parent)
    done = run("batch", *args)
    assert done.returncode == code, done.stderr
    assert told in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    assert tree(pages.parent) == before


@pytest.mark.parametrize(
    ("module", "args", "extra"),
    [
        ("ray", ("in", "out", "--engine", "ray"), "papercleaner-ocr[ray]"),
        ("pyarrow", ("in", "out", "--layout", "parquet"), "papercleaner-ocr[parquet]"),
        ("fsspec", ("in", "s3://bucket/out"), "papercleaner-ocr[cloud]"),
    ],
)
def test_an_extra_that_is_missing_is_named(
    run: Run, pages: Path, module: str, args: tuple[str, ...], extra: str
) -> None:
    done = run("batch", *args, patch=f"import sys; sys.modules[{module!r}] = None")
    assert done.returncode == 2
    assert extra in done.stderr.decode()
    assert [path.name for path in pages.parent.iterdir()] == ["in"]


def test_a_folder_in_use_is_locked(run: Run, pages: Path, tmp_path: Path) -> None:
    import fcntl

    run("batch", "in", "out", "-q")
    with (tmp_path / "out/.papercleaner/lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = run("batch", "in", "out", "--resume")
    assert done.returncode == 7
    assert done.stderr == b"papercleaner: error: out: another run is writing there. Wait for it to end\n"


def test_progress_on_a_terminal_and_in_a_log(run: Run, pages: Path, tmp_path: Path) -> None:
    quick = "from papercleaner.cli import progress; progress._LINE_SECONDS = 0.0"
    lines = run("batch", "in", "out", "-j1", patch=quick).stderr.decode().splitlines()
    assert lines[0].startswith("papercleaner: 0 of 9 pages, 0.0 pages/s")
    assert any(line.startswith("papercleaner: 9 of 9 pages") for line in lines)
    assert "9/9" in on_screen(tmp_path, "batch", "in", "out", "-j1")
    assert on_screen(tmp_path, "batch", "in", "out", "-q") == ""


def on_screen(folder: Path, *args: str) -> str:
    """What appears on a terminal that is stderr."""
    import pty

    screen, tail = pty.openpty()
    with subprocess.Popen(command_line(args), stderr=tail, cwd=folder, env=environment()):
        os.close(tail)
        shown = b""
        while part := read(screen):
            shown += part
    os.close(screen)
    return shown.decode()


def read(screen: int) -> bytes:
    try:
        return os.read(screen, 65536)
    except OSError:  # Linux ends a terminal with EIO
        return b""


def test_another_config_redoes_and_another_form_replaces(pages: Path, tmp_path: Path) -> None:
    """Whatever was there before, OUT ends as if it had been made at once."""
    jobs = [
        Job(),
        Job(config=Config(spacing="pangu")),
        Job(split=True),
        Job(layout="jsonl", form="jsonl"),
    ]
    for number, job in enumerate(jobs):
        tally = do(pages, tmp_path / "out", job, resume=True, shard_size=4)
        assert (tally.skipped, tally.failed) == (0, 0)
        do(pages, tmp_path / f"fresh{number}", job, shard_size=4)
        assert tree(tmp_path / "out") == tree(tmp_path / f"fresh{number}")


def test_documents_that_come_go_and_change(pages: Path, tmp_path: Path) -> None:
    do(pages, tmp_path / "out", shard_size=3)
    (pages / "p001.txt").unlink()
    (pages / "p004.txt").write_text(page(40), encoding="utf-8")
    (pages / "new.txt").write_text(page(41), encoding="utf-8")
    tally = do(pages, tmp_path / "out", resume=True)
    assert (tally.total, tally.skipped) == (9, 6)
    do(pages, tmp_path / "fresh")
    assert outputs(tmp_path / "out") == outputs(tmp_path / "fresh")
    assert verifying.verify(str(tmp_path / "out")).ok


def test_an_output_of_a_document_that_now_fails_goes(pages: Path, tmp_path: Path) -> None:
    do(pages, tmp_path / "out")
    (pages / "p001.txt").write_bytes(b"\0")
    assert do(pages, tmp_path / "out", resume=True).failed == 1
    assert len(outputs(tmp_path / "out")) == 8
    assert verifying.verify(str(tmp_path / "out")).ok


def test_retry_does_again_what_took_too_long(pages: Path, tmp_path: Path) -> None:
    hasty = Job(timeout=0.0001)
    few = pages / "1957"
    assert do(few, tmp_path / "out", hasty).counts["timeout"] == 3
    assert do(few, tmp_path / "out", resume=True).skipped == 3
    tally = do(few, tmp_path / "out", replace(hasty, timeout=60), resume=True, retry=True)
    assert (tally.skipped, tally.failed) == (0, 0)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished batch, to be copied."""
    folder = tmp_path_factory.mktemp("made")
    do(fill(folder / "in", 3), folder / "out")
    return folder / "out"


def _cut(out: Path) -> None:
    (out / "p001.md").write_bytes((out / "p001.md").read_bytes()[:-1])


def _changed(out: Path) -> None:
    data = (out / "p001.md").read_bytes()
    (out / "p001.md").write_bytes(
        data.replace("红旗".encode(), "白旗".encode()).replace("新仓".encode(), "旧仓".encode())
    )


def _gone(out: Path) -> None:
    (out / "p001.md").unlink()


def _row(out: Path) -> None:
    rows = out / ".papercleaner/rows/00000.jsonl"
    rows.write_bytes(b"".join(rows.read_bytes().splitlines(keepends=True)[1:]))


def _marker(out: Path) -> None:
    (out / ".papercleaner/done/00000.json").write_bytes(b"[]")


def _plan(out: Path) -> None:
    next((out / ".papercleaner/plan").iterdir()).write_bytes(b"{}")


def _settings(out: Path) -> None:
    path = out / ".papercleaner/manifest.json"
    path.write_text(path.read_text().replace('"tight"', '"pangu"'))


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (_cut, "p001.md: has "),
        (_changed, "p001.md: its hash is not that of its row"),
        (_gone, "p001.md: is missing"),
        (_row, "rows/00000.jsonl: its hash is not that of the marker"),
        (_marker, "shard 0 is not done"),
        (_plan, "is damaged"),
        (_settings, "shard 0 was made with other settings"),
    ],
)
def test_verify_finds_what_was_harmed(made: Path, tmp_path: Path, harm: Callable[[Path], None], told: str) -> None:
    shutil.copytree(made, tmp_path / "out")
    harm(tmp_path / "out")
    found = verifying.verify(str(tmp_path / "out"))
    assert not found.ok
    assert any(told in difference for difference in found.differences)


def test_harm_is_told_on_stdout(run: Run, made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path / "out")
    _gone(tmp_path / "out")
    done = run("batch", "verify", "out")
    assert (done.returncode, done.stdout) == (1, b"p001.md: is missing\n")


def test_a_damaged_manifest_is_no_traceback(run: Run, made: Path, pages: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path / "out")
    for number, data in enumerate((b"{", b"[]", b'{"format": "papercleaner-batch/9"}', b'{"format": 1}')):
        (tmp_path / "out/.papercleaner/manifest.json").write_bytes(data)
        for args in (("batch", "in", "out", "--resume"), ("batch", "verify", "out"))[number % 2 :]:
            done = run(*args)
            assert done.returncode == 4
            assert done.stderr.startswith(b"papercleaner: error: ")
            assert done.stderr.count(b"\n") == 1
