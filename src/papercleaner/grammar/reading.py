"""Reading a page's roles: evidence block by block, then the best order of all of them together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from papercleaner.grammar.evidence import Evidence
from papercleaner.grammar.sequence import PLACE, STATES, Chain, Weights, best_path, marginals
from papercleaner.grammar.sketch import LONG, Sketch
from papercleaner.knowledge import table
from papercleaner.model import Role

_ANY = tuple(range(len(STATES) - 2))
_RUNNING = (PLACE[Role.BODY], PLACE[Role.CAPTION], PLACE[Role.QUOTE])
_NOTICE = (*_RUNNING, PLACE[Role.ADVERTISEMENT])
_AS = {Role.DATELINE: Role.BYLINE, Role.MASTHEAD: Role.SECTION, Role.FOLIO: Role.SECTION, Role.DATE: Role.SECTION}


class Reading(NamedTuple):
    """What a block is, how sure that is (0 to 1), the rule that says so, and all roles that were possible."""

    role: Role
    confidence: float
    why: str
    odds: dict[Role, float]


def candidates(one: Sketch) -> tuple[int, ...]:
    """The states a block may have in the chain."""
    form = one.form
    if form is not None and form.sure:
        return (PLACE[_AS.get(form.role, form.role)],)
    if one.short:
        return _ANY
    if one.size > LONG:
        return (PLACE[Role.BODY],)
    return _NOTICE if form is not None and form.role is Role.ADVERTISEMENT else _RUNNING


def read(sketches: Sequence[Sketch]) -> list[Reading]:
    """The reading of each block of a page, in the page's order."""
    weights = standard_weights()
    evidence = Evidence(sketches)
    inside = [i for i, s in enumerate(sketches) if not s.furniture]
    chain = build_chain(evidence, inside, weights)
    path, odds = best_path(chain, weights), marginals(chain, weights)
    readings = [_furniture(s) for s in sketches]
    for i, state, probable in zip(inside, path, odds, strict=True):
        readings[i] = _reading(sketches[i], state, probable)
    return readings


def build_chain(evidence: Evidence, inside: Sequence[int], weights: Weights) -> Chain:
    """The chain over the blocks `inside`; a block with one candidate needs no evidence."""
    states, scores = [], []
    for i in inside:
        own = candidates(evidence.blocks[i])
        states.append(own)
        scores.append((0.0,) if len(own) == 1 else weights.score(evidence.features(i), own))
    return Chain(tuple(states), tuple(scores))


def _furniture(one: Sketch) -> Reading:
    role, why = (one.form.role, one.form.why) if one.form else (Role.BODY, "role.body")
    return Reading(role, 0.99, why, {role: 0.99})


def _reading(one: Sketch, state: int, probable: dict[int, float]) -> Reading:
    role, form = STATES[state], one.form
    odds = {STATES[k]: round(p, 4) for k, p in probable.items()}
    if form is not None and _AS.get(form.role, form.role) is role:
        return Reading(form.role, round(probable[state], 3), form.why, odds)
    return Reading(role, round(probable[state], 3), f"role.{role.value}", odds)


@cache
def standard_weights() -> Weights:
    """The weights shipped with the package, fitted by tools/fit_roles.py."""
    data = table("role_weights")
    names = [role.value for role in STATES]
    rows = {f: tuple(float(row.get(n, 0.0)) for n in names) for f, row in data["features"].items()}
    order = [data["order"].get(a, {}) for a in [*names, "start"]]
    return Weights(rows, tuple(tuple(float(row.get(n, 0.0)) for n in names) for row in order))
