"""Blocks that may hold several pieces of a page: where they may be cut, and the cutting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from papercleaner.grammar.forms import Form, may_stand_alone, read_form
from papercleaner.grammar.patterns import fold, has
from papercleaner.model import Block, Role
from papercleaner.printed import Line, Setting, Shape

Part = tuple[int, int]
"""Lines [first, stop) of a block."""

STACK = 8
"""Lines: no group of heads printed together is longer."""
EMPTY = 3.2
"""Ems: a line that leaves so much of its column empty is no first or middle line of a paragraph."""
BEYOND = 1.3
"""Ems: a line so much wider than its column is not set in it."""
HEAD = 32
"""Characters: no line of a head inside a block is longer."""
SHY = 1.2
"""Ems: a line that lacks so much of its column is not full."""
GLUED = 2
"""Lines: no head that stands between two paragraphs of a block has more."""
_ALONE = frozenset(
    {Role.BYLINE, Role.JUMP, Role.CREDIT, Role.DATE, Role.EDITORS, Role.FOLIO, Role.SECTION, Role.FOOTER}
)


def parts(block: Block) -> list[Part]:
    """The parts of a block that might be pieces of their own; whether they are is for the reading to say."""
    lines = block.lines
    if len(lines) < 2 or block.why.startswith("boxes.") or all(len(x.text) == 1 for x in lines):
        return [(0, len(lines))]
    stack = len(lines) <= STACK
    texts = [fold(raw) if stack or has("line", "may_stand_alone", raw) else "" for raw in (str(x.text) for x in lines)]
    forms = [read_form(t) if t and may_stand_alone(t) else None for t in texts]
    whole = read_form(fold(str(block.text)))
    if whole is not None and whole.sure and whole.role not in (Role.CAPTION, Role.NOTE):
        return [(0, len(lines))]
    cuts = {0, len(lines)} | _caption_cuts(texts)
    if whole is None or not whole.sure:
        cuts |= _form_cuts(block, forms) | _stack_cuts(texts) | _width_cuts(lines) | _glued_cuts(block)
    dated = forms[0] is not None and forms[0].role is Role.DATELINE
    if not dated and _head_first(lines, texts):
        cuts.add(1)
    ordered = sorted(cuts)
    return list(pairwise(ordered))


def _form_cuts(block: Block, forms: Sequence[Form | None]) -> set[int]:
    """Around lines whose form gives them away; a signature inside a full line may be running text."""
    cuts: set[int] = set()
    last = len(forms) - 1
    for k, form in enumerate(forms):
        if form is None or not form.sure or form.role not in _ALONE:
            continue
        full = block.shape.column is not None and block.lines[k].width > block.shape.column - 1.2
        if form.role is Role.BYLINE and full and 0 < k < last and k not in cuts:
            continue
        cuts |= {k, k + 1}
    return cuts


def _caption_cuts(texts: Sequence[str]) -> set[int]:
    """After lines that close with a picture's credit, where more follows."""
    return {
        k + 1
        for k, text in enumerate(texts[:-1])
        if text[-1:] in "）】" and (has("caption", "credit", text) or has("caption", "source", text))
    } | {k + 1 for k, text in enumerate(texts[:-1]) if has("caption", "signed", text[-2:])}


def _stack_cuts(texts: Sequence[str]) -> set[int]:
    """Between all lines, where none of a few lines ends as a sentence or a clause does."""
    clauses = sum(t.count("，") for t in texts)
    told = clauses > 1 or any("。" in t or t[-1:] in "，、；：" for t in texts)
    stack = len(texts) <= STACK and not told and not has("dateline", "head", "".join(texts))
    return set(range(len(texts))) if stack else set()


def _width_cuts(lines: Sequence[Line]) -> set[int]:
    """Around lines that end in no mark and leave much of their column empty, or do not fit in it: heads may.

    Where many lines do, the column is no column.
    """
    odd = [
        k
        for k, line in enumerate(lines)
        if line.column is not None and not -BEYOND < line.column - line.width < EMPTY
    ]  # fmt: skip
    if len(odd) > max(3, len(lines) // 4):
        return set()
    texts = {k: str(lines[k].text).rstrip() for k in odd}
    heads = [k for k, text in texts.items() if len(text) <= HEAD and not has("line", "marked_end", text)]
    return {cut for k in heads for cut in (k, k + 1)}


def _glued_cuts(block: Block) -> set[int]:
    """Around one or two lines between a sentence that ends its paragraph and the indented line of the next, or the
    block's end: a head may have been set there."""
    column = block.shape.column
    if column is None:
        return set()
    left = [column - line.width for line in block.lines]
    texts = [str(line.text).rstrip() for line in block.lines]
    cuts: set[int] = set()
    for first in range(1, len(texts)):
        if left[first - 1] < SHY or not has("line", "ends_sentence", texts[first - 1]):
            continue
        for stop in range(min(first + GLUED, len(texts)), first, -1):
            if left[stop - 1] < SHY or has("line", "marked_end", texts[stop - 1]):
                continue
            if len("".join(texts[first:stop])) <= HEAD and (stop == len(texts) or SHY <= left[stop] < EMPTY):
                cuts |= {first, stop}
                break
    return cuts


def _head_first(lines: Sequence[Line], texts: Sequence[str]) -> bool:
    """Whether the first line may be a head: it ends in no mark, and the second is narrower than the third."""
    if len(lines) < 3 or not texts[0] or texts[0][-1:] in "，。、；：" or "，" in texts[0][-3:]:
        return False
    return lines[1].width < lines[2].width - 1.2


def part(block: Block, first: int, stop: int) -> Block:
    """Lines [first, stop) of a block as a block of their own."""
    lines = block.lines
    if first == 0 and stop >= len(lines):
        return block
    start = _offset(block, lines[first].text.start) if first else 0
    end = _offset(block, lines[stop].text.start) if stop < len(lines) else len(block.text)
    text = block.text.part(start, end).strip()
    made = replace(block, text=text, lines=lines[first:stop], shape=_shape(block, first, stop))
    return replace(made, setting=_setting(block, first, stop))


def _setting(block: Block, first: int, stop: int) -> Setting | None:
    """How lines [first, stop) of a block are set: no blank stands between them and the others."""
    whole, count = block.setting, len(block.lines)
    if whole is None or whole.place is None:
        return whole
    left, top, right, bottom = whole.place
    step = (bottom - top) / count
    return replace(
        whole,
        inset=None if first else whole.inset,
        above=0.0 if first else whole.above,
        below=0.0 if stop < count else whole.below,
        size=_size(block, first, stop),
        place=(left, top + first * step, right, top + stop * step),
    )


def _size(block: Block, first: int, stop: int) -> float:
    """The size that lines [first, stop) are set in."""
    sizes = [(sum(x.em or 0.0 for x in lines) / len(lines)) for lines in (block.lines[first:stop], block.lines)]
    whole = block.setting.size if block.setting else 1.0
    return round(whole * sizes[0] / sizes[1], 3) if sizes[1] else whole


def _offset(block: Block, source: int) -> int:
    """Place in the block's text of the character that stands at `source` in the page's source."""
    place = 0
    for piece in block.text.pieces:
        if piece.end > source and piece.start <= source:
            return place + (source - piece.start if len(piece.text) == piece.end - piece.start else 0)
        place += len(piece.text)
    return place


def _shape(block: Block, first: int, stop: int) -> Shape:
    """The geometry of lines [first, stop), by the block's own column."""
    column = block.shape.column
    if column is None:
        return block.shape
    opening, closing = column - block.lines[first].width, column - block.lines[stop - 1].width
    indent = block.shape.indent if first == 0 else 2.0 if 1.2 < opening < 3.2 else -2.0 if abs(opening) < 1 else 0.0
    fullness = block.shape.fullness if stop == len(block.lines) else 2.0 if closing < 1 else -2.0
    return replace(block.shape, indent=indent, fullness=fullness)
