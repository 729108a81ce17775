"""The rule table: every id that a piece, a block or an edit may name, with its reason and its examples."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, get_args

from papercleaner.config import nearest

Kind = Literal["fix", "suggest", "structure"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it is for (`why`), an example, and a counter-example that it must leave alone (`keep`)."""

    id: str
    stage: str
    kind: Kind
    why: str
    before: str
    after: str
    keep: str
    drops_readable: bool = False
    """Whether the rule may take away a Han character, letter or digit."""
    adds_readable: bool = False
    """Whether the rule may put more of them than it found."""


_PERMISSIONS = {"drops_readable", "adds_readable"}
_TEXTS = {f.name for f in fields(Rule)} - _PERMISSIONS


@cache
def table() -> Mapping[str, Rule]:
    """All rules by id, in the order of stages' files and of the rules in them.

    Raises ValueError for a rule that is incomplete, doubled or has an unknown key: a fault of the package.
    """
    found: dict[str, Rule] = {}
    for name, text in _texts():
        for entry in tomllib.loads(text).get("rule", []):
            rule = _rule(entry, name)
            if rule.id in found:
                raise ValueError(f"{name}: rule {rule.id} is there twice")
            found[rule.id] = rule
    return MappingProxyType(found)


def _texts() -> Iterator[tuple[str, str]]:
    folder = files("papercleaner.knowledge").joinpath("rules")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            yield file.name, file.read_text(encoding="utf-8")


def _rule(entry: Mapping[str, Any], name: str) -> Rule:
    if set(entry) - _PERMISSIONS != _TEXTS or not all(isinstance(entry[k], str) for k in _TEXTS):
        raise ValueError(f"{name}: rule {entry.get('id')} needs exactly these strings: {', '.join(sorted(_TEXTS))}")
    if entry["kind"] not in get_args(Kind):
        raise ValueError(f"{name}: rule {entry['id']} is of no known kind: {entry['kind']}")
    return Rule(**entry)


def matching(wanted: str | None) -> tuple[Rule, ...]:
    """The rule called `wanted`, or all whose id begins with `wanted.`; all rules for None."""
    return tuple(rule for rule in table().values() if wanted is None or is_or_in(rule.id, wanted))


def is_or_in(rule: str, wanted: str) -> bool:
    """Whether the id `rule` is `wanted` or in the group `wanted` (the part before a dot)."""
    return rule == wanted or rule.startswith(wanted.removesuffix(".") + ".")


def hint(wanted: str) -> str:
    """What to say to a user who asked for a rule that is not there."""
    return nearest(wanted, [*table(), *dict.fromkeys(rule.partition(".")[0] for rule in table())], "papercleaner rules")
