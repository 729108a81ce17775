"""A PDF page's own text: its characters with their boxes as lines, if all of it can be believed."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pypdfium2 import PdfPage, raw

from papercleaner.language.fluency import fluency
from papercleaner.printed import Box
from papercleaner.readers.geometry import union
from papercleaner.readers.sheets import Printed, Word

_FEW = 100
"""Characters: a page with fewer is taken for a picture with a stamp on it."""
_HAN, _LOST, _PLACED, _INSIDE = 0.5, 0.02, 0.95, 0.95
"""Shares of the characters: at least Chinese, at most unreadable, at least with a box, at least on the page."""
_FLUENT = -8.5
"""Nats a character: text of the language models' Chinese is better, a broken encoding worse."""
_MOST = 200_000
_LEVEL, _APART = 0.5, 1.0
"""How far, in its own heights and widths, a character of the same line may stand from the one before."""


class Glyph(NamedTuple):
    """A character and its cell, y down from the top of the page."""

    text: str
    box: Box


def lines_of(page: PdfPage) -> list[Printed] | None:
    """The printed lines of the page's text layer; None where there is none that can be believed."""
    if page.get_rotation():
        return None
    width, height = page.get_size()
    left, bottom = page.get_cropbox()[:2]
    found = list(_glyphs(page, left, bottom + height))
    text = "".join(g.text for g in found)
    if not is_good(found, text, (width, height)):
        return None
    return [_printed(line) for line in lines(found)]


def is_good(found: Sequence[Glyph], text: str, size: tuple[float, float]) -> bool:
    """Whether a text layer is Chinese that reads well and stands where its page is."""
    if len(found) < _FEW:
        return False
    han = sum("\u3400" <= c <= "\u9fff" or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uffef" for c in text)
    lost = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < " " for c in text)
    inside = sum(_within(box, size) for _, box in found)
    placed = len({g.box for g in found if g.box[2] > g.box[0] and g.box[3] > g.box[1]})
    shares = han >= _HAN * len(text), lost <= _LOST * len(text), placed >= _PLACED * len(found)
    return all(shares) and inside >= _INSIDE * len(found) and fluency(text).mean > _FLUENT


def _within(box: Box, size: tuple[float, float]) -> bool:
    return min(box[0], box[1]) >= -1 and box[2] <= size[0] + 1 and box[3] <= size[1] + 1


def lines(found: Iterable[Glyph]) -> list[list[Glyph]]:
    """The characters in lines, in the order of the file: a new one at each step down, back or across a gutter."""
    out: list[list[Glyph]] = []
    for glyph in found:
        if not out or not _follows(out[-1][-1], glyph):
            out.append([])
        out[-1].append(glyph)
    return out


def _follows(before: Glyph, glyph: Glyph) -> bool:
    left, top, right, bottom = before.box
    x0, y0, x1, y1 = glyph.box
    high, wide = max(bottom - top, y1 - y0), max(right - left, x1 - x0)
    level = abs((top + bottom) - (y0 + y1)) / 2 < _LEVEL * high and -_LEVEL * wide < x0 - right < _APART * high
    below = abs((left + right) - (x0 + x1)) / 2 < _LEVEL * wide * 0.5 and -_LEVEL * high < y0 - bottom < _LEVEL * high
    return level or below


def _printed(line: Sequence[Glyph]) -> Printed:
    words = tuple(Word(g.text, g.box, spaced=_is_space_before(line, k)) for k, g in enumerate(line))
    return Printed(words, union(g.box for g in line))


def _is_space_before(line: Sequence[Glyph], k: int) -> bool:
    """Whether a gap as wide as a space stands before a character."""
    if not k:
        return False
    before, here = line[k - 1].box, line[k].box
    return here[0] - before[2] > 0.15 * (here[3] - here[1])


def _glyphs(page: PdfPage, left: float, top: float) -> Iterable[Glyph]:
    """The page's characters that are no white space, each with the cell its font gives it."""
    layer = page.get_textpage()
    try:
        for k in range(min(layer.count_chars(), _MOST)):
            code = raw.FPDFText_GetUnicode(layer, k)
            text = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
            box = raw.FS_RECTF()
            if text.isspace() or not raw.FPDFText_GetLooseCharBox(layer, k, ctypes.byref(box)):
                continue
            yield Glyph(text, (box.left - left, top - box.top, box.right - left, top - box.bottom))
    finally:
        layer.close()
