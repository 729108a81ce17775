"""The conformance suite: what every engine must do, poison or not, and do to the same bytes."""

from __future__ import annotations

import os
import pickle
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from papercleaner import learn
from papercleaner.batch.cell import Cell, NoCell
from papercleaner.batch.engines import Engine
from papercleaner.batch.engines.local import Local
from papercleaner.batch.job import Job
from papercleaner.batch.run import Order, opened
from papercleaner.batch.run import learn as learn_batch
from papercleaner.batch.shard import do as do_tasks
from papercleaner.batch.verify import verify
from papercleaner.errors import OutputError
from tests.batch.archive import do, fill, outputs, page, poisoned, rows, tree

COUNT = 24
JOBS = {
    "files": Job(),
    "split": Job(split=True),
    "jsonl": Job(layout="jsonl", form="jsonl"),
    "parquet": Job(layout="parquet", form="parquet"),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("pages"), COUNT)


@pytest.fixture(scope="module")
def reference(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The tree of each job as one cell makes it."""
    made = {}
    for name, job in JOBS.items():
        if name == "parquet" and find_spec("pyarrow") is None:
            continue
        folder = tmp_path_factory.mktemp(name)
        do(pages, folder, job, Local(1), shard_size=7)
        made[name] = tree(folder)
    return made


@pytest.mark.parametrize("name", JOBS)
def test_every_engine_gives_the_same_tree(
    name: str, engine: Engine, pages: Path, reference: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow")
    tally = do(pages, tmp_path / "out", JOBS[name], engine, shard_size=7)
    assert tree(tmp_path / "out") == reference[name]
    assert (tally.total, tally.rows, tally.failed, tally.underway) == (COUNT, COUNT, 0, 0)
    assert verify(str(tmp_path / "out")).ok


POISON = {
    "raise.txt": ("error", "RuntimeError: poison"),
    "exit.txt": ("crashed", "its process ended with exit code 3, 2 times"),
    "kill.txt": ("crashed", "its process was killed by signal SIGKILL, 2 times"),
    "hang.txt": ("timeout", "took longer than 3 s"),
    "print.txt": ("ok", ""),
}


@pytest.fixture
def poison(tmp_path: Path) -> Path:
    """Good pages among those that raise, crash, hang or cannot be read at all."""
    folder = fill(tmp_path / "in", 6)
    for name in POISON:
        (folder / name).write_text(f"POISON {name.removesuffix('.txt')}\n\n{page(0)}", encoding="utf-8")
    os.mkfifo(folder / "pipe")
    (folder / "loop").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    return folder


def test_poison_takes_nothing_along(engine: Engine, poison: Path, tmp_path: Path) -> None:
    tally = do(poison, tmp_path / "out", Job(timeout=3), engine, shard_size=5)
    found = rows(tmp_path / "out")
    assert tally.rows == len(found) == 6 + len(POISON) + 4
    for name, (status, message) in POISON.items():
        failure = found[name].failure
        assert found[name].status == status
        assert message in (failure.message if failure else "")
    for name, message in (("pipe", "named pipe"), ("loop", "symbolic link"), ("self", "symbolic link")):
        failure = found[name].failure
        assert failure is not None
        assert message in failure.message
    assert "200000000 bytes" in str(found["huge.txt"].failure)
    assert {row.status for path, row in found.items() if "p0" in path} == {"ok"}
    assert len(outputs(tmp_path / "out")) == 6 + 1
    assert {p.name for p in tmp_path.iterdir()} == {"in", "out"}
    assert verify(str(tmp_path / "out")).ok


def test_resume_after_half_the_shards_is_as_good_as_one_run(
    engine: Engine, pages: Path, reference: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    do(pages, out, engine=engine, shard_size=7)
    for number in (0, 2):
        (out / f".papercleaner/done/{number:05}.json").unlink()
    (out / "p001.md").unlink()
    tally = do(pages, out, engine=engine, resume=True)
    assert 0 < tally.skipped < COUNT
    assert tree(out) == reference["files"]


def test_an_output_that_cannot_be_written_ends_the_run(engine: Engine, pages: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "1957").mkdir(parents=True)
    (tmp_path / "out" / "1957" / "p002.md").symlink_to(tmp_path / "elsewhere.md")
    with pytest.raises(OutputError, match=r"p002\.md: is a symbolic link"):
        do(pages, tmp_path / "out", engine=engine, shard_size=7)
    assert not (tmp_path / "elsewhere.md").exists()
    (tmp_path / "out" / "1957" / "p002.md").unlink()
    do(pages, tmp_path / "out", engine=engine, resume=True)
    assert verify(str(tmp_path / "out")).ok


def test_a_link_out_of_the_output_folder_is_not_followed(engine: Engine, pages: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "1957").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="leads out of the output folder"):
        do(pages, tmp_path / "out", engine=engine)
    assert not any((tmp_path / "elsewhere").iterdir())


def test_looking_writes_nothing(engine: Engine, pages: Path, tmp_path: Path) -> None:
    tally = do(pages, "", engine=engine)
    assert (tally.rows, tally.changed, len(tally.looked)) == (COUNT, COUNT, COUNT)
    assert not any(tmp_path.iterdir())


def test_every_engine_learns_the_same_model(engine: Engine, pages: Path) -> None:
    single = learn.model(learn.part(path.read_bytes(), path.name) for path in sorted(pages.rglob("*.txt")))
    made, tally = learn_batch([Order(str(pages), "", shard_size=5)], engine, lambda tally: None)
    assert made == single
    assert tally.rows == COUNT


def test_an_engine_of_ones_own(pages: Path, reference: dict[str, dict[str, bytes]], tmp_path: Path) -> None:
    """As Spark would: tasks pickled, dealt out to partitions, done there."""
    order = Order(str(pages), str(tmp_path / "out"), shard_size=7)
    with opened(order) as batch:
        partitions = [pickle.loads(pickle.dumps(batch.tasks[start::2])) for start in (1, 0)]
        assert sum(len(done.rows) for part in partitions for done in do_tasks(part)) == COUNT
    assert tree(tmp_path / "out") == reference["files"]


def test_no_process_to_clean_in_is_no_fault_of_a_document(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for executable in ("/bin/false", str(tmp_path / "missing")):
        monkeypatch.setattr(sys, "executable", executable)
        with pytest.raises(NoCell, match="can be started"):
            do(pages, tmp_path / "out")
        assert not outputs(tmp_path / "out")


def test_a_cell_that_prints_does_not_confuse_its_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", poisoned(os.environ))
    cell = Cell(Job())
    try:
        outcome = cell.ask("a.txt", f"POISON print\n\n{page(1)}".encode())
    finally:
        cell.finish()
    assert outcome.failure is None
    assert b"stray" not in outcome.files[0][1]
