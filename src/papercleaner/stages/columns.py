"""Columns: blocks whose lines an engine read row by row across the columns, dealt back into columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from papercleaner.config import Config
from papercleaner.model import Block, Edit, Page
from papercleaner.stage import Stage
from papercleaner.strands.backward import FEWEST, backward, flow
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
    """The page with its row-by-row block, if it has one, parted into the strands its lines form.

    Blocks that were read backward are turned.
    """
    if page.structured or any(b.zone >= 0 for b in page.blocks):
        return page
    size = max((str(b.text).count("\n") for b in page.blocks), default=0)
    mixed = size >= LEAST and size >= SHARE * page.source.text.count("\n")
    found = [_dealt(block, mixed and str(block.text).count("\n") == size) for block in page.blocks]
    if not any(one.strands for one in found):
        return page
    blocks = tuple(b for one in found for b in _blocks(one))
    moves = tuple(m for one in found for strand in one.strands for m in _moves(strand, one.rule))
    return replace(page, blocks=blocks, moves=page.moves + moves)


class _Dealt(NamedTuple):
    """A block, the strands of its lines (none if they stay as they are), and why they stand where they stand now."""

    block: Block
    strands: Sequence[Sequence[Row]] = ()
    rule: str = "columns.strand"


def _dealt(block: Block, whole: bool) -> _Dealt:
    """The strands of a block whose lines are mixed or run backward; `whole`: it is the page."""
    rows = rows_of(block.text) if whole or str(block.text).count("\n") >= FEWEST else []
    turned = backward(rows)
    rows = rows[::-1] if turned else rows
    rule = "columns.backward" if turned else "columns.strand"
    if not whole or not (turned or _mixed(rows)):
        return _Dealt(block, [rows] if turned else (), rule)
    columns = columns_of([r.width for r in rows])
    pieces = _cut(rows, cuts(rows, columns))
    return _Dealt(block, [[pieces[k] for k in strand] for strand in deal(pieces, columns)], rule)


def _blocks(dealt: _Dealt) -> Iterator[Block]:
    """A block for each strand; the block itself if it has none."""
    if not dealt.strands:
        yield dealt.block
    for strand in dealt.strands:
        yield replace(dealt.block, text=_text(strand, dealt.rule))


def _text(strand: Sequence[Row], rule: str) -> Text:
    """The lines of a strand under each other."""
    return join((*(closed(r.part, rule) for r in strand[:-1]), strand[-1].part)).strip()


def _moves(strand: Sequence[Row], rule: str) -> Iterator[Edit]:
    """The record of each line that was put under one it did not follow in the dump."""
    for above, below in pairwise(strand):
        spans = (above.part.spans[-1], below.part.spans[0])
        if spans[0][1] != spans[1][0]:
            yield Edit("move", spans, "", "", rule, SURE)


def _cut(rows: Sequence[Row], places: Mapping[int, Cut]) -> list[Row]:
    """The rows, those that run across gutters cut in pieces."""
    return [piece for k, r in enumerate(rows) for piece in (pieces_of(r, places[k], k) if k in places else [r])]


def _mixed(rows: list[Row]) -> bool:
    """Whether lines do not go on in the next."""
    return flow(list(pairwise(rows))) < 0.0


STAGE = Stage("columns", deal_columns, provides=frozenset({"columns"}))
