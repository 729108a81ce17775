"""Columns: blocks whose lines an engine read row by row across the columns, dealt back into columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from papercleaner.config import Config
from papercleaner.language.seams import continuation
from papercleaner.model import Block, Page
from papercleaner.stage import Stage
from papercleaner.strands.deal import deal
from papercleaner.strands.gutters import Cut, cuts
from papercleaner.strands.rows import Row, columns_of, pieces, rows_of
from papercleaner.text import join

LEAST = 8
"""Lines a block has at least for its order to be doubted."""


def deal_columns(page: Page, _config: Config) -> Page:
    """The page with every row-by-row block parted into the strands its lines form."""
    if page.structured or "\n" not in page.source.text:
        return page
    found = [rows_of(b.text) for b in page.blocks]
    rows = [r for own in found for r in own]
    columns = columns_of([r.width for r in rows])
    parted = cuts(rows, columns)
    blocks: list[Block] = []
    first = 0
    for block, own in zip(page.blocks, found, strict=True):
        here = {k - first: parted[k] for k in range(first, first + len(own)) if k in parted}
        first += len(own)
        mixed = len(own) >= LEAST and _mixed(own)
        if here or mixed:
            cut = _cut(own, here)
            blocks += _dealt(block, cut, deal(cut, columns, not mixed))
        else:
            blocks.append(block)
    return replace(page, blocks=tuple(blocks))


def _cut(rows: Sequence[Row], places: Mapping[int, Cut]) -> list[Row]:
    """The rows, those that run across gutters cut in pieces."""
    return [piece for k, r in enumerate(rows) for piece in (pieces(r, places[k], k) if k in places else [r])]


def _mixed(rows: list[Row]) -> bool:
    """Whether lines do not go on in the next."""
    pairs = [(a, b) for a, b in zip(rows, rows[1:], strict=False) if a.words[-1] not in "。！？!?”"]
    flow = sum(max(-4.0, min(4.0, continuation(a.tail, b.head))) for a, b in pairs) / (len(pairs) + 2.0)
    return flow < 0.0


def _dealt(block: Block, rows: Sequence[Row], strands: Sequence[Sequence[int]]) -> Iterator[Block]:
    """A block for each strand of the rows."""
    for strand in strands:
        yield replace(block, text=join(rows[k].part for k in strand).strip())


STAGE = Stage("columns", deal_columns, provides=frozenset({"columns"}))
