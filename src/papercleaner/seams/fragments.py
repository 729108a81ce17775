"""The fragments of running text on a page, and what the page as a whole says of them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from papercleaner.language.seams import continuation
from papercleaner.layout.ems import HAN, char_class
from papercleaner.model import HEADS, Block, Role
from papercleaner.seams.columns import Columns, page_columns
from papercleaner.seams.evidence import end_kind, known, running_odds
from papercleaner.seams.kin import Strands
from papercleaner.seams.standing import Standing, standings

BARRIERS = HEADS | {Role.BYLINE, Role.CREDIT, Role.JUMP}
"""What a paragraph does not run across unless the dump mixes its articles."""

BESIDE = 2
"""Blocks apart that two fragments may stand and still be neighbours: a caption fits between them."""

NEXT = 4
"""Fragments on that the next running text is looked for: the others are blocks of an unsure role."""

SURE = 3.0
"""Log-odds from which on a fragment counts as running text without doubt."""

_OPEN = {"han": 0.97, "pause": 0.97, "other": 0.9, "open": 0.95, "closed": 0.4, "final": 0.12, "dash": 0.5}
"""How likely a paragraph goes on after a full line with this ending; rough, for counting open ends."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A block of running text, or of a role unsure enough that it may be one."""

    block: Block
    place: int
    barriers: int
    """How many barriers stand before it on the page."""
    kind: str
    """What its last character says."""
    tail: str
    head: str
    running: float
    """Log-odds that it is running text."""
    column: int
    """Of its last line, as a column of the page."""
    first_column: int
    width: float
    """Of the column of its last line in ems, 0 where nothing is known."""
    first_width: float

    @property
    def full(self) -> float:
        """Probability that its last line fills the column; a little more than even where nothing is known."""
        return _chance(self.block.shape.fullness) if known(self.block) else 0.6

    @property
    def open_end(self) -> float:
        """Rough probability that the text goes on elsewhere."""
        return _OPEN[self.kind] * self.full * _chance(self.running)

    @property
    def open_start(self) -> float:
        """Rough probability that the text began elsewhere."""
        indent = self.block.shape.indent
        return (_chance(-1.2 * indent) if indent else 0.35) * _chance(self.running)


def _chance(odds: float) -> float:
    return 1.0 / (1.0 + exp(-odds))


@dataclass(frozen=True, slots=True)
class Fragments:
    """A page's fragments and what speaks for or against their seams."""

    all: tuple[Fragment, ...]
    columns: Columns
    runs: frozenset[str]
    """Every three characters in a row of the page's text: the words of a seam may stand elsewhere unbroken."""
    openings: frozenset[str]
    """First two characters of more than one fragment: parallel paragraphs open alike."""
    flow: float
    """How well the dump's own order reads: mean information of an open end and the next fragment, in nats."""
    strands: Strands
    standings: tuple[Standing | None, ...] = ()
    """Where each stands on the page."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(f.block for f in self.all)

    def next_to(self, a: int, b: int) -> float:
        """Probability that fragment b is the next running text after fragment a: all between are something else."""
        if not 0 < b - a <= NEXT:
            return 0.0
        chance = 1.0
        for one in self.all[a + 1 : b]:
            chance *= 1.0 - (_chance(one.running) if one.running < SURE else 1.0)
        return chance

    @property
    def places(self) -> tuple[int, ...]:
        """Where the fragments stand among the page's blocks."""
        return tuple(f.place for f in self.all)


def fragments(blocks: Sequence[Block], unsure: frozenset[int] = frozenset()) -> Fragments:
    """The running text of a page, and the blocks at the `unsure` places, with what stands between them."""
    kept = [k for k, b in enumerate(blocks) if k in unsure or (b.role is Role.BODY and b.why != "role.foreign")]
    taken, passed = set(kept), 0
    barriers = dict.fromkeys(kept, 0)
    for k, block in enumerate(blocks):
        if k in taken:
            barriers[k] = passed
        passed += k not in taken and block.role in BARRIERS
    columns = page_columns(
        [(b.shape.column, len(b.lines) * _chance(running_odds(b))) for k in kept if (b := blocks[k]).shape.column]
    )
    found = tuple(_fragment(blocks[k], k, barriers[k], columns) for k in kept)
    texts = [str(f.block.text) for f in found]
    return Fragments(
        all=found,
        columns=columns,
        runs=frozenset([text[i : i + 3] for text in texts for i in range(len(text) - 2)]),
        openings=_openings(texts),
        flow=_flow(found),
        strands=Strands(texts, _together(found)),
        standings=standings([f.block for f in found]),
    )


def _fragment(block: Block, place: int, barriers: int, columns: Columns) -> Fragment:
    text = str(block.text)
    first = block.lines[0].column if known(block) else None
    return Fragment(
        block=block,
        place=place,
        barriers=barriers,
        kind=end_kind(text),
        tail=text[-12:],
        head=text[:12],
        running=running_odds(block),
        column=columns.of(block.shape.column),
        first_column=columns.of(first),
        width=block.shape.column or 0.0,
        first_width=first or 0.0,
    )


def _openings(texts: Sequence[str]) -> frozenset[str]:
    counts = Counter(text[:2] for text in texts)
    return frozenset(opening for opening, n in counts.items() if n > 1 and all(char_class(c) == HAN for c in opening))


def _flow(found: Sequence[Fragment]) -> float:
    pairs = [
        (a.tail, b.head)
        for a, b in itertools.pairwise(found)
        if a.kind in ("han", "other", "pause") and (a.block.shape.fullness > 0 or not known(a.block))
    ]
    return sum(max(-5.0, min(5.0, continuation(a, b))) for a, b in pairs) / (len(pairs) + 2.0)


def _together(found: Sequence[Fragment]) -> list[bool]:
    """Of each fragment whether it stands with the one before it: beside it, set alike, no head between."""
    pairs = itertools.pairwise(found)
    alike = [a.barriers == b.barriers and b.place - a.place <= BESIDE and a.column == b.column for a, b in pairs]
    return [False, *alike][: len(found)]
