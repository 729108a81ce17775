"""Where the page shows that columns end: strips of white between them, and printed rules."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from papercleaner.ocr.ink import Mask

_WIDE, _TALL = (0.75, 5.0), (0.55, 10.0)
"""Width and height, in ems, of white that lies between two columns: three lines seldom have a wide hole at one place,
six lines never have any."""
_LEAD = 1.0
"""Ems: white between two lines of a column is not higher."""
_BESIDE, _AMID = 8.0, 0.7
"""Text within half as many ems on either side of a strip, and the share of its height that has to have it."""
_RULE, _THICK = 6.0, 0.4
"""Length and thickness, in ems, of a printed rule: longer than the strokes of any headline, thinner than a picture."""
_SPECK = 0.12
"""Size, in ems, of dirt, which does not bridge a gutter."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What parts a page: its ink without dirt and rules; wide and tall strips of white; upright and level rules."""

    ink: Mask
    wide: Mask
    tall: Mask
    upright: Mask
    level: Mask


def plan(ink: Mask, em: float) -> Plan:
    """The plan of a straight page whose body characters are `em` pixels wide."""
    upright, level = rules(ink, em, upright=True), rules(ink, em, upright=False)
    own = _mask(ink & (1 - _mask(cv2.dilate(upright | level, np.ones((3, 3), np.uint8)))))
    own = _without_specks(own, _SPECK * em)
    return Plan(_mask(own), _strips(own, em, _WIDE), _strips(own, em, _TALL), upright, level)


def _strips(own: Mask, em: float, size: tuple[float, float]) -> Mask:
    """Upright holes in the ink that have text to the left and right of them on most of their height."""
    box = np.ones((_odd(size[1] * em), _odd(size[0] * em)), np.uint8)
    fits = cv2.erode(1 - own, box, borderValue=0)
    rows = cv2.dilate(own, np.ones((_odd(_LEAD * em), 1), np.uint8))
    reach = _odd(_BESIDE * em)
    left, right = np.zeros((1, reach), np.uint8), np.zeros((1, reach), np.uint8)
    left[0, : reach // 2], right[0, reach // 2 :] = 1, 1
    between = _mask(cv2.dilate(rows, left)) & _mask(cv2.dilate(rows, right))
    share = cv2.boxFilter(between, cv2.CV_32F, box.shape[::-1], borderType=cv2.BORDER_CONSTANT)
    good = _mask(fits) & (np.asarray(share) >= _AMID)
    return _mask(cv2.dilate(_mask(good), box))


def rules(ink: Mask, em: float, *, upright: bool) -> Mask:
    """The printed rules, upright or level ones: long and thin, not parts of pictures and letters."""
    page = ink if upright else ink.T
    long, thick = round(_RULE * em), max(2, round(_THICK * em))
    joined = cv2.morphologyEx(page, cv2.MORPH_CLOSE, np.ones((_odd(thick), 1), np.uint8))
    lines = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((_odd(long / 2), 1), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    good = (stats[:, cv2.CC_STAT_HEIGHT] >= long) & (stats[:, cv2.CC_STAT_WIDTH] <= thick)
    good[0] = False
    found = good.astype(np.uint8)[labels] if count > 1 else np.zeros_like(page)
    return _mask(found if upright else found.T)


def _without_specks(ink: Mask, size: float) -> Mask:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    kept = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) > size
    kept[0] = False
    return _mask(kept.astype(np.uint8)[labels])


def _odd(size: float) -> int:
    """The nearest odd number of pixels: a kernel of even size would move what it looks at."""
    return max(3, 2 * round((size - 1) / 2) + 1)


def _mask(found: object) -> Mask:
    return np.ascontiguousarray(found, dtype=np.uint8)


def outlines(mask: Mask) -> list[tuple[float, float, float, float]]:
    """The boxes around the things of a mask, from top to bottom."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    boxes = [tuple(float(v) for v in stats[k, :4]) for k in range(1, count)]
    return sorted(((x, y, x + w, y + h) for x, y, w, h in boxes), key=lambda b: (b[1], b[0]))
