"""Strips of paper without words: where a line's words stand apart, and what the lines near by say of the place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Seen:
    """A line near by: its ends, the gaps between its words, whether it stands above, how far, what its word weighs."""

    left: float
    right: float
    gaps: tuple[tuple[int, float, float], ...]
    above: bool
    away: float
    worth: float


def seen_from(one: Item, near: Iterable[Item], em: float) -> list[Seen]:
    """The lines above and below an item that tell of its columns."""
    level, out = one.level, []
    for x in near:
        below = x.level - level
        if abs(below) > 0.5 * em:
            worth = exp(-abs(below) / (_FADE * em))
            out.append(Seen(x.left, x.right, x.gaps or (), below < 0, abs(below), worth))
    return out


def said_of(one: Item, seen: Sequence[Seen], strip: tuple[float, float], em: float) -> dict[str, float]:
    """What speaks for a gutter in the strip, at the place in it where most does."""
    low, high = strip[0] - 2 * em, strip[1] + 2 * em
    others = [x for x in seen if x.left < high and x.right > low]
    votes = [_Votes(others, x, em) for x in _places(others, strip, em)]
    best = max(votes, key=lambda v: v.ends + v.begins + v.parted - v.crossed)
    return {
        "strip": min(_WIDEST, (strip[1] - strip[0]) / em),
        "strip-ends": log(_FEW + best.ends),
        "strip-begins": log(_FEW + best.begins),
        "strip-parted": log(_FEW + best.parted),
        "strip-crossed": log(_FEW + best.crossed),
        "strip-beside": best.above + best.below,
        "excess": max(-1.5, min(2.5, one.width / em - spread(str(one.text)))),
    }


def _places(others: Sequence[Seen], strip: tuple[float, float], em: float) -> list[float]:
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

    def __init__(self, others: Sequence[Seen], place: float, em: float) -> None:
        self.ends = self.begins = self.parted = self.crossed = self.above = self.below = 0.0
        above = below = _NEXT * em
        ended, begun, edge, indent = place - _HALF * em, place + _HALF * em, _EDGE * em, _INDENT * em
        for x in others:
            verdict = 1.0
            if -edge < x.left - begun < indent:
                self.begins += x.worth
                if -edge < x.right - ended < edge:
                    self.ends += x.worth
            elif -edge < x.right - ended < edge:
                self.ends += x.worth
            elif not x.left < place < x.right:
                continue
            elif any(a < place < b for _, a, b in x.gaps):
                self.parted += x.worth
            else:
                self.crossed += x.worth
                verdict = -1.0
            if x.above and x.away < above:
                above, self.above = x.away, verdict
            elif not x.above and x.away < below:
                below, self.below = x.away, verdict
