"""Strips of paper without words: where a line's words stand apart, and what the lines near by say of the place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import exp, log

from papercleaner.layout.boxes.items import Item, spread

_LEAST, _WIDEST = 0.6, 4.0
"""Ems that words stand apart where a gutter may lie, and from which on it makes no difference."""
_FADE = 12.0
"""Ems above or below at which a line's word weighs a third."""
_HALF, _EDGE, _INDENT = 0.8, 0.7, 2.7
"""Ems of half a gutter, by which a line may end before or after its edge, and by which one may begin beyond it."""
_WIDE, _CLEAR, _TRIED = 2.0, 0.3, 3
_NEXT, _FEW = 2.3, 0.3


def strips(one: Item, em: float) -> Iterator[tuple[float, float, int]]:
    """The places in an item where a gutter may lie, with the character after each."""
    if not one.gaps:
        return
    before = one.text.pieces[0].start - one.line.text.pieces[0].start
    for k, a, b in one.gaps:
        inside = 0 < k - before < len(one.text) and one.left + em < a < b < one.right - em
        if inside and b - a > _LEAST * em:
            yield a, b, k - before


def said_of(one: Item, near: Sequence[Item], strip: tuple[float, float], em: float) -> dict[str, float]:
    """What speaks for a gutter in the strip, at the place in it where most does."""
    others = [x for x in near if abs(x.level - one.level) > 0.5 * em]
    votes = [_Votes(one, others, x, em) for x in _places(others, strip, em)]
    best = max(votes, key=lambda v: v.kept - v.crossed)
    return {
        "strip": min(_WIDEST, (strip[1] - strip[0]) / em),
        "strip-ends": log(_FEW + best.ends),
        "strip-begins": log(_FEW + best.begins),
        "strip-parted": log(_FEW + best.parted),
        "strip-crossed": log(_FEW + best.crossed),
        "strip-beside": best.above + best.below,
        "excess": max(-1.5, min(2.5, one.width / em - spread(str(one.text)))),
    }


def _places(others: Sequence[Item], strip: tuple[float, float], em: float) -> list[float]:
    """Where in a strip a gutter may lie: in its middle; in a wide one, where most lines end or begin."""
    end, start = strip
    if start - end < _WIDE * em:
        return [(end + start) / 2]
    found = Counter(
        round(x / em)
        for one in others
        for x in (one.right + _HALF * em, one.left - _HALF * em)
        if end + _CLEAR * em < x < start - _CLEAR * em
    )
    likely = sorted(found.items(), key=lambda f: (-f[1], f[0]))[:_TRIED]
    return [end + _HALF * em, start - _HALF * em, *(k * em for k, _ in likely)]


class _Votes:
    """The lines near by that end at a place, begin there, part there, run over it; near ones loudest."""

    def __init__(self, one: Item, others: Sequence[Item], place: float, em: float) -> None:
        self.ends = self.begins = self.parted = self.crossed = self.above = self.below = 0.0
        closest = {True: _NEXT * em, False: _NEXT * em}
        for x in others:
            ends = -_EDGE * em < x.right + _HALF * em - place < _EDGE * em
            begins = -_EDGE * em < x.left - _HALF * em - place < _INDENT * em
            parted = crossed = False
            if not (ends or begins):
                if not x.left < place < x.right:
                    continue
                parted = any(a < place < b for _, a, b in x.gaps or ())
                crossed = not parted
            away = abs(x.level - one.level)
            worth = exp(-away / (_FADE * em))
            self.ends += worth * ends
            self.begins += worth * begins
            self.parted += worth * parted
            self.crossed += worth * crossed
            above = x.level < one.level
            if away < closest[above]:
                closest[above] = away
                if above:
                    self.above = -1.0 if crossed else 1.0
                else:
                    self.below = -1.0 if crossed else 1.0

    @property
    def kept(self) -> float:
        return self.ends + self.begins + self.parted
