"""The rule table: complete, and the page made from it current."""

from __future__ import annotations

from pathlib import Path

import pytest

from papercleaner import pipeline, rules
from papercleaner.cli.rules import markdown

ROOT = Path(__file__).resolve().parents[2]


def test_every_rule_is_complete_and_called_by_its_stage() -> None:
    stages = {"readers", *(stage.name for stage in pipeline.STAGES)}
    for rule in rules.table().values():
        assert all((rule.id, rule.why, rule.before, rule.keep)), rule
        assert rule.after or rule.kind == "fix", f"{rule.id} shows nothing after"
        assert rule.stage in stages, rule.id
        assert rule.before != rule.after or rule.kind != "fix", rule.id


def test_docs_rules_is_what_the_command_writes() -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == markdown(rules.matching(None)), "run: papercleaner rules -f md > docs/rules.md"


@pytest.mark.parametrize(
    "text",
    [
        '[[rule]]\nid = "a.b"\n',
        '[[rule]]\nid="a"\nstage="s"\nkind="fixx"\nwhy="w"\nbefore="b"\nafter="a"\nkeep="k"\n',
        '[[rule]]\nid="a"\nstage="s"\nkind="fix"\nwhy=3\nbefore="b"\nafter="a"\nkeep="k"\n',
        '[[rule]]\nid="a"\nstage="s"\nkind="fix"\nwhy="w"\nbefore="b"\nafter="a"\nkeep="k"\nextra="e"\n',
    ],
)
def test_an_incomplete_rule_is_a_fault_of_the_package(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(rules, "_texts", lambda: [("x.toml", text)])
    rules.table.cache_clear()
    try:
        with pytest.raises(ValueError, match=r"x\.toml"):
            rules.table()
    finally:
        rules.table.cache_clear()
