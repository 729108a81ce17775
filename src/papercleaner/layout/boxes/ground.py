"""What a sheet's blocks are made on: its lines, its columns' edges, and the blank above and below each line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from papercleaner.layout.boxes.items import Item
from papercleaner.layout.boxes.paragraphs import Edges, Inset, column_edges
from papercleaner.layout.boxes.stacks import overlap
from papercleaner.printed import Setting

_WEIGHT = 14
"""Characters from which on a longer line counts no more for the size."""
_FAR = 4.0
"""Ems of blank from which on it makes no difference."""
_USUAL = 1.2
"""Ems: no usual blank between lines of text is wider."""
_ACROSS = 0.2
"""Part of the narrower line that stands above the other."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A sheet's items, the size of running text, the edges of columns and the blanks, by the items' identity."""

    found: Sequence[Item]
    em: float
    sides: dict[int, Edges]
    blanks: dict[int, tuple[float, float]]

    def setting(self, rows: Sequence[Item], inset: Inset = None) -> Setting:
        """How a block of these lines is set."""
        above, below = self.blanks[id(rows[0])][0], self.blanks[id(rows[-1])][1]
        size = median([x.em for x in rows for _ in range(min(_WEIGHT, len(x.text)))]) / self.em
        place = min(x.left for x in rows), rows[0].top, max(x.right for x in rows), rows[-1].bottom
        left, top, right, bottom = (round(x / self.em, 2) for x in place)
        if inset is not None:
            inset = round(inset[0], 2), round(inset[1], 2)
        return Setting(inset, above, below, round(size, 3), (left, top, right, bottom))


def ground(found: Sequence[Item], columns: Sequence[Item], em: float) -> Ground:
    """The ground of a sheet; `columns` are its lines of running text."""
    return Ground(found, em, column_edges(columns, em), blanks(found, em))


def blanks(found: Sequence[Item], em: float) -> dict[int, tuple[float, float]]:
    """What is blank above and below each line, in ems, beyond what usually is between lines."""
    above, below = dict.fromkeys(map(id, found), _FAR), dict.fromkeys(map(id, found), _FAR)
    rows = sorted(found, key=lambda x: (x.level, x.left))
    for k, one in enumerate(rows):
        for other in rows[k + 1 :]:
            gap = (other.top - one.bottom) / em
            if gap > _FAR:
                break
            if other.level - one.level > 0.5 * em and overlap(one, other) > _ACROSS:
                below[id(one)] = min(below[id(one)], gap)
                above[id(other)] = min(above[id(other)], gap)
    usual = median([x for x in below.values() if x < _USUAL] or [0.0])
    return {id(x): (round(above[id(x)] - usual, 2), round(below[id(x)] - usual, 2)) for x in found}
