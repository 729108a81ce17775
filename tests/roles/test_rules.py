"""Every reason the stage gives is a rule, and every pattern compiles."""

from __future__ import annotations

from papercleaner.grammar.patterns import pattern
from papercleaner.grammar.reading import standard_weights
from papercleaner.grammar.sequence import STATES
from papercleaner.knowledge import table
from papercleaner.model import Role

DATA = {"fold", "classes", "names"}


def test_every_role_has_a_rule() -> None:
    known = {rule["id"] for rule in table("rules/roles")["rule"]}
    missing = {f"role.{r.value}" for r in Role if r not in (Role.LIST, Role.TABLE)} - known
    assert not missing
    assert {"role.page-credit", "role.caption-credit", "role.caption-form"} <= known


def test_every_pattern_compiles() -> None:
    for section, entries in table("newspaper").items():
        if section not in DATA:
            for name in entries:
                pattern(section, name)


def test_folding_keeps_length() -> None:
    for key in ("characters", "marks"):
        assert all(len(pair) == 2 for pair in table("newspaper")["fold"][key].split())


def test_weights_are_complete() -> None:
    weights = standard_weights()
    assert len(weights.order) == len(weights.inner) == len(STATES) + 1
    assert all(len(row) == len(STATES) for row in (*weights.order, *weights.inner, *weights.features.values()))
