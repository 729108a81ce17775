"""Grey pixels to ink, and the page straightened: what the search for columns looks at."""

from __future__ import annotations

from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Grey: TypeAlias = NDArray[np.uint8]
"""A page, 0 black to 255 white, row by row."""
Mask: TypeAlias = NDArray[np.uint8]
"""1 where something is, 0 elsewhere."""

_WINDOW, _STRICT, _RANGE = 51, 0.2, 128.0
_SMALL = 2000
"""Pixels of the longer side of the copy that skew is measured on."""
_STEEPEST, _STEPS = 3.0, (0.25, 0.05, 0.02)
"""Degrees: the skew that is looked for, and by which steps."""
_STRIPS = 3
_STRAIGHT = 0.015
"""Degrees of skew that do no harm."""


def ink(grey: Grey) -> Mask:
    """Where a pixel is darker than its surroundings: tints, shadows and stains are none (Sauvola's threshold)."""
    window = (_WINDOW, _WINDOW)
    mean = cv2.boxFilter(grey, cv2.CV_32F, window)
    square = cv2.sqrBoxFilter(grey, cv2.CV_32F, window)
    spread = np.sqrt(np.maximum(square - mean * mean, 0.0))
    limit = mean * (1.0 + _STRICT * (spread / _RANGE - 1.0))
    return (grey < limit).astype(np.uint8)


def skew(grey: Grey) -> float:
    """By how many degrees the lines of a page fall to the right; 0 where it shows neither lines nor columns."""
    shrink = min(1.0, _SMALL / max(grey.shape))
    small = cv2.resize(ink(grey).astype(np.float32), None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (5, 5), 0)
    whole = np.maximum(_sharpness(small), 1e-6)
    best, reach = 0.0, _STEEPEST
    for step in _STEPS:
        count = round(reach / step)
        angles = [best + k * step for k in range(-count, count + 1)]
        best = max(
            angles, key=lambda a: (float(np.sum(_sharpness(_rotated(small, a, cv2.INTER_NEAREST)) / whole)), -abs(a))
        )
        reach = step
    return round(best, 3)


def _sharpness(small: NDArray[Any]) -> NDArray[np.float64]:
    """How clearly ink and white follow each other from row to row and from column to column, strip by strip."""
    return np.array(
        [
            sum(np.square(np.diff(part.sum(axis=axis))).sum() for part in np.array_split(small, _STRIPS, axis=axis))
            for axis in (0, 1)
        ]
    )


def straight(grey: Grey) -> Grey:
    """The page without its skew."""
    angle = skew(grey)
    if abs(angle) < _STRAIGHT:
        return grey
    return np.asarray(_rotated(grey, angle, cv2.INTER_CUBIC), dtype=np.uint8)


def _rotated(image: NDArray[Any], angle: float, how: int) -> NDArray[Any]:
    """The image turned counter-clockwise by `angle` degrees; INTER_NEAREST is as sharp at all angles."""
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(image, matrix, (width, height), flags=how, borderMode=cv2.BORDER_REPLICATE)
