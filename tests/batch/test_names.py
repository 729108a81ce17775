"""Names that nobody expects, on disk and at URLs: every document has its own output, inside OUT."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from papercleaner.batch import manifest, planning
from papercleaner.batch.job import Job
from papercleaner.batch.planning import Choice
from papercleaner.errors import InputError
from papercleaner.io.tree import Entry, open_tree
from tests.batch.archive import do, fill, outputs, page, rows
from tests.cli.conftest import Run

NAMES = (
    b"line\nfeed.txt",
    b"\x1b[31mred\x1b[0m.txt",
    b"n" * 251 + b".txt",
    "报".encode() * 82 + b".ocr..x",
    b"a..b...txt",
    b"Twin.txt",
    b"twin.txt",
    b"twin.md",
    b"not utf-8 \xff\xfe.txt",
    b"no ending",
    b"con.txt",
    b"::error file=x::injected.txt",
    b"[bold]markup|`.txt",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number, name in enumerate(NAMES):
        Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/" + name)).write_text(page(number), encoding="utf-8")
    return tmp_path


def test_each_has_its_output(folder: Path) -> None:
    tally = do(folder / "in", folder / "out")
    assert tally.counts["ok"] == len(NAMES)
    made = outputs(folder / "out")
    assert len(made) == len(NAMES)
    assert len({name.casefold() for name in made}) == len(NAMES)
    assert set(rows(folder / "out")) == {os.fsdecode(name) for name in NAMES}
    assert {p.name for p in folder.iterdir()} == {"in", "out"}
    for row in rows(folder / "out").values():
        assert (folder / "out" / row.outputs[0].name).exists()


def test_nothing_of_a_name_acts_on_a_terminal_or_in_a_report(folder: Path, run: Run) -> None:
    for path in (folder / "in").iterdir():
        path.write_bytes(b"\0")
    for report in ("r.json", "r.md", "r.xml"):
        done = run("batch", "in", "out", "--report", report, env={"GITHUB_ACTIONS": "true"})
        assert done.returncode == 3
        assert b"\x1b" not in done.stderr
        assert b"\\x1b[31mred" in done.stderr
        assert len(done.stderr.decode().split("\nline")) == 1
        written = (folder / report).read_bytes()
        assert b"\x1b" not in written
        assert b"red" in written
    assert len(json.loads((folder / "r.json").read_bytes())["rows"]) == len(NAMES)


class Listing:
    """A tree of names as an object store may have them."""

    where = "somewhere"

    def __init__(self, *paths: str) -> None:
        self._paths = paths

    def entries(self) -> list[Entry]:
        return [Entry(path, 1) for path in self._paths]

    def read(self, path: str) -> bytes:
        return path.encode()


def names(tree: Listing, job: Job | None = None, known: list[manifest.Document] | None = None) -> list[str]:
    found = planning.documents(tree, tree.entries(), job or Job(), known or [])  # type: ignore[arg-type]
    return [document.output for document in found]


def test_keys_that_lead_elsewhere_stay_inside() -> None:
    assert names(Listing("../a.txt", "/b.txt", "x/../../c.txt", "x//d.txt", "x/...txt", "..", "a\0b.txt")) == [
        "page/a.md",
        "b.md",
        "x/page/page/c.md",
        "x/page/d.md",
        "x/page.md",
        "page.md",
        "page-2.md",
    ]


def test_folders_that_differ_in_case_only_do_not_share_names() -> None:
    assert names(Listing("A/x.txt", "a/X.txt")) == ["A/x.md", "a/X-2.md"]


def test_a_split_page_has_a_folder_and_the_books_stay_ours() -> None:
    assert names(Listing(".papercleaner.txt", "p.txt", "p.json"), Job(split=True)) == [".papercleaner-2", "p", "p-2"]


def test_an_earlier_name_is_kept_when_a_twin_comes() -> None:
    before = [manifest.Document("b.txt", "b.md", 1, "")]
    assert names(Listing("B.txt", "b.txt"), known=before) == ["B-2.md", "b.md"]
    assert names(Listing("b.txt"), known=[manifest.Document("b.txt", "../b.md", 1, "")]) == ["b.md"]


def test_shards_stay_when_documents_come_and_go() -> None:
    def some(*paths: str) -> list[manifest.Document]:
        return [manifest.Document(path, path, 1, path) for path in paths]

    old = planning.shards(some("a", "c", "d", "e"), 2)
    assert [len(shard) for shard in old] == [2, 2]
    new = planning.shards(some("a", "b", "d", "e", "f", "g"), 2, old)
    assert [[d.path for d in shard] for shard in new] == [["a"], ["d", "e"], ["b", "f"], ["g"]]


def test_shards_are_small_for_few_documents_and_not_too_many_for_millions() -> None:
    assert [planning.shard_size(n) for n in (1, 2_000, 100_000, 10_000_000)] == [16, 16, 50, 1000]


@pytest.mark.parametrize(
    ("include", "exclude", "taken"),
    [
        ((), (), {"p000.txt", "p001.txt", "p002.txt"}),
        (("*1.txt",), (), {"p001.txt"}),
        (("1956/*",), (), {"p000.txt"}),
        ((), ("1956/*", "p002.*"), {"p001.txt"}),
    ],
)
def test_globs(tmp_path: Path, include: tuple[str, ...], exclude: tuple[str, ...], taken: set[str]) -> None:
    fill(tmp_path, 3)
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("x")
    found = planning.chosen(open_tree(str(tmp_path)), Choice(include, exclude))
    assert {entry.path.rpartition("/")[2] for entry in found} == taken


def test_no_documents_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no documents"):
        planning.chosen(open_tree(str(tmp_path)), Choice())


def test_outputs_among_the_inputs_are_no_inputs(tmp_path: Path) -> None:
    fill(tmp_path, 3)
    for _ in range(2):
        assert do(tmp_path, tmp_path / "out").total == 3
