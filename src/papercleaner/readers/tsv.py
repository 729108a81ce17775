"""Tesseract's TSV: a row a word, no quoting; several pages may stand in one file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from papercleaner.errors import InputError
from papercleaner.model import Page
from papercleaner.readers.geometry import number, share, sized
from papercleaner.readers.markup import characters
from papercleaner.readers.sheets import Input, Leaf, Printed, Word, page_of

NAME = "tsv"
HEADER = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
_PAGE, _WORD = "1", "5"

Row = list[str]


def read(source: Input) -> Page:
    """The pages of a TSV file, paragraphs in Tesseract's order."""
    text, encoding = characters(source.data, source.name)
    return page_of(source, NAME, encoding, leaves_of(text, source.name))


def leaves_of(text: str, name: str) -> list[Leaf]:
    """The pages that a TSV text holds.  Raises InputError where a row is not one."""
    rows = list(_rows(text, name))
    starts = [k for k, row in enumerate(rows) if row[0] == _PAGE]
    if rows and starts[:1] != [0]:
        starts.insert(0, 0)
    return [_leaf(rows[start:stop]) for start, stop in zip(starts, [*starts[1:], len(rows)], strict=True)]


def _rows(text: str, name: str) -> Iterator[Row]:
    for count, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not line or line.startswith("level\t"):
            continue
        row = line.split("\t")
        if len(row) < 11 or not row[0].isdecimal():
            raise InputError(
                f"line {count} has {len(row)} columns, not the 12 of Tesseract's TSV",
                where=name,
                hint="It may have been cut short; make it again, or read it as text with --from plain",
            )
        yield [*row[:11], "\t".join(row[11:])]


def _leaf(rows: list[Row]) -> Leaf:
    size = sized(0, 0, rows[0][8], rows[0][9]) if rows and rows[0][0] == _PAGE else None
    words = [row for row in rows if row[0] == _WORD and row[11].strip()]
    regions = [
        tuple(_line(list(line)) for _, line in groupby(list(region), key=lambda row: row[4]))
        for _, region in groupby(words, key=lambda row: (row[1], row[2], row[3]))
    ]
    return Leaf(tuple(regions), size[2] if size else None, size[3] if size else None)


def _line(rows: list[Row]) -> Printed:
    return Printed(tuple(Word(row[11], sized(*map(number, row[6:10])), share(row[10], 100)) for row in rows))
