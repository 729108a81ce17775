"""Detected lines cut where a gutter or an upright rule runs through them, and drawn tight around their ink."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from papercleaner.ocr.gutters import Plan

Spot = tuple[int, int, int, int]
"""Left, top, right, bottom of a line in pixels of the straight page."""

_CORE = 0.7
"""Share of a line's height, in its middle, that tells where it has ink."""
_OPEN, _RULED = 0.95, 0.9
"""Share of that height that has to lie in a strip; share of the line's height, and a little more, to lie on a rule."""
_BEYOND = 0.25
"""Ems by which a rule sticks out above and below the lines that it parts."""
_LARGE, _SPACED = 1.7, 1.3
"""From how many ems on a line is a headline's, whose characters may stand far apart: how wide a gutter through it has
to be, in its own heights."""
_WIDE, _NARROW = 0.7, 0.65
"""Width of the hole in the line itself, in a wide strip and in a tall one."""
_MARK = 0.5
"""Ems that a comma or a stop is wide at most."""
_LEAST = 0.3
"""Ems: what is narrower is no piece of a line."""


def pieces(spot: Spot, plan: Plan, em: float) -> list[Spot]:
    """The line's parts between gutters, from left to right, each tight in width; none where it holds no ink."""
    left, top, right, bottom = spot
    margin = round((bottom - top) * (1 - _CORE) / 2)
    core = slice(top + margin, max(top + margin + 1, bottom - margin))
    inked = plan.ink[core, left:right]
    barred = _ruled(spot, plan, em)
    least = _SPACED * (bottom - top) if bottom - top > _LARGE * em else 0.0
    for a, b in _spans(plan.wide[core, left:right].mean(axis=0) >= _OPEN):
        barred[a:b] |= b - a >= max(least, _WIDE * em) and not _is_mark(inked[:, :a], em)
    for a, b in _spans(plan.tall[core, left:right].mean(axis=0) >= _OPEN):
        barred[a:b] |= b - a >= max(least, _NARROW * em)
    columns = np.asarray(inked.any(axis=0))
    found = [_tight(a, b, columns) for a, b in _spans(~barred)]
    return [(left + a, top, left + b, bottom) for a, b in found if b - a >= _LEAST * em]


def _ruled(spot: Spot, plan: Plan, em: float) -> NDArray[np.bool_]:
    """Where an upright rule runs through the line, from above it to below it."""
    left, top, right, bottom = spot
    beyond = round(_BEYOND * em)
    rows = plan.upright[max(0, top - beyond) : bottom + beyond, left:right]
    return np.asarray(rows.mean(axis=0) >= _RULED)


def _is_mark(before: NDArray[np.uint8], em: float) -> bool:
    """Whether the last thing printed in these columns is a comma or a stop: white in its upper half."""
    runs = list(_spans(np.asarray(before.any(axis=0))))
    if not runs or runs[-1][1] - runs[-1][0] > _MARK * em:
        return False
    last = before[:, runs[-1][0] : runs[-1][1]]
    return not last[: last.shape[0] // 2].any()


def _spans(flags: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Start and end of each run of true flags."""
    steps = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    yield from zip(steps[::2].tolist(), steps[1::2].tolist(), strict=True)


def _tight(start: int, end: int, inked: NDArray[np.bool_]) -> tuple[int, int]:
    own = np.flatnonzero(inked[start:end])
    return (start + int(own[0]), start + int(own[-1]) + 1) if own.size else (start, start)
