"""Regions of a layout model and lines of a recogniser, put together: each line in the region that holds its middle."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any

from papercleaner.printed import Box
from papercleaner.readers.sheets import Leaf, Printed, single

_TAG = re.compile(r"<(/?(?:tr|td|th|p|br|div|table|html|body|img|tbody|thead)\b)[^<>]*>", re.IGNORECASE)
_PICTURES = ("image", "figure", "chart")


def regions(
    parts: Sequence[tuple[Box | None, Mapping[str, Any]]], lines: Sequence[Printed], size: tuple[float | None, ...]
) -> Leaf:
    """The leaf of PP-StructureV3's regions; lines in none of them follow, and without lines their own text is read."""
    held: list[list[Printed]] = [[] for _ in parts]
    loose: list[Printed] = []
    for line in lines:
        place = next((k for k, (box, _) in enumerate(parts) if box and line.box and _holds(box, line.box)), None)
        (loose if place is None else held[place]).append(line)
    if not lines:
        held = [[single(row, None, None) for row in _rows(part)] for _, part in parts]
    pictures = [box for box, part in parts if box and part.get("block_label") in _PICTURES]
    return Leaf((*map(tuple, held), *((line,) for line in loose)), size[0], size[1], tuple(pictures))


def _holds(outer: Box, inner: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _rows(part: Mapping[str, Any]) -> list[str]:
    """The rows of a region's own text; those of a table, which is HTML, with a tab between cells."""
    text = part.get("block_content")
    if not isinstance(text, str):
        return []
    if part.get("block_label") == "table":
        text = unescape(_TAG.sub(lambda m: "\n" if m[1].lower() in ("tr", "/tr") else "\t", text))
    return [row.strip() for row in text.splitlines() if row.strip()]
