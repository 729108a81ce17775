"""The rule table is whole, says all that the source uses, and its page is up to date."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from papercleaner import rules
from papercleaner.cli.rules import markdown
from papercleaner.pipeline import STAGES
from papercleaner.rules import Rule

ROOT = Path(__file__).resolve().parents[2]
TABLE = rules.table()
FAMILIES = {rule_id.split(".")[0] for rule_id in TABLE}
LIKE_AN_ID = re.compile(r"([a-z]+)\.[a-z]+(-[a-z]+)*")


def used() -> set[str]:
    """Every string of the source that has the form of a rule's id, of a family that the table knows."""
    found = set()
    for path in (ROOT / "src" / "papercleaner").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                match = LIKE_AN_ID.fullmatch(node.value)
                if match and match[1] in FAMILIES:
                    found.add(node.value)
    return found


def test_every_rule_that_the_source_names_is_in_the_table() -> None:
    assert used() <= set(TABLE)


@pytest.mark.parametrize("rule", TABLE.values(), ids=lambda r: r.id)
def test_every_rule_has_a_reason_an_example_and_a_counter_example(rule: Rule) -> None:
    assert len(rule.why) >= 20
    assert rule.before.strip()
    assert rule.keep.strip()
    assert rule.before != rule.after
    assert rule.stage in {"readers", *(stage.name for stage in STAGES)}
    assert LIKE_AN_ID.fullmatch(rule.id)


def test_the_page_of_rules_is_up_to_date() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert page == markdown(list(TABLE.values())), "run: make docs"
