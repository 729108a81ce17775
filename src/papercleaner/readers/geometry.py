"""Numbers and boxes as producers write them: what cannot be read is no box, never an error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import isfinite

from papercleaner.printed import Box

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
FARTHEST = 1e7
"""Coordinates beyond this are no places on a page."""


def number(value: object) -> float | None:
    """A finite number, also one in a string; None for anything else (`NaN`, ``, `1989;x_wconf`)."""
    if isinstance(value, str):
        value = float(value) if _NUMBER.fullmatch(value.strip()) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if isfinite(value) and abs(value) < FARTHEST else None


def corners(left: object, top: object, right: object, bottom: object) -> Box | None:
    """The box between two opposite corners; None where a number is missing or it has no area."""
    x0, y0, x1, y1 = number(left), number(top), number(right), number(bottom)
    if x0 is None or y0 is None or x1 is None or y1 is None or x0 == x1 or y0 == y1:
        return None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def sized(left: object, top: object, width: object, height: object) -> Box | None:
    """The box of a corner, a width and a height."""
    x, y, w, h = number(left), number(top), number(width), number(height)
    if x is None or y is None or w is None or h is None:
        return None
    return corners(x, y, x + w, y + h)


def around(points: Iterable[Sequence[object]]) -> Box | None:
    """The box around points (x, y); None where there are none that can be read."""
    pairs = [(number(p[0]), number(p[1])) for p in points if len(p) >= 2]
    xs = [x for x, y in pairs if x is not None and y is not None]
    ys = [y for x, y in pairs if x is not None and y is not None]
    return corners(min(xs), min(ys), max(xs), max(ys)) if xs else None


def listed(points: str) -> Box | None:
    """The box around points written `x,y x,y`."""
    return around([pair.split(",") for pair in points.split()])


def union(boxes: Iterable[Box | None]) -> Box | None:
    """The box around boxes."""
    known = [b for b in boxes if b is not None]
    if not known:
        return None
    return min(b[0] for b in known), min(b[1] for b in known), max(b[2] for b in known), max(b[3] for b in known)


def share(value: object, whole: float = 1.0) -> float | None:
    """A confidence as 0 to 1, given in parts of `whole`; None where it is out of range."""
    found = number(value)
    return round(found / whole, 4) if found is not None and 0 <= found <= whole else None
