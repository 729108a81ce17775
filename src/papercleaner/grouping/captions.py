"""Captions find their article: by where they stand, unless the words say otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from papercleaner.grouping.segments import Segment, weights
from papercleaner.language import cohesion
from papercleaner.model import Block, Role


def place_captions(segments: Sequence[Segment]) -> list[Segment]:
    """The segments with each caption that stands at an article's border in the article whose words it shares."""
    placed = list(segments)
    for i, segment in enumerate(segments):
        for caption in _at_border(segment):
            target = _best(caption, i, segments)
            if target != i:
                placed[i] = replace(placed[i], rest=tuple(b for b in placed[i].rest if b is not caption))
                placed[target] = _with(placed[target], caption, first=target > i)
    return placed


def _at_border(segment: Segment) -> list[Block]:
    """Captions before the first or after the last running text of a segment."""
    rest = segment.rest
    body = [k for k, b in enumerate(rest) if b.role is Role.BODY]
    if not body:
        return []
    return [b for k, b in enumerate(rest) if b.role is Role.CAPTION and not body[0] < k < body[-1]]


def _best(caption: Block, own: int, segments: Sequence[Segment]) -> int:
    """Index of the neighbouring segment that the caption belongs to."""
    near = [k for k in (own - 1, own, own + 1) if 0 <= k < len(segments) and segments[k].body]
    words = {k: cohesion.similarity(str(caption.text), "".join(str(b.text) for b in segments[k].body)) for k in near}
    best = max(near, key=lambda k: (words[k], k == own), default=own)
    return best if best != own and words[best] > words.get(own, 0.0) + weights()["caption"]["margin"] else own


def _with(segment: Segment, caption: Block, first: bool) -> Segment:
    rest = (caption, *segment.rest) if first else (*segment.rest, caption)
    return replace(segment, rest=rest)
