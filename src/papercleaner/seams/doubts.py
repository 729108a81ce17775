"""Seams that might as well have been decided otherwise: what was taken, and which alternatives were close."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from papercleaner.model import Issue
from papercleaner.seams.evidence import weights
from papercleaner.seams.fragments import Fragment, Fragments

Pair = tuple[int, int]

CODE = "PC102"
SHOWN = 8
"""Characters of an end and of a start in a message."""


def close_calls(page: Fragments, scores: Mapping[Pair, float], following: Mapping[int, int]) -> list[Issue]:
    """An issue for each seam with a close alternative, and for each pair that is nearly one."""
    margin = float(weights()["close_call"])
    rivals: defaultdict[Pair, list[Pair]] = defaultdict(list)
    before = {b: a for a, b in following.items()}
    open_pairs = []
    for (a, b), score in sorted(scores.items()):
        if following.get(a) == b or score < -margin:
            continue
        beaten = [pair for pair in ((a, following.get(a, -1)), (before.get(b, -1), b)) if -1 not in pair]
        for pair in beaten:
            if scores[pair] - score < margin:
                rivals[pair].append((a, b))
        if not beaten:
            open_pairs.append((a, b))
    found = [
        _joined(page, pair, rivals[pair], scores[pair] < margin)
        for pair in sorted(following.items())
        if (rivals[pair] or scores[pair] < margin)
    ]
    return found + [_parted(page, pair) for pair in open_pairs]


def _joined(page: Fragments, pair: Pair, rivals: list[Pair], may_end: bool) -> Issue:
    first, second = (page.all[k] for k in pair)
    others = [*_others(page, pair, rivals), *(["that the text breaks off there"] if may_end else [])]
    return _issue(
        first, second, f"close call: {_end(first)} goes on with {_start(second)}; also likely: {', '.join(others)}"
    )


def _others(page: Fragments, pair: Pair, rivals: list[Pair]) -> Iterator[str]:
    for a, b in rivals:
        if a == pair[0]:
            yield f"that it goes on with {_start(page.all[b])}"
        else:
            yield f"that {_end(page.all[a])} goes on there"


def _parted(page: Fragments, pair: Pair) -> Issue:
    first, second = (page.all[k] for k in pair)
    return _issue(first, second, f"close call: {_end(first)} was not joined with {_start(second)}")


def _issue(first: Fragment, second: Fragment, message: str) -> Issue:
    return Issue(CODE, message, (first.block.text.spans[-1], second.block.text.spans[0]))


def _end(one: Fragment) -> str:
    return f"“…{one.tail[-SHOWN:]}”"


def _start(one: Fragment) -> str:
    return f"“{one.head[:SHOWN]}…”"
