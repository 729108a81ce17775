"""Specks and pictures that an engine read as letters: short lines of which it was hardly sure."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from papercleaner.printed import Line

_SHORT, _DOUBT, _SURE = 8, 0.3, 0.6
"""Characters of such a line at most, its confidence at most, and that of the page's lines at least."""


def noise(lines: Sequence[Line]) -> list[Line]:
    """The lines that are no text; none where the engine was sure of little, or told nothing of it."""
    known = [x.confidence for x in lines if x.confidence is not None]
    if not known or median(known) < _SURE:
        return []
    return [x for x in lines if x.confidence is not None and x.confidence < _DOUBT and len(x.text) <= _SHORT]
