"""Lines cut at the gutters that they ran across: merges come in rows, so lines that begin and end alike are asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from papercleaner.knowledge import table
from papercleaner.layout.boxes.gutters import EDGE, INSIDE, Cut, Rows, cuts, rows_of, twin
from papercleaner.layout.boxes.items import Item, spread

_COMPANY, _MOST = 5.0, 4.0
"""Ems within which twins are asked, and the most that one may say."""
_MOST_CUTS, _ROUNDS, _NEAR = 6, 4, 6.0


def without_gutters(found: Sequence[Item], em: float) -> list[Item]:
    """The items, each that runs across gutters cut in parts; what was cut first tells of the columns for the rest."""
    out, looked_at = list(found), list(found)
    for _ in range(_ROUNDS):
        rows = rows_of(out, em)
        thinkable = {id(one): list(cuts(one, rows)) for one in looked_at}
        judged = {id(one): in_company(one, rows, thinkable) for one in looked_at}
        cut = {id(one): parts for one in looked_at if len(parts := _parts(one, _chosen(judged[id(one)], em), em)) > 1}
        out = [part for one in out for part in cut.get(id(one), [one])]
        fresh = rows_of([part for parts in cut.values() for part in parts], em)
        looked_at = [one for one in out if fresh.near(one, _NEAR)]
    return out


def _chosen(judged: Sequence[tuple[float, Cut]], em: float) -> list[Cut]:
    chosen: list[Cut] = []
    for score, cut in sorted(judged, key=lambda c: -c[0]):
        if score <= 0 or len(chosen) == _MOST_CUTS:
            break
        if chosen and score < 0.7 and "strip" not in cut.features:
            continue
        if all(abs(cut.start - c.start) > INSIDE * em and c.at != cut.at for c in chosen):
            chosen.append(cut)
    return sorted(chosen, key=lambda c: c.start)


def in_company(one: Item, rows: Rows, thinkable: Mapping[int, Sequence[Cut]]) -> list[tuple[float, Cut]]:
    """The cuts of an item, each with its log-odds once those of its twins near by are known: merges come in rows."""
    w = table("gutters")["company"]
    return [
        (
            cut.score - cut.bar
            if "strip" in cut.features
            else w["bias"] + w["own"] * cut.score + sum([w[n] * v for n, v in told.items()]),
            cut,
        )
        for cut, told in zip(thinkable[id(one)], company(one, rows, thinkable), strict=True)
    ]


def company(one: Item, rows: Rows, thinkable: Mapping[int, Sequence[Cut]]) -> list[dict[str, float]]:
    """For each cut of an item what its twins near by say of it."""
    own = thinkable[id(one)]
    twins = [x for x in rows.near(one, _COMPANY) if id(x) in thinkable and twin(one, x, rows.em)] if own else []
    found = []
    for cut in own:
        near = [_best(thinkable[id(x)], cut.start, rows.em) for x in twins]
        found.append({"peers": sum(near) / len(near), "several": 1.0} if near else {"peers": 0.0, "several": 0.0})
    return found


def _best(thinkable: Sequence[Cut], start: float, em: float) -> float:
    """The score of the best cut at the same place, within bounds."""
    best = max((c.score for c in thinkable if abs(c.start - start) < EDGE * em), default=-_MOST)
    return max(-_MOST, min(_MOST, best))


def _parts(one: Item, chosen: Sequence[Cut], em: float) -> list[Item]:
    """The item cut at the gutters chosen, from left to right."""
    if not chosen:
        return [one]
    out, rest, taken, left = [], one.text, 0, one.left
    small = min(one.em, em * 1.05)
    for cut in chosen:
        if not taken < cut.at < taken + len(rest):
            continue
        first, rest = rest.split(cut.at - taken)
        out.append(replace(one, text=first.strip(), left=left, right=cut.end, em=small))
        taken, left = cut.at, cut.start
    begins = max(left, one.right - spread(str(rest)) * em) if taken else left
    out.append(replace(one, text=rest.strip(), left=min(begins, one.right - em), em=small))
    return [x for x in out if x.text]
