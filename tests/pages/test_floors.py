"""The pages in fixtures/pages keep the floors that were reached on them."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

import papercleaner
from papercleaner.evaluate import Metrics, score, summary
from papercleaner.evaluate.report import Floor
from papercleaner.writers import render

PAGES = Path(__file__).resolve().parents[2] / "fixtures" / "pages"
FLOORS = tomllib.loads((PAGES / "floors.toml").read_text(encoding="utf-8"))
KINDS = {"mean": r"p\d+", "mean-hand": "hand-.*", "mean-plain": "plain-.*"}
"""The pages that each mean is taken over."""
MEANS = {(kind, dump): floors for kind in KINDS for dump, floors in FLOORS.pop(kind).items()}
CASES = [(page, dump) for page, dumps in FLOORS.items() for dump in dumps]


@cache
def metrics(page: str, dump: str) -> Metrics:
    raw = (PAGES / page / f"{dump}.txt").read_text(encoding="utf-8")
    truth = json.loads((PAGES / page / "truth.json").read_text(encoding="utf-8"))
    record = json.loads(render(papercleaner.clean(raw, name=f"{dump}.txt"), "json"))
    return score(record, truth, raw)


def missed(found: Metrics, floors: dict[str, float]) -> dict[str, tuple[float, float]]:
    """What was reached and what was to be, of each metric under its floor."""
    return {name: (found[name], value) for name, value in floors.items() if Floor(name, value).missed(found)}


@pytest.mark.parametrize(("page", "dump"), CASES, ids=[f"{p}-{d}" for p, d in CASES])
def test_page(page: str, dump: str) -> None:
    assert not missed(metrics(page, dump), FLOORS[page][dump])


@pytest.mark.parametrize(("kind", "dump"), MEANS, ids=[f"{k}-{d}" for k, d in MEANS])
def test_mean_of_the_pages(kind: str, dump: str) -> None:
    found = summary([metrics(p, d) for p, d in CASES if d == dump and re.fullmatch(KINDS[kind], p)])
    assert not missed(found, MEANS[kind, dump])


def test_every_dump_has_floors() -> None:
    found = {(p.parent.name, p.stem) for p in PAGES.glob("*/raw.*.txt")}
    assert found == set(CASES)
