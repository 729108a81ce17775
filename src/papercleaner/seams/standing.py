"""What places on the page say of a seam: text runs down a column, and from its foot to the top of the next one."""

from __future__ import annotations

from collections.abc import Sequence

from papercleaner.model import Block, Box

_OVER = 0.5
"""Part of the narrower of two blocks that stands above or below the other, if they are of one column."""
_CLOSE = 1.0
"""Ems between the lines of one column, at most."""
_FAR = 6.0
_SIDE = 1.0

Standing = tuple[Box, bool, bool, float]
"""Where a fragment stands, in ems, whether it is the first and the last of its column, and the size it is set in."""


def standings(blocks: Sequence[Block]) -> tuple[Standing | None, ...]:
    """Where each fragment stands; None where that is not known."""
    boxes = [(b.zone, b.setting.place) if b.setting and b.setting.place else None for b in blocks]
    found: list[Standing | None] = []
    for own, block in zip(boxes, blocks, strict=True):
        if own is None:
            found.append(None)
            continue
        column = [x[1] for x in boxes if x and x is not own and x[0] == own[0] and _over(x[1], own[1]) > _OVER]
        top, foot = all(x[1] >= own[1][1] for x in column), all(x[3] <= own[1][3] for x in column)
        found.append((own[1], top, foot, block.setting.size if block.setting else 1.0))
    return tuple(found)


def standing_features(one: Standing | None, other: Standing | None, near: float, same_zone: bool) -> dict[str, float]:
    """What the places of an end and of a start say; `near`: how likely the start is the next text in reading order."""
    if one is None or other is None:
        return {}
    (a, _, foot, size), (b, top, _, size_b) = one, other
    found = {"box": 1.0, "box-next": near, "box-size": min(0.3, abs(size - size_b))}
    if not same_zone:
        return found | {"box-other": 1.0, "box-other-next": near}
    if _over(a, b) > _OVER:
        gap = b[1] - a[3]
        where = "above" if gap < -_CLOSE else "under" if gap < _CLOSE else "below" if gap < _FAR else "far-below"
        found[f"box-{where}"] = 1.0
        if where == "under":
            found["box-under-edges"] = min(2.0, abs(a[0] - b[0]) + abs(a[2] - b[2]))
    elif b[0] > a[2] - _SIDE:
        found["box-right"] = 1.0
        found[f"box-turn-{'foot' if foot else 'inside'}-{'top' if top else 'inside'}"] = 1.0
    else:
        found["box-left"] = 1.0
    return found


def _over(a: Box, b: Box) -> float:
    """How much of the narrower one stands above or below the other, 0 to 1."""
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) / max(0.1, min(a[2] - a[0], b[2] - b[0]))
