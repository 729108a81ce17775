"""Inputs and outputs through fsspec."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from papercleaner.batch.job import Job
from papercleaner.batch.verify import verify
from papercleaner.errors import LockedError, OutputError
from papercleaner.io.store import open_store
from papercleaner.io.urls import UrlStore
from tests.batch.archive import do, fill, outputs, rows, tree

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return fill(tmp_path / "in", 6)


@pytest.fixture
def memory(pages: Path) -> Iterator[str]:
    """The same pages in memory://."""
    system = fsspec.filesystem("memory")
    for name, data in tree(pages).items():
        system.pipe_file(f"/archive/in/{name}", data)
    yield "memory://archive"
    system.store.clear()


def held(url: str) -> dict[str, bytes]:
    """Path -> bytes below a URL."""
    system, root = fsspec.core.url_to_fs(url)
    return {path[len(root) + 1 :]: system.cat_file(path) for path in system.find(root)}


@pytest.mark.parametrize("job", [Job(split=True), Job(layout="jsonl", form="jsonl")], ids=["split", "jsonl"])
def test_memory_gives_what_a_folder_gives(job: Job, memory: str, pages: Path, tmp_path: Path) -> None:
    do(pages, tmp_path / "out", job, shard_size=2)
    do(f"{memory}/in", f"{memory}/out", job, shard_size=2)
    want = {name: data for name, data in tree(tmp_path / "out").items() if not name.endswith("lock")}
    assert held(f"{memory}/out") == want
    assert verify(f"{memory}/out").ok
    assert do(f"{memory}/in", f"{memory}/out", job, resume=True).skipped == 6
    fsspec.filesystem("memory").rm_file("/archive/out/.papercleaner/done/00001.json")
    assert do(f"{memory}/in", f"{memory}/out", job, resume=True).skipped == 4
    assert held(f"{memory}/out") == want


def test_file_urls_are_paths(pages: Path, tmp_path: Path) -> None:
    do(pages.as_uri(), (tmp_path / "out").as_uri())
    assert len(outputs(tmp_path / "out")) == 6
    assert verify((tmp_path / "out").as_uri()).ok


def test_a_run_in_progress_locks_a_url(memory: str) -> None:
    do(f"{memory}/in", f"{memory}/out")
    store = open_store(f"{memory}/out")
    store.publish(".papercleaner/lock", b"someone 99999999999\n")
    with pytest.raises(LockedError):
        do(f"{memory}/in", f"{memory}/out", resume=True)
    store.publish(".papercleaner/lock", b"someone 1000000000\n")  # killed long ago
    assert do(f"{memory}/in", f"{memory}/out", resume=True).skipped == 6


def test_where_objects_do_not_appear_whole_a_rename_sees_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that is reached through a protocol nobody vouches for; here the file system, as if it were far away."""
    store = UrlStore(tmp_path.as_uri())
    store.publish("a/b.md", b"one")
    store.publish("a/b.md", b"two")
    assert store.read("a/b.md") == b"two"
    assert store.names("a") == ["b.md"]

    def failing(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(store._system), "mv", failing)
    with pytest.raises(OutputError, match="No space left"):
        store.publish("a/c.md", b"new")
    assert store.names("a") == ["b.md"]
    with pytest.raises(OutputError):
        store.publish("../c.md", b"new")


def test_parquet_has_a_row_for_each_article(memory: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    import io

    do(f"{memory}/in", f"{memory}/out", Job(layout="parquet", form="parquet"))
    records = do(f"{memory}/in", f"{memory}/json", replace(Job(), form="json"))
    table = parquet.read_table(io.BytesIO(held(f"{memory}/out")["part-00000.parquet"]))
    made = table.to_pylist()
    articles = [row for row in made if row["number"]]
    assert len(articles) == records.articles
    assert {row["document"] for row in made} == set(rows(f"{memory}/out"))
    for row in articles:
        page = json.loads(held(f"{memory}/json")[row["document"].replace(".txt", ".json")])
        article = page["articles"][row["number"] - 1]
        assert row["id"] == article["id"]
        assert row["title"] == article["title"]
        assert row["text"] == "\n".join(block["text"] for block in article["blocks"])
        assert [block["type"] for block in row["blocks"]] == [block["type"] for block in article["blocks"]]
        assert row["sha256"] == page["source"]["sha256"]
