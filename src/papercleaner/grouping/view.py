"""The page as the grouping sees it: paragraphs, their fragments in the dump's order, the small pieces between."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from papercleaner.grouping.titles import greets, opened, opens, title_odds
from papercleaner.grouping.weights import weights
from papercleaner.language import cohesion
from papercleaner.model import HEADS, Block, Role
from papercleaner.printed import Shape

TOLD = 0.5
"""Log-odds from which on a fragment's shape tells how it begins or ends."""


@dataclass(frozen=True, slots=True)
class Part:
    """One fragment of a paragraph: its place in the dump, the paragraph (its number on the page), and whether it is
    the paragraph's first and last fragment."""

    place: int
    paragraph: int
    first: bool
    last: bool
    shape: Shape

    @property
    def start(self) -> str:
        """How it begins: indented, flush, unknown."""
        return _told(self.shape.indent, "indented", "flush")

    @property
    def end(self) -> str:
        """How its last line ends: full, short, unknown."""
        return _told(self.shape.fullness, "full", "short")


@dataclass(frozen=True)
class View:
    """`blocks` are those that may belong to an article, as the joins left them."""

    blocks: tuple[Block, ...]

    def is_paragraph(self, block: Block) -> bool:
        """Whether a block is running text long enough to carry evidence of a subject."""
        return block.role is Role.BODY and len(block.text) >= weights()["least_block"]

    @cached_property
    def paragraphs(self) -> tuple[Block, ...]:
        """The blocks that carry evidence of a subject."""
        return tuple(b for b in self.blocks if self.is_paragraph(b))

    @cached_property
    def vectors(self) -> tuple[dict[str, float], ...]:
        """The paragraphs' words, see `cohesion.vector`."""
        return tuple(cohesion.vector(str(b.text)) for b in self.paragraphs)

    @cached_property
    def smalls(self) -> tuple[tuple[int, Block], ...]:
        """(place in the dump, block) of all other blocks, in the dump's order."""
        rest = [(place(b, i), b) for i, b in enumerate(self.blocks) if not self.is_paragraph(b)]
        return tuple(sorted(rest, key=lambda found: found[0]))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """All fragments of the paragraphs, in the dump's order."""
        found = []
        bodies = [(i, b) for i, b in enumerate(self.blocks) if self.is_paragraph(b)]
        for number, (i, block) in enumerate(bodies):
            places, shapes = block.places or (i,), block.shapes or (block.shape,)
            for k, (at, shape) in enumerate(zip(places, shapes, strict=True)):
                found.append(Part(at, number, k == 0, k == len(places) - 1, shape))
        return tuple(sorted(found, key=lambda part: part.place))

    @cached_property
    def begins(self) -> tuple[int, ...]:
        """For each paragraph the first place in the dump where a fragment of it stands."""
        begins = [-1] * len(self.paragraphs)
        for part in reversed(self.parts):
            begins[part.paragraph] = part.place
        return tuple(begins)

    @cached_property
    def title_odds(self) -> dict[int, float]:
        """Place -> log-odds of each small piece that may be a title, also by what begins after it."""
        told = {at: odds for at, b in self.smalls if (odds := title_odds(b)) is not None}
        last = -1
        for part in self.parts:
            pieces = self._run(last, part.place)
            run = [at for at, b in pieces if not greets(b)]
            if run and part.first and (len(run) < len(pieces) or opens(str(self.paragraphs[part.paragraph].text))):
                told |= opened(told, run)
            last = part.place
        return told

    def _run(self, start: int, end: int) -> tuple[tuple[int, Block], ...]:
        places = self._small_places
        return self.smalls[bisect_left(places, start + 1) : bisect_left(places, end)]

    def likeliest(self, start: int, end: int) -> float | None:
        """The highest log-odds of a title between two places; None if nothing there may be one."""
        found = [self.title_odds[at] for at, _ in self._run(start, end) if at in self.title_odds]
        return max(found, default=None)

    @cached_property
    def jumpiness(self) -> float:
        """Share of the joins that skip other text or run backward: 0 in a dump that follows its articles."""
        jumps, steps = self._jumps
        return jumps / (steps + 3.0)

    @cached_property
    def orderly(self) -> bool:
        """Whether the dump surely follows its articles: joins enough to tell, and hardly one that skips text."""
        jumps, steps = self._jumps
        return (jumps + 1.0) / (steps + 1.0) <= float(weights()["jumpy"])

    @cached_property
    def _jumps(self) -> tuple[int, int]:
        """How many joins skip other text or run backward, and how many joins there are."""
        taken = {part.place for part in self.parts}
        steps = [step for b in self.paragraphs for step in pairwise(b.places)]
        return sum(_skips(a, b, taken) for a, b in steps), len(steps)

    def between(self, start: int, end: int) -> tuple[Block, ...]:
        """The small pieces at the dump's places after `start` and before `end`."""
        return tuple(b for _, b in self._run(start, end))

    @cached_property
    def _text_places(self) -> list[int]:
        texts = [(i, b) for i, b in enumerate(self.blocks) if b.role is Role.BODY]
        return sorted({at for i, b in texts for at in b.places or (i,)})

    def number(self, place: int) -> int:
        """How many fragments of running text stand before a place of the dump."""
        return bisect_left(self._text_places, place)

    @cached_property
    def headed(self) -> frozenset[int]:
        """Numbers of the fragments of running text that have a head between them and the one before."""
        return frozenset(self.number(at) for at, b in self.smalls if b.role in HEADS)

    @cached_property
    def _small_places(self) -> list[int]:
        return [at for at, _ in self.smalls]


def place(block: Block, number: int) -> int:
    """Where a block begins in the dump's order; its number among the blocks where no stage said."""
    return block.places[0] if block.places else number


def _skips(a: int, b: int, taken: set[int]) -> bool:
    return b < a or any(at in taken for at in range(a + 1, b))


def _told(odds: float, yes: str, no: str) -> str:
    return yes if odds > TOLD else no if odds < -TOLD else "unknown"
