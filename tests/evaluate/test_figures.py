"""The metrics give the figures of the scorer they descend from, on damaged predictions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from papercleaner.evaluate import score

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
CASES = sorted((FIXTURES / "evaluate").glob("*.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.stem)
def test_equal_to_the_recorded_figures(case: Path) -> None:
    record = json.loads(case.read_text(encoding="utf-8"))
    folder = FIXTURES / "pages" / record["page"]
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    raw = (folder / "raw.seed.txt").read_text(encoding="utf-8")
    assert score(record["prediction"], truth, raw) == record["with_raw"]
    assert score(record["prediction"], truth) == record["without_raw"]


def test_there_are_cases() -> None:
    assert len(CASES) >= 4
