"""Each rule's own example holds: before becomes after by that rule, keep does not change."""

from __future__ import annotations

from typing import Any

import pytest

from papercleaner.config import Config
from papercleaner.knowledge import table
from papercleaner.model import Role
from papercleaner.stages import suggest
from papercleaner.text import Text
from papercleaner.typography import clean_text

STAGES = ("controls", "characters", "spacing", "punctuation", "quotes")
RULES = [rule for stage in STAGES for rule in table(f"rules/{stage}")["rule"]]
ROLES = {"controls.space": Role.FOLIO, "spacing.plain": Role.HEADLINE}
CONFIGS = {"spacing.pangu": Config(spacing="pangu")}
SUGGESTED = [rule for rule in table("rules/suggest")["rule"] if rule["stage"] == "suggest"]


def cleaned(rule: dict[str, Any], key: str) -> Text:
    return clean_text(rule[key], ROLES.get(rule["id"], Role.BODY), CONFIGS.get(rule["id"], Config()))


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r["id"])
def test_before_becomes_after(rule: dict[str, Any]) -> None:
    text = cleaned(rule, "before")
    assert str(text) == rule["after"]
    assert rule["id"] in {w for p in text.pieces for w in p.why}


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r["id"])
def test_keep_is_kept(rule: dict[str, Any]) -> None:
    text = cleaned(rule, "keep")
    assert rule["id"] not in {w for p in text.pieces for w in p.why}
    assert str(text) == rule["keep"].strip()


@pytest.mark.parametrize("rule", SUGGESTED, ids=lambda r: r["id"])
def test_suggestions(rule: dict[str, Any]) -> None:
    (edit,) = suggest.suggestions(Text.of(rule["before"]))
    ((start, end),) = edit.spans
    assert edit.rule == rule["id"]
    assert not edit.applied
    assert rule["before"][:start] + edit.after + rule["before"][end:] == rule["after"]
    assert suggest.suggestions(Text.of(rule["keep"])) == []


def test_every_rule_says_why() -> None:
    for stage in (*STAGES, "suggest"):
        for rule in table(f"rules/{stage}")["rule"]:
            assert rule["stage"] in (stage, "marks")
            assert rule["why"].endswith(".")
            assert rule["kind"] in {"fix", "suggest"}
