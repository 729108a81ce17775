"""Detections that ran across a gutter, cut where the columns around them and the words say that one lies."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import accumulate
from math import exp, log
from operator import attrgetter

from papercleaner.knowledge import table
from papercleaner.language.seams import continuation
from papercleaner.layout.boxes.items import HEAD, LATIN, Item, spread
from papercleaner.layout.boxes.strips import said_of, seen_from, strips
from papercleaner.layout.ems import ASCII, GAP, char_class

_REACH, _FADE = 40.0, 15.0
"""Ems above and below in which lines tell of columns, and the distance at which their word weighs a third."""
INSIDE, _WIDTH = 3.0, (-0.4, 3.2)
"""Ems: no column is narrower; how wide a gutter is between the boxes that engines draw."""
_GUTTER, _TOO_WIDE, _BARE, _TWINNED = 1.6, 0.6, -1.0, -2.5
"""Ems of a gutter of which one edge is known; and what a line is wider than its text if it may hide one
unseen, where lines near by show others, where they show none, and where it has a twin."""
EDGE, _INDENT = 0.7, 2.0
_LEAST = 8.0
_NEXT = 2.3
"""Ems from line to line."""
_TRIED, _CONTEXT, _MOST_WORDS = 2, 8, 5.0
_HOPELESS = 0.0
"""Score that the words cannot lift above the bar: such a gutter is not looked at any further."""
_STRIP_BAR = -1.0
"""A cut between words is dared sooner than one inside them: it parts no word, and is mended where lines run across."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A gutter that an item may run across: its edges, the character it lies before, and what speaks for it."""

    end: float
    start: float
    at: int
    features: dict[str, float]

    @property
    def score(self) -> float:
        """Log-odds that the item runs across it."""
        return _sum(self.features)

    @property
    def bar(self) -> float:
        """The score from which on it is cut."""
        return _STRIP_BAR if "strip" in self.features else 0.0


Beside = tuple[str, str, dict[str, float]]
"""How the line below the left part begins, how the one above the right part ends, what the columns around say."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The lines of a page by their height."""

    items: tuple[Item, ...]
    middles: tuple[float, ...]
    em: float

    def near(self, one: Item, reach: float) -> Sequence[Item]:
        """The others whose middle is within `reach` ems of its own."""
        y = one.level
        low, high = bisect_left(self.middles, y - reach * self.em), bisect_left(self.middles, y + reach * self.em)
        return [x for x in self.items[low:high] if x is not one]


def rows_of(found: Sequence[Item], em: float) -> Rows:
    """The lines of running text among the items."""
    kept = sorted((x for x in found if x.em < HEAD * em), key=attrgetter("level"))
    return Rows(tuple(kept), tuple(x.level for x in kept), em)


def odds(one: Item, rows: Rows) -> float:
    """Log-odds that an item runs across a gutter."""
    return max((cut.score for cut in cuts(one, rows)), default=float("-inf"))


def cuts(one: Item, rows: Rows) -> Iterator[Cut]:
    """The gutters that an item may run across, each with the best character to cut before."""
    em = rows.em
    if one.em >= HEAD * em or one.width < _LEAST * em or len(one.text) < 4:
        return
    near = rows.near(one, _REACH)
    gaps = list(strips(one, em))
    seen = seen_from(one, near, em) if gaps else []
    whole = _whole(one, rows)
    for end, start, k in gaps:
        spoken = said_of(one, seen, (end, start), em)
        yield _cut(one, (end, start), (k, 0.0), (*_neighbours(one, rows, end, start), spoken))
    twinned = any(twin(one, x, em) for x in near if abs(x.level - one.level) < _NEXT * em)
    for end, start in _gutters(one, near, em, twinned):
        if any(abs(end - a) < em or abs(start - b) < em for a, b, _ in gaps):
            continue
        places = _places(one, end, start, em)
        spoken = _columns(one, near, end, start, em) | {"unparted": float(one.gaps is not None)} | whole
        if _sum(spoken | {"misfit": min(4.0, places[0][1]), "words": 3 * _MOST_WORDS}) <= _HOPELESS:
            continue
        beside = (*_neighbours(one, rows, end, start), spoken)
        found = [_cut(one, (end, start), place, beside) for place in places]
        yield max(found, key=lambda c: c.score)


def _sum(features: dict[str, float]) -> float:
    weights = table("gutters")["strips" if "strip" in features else "weights"]
    return float(weights["bias"] + sum([weights[name] * value for name, value in features.items()]))


def _gutters(one: Item, near: Sequence[Item], em: float, twinned: bool) -> list[tuple[float, float]]:
    """Pairs of a right edge and a left edge inside the item: both, or either, shown by lines near by, or neither
    where it is too wide for its text and may be columns of one width."""
    low, high = one.left + INSIDE * em, one.right - INSIDE * em
    ends = _clusters([x.right for x in near if low < x.right < high], em)
    starts = _clusters([x.left for x in near if low < x.left < high], em)
    best: dict[float, tuple[float, float]] = {}
    for b in starts:
        a = max((a for a in ends if _WIDTH[0] * em < b - a < _WIDTH[1] * em), default=b - _GUTTER * em)
        best[b] = (a, b)
    lone = [a for a in ends if not any(_WIDTH[0] * em < b - a < _WIDTH[1] * em for b in starts)]
    found = [*best.values(), *((a, a + _GUTTER * em) for a in lone)]
    too_wide = one.width / em - spread(str(one.text)) > (_TWINNED if twinned else _TOO_WIDE if found else _BARE)
    if too_wide and one.width > 2 * _LEAST * em:
        found += [x for x in _equal(one, em) if all(abs(x[1] - b) > EDGE * em for _, b in found)]
    return found


def _equal(one: Item, em: float) -> Iterator[tuple[float, float]]:
    """The gutters of two or three columns of one width."""
    for n in (2, 3):
        width = (one.width - (n - 1) * _GUTTER * em) / n
        if width >= _LEAST * em:
            for k in range(1, n):
                end = one.left + k * width + (k - 1) * _GUTTER * em
                yield end, end + _GUTTER * em


def _clusters(values: Sequence[float], em: float) -> list[float]:
    """The middles of groups of at least two edges that agree."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] < EDGE * em:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sorted(g)[len(g) // 2] for g in groups if len(g) > 1]


def _columns(one: Item, near: Sequence[Item], end: float, start: float, em: float) -> dict[str, float]:
    """What the lines around say of the gutter: how many keep to it and how many run across, near ones loudest."""
    kept, crossed, twins, middle = [0.0, 0.0], 0.0, 0.0, one.level
    edge, indent, low, high = EDGE * em, (_INDENT + EDGE) * em, end - 1.5 * em, start + 1.5 * em
    closest = {True: (_NEXT * em, 0.0), False: (_NEXT * em, 0.0)}
    for x in near:
        left, right = x.left, x.right
        ends, begins, across = -edge < right - end < edge, -edge < left - start < indent, left < low and right > high
        if not (ends or begins or across):
            continue
        away = x.level - middle
        worth = exp(-abs(away) / (_FADE * em))
        kept[0] += worth * ends
        kept[1] += worth * begins
        alike = across and twin(one, x, em)
        crossed += worth * (across and not alike)
        twins += worth * alike
        if 0.5 * em < abs(away) <= closest[away < 0][0]:
            closest[away < 0] = (abs(away), -1.0 if across else 1.0)
    return {
        "kept": log(0.3 + min(kept)),
        "crossed": log(0.3 + crossed),
        "twins": log(0.3 + twins),
        "beside": closest[True][1] + closest[False][1],
        "both": closest[True][1] * closest[False][1],
        "excess": max(-1.5, min(2.5, one.width / em - spread(str(one.text)))),
    }


def _places(one: Item, end: float, start: float, em: float) -> list[tuple[int, float]]:
    """The characters that the gutter may lie before, best first, and how ill the widths of both parts fit."""
    widths = list(accumulate(LATIN if char_class(c) in (ASCII, GAP) else 1.0 for c in str(one.text)))
    left, right = (end - one.left) / em, widths[-1] - (one.right - start) / em
    low, high = bisect_left(widths, min(left, right)) - _TRIED, bisect_left(widths, max(left, right)) + _TRIED + 1
    near = range(max(0, low), min(len(widths) - 1, max(high, low + 2 * _TRIED + 1)))
    fits = ((abs(widths[k] - left) + abs(widths[k] - right), k + 1) for k in near)
    best = [(k, misfit) for misfit, k in nsmallest(2 * _TRIED + 1, fits)]
    return best or [(len(widths) - 1, _MOST_WORDS)]


def twin(one: Item, other: Item, em: float) -> bool:
    """Whether two lines begin and end at the same places: one column, or both run across the same gutters."""
    return abs(one.left - other.left) < EDGE * em and abs(one.right - other.right) < EDGE * em


def _whole(one: Item, rows: Rows) -> dict[str, float]:
    """How well an item as it is runs on from the line above that ends where it does, and into the one below."""
    edge, text = EDGE * rows.em, str(one.text)
    close = [x for x in rows.near(one, _NEXT) if abs(x.level - one.level) > 0.5 * rows.em]
    ends = [x for x in close if x.level < one.level and abs(x.right - one.right) < edge]
    begins = [x for x in close if x.level > one.level and abs(x.left - one.left) < edge]
    above, below = max(ends, key=attrgetter("level"), default=None), min(begins, key=attrgetter("level"), default=None)
    said = _words(str(above.text)[-_CONTEXT:], text[:_CONTEXT]) if above else 0.0
    return {"whole": said + (_words(text[-_CONTEXT:], str(below.text)[:_CONTEXT]) if below else 0.0)}


def _cut(one: Item, gutter: tuple[float, float], place: tuple[int, float], beside: Beside) -> Cut:
    text, (k, misfit) = str(one.text), place
    left, right = text[max(0, k - _CONTEXT) : k], text[k : k + _CONTEXT]
    after, before, spoken = beside
    said = -_words(left, right)
    said += _words(left, after) if after else 0.0
    said += _words(before, right) if before else 0.0
    features = {**spoken, "words": said}
    if "strip" not in spoken:
        features["misfit"] = min(4.0, misfit)
        features["barred"] = float(text[k] in table("geometry")["marks"]["never_first"])
    return Cut(*gutter, k, features)


@lru_cache(maxsize=1 << 13)
def _words(left: str, right: str) -> float:
    """How well the words run on; remembered, for the second round asks most of them again."""
    return max(-_MOST_WORDS, min(_MOST_WORDS, continuation(left, right)))


def _neighbours(one: Item, rows: Rows, end: float, start: float) -> tuple[str, str]:
    """How the line below the left part begins, and how the one above the right part ends."""
    em, y, edge = rows.em, one.level, EDGE * rows.em
    close = [x for x in rows.near(one, _NEXT) if abs(x.level - y) > 0.5 * em]
    below = [x for x in close if x.level > y and (abs(x.left - one.left) < edge or abs(x.right - end) < edge)]
    above = [x for x in close if x.level < y and (abs(x.right - one.right) < edge or abs(x.left - start) < edge)]
    after, before = min(below, key=attrgetter("level"), default=None), max(above, key=attrgetter("level"), default=None)
    return str(after.text)[:_CONTEXT] if after else "", str(before.text)[-_CONTEXT:] if before else ""
