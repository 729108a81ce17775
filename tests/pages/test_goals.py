"""What is known not to be read well yet: each goal fails today, and fails the suite on the day that it is reached."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path

import pytest

import papercleaner
from papercleaner.evaluate import Metrics, score
from papercleaner.writers import render
from tools import set_pages

PAGES = Path(__file__).resolve().parents[2] / "fixtures" / "pages"
GOALS = tomllib.loads((PAGES / "goals.toml").read_text(encoding="utf-8"))["goal"]
CASES = [
    pytest.param(
        g["page"],
        g["dump"],
        g["metric"],
        g["least"],
        id=f"{g['page']}-{g['dump']}-{g['metric']}",
        marks=pytest.mark.xfail(reason=g["reason"], strict=True, raises=AssertionError),
    )
    for g in GOALS
]


@cache
def metrics(page: str, dump: str) -> Metrics:
    raw = (PAGES / page / f"{dump}.txt").read_text(encoding="utf-8")
    truth = json.loads((PAGES / page / "truth.json").read_text(encoding="utf-8"))
    record = json.loads(render(papercleaner.clean(raw, name=f"{dump}.txt"), "json"))
    return score(record, truth, raw)


@pytest.mark.parametrize(("page", "dump", "metric", "least"), CASES)
def test_goal(page: str, dump: str, metric: str, least: float) -> None:
    assert metrics(page, dump)[metric] >= least


@pytest.mark.parametrize("page", sorted(p.parent.name for p in PAGES.glob("*/page.txt")))
def test_dumps_are_what_their_source_gives(page: str) -> None:
    for path, text in set_pages.made(PAGES / page).items():
        assert path.read_text(encoding="utf-8") == text
