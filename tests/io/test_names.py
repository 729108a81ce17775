"""Names made from titles and inputs are safe on every file system."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercleaner.io import names
from tests.cli.conftest import names_in


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("加强产业集群党建 引领创新发展", "加强产业集群党建-引领创新发展"),
        ("“书”说公益——沪浙同行", "书-说公益-沪浙同行"),
        ("../../etc/passwd", "etc-passwd"),
        ('a\\b:c*d?e|f<g>h"i', "a-b-c-d-e-f-g-h-i"),
        ("\x1b[31m红\x00\n白", "31m红-白"),
        ("G60 R&D 3.58%", "G60-R-D-3-58"),
        ("CON", "CON-"),
        ("Lpt1", "Lpt1-"),
        ("console", "console"),
        ("", "untitled"),
        ("……", "untitled"),
        (".", "untitled"),
    ],
)
def test_slug(title: str, expected: str) -> None:
    assert names.slug(title) == expected


@given(st.text())
def test_a_slug_is_always_a_usable_name(title: str) -> None:
    found = names.slug(title)
    assert 0 < len(found.encode()) <= 81
    assert not set(found) & set('/\\:*?"<>|\x00\n\r\t .')
    assert found.isprintable()
    assert names.slug(found) == found


def test_a_long_title_is_cut_between_characters() -> None:
    assert names.slug("报" * 100) == "报" * 26
    assert len(names.named("报" * 200, "json").encode()) <= 255
    assert names.named("报" * 200, "json").endswith("报.json")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a/page.txt", "page"), ("-", "stdin"), ("page.seed.txt", "page.seed"), (".txt", ".txt"), ("..", "page")],
)
def test_stem(name: str, expected: str) -> None:
    assert names.stem(name) == expected


def test_unique_knows_case_twins_and_composed_letters() -> None:
    taken: set[str] = set()
    given_names = ["Page.md", "page.md", "PAGE.md", "caf\u00e9.md", "cafe\u0301.md", "x"]
    found = [names.unique(name, taken) for name in given_names]
    assert found == ["Page.md", "page-2.md", "PAGE-3.md", "caf\u00e9.md", "cafe\u0301-2.md", "x"]


def test_unique_keeps_names_within_the_limit(tmp_path: Path) -> None:
    taken: set[str] = set()
    long = "报" * 84 + ".md"
    for name in (names.unique(long, taken), names.unique(long, taken)):
        (tmp_path / name).write_bytes(b"")
    assert len(names_in(tmp_path)) == 2
