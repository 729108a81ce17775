"""Columns: blocks whose lines an engine read row by row across the columns, dealt back into columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from papercleaner.config import Config
from papercleaner.language.seams import continuation
from papercleaner.model import Block, Page
from papercleaner.stage import Stage
from papercleaner.strands.deal import deal
from papercleaner.strands.rows import Row, columns_of, rows_of
from papercleaner.text import join

LEAST = 8
"""Lines a block has at least for its order to be doubted."""


def deal_columns(page: Page, _config: Config) -> Page:
    """The page with every row-by-row block parted into the strands its lines form."""
    if page.structured or "\n" not in page.source.text:
        return page
    found = {i: rows_of(b.text) for i, b in enumerate(page.blocks) if str(b.text).count("\n") >= LEAST}
    mixed = {i: rows for i, rows in found.items() if _mixed(rows)}
    if not mixed:
        return page
    columns = columns_of([r.width for rows in found.values() for r in rows])
    blocks = [
        piece
        for i, block in enumerate(page.blocks)
        for piece in (_dealt(block, mixed[i], columns) if i in mixed else (block,))
    ]
    return replace(page, blocks=tuple(blocks))


def _mixed(rows: list[Row]) -> bool:
    """Whether lines do not go on in the next."""
    pairs = [(a, b) for a, b in zip(rows, rows[1:], strict=False) if a.words[-1] not in "。！？!?”"]
    flow = sum(max(-4.0, min(4.0, continuation(a.tail, b.head))) for a, b in pairs) / (len(pairs) + 2.0)
    return flow < 0.0


def _dealt(block: Block, rows: list[Row], columns: list[float]) -> Iterator[Block]:
    for strand in deal(rows, columns):
        yield replace(block, text=join(rows[k].part for k in strand).strip())


STAGE = Stage("columns", deal_columns, provides=frozenset({"columns"}))
