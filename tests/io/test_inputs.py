"""Inputs are read whole, or refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from papercleaner.errors import InputError
from papercleaner.io.inputs import found, load


def test_load_gives_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\x00")
    assert load(str(tmp_path / "a.txt")).data == b"\xff\x00"


@pytest.mark.parametrize("name", ["missing.txt", ".", "a\x00b", "报" * 200])
def test_what_cannot_be_read_is_an_input_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError):
        load(name)


def test_found_walks_a_folder_in_order_without_hidden_files_and_links(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    (tmp_path / "link.txt").symlink_to("a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [str(p.relative_to(tmp_path)) for p in found(str(tmp_path))] == ["a.txt", "b/1.txt", "b/2.txt"]
    assert list(found(str(tmp_path / "a.txt"))) == [tmp_path / "a.txt"]
