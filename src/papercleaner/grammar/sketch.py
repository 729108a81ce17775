"""A block as the grammar sees it: its folded text, form, size, edges and place in its column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from papercleaner.grammar.forms import Form, read_form
from papercleaner.grammar.names import count_names, signed
from papercleaner.grammar.patterns import fold, has
from papercleaner.model import FURNITURE, Block
from papercleaner.printed import Setting

SHORT = 46
"""Characters: only what is shorter may be a head, a heading or a name (longest truth head on even pages: 44)."""
LONG = 250
"""Characters: what is longer is running text (longest truth caption on even pages: 118)."""

STOP, CLOSE, COMMA, HAN, OTHER = "stop", "close", "comma", "han", "other"


@dataclass(frozen=True, slots=True)
class Sketch:
    """What the other evidence is drawn from.  Widths in ems, openness and indent in log-odds."""

    text: str
    form: Form | None
    lines: int
    width: float
    column: float | None
    indent: float
    fullness: float
    end: str
    names: int
    spaced: int
    dateline: bool
    greeting: bool
    signed: bool
    """Whether a name stands at the end, a gap before it."""
    jumped: bool
    index: int
    """Place in the dump of the block this is, or is a part of."""
    spread: bool = False
    """Whether every character stands by itself: a head set wide, or upright."""
    halves: tuple[int, ...] = ()
    """Widths of its lines, in half ems."""
    pictured: bool = False
    """Whether the dump left a gap before it, as for a picture."""
    setting: Setting | None = None

    @property
    def size(self) -> int:
        return len(self.text)

    @property
    def furniture(self) -> bool:
        """Surely no part of an article."""
        form = self.form
        return form is not None and form.sure and (form.role in FURNITURE or form.why == "role.page-credit")

    @property
    def running(self) -> bool:
        """Long enough, or set in enough lines, to be running text."""
        return self.form is None and (self.size > SHORT or self.lines >= 4)

    @property
    def short(self) -> bool:
        return self.size <= SHORT and self.lines <= 3

    @property
    def headlike(self) -> bool:
        """Whether it may be a head, by its size and its end: not a sentence's last words, nor a known small piece."""
        known = self.form is not None and self.form.sure
        return self.short and not known and self.end not in (STOP, COMMA) and self.size > 1

    @property
    def open_end(self) -> bool:
        """Whether the text breaks off: no closing mark."""
        return self.end in (COMMA, HAN, OTHER)


def sketch(block: Block, pictured: bool = False) -> Sketch:
    """The sketch of one block."""
    text = fold(str(block.text))
    lines = block.lines
    pieces = str(block.text).split()
    spread = len(pieces) > 1 and len(pieces) == len(text)
    return Sketch(
        text=text,
        form=Form(block.role, block.why) if block.why.startswith("boxes.") else read_form(text),
        lines=1 if spread else max(1, len(lines)),
        width=max((x.width for x in lines), default=float(len(text))) if not spread else float(len(text)),
        column=block.shape.column,
        indent=block.shape.indent,
        fullness=block.shape.fullness,
        end=_end(text),
        names=count_names(str(block.text)) if len(text) <= SHORT // 2 else 0,
        spaced=_spaced(str(block.text)),
        dateline=has("dateline", "head", text[:60]),
        greeting=len(text) <= SHORT and has("head", "greeting", text),
        signed=len(text) <= SHORT // 2 and signed(str(block.text)),
        jumped=has("jump", "inside", text[-16:]),
        index=block.index,
        spread=spread,
        halves=() if spread else tuple([round(2 * x.width) for x in lines]),
        pictured=pictured,
        setting=block.setting,
    )


def _end(text: str) -> str:
    """How the folded text ends: by a stop, a closing bracket or quote, a comma, a Han character, or else."""
    if not text:
        return OTHER
    last = text[-1]
    if last in "。！？…!?":
        return STOP
    if last in "”’）】》〉":
        return STOP if len(text) > 1 and text[-2] in "。！？…" else CLOSE
    if last in "，、；：":
        return COMMA
    return HAN if "\u3400" <= last <= "\u9fff" else OTHER


def _spaced(text: str) -> int:
    """How many white-space gaps stand between Han characters."""
    parts = text.split()
    return sum(1 for a, b in pairwise(parts) if a[-1] > "\u2e80" and b[0] > "\u2e80")


def neighbours(sketches: Sequence[Sketch]) -> tuple[list[int | None], list[int | None]]:
    """For each block, the nearest one before and after it that is not furniture."""
    before: list[int | None] = []
    seen: int | None = None
    for i, one in enumerate(sketches):
        before.append(seen)
        seen = seen if one.furniture else i
    after: list[int | None] = []
    seen = None
    for i in range(len(sketches) - 1, -1, -1):
        after.append(seen)
        seen = seen if sketches[i].furniture else i
    return before, after[::-1]


GAP = 3
"""Newlines in a row: so many leave more than the usual blank line."""
RARE = 0.2
"""Share of blocks: if more stand after such gaps, they mean nothing."""


def gaps(source: str, blocks: Sequence[Block]) -> list[bool]:
    """For each block whether the dump left a wider gap before it than between paragraphs: engines put an empty
    block where a picture stands."""
    found, end = [], 0
    for block in blocks:
        start = block.text.start
        found.append(source.count("\n", end, start) >= GAP and end > 0)
        end = max(end, block.text.pieces[-1].end)
    return found if sum(found) <= RARE * len(found) else [False] * len(found)
