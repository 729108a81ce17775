"""Columns: blocks whose lines an engine read row by row across the columns, dealt back into columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from papercleaner.config import Config
from papercleaner.language.seams import continuation
from papercleaner.model import Block, Edit, Page
from papercleaner.stage import Stage
from papercleaner.strands.deal import deal
from papercleaner.strands.gutters import Cut, cuts
from papercleaner.strands.rows import Row, closed, columns_of, pieces_of, rows_of
from papercleaner.text import Text, join

LEAST = 24
"""Lines a block has at least for its order to be doubted."""

SHARE = 0.5
"""Share of the page's lines that a block holds if the engine told no blocks at all."""

SURE = 0.9
"""Confidence of a line's new place: its share of right links on clean pages."""


def deal_columns(page: Page, _config: Config) -> Page:
    """The page with its row-by-row block, if it has one, parted into the strands its lines form."""
    if page.structured or any(b.zone >= 0 for b in page.blocks):
        return page
    size = max((str(b.text).count("\n") for b in page.blocks), default=0)
    if size < LEAST or size < SHARE * page.source.text.count("\n"):
        return page
    found = [(block, _strands(block, size)) for block in page.blocks]
    blocks = tuple(b for block, strands in found for b in _blocks(block, strands))
    moves = tuple(m for _, strands in found for strand in strands for m in _moves(strand))
    return replace(page, blocks=blocks, moves=page.moves + moves)


def _strands(block: Block, size: int) -> list[list[Row]]:
    """The strands of the page's largest block, if its lines are mixed; none of any other block."""
    rows = rows_of(block.text) if str(block.text).count("\n") == size else []
    if not rows or not _mixed(rows):
        return []
    columns = columns_of([r.width for r in rows])
    pieces = _cut(rows, cuts(rows, columns))
    return [[pieces[k] for k in strand] for strand in deal(pieces, columns)]


def _blocks(block: Block, strands: Sequence[Sequence[Row]]) -> Iterator[Block]:
    """A block for each strand; the block itself if it has none."""
    yield from (replace(block, text=_text(s)) for s in strands) if strands else (block,)


def _text(strand: Sequence[Row]) -> Text:
    """The lines of a strand under each other."""
    return join((*(closed(r.part, "columns.strand") for r in strand[:-1]), strand[-1].part)).strip()


def _moves(strand: Sequence[Row]) -> Iterator[Edit]:
    """The record of each line that was put under one it did not follow in the dump."""
    for above, below in pairwise(strand):
        spans = (above.part.spans[-1], below.part.spans[0])
        if spans[0][1] != spans[1][0]:
            yield Edit("move", spans, "", "", "columns.strand", SURE)


def _cut(rows: Sequence[Row], places: Mapping[int, Cut]) -> list[Row]:
    """The rows, those that run across gutters cut in pieces."""
    return [piece for k, r in enumerate(rows) for piece in (pieces_of(r, places[k], k) if k in places else [r])]


def _mixed(rows: list[Row]) -> bool:
    """Whether lines do not go on in the next."""
    pairs = [(a, b) for a, b in pairwise(rows) if a.words[-1] not in "。！？!?”"]
    flow = sum(max(-4.0, min(4.0, continuation(a.tail, b.head))) for a, b in pairs) / (len(pairs) + 2.0)
    return flow < 0.0


STAGE = Stage("columns", deal_columns, provides=frozenset({"columns"}))
