"""Runs fixtures/cases: input, then `--- expected` and the output; without it the input must not change.

A first line `--- role=headline spacing=pangu` sets the role and the configuration.  Cases of rules that need
more than a paragraph are in `test_page_cases`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from papercleaner.config import Config
from papercleaner.model import Role
from papercleaner.typography import clean_text

CASES = Path(__file__).parents[2] / "fixtures" / "cases"
STAGES = ("controls", "characters", "spacing", "punctuation", "quote", "typography")


class Case(NamedTuple):
    text: str
    expected: str
    role: Role
    config: Config


def load(path: Path) -> Case:
    text = path.read_text(encoding="utf-8")
    options: dict[str, Any] = {}
    if text.startswith("--- "):
        first, text = text.split("\n", 1)
        options = dict(item.split("=") for item in first[4:].split())
    text, _, expected = text.partition("\n--- expected\n")
    text = text.removesuffix("\n")
    role = Role(options.pop("role", "body"))
    return Case(text, expected.removesuffix("\n") or text, role, Config(**options))


PATHS = [
    p
    for p in sorted(CASES.glob("*/*.txt"))
    if p.parent.name.split(".")[0] in STAGES and not p.read_bytes().startswith(b"--- page")
]


@pytest.mark.parametrize("path", PATHS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_case(path: Path) -> None:
    case = load(path)
    assert str(clean_text(case.text, case.role, case.config)) == case.expected


@pytest.mark.parametrize("path", PATHS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_expected_is_stable(path: Path) -> None:
    case = load(path)
    assert str(clean_text(case.expected, case.role, case.config)) == case.expected
