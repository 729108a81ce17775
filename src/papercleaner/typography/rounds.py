"""Runs rules to a bounded fixpoint: each rule sees what the one before it made."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from papercleaner.config import Config
from papercleaner.errors import InvariantError
from papercleaner.model import Role
from papercleaner.text import Change, Text

Rule = Callable[[str, Role, Config], list[Change]]

ROUNDS = 5


def settle(text: Text, role: Role, config: Config, rules: Sequence[Rule]) -> Text:
    """`text` after `rules`, repeated until none asks for a change.

    Raises InvariantError if they still do after 5 rounds: two rules that undo each other are a bug here,
    not a fault of the page.
    """
    value, quiet = text.value, 0
    for _ in range(ROUNDS):
        before = value
        for rule in rules:
            changes = rule(value, role, config)
            if changes:
                text = text.edit(changes)
            # Each rule in turn had nothing to say of this text.
            quiet = quiet + 1 if text.value == value else 0
            if quiet == len(rules):
                return text
            value = text.value
        if value == before:
            return text
    report = f"typography rules did not settle in {ROUNDS} rounds on {text.value[:200]!r}"
    raise InvariantError("typography rules do not settle", hint="Please report this page", report=report)
