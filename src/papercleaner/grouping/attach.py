"""Small pieces find their article: heads, headings, bylines, captions and the like, each with weights of its kind.

A headline in a dump that mixes its articles stands wherever its centre stands on the page: above a fragment of its own
article more often than not, but not above its first.  So place and words decide together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from math import log

from papercleaner.grouping.cloth import zone_odds
from papercleaner.grouping.view import Part, View
from papercleaner.grouping.weights import dot, fitted, weights
from papercleaner.language import cohesion
from papercleaner.model import HEADS, Block, Role

KINDS: Mapping[Role, str] = {
    **dict.fromkeys(HEADS, "head"),
    Role.HEADING: "heading",
    Role.BYLINE: "byline",
    Role.DATELINE: "byline",
    Role.CREDIT: "credit",
    Role.CAPTION: "caption",
    Role.QUOTE: "caption",
    Role.JUMP: "jump",
}
"""Role -> the table of weights; other roles stay with the text beside them."""


@dataclass(frozen=True)
class Board:
    """What the small pieces are held against: the page, and the group of each of its paragraphs."""

    view: View
    owner: Sequence[int]
    """Of each paragraph its group; groups are numbered from 0 in the dump's order."""
    count: int
    run: dict[int, int] = field(default_factory=dict)
    """Place -> group of the small pieces that found theirs, in the dump's order."""

    @cached_property
    def begins(self) -> tuple[int, ...]:
        """Where each group begins in the dump."""
        begins = [-1] * self.count
        for part in reversed(self.view.parts):
            begins[self.owner[part.paragraph]] = part.place
        return tuple(begins)

    @cached_property
    def words(self) -> tuple[Mapping[str, float], ...]:
        """Each group's Han bigrams."""
        texts = [""] * self.count
        for owner, block in zip(self.owner, self.view.paragraphs, strict=True):
            texts[owner] += str(block.text) + "\n"
        return tuple(cohesion.vector(text) for text in texts)

    @cached_property
    def zones(self) -> tuple[set[int], ...]:
        """The headlines that claim each group by its place on the page."""
        found: tuple[set[int], ...] = tuple(set() for _ in range(self.count))
        for owner, block in zip(self.owner, self.view.paragraphs, strict=True):
            found[owner].update({block.zone} - {-1})
        return found

    @cached_property
    def sizes(self) -> tuple[float, ...]:
        """Natural log of each group's characters."""
        sizes = [1] * self.count
        for owner, block in zip(self.owner, self.view.paragraphs, strict=True):
            sizes[owner] += len(block.text)
        return tuple(map(log, sizes))

    @cached_property
    def _places(self) -> list[int]:
        return [part.place for part in self.view.parts]

    def around(self, place: int) -> tuple[Part | None, Part | None]:
        """The fragments before and after a place of the dump."""
        at, parts = bisect_left(self._places, place), self.view.parts
        return (parts[at - 1] if at else None), (parts[at] if at < len(parts) else None)


def attach(board: Board) -> dict[int, int]:
    """Place in the dump -> group, for every small piece."""
    titles: dict[int, list[float]] = {}
    for place, block in board.view.smalls:
        worth = _worth(KINDS.get(block.role, "other"))
        placed = {block.zone} - {-1}
        scores = [
            dot(f, worth) + zone_odds(placed, zones)
            for f, zones in zip(features(board, place, block), board.zones, strict=True)
        ]
        board.run[place] = max(range(board.count), key=lambda k: (scores[k], -k))
        if block.role is Role.HEADLINE:
            titles[place] = scores
    _share_out(board, titles)
    return board.run


def _share_out(board: Board, titles: Mapping[int, Sequence[float]]) -> None:
    """A headline too many in one group goes to a group that has none, if it fits there nearly as well."""
    while True:
        held = Counter(board.run[place] for place in titles)
        moves = [
            (scores[group] - scores[board.run[place]], -place, group)
            for place, scores in titles.items()
            if held[board.run[place]] > 1
            for group in range(board.count)
            if not held[group]
        ]
        best = max(moves, default=None)
        if best is None or best[0] < -weights()["lacks_title"]:
            return
        board.run[-best[1]] = best[2]


@cache
def _worth(kind: str) -> dict[str, float]:
    """The fitted weights, but none under the floor that `knowledge/articles.toml` sets."""
    floors = weights()["floors"].get(kind, {})
    return fitted(kind) | {name: max(floor, fitted(kind).get(name, 0.0)) for name, floor in floors.items()}


def features(board: Board, place: int, block: Block) -> list[dict[str, float]]:
    """For each group, what speaks for the small piece at `place` being its own."""
    before, after = board.around(place)
    jumpy = board.view.jumpiness
    found = []
    shared = _shared(board, block)
    for group in range(board.count):
        f = {"begun": float(board.begins[group] < place), "size": board.sizes[group]}
        f |= _after(board, place, after) if after and board.owner[after.paragraph] == group else {}
        f |= _before(board, place, before) if before and board.owner[before.paragraph] == group else {}
        if "after" in f and "before" in f:
            f["both"] = 1.0
        f |= shared[group]
        found.append(f | {f"jumpy:{name}": jumpy * f[name] for name in JUMPY if name in f})
    _mark_run(board, place, before, found)
    _mark_opening(board, place, found)
    return found


JUMPY = ("after", "before", "after:bare", "before:bare", "words", "words:lead", "begun")
"""Features that may be worth something else in a dump that mixes its articles."""


def _after(board: Board, place: int, after: Part) -> dict[str, float]:
    heads = any(b.role in HEADS for b in board.view.between(place, after.place))
    opens = board.begins[board.owner[after.paragraph]] == after.place
    indent = after.shape.indent
    start = "indented" if indent > 0.5 else "flush" if indent < -0.5 else "unknown"
    found = {
        "after": 1.0,
        f"after:{'opens' if opens else 'inside'}": 1.0,
        f"after:{start}": 1.0,
        "after:distance": min(4.0, after.place - place - 1.0),
    }
    return found if heads else found | {"after:bare": 1.0}


def _before(board: Board, place: int, before: Part) -> dict[str, float]:
    heads = any(b.role in HEADS for b in board.view.between(before.place, place))
    full = before.shape.fullness
    end = "full" if full > 0.5 else "short" if full < -0.5 else "unknown"
    found = {
        "before": 1.0,
        f"before:{'last' if before.last else 'inside'}": 1.0,
        f"before:{end}": 1.0,
        "before:distance": min(4.0, place - before.place - 1.0),
    }
    return found if heads else found | {"before:bare": 1.0}


def _shared(board: Board, block: Block) -> list[dict[str, float]]:
    """For each group the share of the piece's rare words that it uses, and its lead over the other groups."""
    grams = cohesion.vector(str(block.text))
    total = sum(grams.values())
    if not total:
        return [{} for _ in range(board.count)]
    share = [sum([w for g, w in grams.items() if g in words]) / total for words in board.words]
    top = [*sorted(share, reverse=True)[:2], 0.0]
    return [
        {"words": s, "words:most": float(s == top[0] > 0), "words:lead": s - (top[1] if s == top[0] else top[0])}
        for s in share
    ]


def _mark_run(board: Board, place: int, before: Part | None, found: Sequence[dict[str, float]]) -> None:
    """The group of the small piece before this one, if no text stands between them."""
    start = before.place if before else -1
    near = max((at for at in board.run if start < at < place), default=None)
    if near is not None:
        found[board.run[near]]["run"] = 1.0
        if near == place - 1:
            found[board.run[near]]["run:next"] = 1.0


def _mark_opening(board: Board, place: int, found: Sequence[dict[str, float]]) -> None:
    """The next group to begin after the piece."""
    coming = [(at, group) for group, at in enumerate(board.begins) if at > place]
    if coming:
        found[min(coming)[1]]["opens-next"] = 1.0
