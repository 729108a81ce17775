"""The public API: what is in it, and that it does what its example says."""

from __future__ import annotations

import doctest
import tomllib
from pathlib import Path

import pytest

import papercleaner
from papercleaner.schema import schema

ROOT = Path(__file__).parents[1]


def test_the_example_of_the_package() -> None:
    assert doctest.testmod(papercleaner).failed == 0


def test_only_what_is_promised_is_public() -> None:
    assert sorted(papercleaner.__all__) == ["Article", "Config", "Edit", "Page", "PapercleanerError", "clean"]


def test_the_version_is_that_of_the_distribution() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == papercleaner.__version__


def test_text_and_its_bytes_give_the_same_page() -> None:
    text = "金山区探索新路\n\n去年8月,全镇投入 120 万元修路。"
    assert papercleaner.clean(text) == papercleaner.clean(text.encode())


@pytest.mark.parametrize("source", [b"\xff", "a\ud800"])
def test_what_cannot_be_read_is_one_error(source: str | bytes) -> None:
    with pytest.raises(papercleaner.PapercleanerError):
        papercleaner.clean(source)


def test_a_reader_can_be_insisted_on() -> None:
    assert papercleaner.clean("# 题\n\n正文。", reader="markdown").articles[0].title is not None


def test_the_documents_name_every_key_of_the_schema() -> None:
    told = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")

    def keys(node: object) -> set[str]:
        if isinstance(node, list):
            return set().union(*map(keys, node))
        if not isinstance(node, dict):
            return set()
        own = set(node["properties"]) if isinstance(node.get("properties"), dict) else set()
        return own.union(*map(keys, node.values()))

    assert not {key for key in keys(schema()) if f"`{key}`" not in told and f'"{key}"' not in told}
