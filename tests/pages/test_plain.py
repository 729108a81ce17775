"""A dump that is no newspaper page is one article with its paragraphs, and nothing is invented for it."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import papercleaner
from papercleaner.writers import render

PAGES = Path(__file__).resolve().parents[2] / "fixtures" / "pages"
GOALS = tomllib.loads((PAGES / "goals.toml").read_text(encoding="utf-8"))
NAMES = sorted(p.name for p in PAGES.glob("plain-*"))


def cases(question: str) -> list[Any]:
    """The plain pages; those known to fail the question are expected to, and to fail the suite once they do not."""
    known = {g["page"]: g["reason"] for g in GOALS["plain"] if g["question"] == question}
    return [pytest.param(n, marks=pytest.mark.xfail(reason=known[n], strict=True) if n in known else ()) for n in NAMES]


@cache
def articles(page: str) -> list[dict[str, Any]]:
    raw = (PAGES / page / "raw.seed.txt").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(render(papercleaner.clean(raw, name="raw.seed.txt"), "json"))["articles"]
    return found


@cache
def truth(page: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PAGES / page / "truth.json").read_text(encoding="utf-8"))["articles"][0]
    return found


def flat(text: str) -> str:
    """The text's letters and figures alone."""
    return "".join(c for c in text if c.isalnum())


def test_there_are_plain_pages() -> None:
    assert NAMES


@pytest.mark.parametrize("page", cases("one article"))
def test_one_article(page: str) -> None:
    assert len(articles(page)) == 1


@pytest.mark.parametrize("page", cases("only paragraphs"))
def test_only_paragraphs(page: str) -> None:
    assert [b for a in articles(page) for b in a["blocks"] if b["type"] != "paragraph"] == []


@pytest.mark.parametrize("page", cases("title"))
def test_a_title_only_where_there_is_one(page: str) -> None:
    assert [flat(a["title"] or "") for a in articles(page)] == [flat(truth(page)["title"])]


@pytest.mark.parametrize("page", cases("paragraphs"))
def test_all_paragraphs(page: str) -> None:
    found = [flat(b["text"]) for a in articles(page) for b in a["blocks"]]
    assert found == [flat(b["text"]) for b in truth(page)["blocks"]]
