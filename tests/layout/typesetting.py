"""A small typesetter: paragraphs into printed lines, lines into the dumps that engines make of them.

It knows what a newspaper's compositor knows (em widths of marks, a two-em indent, which marks may not open
or close a line) and nothing of how papercleaner finds the lines again.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from papercleaner.config import Config
from papercleaner.layout.ems import Ems, measure
from papercleaner.model import Block, Page, Source
from papercleaner.readers.plain import read
from papercleaner.stages.lines import recover_lines

NEVER_FIRST = set("，。、；：！？,;:!?”’）》」)%")
NEVER_LAST = set("“‘（《「(")
WIDE = Ems(pause=0.9, pause_last=0.6, bracket=0.9, ascii=0.5, gap=0.0, indent=2.0)
"""Marks set nearly full."""
TIGHT = Ems(pause=0.6, pause_last=0.4, bracket=0.55, ascii=0.5, gap=0.0, indent=2.0)
"""Marks squeezed to little more than half an em."""
_HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出"
    "就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
)
_TOKEN = re.compile(r"[A-Za-z0-9.]+|.", re.DOTALL)


@dataclass(frozen=True)
class Printed:
    """A dump block as it was printed: its paragraphs, each a tuple of lines."""

    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def lines(self) -> list[str]:
        return [line for paragraph in self.paragraphs for line in paragraph]


def set_lines(text: str, column: float | Sequence[float], ems: Ems = WIDE, indent: bool = True) -> tuple[str, ...]:
    """`text` set in lines `column` ems wide; a sequence gives the width of each line, its last that of the rest."""
    widths = [column] if isinstance(column, int | float) else list(column)
    tokens, lines = _TOKEN.findall(text), list[str]()
    while tokens:
        room = widths[min(len(lines), len(widths) - 1)] - (ems.indent if indent and not lines else 0.0)
        size = 1
        while size < len(tokens) and measure("".join(tokens[: size + 1]), ems) <= room + 0.05:
            size += 1
        while 1 < size < len(tokens) and (tokens[size] in NEVER_FIRST or tokens[size - 1] in NEVER_LAST):
            size -= 1
        lines.append("".join(tokens[:size]))
        del tokens[:size]
    return tuple(lines)


def dump(blocks: Iterable[Printed], wrap: str = " ") -> str:
    """The blocks as an engine prints them: `wrap` at each line end, a blank line between blocks."""
    return "\n\n".join(wrap.join(block.lines) for block in blocks)


def recover(text: str) -> Page:
    """The page of a dump after the lines stage."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return recover_lines(read(Source("page.txt", digest, text)), Config())


def lines_of(block: Block) -> tuple[str, ...]:
    """The printed lines that were found in a block."""
    return tuple(str(line.text) for line in block.lines)


def prose(chance: random.Random, size: int, latin: bool = True) -> str:
    """About `size` characters of running text without sense: clauses, marks, titles, quotes, numbers and Latin."""
    text = ""
    while len(text) < size:
        text += "".join(chance.choices(_HAN, k=chance.randint(3, 11)))
        pick = chance.random()
        if pick < 0.08:
            text += "“" + "".join(chance.choices(_HAN, k=chance.randint(2, 6))) + "”"
        elif pick < 0.14:
            text += "《" + "".join(chance.choices(_HAN, k=chance.randint(2, 6))) + "》"
        elif latin and pick < 0.24:
            text += str(chance.randint(1, 99999)) + chance.choice(_HAN)
        elif latin and pick < 0.27:
            text += chance.choice(("GDP", "G60", "3.5", "WTO")) + chance.choice(_HAN)
        text += chance.choice("，，，，、；。。")
    return text.rstrip("，、；。") + "。"


def random_page(chance: random.Random, easy: bool = False) -> tuple[Printed, ...]:
    """Two or three columns of several blocks; some blocks go on where the column before broke off, some hold
    two paragraphs.  An easy page has no Latin and no digits, and five lines or more in each paragraph."""
    ems = chance.choice((WIDE, TIGHT))
    blocks: list[Printed] = []
    for _ in range(chance.randint(2, 3)):
        column = float(chance.randint(9, 30))
        for place in range(chance.randint(3, 6)):
            runs_on = place == 0 and bool(blocks) and chance.random() < 0.5
            count = 2 if chance.random() < 0.15 else 1
            least = int(6.5 * column) if easy else 40
            texts = [prose(chance, chance.randint(least, least + 200), latin=not easy) for _ in range(count)]
            indents = [not runs_on, *[True] * (count - 1)]
            blocks.append(Printed(tuple(set_lines(t, column, ems, i) for t, i in zip(texts, indents, strict=True))))
    return tuple(blocks)
