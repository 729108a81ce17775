"""The pages in fixtures/pages keep the floors that were reached on them."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

import papercleaner
from papercleaner.evaluate import score
from papercleaner.evaluate.report import Floor
from papercleaner.writers import render

PAGES = Path(__file__).resolve().parents[2] / "fixtures" / "pages"
FLOORS = tomllib.loads((PAGES / "floors.toml").read_text(encoding="utf-8"))
CASES = [(page, dump) for page, dumps in FLOORS.items() for dump in dumps]


@pytest.mark.parametrize(("page", "dump"), CASES, ids=[f"{p}-{d}" for p, d in CASES])
def test_floors(page: str, dump: str) -> None:
    raw = (PAGES / page / f"{dump}.txt").read_text(encoding="utf-8")
    truth = json.loads((PAGES / page / "truth.json").read_text(encoding="utf-8"))
    record = json.loads(render(papercleaner.clean(raw, name=f"{dump}.txt"), "json"))
    metrics = score(record, truth, raw)
    floors = [Floor(name, value) for name, value in FLOORS[page][dump].items()]
    missed = {f.metric: (metrics[f.metric], f.value) for f in floors if f.missed(metrics)}
    assert not missed, f"metric: (reached, floor) {missed}"


def test_every_dump_has_floors() -> None:
    found = {(p.parent.name, p.stem) for p in PAGES.glob("*/raw.*.txt")}
    assert found == set(CASES)
