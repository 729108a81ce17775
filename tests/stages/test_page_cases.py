"""Runs the cases of rules that need a page, or no paragraph at all: fixtures/cases/<rule>/.

First a line `--- page`, then a dump, then `--- expected` and what the rule decided on; without it the rule must not
decide anything there.  And every rule of the table has a case of each kind.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from papercleaner import rules, service
from papercleaner.config import Config
from papercleaner.explain import Decision, decisions

CASES = Path(__file__).parents[2] / "fixtures" / "cases"
NEGATIVE, POSITIVE = 150, 200

UNREACHED = {"role.quote", "role.continued", "join.head-space", "columns.strand", "columns.gutter", "glyphs.lexicon"}
"""Rules without a positive case here: they need more of a page than a case holds (their own tests have it), or, as
role.quote, no page makes the grammar choose them yet."""

MEASURED = "boxes."
"""Rules that need coordinates, which a text case has not: tests/layout/test_boxes.py has them act and not act."""


class Case(NamedTuple):
    rule: str
    text: str
    expected: str | None
    config: Config


def load(path: Path) -> Case:
    first, text = path.read_bytes().decode("utf-8").split("\n", 1)
    text, mark, expected = text.partition("\n--- expected\n")
    options = dict(item.split("=") for item in first.removeprefix("--- page").split())
    return Case(path.parent.name, text, expected.removesuffix("\n") if mark else None, Config().updated(options))


def is_page(path: Path) -> bool:
    return path.read_bytes().startswith(b"--- page")


FILES = sorted(CASES.glob("*/*.txt"))
PAGES = [p for p in FILES if is_page(p)]


def decided(case: Case) -> list[Decision]:
    page = service.clean(data(case), "case.txt", case.config)
    return [d for d in decisions(page) if case.rule in d.rules]


def data(case: Case) -> bytes:
    """The dump; a case of broken bytes writes them as \\xNN."""
    if case.rule == "encoding.byte":
        return case.text.encode().replace(b"\\xff", b"\xff")
    return case.text.encode()


@pytest.mark.parametrize("path", PAGES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_case(path: Path) -> None:
    case = load(path)
    found = [d.before if d.kind not in ("replace", "drop", "insert") else d.after or d.before for d in decided(case)]
    if case.expected is None:
        assert found == []
    else:
        assert case.expected in found or case.expected in [d.before for d in decided(case)]


def test_every_rule_has_a_case_of_each_kind() -> None:
    positive = {p.parent.name for p in FILES if b"\n--- expected\n" in p.read_bytes()}
    negative = {p.parent.name for p in FILES if b"\n--- expected\n" not in p.read_bytes()}
    known = {rule for rule in rules.table() if not rule.startswith(MEASURED)}
    assert known - positive == UNREACHED
    assert known - negative == set()
    assert (positive | negative) <= known


def test_there_are_enough_of_them() -> None:
    positive = sum(b"\n--- expected\n" in p.read_bytes() for p in FILES)
    assert positive >= POSITIVE
    assert len(FILES) - positive >= NEGATIVE
