"""Reading a page's roles: evidence block by block, then the best order of all of them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from papercleaner.grammar.evidence import Evidence
from papercleaner.grammar.forms import breaks_off, carries_on, notice_weight
from papercleaner.grammar.noise import readable
from papercleaner.grammar.patterns import has
from papercleaner.grammar.sequence import PLACE, STATES, Chain, Weights, best_path, marginals
from papercleaner.grammar.sketch import LONG, Sketch
from papercleaner.knowledge import table
from papercleaner.model import HEADS, Role

_RUNNING = (PLACE[Role.BODY], PLACE[Role.CAPTION], PLACE[Role.QUOTE])
SURE_NOISE = 0.6
"""A text that reads well is thrown out only if this sure: what is unsure stays in sight."""
SURE_OFFER = 0.9
"""The same for an advertisement in which nothing is offered: tables look like them."""
_OUT = (Role.NOISE, Role.ADVERTISEMENT)
_SHORT = tuple(PLACE[r] for r in STATES if r not in (Role.SECTION, Role.NOTE, Role.JUMP, Role.BYLINE, Role.CREDIT))
_AS = {Role.DATELINE: Role.BYLINE, Role.MASTHEAD: Role.SECTION, Role.FOLIO: Role.SECTION, Role.DATE: Role.SECTION}
RUBRIC = 7
"""Characters: no rubric of a form that is not known is longer."""
NAME = 4
"""Characters: so short a text may be a name, whatever its characters."""
SIGNATURE = 24
"""Characters: no bare names or broken credits are longer."""


class Reading(NamedTuple):
    """What a block is, how sure that is (0 to 1), the rule that says so, and all roles that were possible."""

    role: Role
    confidence: float
    why: str
    odds: dict[Role, float]

    @property
    def title_uncertain(self) -> bool:
        """Whether another of the roles above an article is nearly as likely."""
        rivals = [p for role, p in self.odds.items() if role in HEADS and role is not self.role]
        return self.role in HEADS and max(rivals, default=0.0) > RIVAL


RIVAL = 0.3
"""Probability from which another head role makes the title uncertain."""


def candidates(one: Sketch) -> tuple[int, ...]:
    """The states a block may have in the chain; a number by itself is no paragraph."""
    form = one.form
    if form is not None and form.sure:
        return (PLACE[_AS.get(form.role, form.role)],)
    also = PLACE[_AS.get(form.role, form.role)] if form is not None else PLACE[Role.BODY]
    if not one.short:
        return (PLACE[Role.BODY],) if one.size > LONG else tuple(sorted({*_RUNNING, also}))
    signed = (PLACE[Role.BYLINE], PLACE[Role.CREDIT]) if _may_sign(one) else ()
    rubric = (PLACE[Role.SECTION],) if one.size <= RUBRIC else ()
    number = {PLACE[Role.BODY]} if form is not None and form.role is Role.FOLIO else set()
    return tuple(sorted({*_SHORT, *signed, *rubric, also} - number))


def _may_sign(one: Sketch) -> bool:
    """Whether a short block may be somebody's name or signature."""
    named = one.names > 0 or one.signed or one.size <= NAME or has("byline", "signs", one.text)
    return one.size <= SIGNATURE and named


def read(sketches: Sequence[Sketch]) -> list[Reading]:
    """The reading of each block of a page, in the page's order."""
    sketches = mend_page_credit(sketches)
    weights = standard_weights()
    evidence = Evidence(sketches)
    inside = [i for i, s in enumerate(sketches) if not s.furniture]
    chain = build_chain(evidence, inside, weights)
    path, odds = best_path(chain, weights), marginals(chain, weights)
    readings = [_furniture(s) for s in sketches]
    for i, state, probable in zip(inside, path, odds, strict=True):
        readings[i] = _reading(sketches[i], state, probable)
    return readings


def mend_page_credit(sketches: Sequence[Sketch]) -> list[Sketch]:
    """The sketches, with the second half of a page credit known as such."""
    mended = list(sketches)
    for k, (first, second) in enumerate(pairwise(sketches)):
        credit = first.form
        if credit is None or credit.why != "role.page-credit" or not breaks_off(first.text):
            continue
        if carries_on(second.text):
            mended[k + 1] = replace(second, form=credit)
    return mended


def build_chain(evidence: Evidence, inside: Sequence[int], weights: Weights) -> Chain:
    """The chain over the blocks `inside`; a block with one candidate needs no evidence."""
    states, scores = [], []
    for i in inside:
        own = (PLACE[Role.BODY],) if evidence.plain(i) else candidates(evidence.blocks[i])
        states.append(own)
        scores.append((0.0,) if len(own) == 1 else weights.score(evidence.features(i), own))
    inner = [k > 0 and evidence.together(inside[k - 1], i) for k, i in enumerate(inside)]
    return Chain(tuple(states), tuple(scores), tuple(inner))


def _furniture(one: Sketch) -> Reading:
    role, why = (one.form.role, one.form.why) if one.form else (Role.BODY, "role.body")
    return Reading(role, 0.99, why, {role: 0.99})


def _thrown_out(one: Sketch, role: Role, sure: float) -> bool:
    """Whether a text would leave the articles though that is not sure: it reads well, or offers nothing."""
    if role is Role.NOISE:
        return sure < SURE_NOISE and readable(one)
    return role is Role.ADVERTISEMENT and sure < SURE_OFFER and one.form is None and notice_weight(one.text) < 0.1


def _reading(one: Sketch, state: int, probable: dict[int, float]) -> Reading:
    if _thrown_out(one, STATES[state], probable[state]):
        state = max((k for k in probable if STATES[k] not in _OUT), key=lambda k: (probable[k], -k), default=state)
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
    told = {**data["features"], **table("box_roles")["features"]}
    rows = {f: tuple(float(row.get(n, 0.0)) for n in names) for f, row in told.items()}

    def square(name: str) -> tuple[tuple[float, ...], ...]:
        return tuple(tuple(float(data[name].get(a, {}).get(n, 0.0)) for n in names) for a in [*names, "start"])

    return Weights(rows, square("order"), square("inner"))
