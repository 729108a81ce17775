"""Strips of paper without words: where a line's words stand apart, and what the lines near by say of the place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, log

from papercleaner.layout.boxes.items import Item, spread

_LEAST, _WIDEST = 0.6, 4.0
"""Ems that words stand apart where a gutter may lie, and from which on it makes no difference."""
_FADE = 12.0
"""Ems above or below at which a line's word weighs a third."""
_EDGE, _INDENT, _NEXT, _FEW = 0.7, 2.7, 2.3, 0.3


def strips(one: Item, em: float) -> Iterator[tuple[float, float, int]]:
    """The places in an uncut item where a gutter may lie, with the character after each."""
    if not one.gaps or len(one.text) != len(one.line.text):
        return
    for k, a, b in one.gaps:
        if k and b - a > _LEAST * em and one.left + em < a < b < one.right - em:
            yield a, b, k


def said_of(one: Item, near: Sequence[Item], strip: tuple[float, float], em: float) -> dict[str, float]:
    """What speaks for a gutter: how wide it is, how many lines near by keep off the strip, how many run over it."""
    end, start = strip
    middle, level = (end + start) / 2, one.level
    kept, both, crossed = 0.0, 0.0, 0.0
    closest = {True: (_NEXT * em, 0.0), False: (_NEXT * em, 0.0)}
    for x in near:
        away = abs(x.level - level)
        verdict = _verdict(x, end, start, middle, em)
        if verdict is None or away < 0.5 * em:
            continue
        worth = exp(-away / (_FADE * em))
        kept += worth * (verdict == 1.0)
        both += worth * (verdict == 2.0)
        crossed += worth * (verdict < 0)
        above = x.level < level
        if away < closest[above][0]:
            closest[above] = (away, max(-1.0, min(1.0, verdict)))
    return {
        "strip": min(_WIDEST, (start - end) / em),
        "strip-kept": log(_FEW + kept),
        "strip-parted": log(_FEW + both),
        "strip-crossed": log(_FEW + crossed),
        "strip-beside": closest[True][1] + closest[False][1],
        "excess": max(-1.5, min(2.5, one.width / em - spread(str(one.text)))),
    }


def _verdict(x: Item, end: float, start: float, middle: float, em: float) -> float | None:
    """1 for a line that ends or begins at the strip, 2 for one whose words part there, -1 for one that runs over it."""
    if abs(x.right - end) < _EDGE * em or -_EDGE * em < x.left - start < _INDENT * em:
        return 1.0
    if not x.left < middle < x.right:
        return None
    parted = any(a < middle < b and b - a > _LEAST * em for _, a, b in x.gaps or ())
    return 2.0 if parted else -1.0
