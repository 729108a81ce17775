"""What places on the page say of a seam: text runs down a column, and from its foot to the top of the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from papercleaner.layout.boxes.stacks import common
from papercleaner.model import Block
from papercleaner.printed import Box, Setting

_OVER = 0.5
"""Part of the narrower of two blocks that stands above or below the other, if they are of one column."""
_CLOSE = 1.0
"""Ems between the lines of one column, at most."""
_FAR = 6.0
_SIDE = 1.0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a fragment stands, in ems, whether it is the first and the last of its column, and how it is set."""

    place: Box
    top: bool
    foot: bool
    setting: Setting


def standings(blocks: Sequence[Block]) -> tuple[Standing | None, ...]:
    """Where each fragment stands, None where that is not known; nothing if it is known of none."""
    placed = [(b.zone, b.setting.place) for b in blocks if b.setting and b.setting.place]
    return tuple(_standing(b, placed) for b in blocks) if placed else ()


def _standing(block: Block, placed: Sequence[tuple[int, Box]]) -> Standing | None:
    setting = block.setting
    if setting is None or setting.place is None:
        return None
    own = setting.place
    column = [x for zone, x in placed if zone == block.zone and common(x[0], x[2], own[0], own[2]) > _OVER]
    return Standing(own, all(x[1] >= own[1] for x in column), all(x[3] <= own[3] for x in column), setting)


def standing_features(one: Standing | None, other: Standing | None, near: float, same_zone: bool) -> dict[str, float]:
    """What the places of an end and of a start say; `near`: how likely the start is the next text in reading order."""
    if one is None or other is None:
        return {}
    a, b = one.place, other.place
    found = {"box": 1.0, "box-next": near, "box-size": min(0.3, abs(one.setting.size - other.setting.size))}
    found["box-above"] = _blank(other.setting.above)
    found["box-apart"] = _blank(min(other.setting.above, other.setting.below))
    found["box-apart-end"] = _blank(min(one.setting.above, one.setting.below))
    if not same_zone:
        return found | {"box-other": 1.0, "box-other-next": near}
    if common(a[0], a[2], b[0], b[2]) > _OVER:
        gap = b[1] - a[3]
        where = "over" if gap < -_CLOSE else "under" if gap < _CLOSE else "below" if gap < _FAR else "far-below"
        found[f"box-{where}"] = 1.0
        if where == "under":
            found["box-under-blank"] = _blank(other.setting.above)
    elif b[0] > a[2] - _SIDE:
        found["box-right"] = 1.0
        found[f"box-turn-{'foot' if one.foot else 'inside'}-{'top' if other.top else 'inside'}"] = 1.0
    else:
        found["box-left"] = 1.0
    return found


def _blank(ems: float) -> float:
    return min(1.0, max(0.0, ems))
