"""Printed lines as boxes on a straightened page, their sizes told from their widths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from papercleaner.layout.ems import ASCII, GAP, char_class
from papercleaner.printed import Line
from papercleaner.text import Text, insertion, join

LATIN = 0.53
"""Width of a Latin letter, digit or half-width mark, in ems."""
_HEIGHT, _LEAST, _MOST = 0.82, 0.8, 1.15
"""A detection's height holds its characters' and some air; the em by its width must lie near that by its height."""
HEAD = 1.32
"""Size, in ems of running text, from which a line is a head."""
WIDE = "\u2000"
"""From here on characters are Han or full-width, or marks that stand among them."""
_WEIGHT = 14
_TALL = 1.5


@dataclass(frozen=True, slots=True)
class Item:
    """A line: its text, its place (x to the right along the line, y from line to line) and the size of its em."""

    text: Text
    line: Line
    left: float
    top: float
    right: float
    bottom: float
    em: float
    gaps: tuple[tuple[int, float, float], ...] | None = None
    """Where the words of its whole line stand apart: the offset in the line, and between which places."""
    level: float = field(init=False)
    """The height on the page at which it stands; kept, for each line asks it of all lines near by."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "level", (self.top + self.bottom) / 2)

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def spread(text: str) -> float:
    """Width of a text in ems, roughly."""
    return sum([LATIN if char_class(c) in (ASCII, GAP) else 1.0 for c in text])


def is_vertical(lines: Sequence[Line]) -> bool:
    """Whether most characters stand in lines that run from top to bottom."""
    tall = sum(len(x.text) for x in lines if x.box and x.box[3] - x.box[1] > _TALL * (x.box[2] - x.box[0]))
    several = sum(len(x.text) for x in lines if x.box and len(x.text) > 1)
    return 2 * tall > several


def items(lines: Sequence[Line]) -> list[Item]:
    """The lines with boxes; of a vertical page turned, so that lines run to the right and follow downward."""
    vertical = is_vertical(lines)
    found = [_item(x, vertical) for x in lines if x.box is not None and x.text]
    return _straight(found)


def _item(line: Line, vertical: bool) -> Item:
    left, top, right, bottom = line.box or (0.0, 0.0, 1.0, 1.0)
    if vertical:
        left, top, right, bottom = top, -right, bottom, -left
    by_height = _HEIGHT * (bottom - top)
    em = (right - left) / max(0.5, spread(str(line.text)))
    upright = not vertical and len(line.text) > 1 and bottom - top > _TALL * (right - left)
    em = line.em or (_HEIGHT * (right - left) if upright else min(max(em, _LEAST * by_height), _MOST * by_height))
    return Item(line.text, line, left, top, right, bottom, em, None if vertical else line.gaps)


def whole_rows(found: Sequence[Item], em: float) -> list[Item]:
    """The items, with those made one that stand end to end in one row: detections that broke a line."""
    out: list[Item] = []
    for one in sorted(found, key=lambda x: (x.left, x.top)):
        k = next((k for k in range(len(out) - 1, -1, -1) if _goes_on(out[k], one, em)), None)
        if k is None:
            out.append(one)
        else:
            out[k] = joined(out[k], one)
    return out


def _goes_on(a: Item, b: Item, em: float) -> bool:
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    level = shared > 0.6 * min(a.bottom - a.top, b.bottom - b.top)
    return level and max(a.em, b.em) < 1.2 * em and -0.8 * em < b.left - a.right < 0.3 * em


def joined(a: Item, b: Item) -> Item:
    """Two parts of one line; Latin words are parted by a space."""
    apart = str(a.text)[-1] < WIDE and str(b.text)[0] < WIDE
    space = (insertion(" ", a.text.pieces[-1].end, "join.latin-space"),) if apart else ()
    text = join((a.text, *space, b.text))
    em = max(a, b, key=lambda x: len(x.text)).em
    return replace(a, text=text, right=b.right, top=min(a.top, b.top), bottom=max(a.bottom, b.bottom), em=em)


def page_em(found: Sequence[Item]) -> float:
    """The size of running text: the median over the lines, long ones counting more."""
    sizes = [x.em for x in found for _ in range(min(_WEIGHT, len(x.text)))]
    return median(sizes) if sizes else 1.0


def _straight(found: list[Item]) -> list[Item]:
    """The items with the page's skew taken out, as the left edges of its columns show it."""
    em = page_em(found)
    rows = sorted(found, key=lambda x: x.top)
    slopes = []
    for k, one in enumerate(rows):
        width, left, top = one.width, one.left, one.top
        if width <= 6 * em:
            continue
        for other in rows[k + 1 : k + 160]:
            drop = other.top - top
            if drop >= 40 * em:
                break
            if drop > 5 * em and abs(other.left - left) < 1.5 * em and abs(other.width - width) < 0.5 * em:
                slopes.append((other.left - left) / drop)
    if len(slopes) < 12:
        return found
    skew = median(slopes)
    return [_turned(x, skew) for x in found]


def _turned(item: Item, skew: float) -> Item:
    y, x = item.level, item.middle
    across, down = -skew * y, skew * x
    gaps = item.gaps and tuple((k, a + across, b + across) for k, a, b in item.gaps)
    return replace(
        item,
        left=item.left + across,
        right=item.right + across,
        top=item.top + down,
        bottom=item.bottom + down,
        gaps=gaps,
    )
