"""Small pieces find their article: heads, headings, bylines, captions and the like, each with weights of its kind.

A headline in a dump that mixes its articles stands wherever its centre stands on the page: above a fragment of its own
article more often than not, but not above its first.  So place and words decide together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from math import log

from papercleaner.grouping.cloth import zone_odds
from papercleaner.grouping.titles import Scores, title_odds, titles
from papercleaner.grouping.view import Part, View
from papercleaner.grouping.weights import fitted, weights
from papercleaner.language import cohesion
from papercleaner.model import HEADS, Block, Role
from papercleaner.seams.score import dot

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
    titles: dict[int, int] = field(default_factory=dict)
    """Place -> group of those that are its title."""

    @cached_property
    def begins(self) -> tuple[int, ...]:
        """Where each group begins in the dump."""
        begins = [-1] * self.count
        for part in reversed(self.view.parts):
            begins[self.owner[part.paragraph]] = part.place
        return tuple(begins)

    @cached_property
    def words(self) -> tuple[set[str], ...]:
        """Each group's Han bigrams."""
        found: tuple[set[str], ...] = tuple(set() for _ in range(self.count))
        for owner, grams in zip(self.owner, self.view.vectors, strict=True):
            found[owner].update(grams)
        return found

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

    def near(self, place: int) -> list[int]:
        """The groups with a fragment near a place of the dump: the only ones that a small piece may go to."""
        at = bisect_left(self._places, place)
        parts = self.view.parts[max(0, at - cohesion.REACH) : at + cohesion.REACH]
        return sorted({self.owner[part.paragraph] for part in parts})


def attach(board: Board) -> dict[int, int]:
    """Place in the dump -> group, for every small piece; `board.titles` has the titles among them."""
    odds: dict[int, float] = {}
    fits: dict[int, Scores] = {}
    least = float(weights()["title"]["least"])
    for place, block in board.view.smalls:
        kind, told = KINDS.get(block.role, "other"), title_odds(block)
        found = features(board, place, block)
        scores = _scores(board, block, found, kind)
        board.run[place] = max(scores, key=lambda group: (scores[group], -group))
        if told is not None and (told > least or block.role is Role.HEADLINE):
            odds[place] = told
            fits[place] = scores if kind == "head" else _as_head(scores, _scores(board, block, found, "head"))
    board.titles.update(titles(odds, fits))
    board.run.update(board.titles)
    return board.run


def _as_head(own: Scores, head: Scores) -> Scores:
    """How well a piece that was told to be no head fits each group as one: it should fit as what it was told, too."""
    best = max(own.values())
    return {group: score + own[group] - best for group, score in head.items()}


def _scores(board: Board, block: Block, found: Mapping[int, dict[str, float]], kind: str) -> Scores:
    worth, placed = _worth(kind), {block.zone} - {-1}
    return {group: dot(f, worth) + zone_odds(placed, board.zones[group]) for group, f in found.items()}


@cache
def _worth(kind: str) -> dict[str, float]:
    """The fitted weights, but none under the floor that `knowledge/articles.toml` sets."""
    floors = weights()["floors"].get(kind, {})
    return fitted(kind) | {name: max(floor, fitted(kind).get(name, 0.0)) for name, floor in floors.items()}


def features(board: Board, place: int, block: Block) -> dict[int, dict[str, float]]:
    """For each group near by, what speaks for the small piece at `place` being its own."""
    before, after = board.around(place)
    jumpy, near = board.view.jumpiness, board.near(place)
    shared, found = _shared(board, near, block), dict[int, dict[str, float]]()
    for group in near:
        f = {"begun": float(board.begins[group] < place), "size": board.sizes[group]}
        f |= _after(board, place, after) if after and board.owner[after.paragraph] == group else {}
        f |= _before(board, place, before) if before and board.owner[before.paragraph] == group else {}
        if "after" in f and "before" in f:
            f["both"] = 1.0
        f |= shared[group]
        for name, jumped in JUMPY:
            if name in f:
                f[jumped] = jumpy * f[name]
        found[group] = f
    _mark_run(board, place, before, found)
    _mark_opening(board, place, found)
    return found


JUMPY = tuple(
    (name, f"jumpy:{name}") for name in ("after", "before", "after:bare", "before:bare", "words", "words:lead", "begun")
)
"""Features that may be worth something else in a dump that mixes its articles, each with its name there."""


def _after(board: Board, place: int, after: Part) -> dict[str, float]:
    heads = any(b.role in HEADS for b in board.view.between(place, after.place))
    opens = board.begins[board.owner[after.paragraph]] == after.place
    found = {
        "after": 1.0,
        f"after:{'opens' if opens else 'inside'}": 1.0,
        f"after:{after.start}": 1.0,
        "after:distance": min(4.0, after.place - place - 1.0),
    }
    return found if heads else found | {"after:bare": 1.0}


def _before(board: Board, place: int, before: Part) -> dict[str, float]:
    heads = any(b.role in HEADS for b in board.view.between(before.place, place))
    found = {
        "before": 1.0,
        f"before:{'last' if before.last else 'inside'}": 1.0,
        f"before:{before.end}": 1.0,
        "before:distance": min(4.0, place - before.place - 1.0),
    }
    return found if heads else found | {"before:bare": 1.0}


def _shared(board: Board, near: Sequence[int], block: Block) -> dict[int, dict[str, float]]:
    """For each group the share of the piece's rare words that it uses, and its lead over the other groups."""
    grams = cohesion.vector(str(block.text))
    total = sum(grams.values())
    if not total:
        return {group: {} for group in near}
    words = board.words
    share = {group: sum([grams[g] for g in filter(words[group].__contains__, grams)]) / total for group in near}
    top = [*sorted(share.values(), reverse=True)[:2], 0.0]
    return {
        group: {
            "words": s,
            "words:most": float(s == top[0] > 0),
            "words:lead": s - (top[1] if s == top[0] else top[0]),
        }
        for group, s in share.items()
    }


def _mark_run(board: Board, place: int, before: Part | None, found: Mapping[int, dict[str, float]]) -> None:
    """The group of the small piece before this one, if no text stands between them."""
    last = next(reversed(board.run), -1)
    if last > (before.place if before else -1) and board.run[last] in found:
        found[board.run[last]]["run"] = 1.0
        if last == place - 1:
            found[board.run[last]]["run:next"] = 1.0


def _mark_opening(board: Board, place: int, found: Mapping[int, dict[str, float]]) -> None:
    """The next group to begin after the piece."""
    coming = [(board.begins[group], group) for group in found if board.begins[group] > place]
    if coming:
        found[min(coming)[1]]["opens-next"] = 1.0
