"""Captions that the dump, or the fitting of their lines, left in pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from papercleaner.grammar.patterns import fold, has
from papercleaner.model import Block, Role
from papercleaner.seams.evidence import end_kind

_WHOLE = ("final", "closed")


def caption_seams(blocks: Sequence[Block]) -> Iterator[tuple[int, float]]:
    """Places of captions that the next block goes on with, and how sure that is (0 to 1).

    Two neighbouring captions are one if the first breaks off, or if the second is nothing but its credit.
    """
    for k, (one, other) in enumerate(pairwise(blocks)):
        if one.role is not Role.CAPTION or other.role is not Role.CAPTION:
            continue
        first, second = fold(str(one.text)), fold(str(other.text))
        if _signed(first) or has("caption", "opens", second):
            continue
        if _credit(second) or end_kind(first) not in _WHOLE:
            yield k, round(one.confidence * other.confidence, 2)


def _signed(text: str) -> bool:
    return has("caption", "credit", text) or has("caption", "source", text)


def _credit(text: str) -> bool:
    """Whether a piece in brackets, and nothing else, says who took the picture."""
    return text[:1] in "（【" and text[1:-1].isalnum() and _signed(text)
