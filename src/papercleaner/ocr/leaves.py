"""A page's pixels to its lines: straightened, detected, cut at gutters and rules, each piece read by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from statistics import median

import numpy as np

from papercleaner.ocr import rapid
from papercleaner.ocr.cuts import Spot, pieces
from papercleaner.ocr.gutters import Plan, outlines, plan
from papercleaner.ocr.ink import Grey, ink, straight
from papercleaner.printed import Box
from papercleaner.readers.sheets import Leaf, Printed, single

Share = Callable[[float], None]
"""Is told which share of the page is done."""

_BODY = 0.8
"""Size of a character against the height of its detection, which has some air."""
_AIR = 0.25
"""Ems of white that a crop keeps on its left and right."""
_BATCH = 48
_DETECTED, _PLANNED = 0.45, 0.5
_UNSURE = 0.5
"""Confidence below which what was read is no text: pictures and stains are read like that."""
_TALL = 1.5
_HALF, _EDGE = 0.5, 0.05
_OPENING, _CLOSING = "“‘（《〈【「『([", "，。、；：！？”’）》〉】」』,.;:!?)]"
"""Marks that stand in one half of their cell: the line was set to the end of the cell, not to that of the ink."""


def leaf(page: Grey, share: Share) -> Leaf:
    """The lines of one page, top to bottom, with boxes in pixels of the straightened page."""
    page = straight(page)
    height, width = page.shape
    spots = rapid.detect(page)
    share(_DETECTED)
    if not spots:
        return Leaf((), float(width), float(height))
    em = _BODY * median(min(b - t, r - s) for s, t, r, b in spots)
    upright, turned = plan(ink(page), em), None
    if any(_is_tall(s) for s in spots):
        turned = plan(np.ascontiguousarray(ink(page).T), em)
    own = [p for spot in spots for p in _parts(spot, upright, turned, em)]
    share(_PLANNED)
    lines = [x for spot, said in _read(page, own, em, share) if (x := _printed(spot, said)) is not None]
    rules = (*outlines(upright.upright), *outlines(upright.level))
    return Leaf(tuple((line,) for line in lines), float(width), float(height), rules=rules)


def _is_tall(spot: Spot) -> bool:
    left, top, right, bottom = spot
    return bottom - top >= _TALL * (right - left)


def _parts(spot: Spot, upright: Plan, turned: Plan | None, em: float) -> list[Spot]:
    """The pieces of a line; a line that runs from top to bottom is cut and drawn tight in height."""
    if turned is None or not _is_tall(spot):
        return pieces(spot, upright, em)
    left, top, right, bottom = spot
    return [(a, b, c, d) for b, a, d, c in pieces((top, left, bottom, right), turned, em)]


def _read(page: Grey, spots: Sequence[Spot], em: float, share: Share) -> Iterator[tuple[Spot, rapid.Said]]:
    air = round(_AIR * em)
    for start in range(0, len(spots), _BATCH):
        some = spots[start : start + _BATCH]
        yield from zip(some, rapid.recognise([_crop(page, spot, air) for spot in some]), strict=True)
        share(_PLANNED + (1 - _PLANNED) * (start + len(some)) / len(spots))


def _crop(page: Grey, spot: Spot, air: int) -> Grey:
    """A line's pixels, one from top to bottom turned so that it lies."""
    left, top, right, bottom = spot
    if _is_tall(spot):
        return np.ascontiguousarray(np.rot90(page[max(0, top - air) : bottom + air, max(0, left) : right]))
    return np.ascontiguousarray(page[max(0, top) : bottom, max(0, left - air) : right + air])


def _printed(spot: Spot, said: rapid.Said) -> Printed | None:
    text = " ".join(said.text.split())
    if not text or said.confidence < _UNSURE:
        return None
    return single(text, _cells(spot, text), round(said.confidence, 4))


def _cells(spot: Spot, text: str) -> Box:
    """The box of a line's character cells, told from the box of its ink."""
    left, top, right, bottom = spot
    size = _BODY * min(bottom - top, right - left)
    before = size * (_HALF if text[0] in _OPENING else _EDGE)
    after = size * (_HALF if text[-1] in _CLOSING else _EDGE)
    if _is_tall(spot):
        return float(left), round(top - before, 1), float(right), round(bottom + after, 1)
    return round(left - before, 1), float(top), round(right + after, 1), float(bottom)
