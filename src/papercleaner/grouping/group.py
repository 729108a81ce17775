"""From blocks to the articles' segments: paragraphs sewn together, small pieces attached, heads settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from papercleaner.grouping.attach import Board, attach
from papercleaner.grouping.cloth import Cloth, Group, lay_out, sew
from papercleaner.grouping.heads import settle
from papercleaner.grouping.neighbours import ties
from papercleaner.grouping.view import View, place, texts
from papercleaner.language import cohesion
from papercleaner.model import HEADS, Block, Role


@dataclass(frozen=True, slots=True)
class Segment:
    """The blocks of one article: what stands above it, and the rest in order."""

    heads: tuple[Block, ...] = ()
    rest: tuple[Block, ...] = ()
    confidence: float = 1.0

    @property
    def body(self) -> tuple[Block, ...]:
        """The article's running text."""
        return tuple(b for b in self.rest if b.role is Role.BODY)


def group(blocks: Sequence[Block]) -> list[Segment]:
    """The articles of `blocks` (no furniture, no noise), in the dump's order."""
    view = View(tuple(blocks))
    if not view.paragraphs:
        return _without_text(blocks)
    cloth = sew(woven(view))
    numbers = sorted(cloth.groups, key=lambda g: min(view.begins[m] for m in cloth.groups[g].members))
    owner = [0] * len(view.paragraphs)
    for k, number in enumerate(numbers):
        for member in cloth.groups[number].members:
            owner[member] = k
    board = Board(view, owner, len(numbers))
    attach(board)
    segments = [_segment(board, k, _confidence(cloth, number)) for k, number in enumerate(numbers)]
    return sorted(segments, key=_start)


def woven(view: View) -> Cloth:
    """The page's paragraphs, each a group by itself, and what they have to do with each other."""
    alike = cohesion.similarity_matrix(texts(view.paragraphs))
    pairs = sum(map(len, alike))
    usual = cohesion.threshold(sum(map(sum, alike)) / max(1, pairs), pairs)
    cloth = Cloth(dict(enumerate(_groups(view))), orderly=view.orderly)
    return lay_out(cloth, alike, usual, ties(view, alike))


def _groups(view: View) -> list[Group]:
    """Each paragraph as a group; a headline right above a fragment of it counts as its own."""
    titled = [0.0] * len(view.paragraphs)
    last = -1
    for part in view.parts:
        heads = [b.confidence for b in view.between(last, part.place) if b.role is Role.HEADLINE]
        titled[part.paragraph] = max([titled[part.paragraph], *heads])
        last = part.place
    return [
        Group([i], len(b.text), {x.column for x in b.lines if x.column}, titled[i], {b.zone} - {-1})
        for i, b in enumerate(view.paragraphs)
    ]


def _confidence(cloth: Cloth, number: int) -> float:
    """How sure an article is: the weakest seam that made it, and the closest one that was refused."""
    sewn = cohesion.probability(cloth.weakest.get(number, 5.0))
    near = max((score for score, a, b in cloth.refused if number in (a, b)), default=-5.0)
    return round(min(sewn, 1.0 - cohesion.probability(near)), 2)


def _segment(board: Board, group: int, confidence: float) -> Segment:
    own = [(place(b, i), b) for i, b in enumerate(board.view.blocks)]
    numbers = {id(b): k for k, b in enumerate(board.view.paragraphs)}
    mine = [(at, b) for at, b in own if (board.owner[numbers[id(b)]] if id(b) in numbers else board.run[at]) == group]
    told = settle(sorted(mine, key=lambda x: x[0]), board.view.jumpiness)
    heads = tuple(b for b in told if b.role in HEADS)
    return Segment(heads, tuple(b for b in told if b.role not in HEADS), confidence)


def _start(segment: Segment) -> int:
    """Where an article's text begins in the dump."""
    return min((b.places[0] if b.places else b.text.start for b in segment.body), default=0)


def _without_text(blocks: Sequence[Block]) -> list[Segment]:
    """A page without running text: one article of what there is."""
    heads = tuple(b for b in blocks if b.role in HEADS)
    rest = tuple(b for b in blocks if b.role not in HEADS)
    return [Segment(heads, rest)] if blocks else []
