"""What the boxes of a line's words say of the line: where its characters stand, their size, the gaps between words.

A word's box may hold the row's whole height and more, and places are rounded where words are not told apart; the
boxes that follow their ink, most of them, do not lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from statistics import median

from papercleaner.layout.boxes.items import spread
from papercleaner.printed import Box

GAP = 0.5
"""Share of their height that words stand apart which on it is remembered."""
_QUARTER, _TIGHT = 4, 1.13
"""Words no taller than that, measured by the lower quarter, are boxes of ink."""
_INK = 0.953
"""Height of a Chinese character's ink, in ems; the median over the words of scans whose size is known."""
_BESIDE, _APART = 0.1, 3.0
"""Ems of paper around a character's ink; ems between words whose distance tells the size."""
_TALLER = 1.1
_FEW = 3
_MOST = 60
"""Words of a line that are measured against each other."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word on its line: its text, and where in the line's; the places of its ends on paper, along and across."""

    text: str
    at: int
    start: float
    end: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


def marks(placed: Sequence[tuple[str, int, Box | None]], vertical: bool) -> list[Mark]:
    """The words that have boxes, each given with its place in the line's text."""
    along, across = (1, 0) if vertical else (0, 1)
    return [
        Mark(text, at, box[along], box[along + 2], box[across], box[across + 2])
        for text, at, box in placed
        if box is not None
    ]


def ink(words: Sequence[Mark]) -> tuple[float, float] | None:
    """Between which heights the characters of a line stand; None where its words do not tell."""
    tight = _tight(words)
    return (median(w.top for w in tight), median(w.bottom for w in tight)) if len(words) > 1 and tight else None


def size(words: Sequence[Mark], text: str) -> float | None:
    """The em of a line's characters: what two agree on best of their height, the line's width, and the steps between.

    Never much more than the height: a line that runs across a gutter is wide.
    """
    tight = _tight(words)
    if len(words) < 2 or not tight:
        return None
    high = sum(w.height for w in tight) / len(tight) / _INK
    wide = (max(w.end for w in words) - min(w.start for w in words) + _BESIDE * high) / max(1.0, spread(text))
    step = _step(words[:_MOST], text)
    if step is None:
        return high
    a, b = min(combinations((high, wide, step), 2), key=lambda pair: abs(pair[0] - pair[1]))
    return min((a + b) / 2, _TALLER * high)


def gaps(words: Sequence[Mark], em: float | None) -> tuple[tuple[int, float, float], ...]:
    """Where words stand further apart than half their height: before which character, and from where to where.

    Marks are nothing, alone or at a word's ends: engines read what stands between columns, rules and specks, as marks.
    """
    said = [_bare(w, em) for w in words if any(c.isalnum() for c in w.text)]
    return tuple((b.at, a.end, b.start) for a, b in pairwise(said) if b.start - a.end > GAP * min(a.height, b.height))


def _bare(word: Mark, em: float | None) -> Mark:
    """The word without the marks around it; what is left is taken to be as wide as its characters are."""
    before = next(k for k, c in enumerate(word.text) if c.isalnum())
    after = next(k for k, c in enumerate(reversed(word.text)) if c.isalnum())
    if em is None or not before + after:
        return word
    bare = word.text[before : len(word.text) - after]
    start = max(word.start, word.end - spread(word.text[before:]) * em) if before else word.start
    end = min(word.end, start + spread(bare) * em) if after else word.end
    return replace(word, text=bare, at=word.at + before, start=start, end=end)


def _tight(words: Sequence[Mark]) -> list[Mark]:
    """The words whose boxes hold their characters' ink and no more."""
    known = sorted((w for w in words if any(c.isalnum() for c in w.text)), key=lambda w: w.height)
    if not known:
        return []
    least = known[len(known) // _QUARTER].height
    return [w for w in known if least / _TIGHT < w.height < least * _TIGHT]


def _step(words: Sequence[Mark], text: str) -> float | None:
    """Ems on paper for one of the text: the median over pairs of words that stand apart."""
    places = [(spread(text[: w.at]) + spread(w.text) / 2, (w.start + w.end) / 2) for w in words]
    steps = [(q - p) / (b - a) for (a, p), (b, q) in combinations(places, 2) if b - a >= _APART]
    return median(steps) if len(steps) >= _FEW else None
