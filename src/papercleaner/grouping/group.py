"""From blocks to the articles' segments: paragraphs sewn together, small pieces attached, heads settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from papercleaner.grouping.attach import Board, attach
from papercleaner.grouping.cloth import FAR, Cloth, Group, lay_out, sew
from papercleaner.grouping.heads import Placed, settle, titled
from papercleaner.grouping.neighbours import ties
from papercleaner.grouping.order import in_order
from papercleaner.grouping.view import View, place
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


def group(blocks: Sequence[Block], single: bool = False) -> list[Segment]:
    """The articles of `blocks` (no furniture, no noise), in the dump's order; all are one article if `single`."""
    view = View(tuple(blocks))
    if not view.paragraphs:
        return _without_text(blocks)
    cloth = _whole(view) if single else sew(woven(view))
    numbers = sorted(cloth.groups, key=lambda g: min(view.begins[m] for m in cloth.groups[g].members))
    owner = [0] * len(view.paragraphs)
    for k, number in enumerate(numbers):
        for member in cloth.groups[number].members:
            owner[member] = k
    board = Board(view, owner, len(numbers))
    attach(board)
    sure = _confidences(cloth)
    return [_segment(board, own, sure[n]) for n, own in zip(numbers, _shares(board), strict=True)]


def _whole(view: View) -> Cloth:
    """All paragraphs of the page in one group."""
    return Cloth({0: Group(list(range(len(view.paragraphs))), 0, set(), 0.0)})


def woven(view: View) -> Cloth:
    """The page's paragraphs, each a group by itself, and what they have to do with each other."""
    alike = cohesion.similarity_matrix(view.vectors)
    pairs = sum(map(len, alike))
    usual = cohesion.threshold(sum(map(sum, alike)) / max(1, pairs), pairs)
    groups = _groups(view)
    cloth = Cloth(dict(enumerate(groups)), max(1, sum(g.size for g in groups)), view.orderly)
    return lay_out(cloth, alike, usual, ties(view, alike))


def _groups(view: View) -> list[Group]:
    """Each paragraph as a group; what may be a headline right above a fragment of it counts as its own."""
    titled = [0.0] * len(view.paragraphs)
    last = -1
    for part in view.parts:
        odds = view.likeliest(last, part.place)
        if odds is not None:
            titled[part.paragraph] = max(titled[part.paragraph], cohesion.probability(odds))
        last = part.place
    return [
        Group([i], len(b.text), {x.column for x in b.lines if x.column}, titled[i], {b.zone} - {-1})
        for i, b in enumerate(view.paragraphs)
    ]


def _confidences(cloth: Cloth) -> dict[int, float]:
    """How sure each article is: the weakest seam that made it, and the closest one that was refused."""
    closest = dict.fromkeys(cloth.groups, FAR)
    for score, *pair in cloth.refused:
        for number in pair:
            closest[number] = max(closest[number], score)
    sewn = {n: cohesion.probability(cloth.weakest.get(n, 5.0)) for n in cloth.groups}
    return {n: round(min(sewn[n], 1.0 - cohesion.probability(closest[n])), 2) for n in cloth.groups}


def _shares(board: Board) -> list[list[Placed]]:
    """Each group's blocks with their places, in the dump's order."""
    shares: list[list[Placed]] = [[] for _ in range(board.count)]
    owners = iter(board.owner)
    for number, block in enumerate(board.view.blocks):
        at = place(block, number)
        paragraph = board.view.is_paragraph(block)
        own = titled(block) if at in board.titles else block
        shares[next(owners) if paragraph else board.run[at]].append((at, own))
    return [sorted(share, key=lambda found: found[0]) for share in shares]


def _segment(board: Board, own: Sequence[Placed], confidence: float) -> Segment:
    chosen = next((k for k, (at, _) in enumerate(own) if at in board.titles), None)
    told = settle(own, chosen, board.view.jumpiness)
    told = in_order([(at, b) for (at, _), b in zip(own, told, strict=True)], board.view)
    heads = tuple(b for b in told if b.role in HEADS)
    return Segment(heads, tuple(b for b in told if b.role not in HEADS), confidence)


def _without_text(blocks: Sequence[Block]) -> list[Segment]:
    """A page without running text: one article of what there is."""
    heads = tuple(b for b in blocks if b.role in HEADS)
    rest = tuple(b for b in blocks if b.role not in HEADS)
    return [Segment(heads, rest)] if blocks else []
