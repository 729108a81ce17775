"""PDFs page by page: their own text where it is good, else the page as a picture."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import numpy as np
from pypdfium2 import PdfDocument, PdfiumError, PdfPage, raw

from papercleaner.errors import InputError
from papercleaner.ocr import watch
from papercleaner.ocr.frames import LONGEST
from papercleaner.ocr.ink import Grey
from papercleaner.ocr.textlayer import lines_of
from papercleaner.readers.sheets import Input, Leaf

Engine = Callable[[Grey, Callable[[float], None]], Leaf]

MOST_PAGES = 500
_DPI, _POINTS = 220, 72
_FILLS = 0.6
"""Share of a page that one picture covers, if the page is its scan."""
_LEAST, _MOST = 0.05, 20.0
"""Pixels a point."""
_ONE = threading.Lock()
"""PDFium may only be in one place at a time."""


def leaves(source: Input, read: Engine) -> list[Leaf]:
    """The pages of a PDF.  Raises InputError for one that is broken, locked or far too long."""
    with _ONE:
        document = _opened(source)
        try:
            number = len(document)
            if number > MOST_PAGES:
                raise InputError(
                    f"has {number} pages, more than {MOST_PAGES}",
                    where=source.name,
                    hint="Split it and give it the parts",
                )
            return [_leaf(document, k, read, source.name) for k in range(number)]
        finally:
            document.close()


def _opened(source: Input) -> PdfDocument:
    try:
        return PdfDocument(source.data)
    except PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD and b"/Encrypt" in source.data:  # the code may be an earlier file's
            raise InputError("this PDF is locked by a password", where=source.name, hint="Save it unlocked") from None
        raise InputError("this PDF is broken or cut short", where=source.name, hint="Fetch or make it again") from None


def _leaf(document: PdfDocument, k: int, read: Engine, name: str) -> Leaf:
    share = partial(watch.tell, k + 1, len(document))
    share(0.0)
    try:
        page = document[k]
        lines = lines_of(page)
        if lines is not None:
            width, height = page.get_size()
            found = Leaf(tuple((line,) for line in lines), width, height)
        else:
            found = read(_picture(page), share)
    except (PdfiumError, ValueError) as error:
        raise InputError(f"page {k + 1} of this PDF is broken ({error})", where=name, hint="Make it again") from None
    share(1.0)
    return found


def _picture(page: PdfPage) -> Grey:
    """The page in grey, as large as the scan in it, or at a size that letters can be read at."""
    width, height = page.get_size()
    if min(width, height) <= 0:
        raise ValueError("it has no area")
    scale = min(_scale(page, width * height), LONGEST / max(width, height))
    if not _LEAST <= scale <= _MOST or min(width, height) * scale < 16:
        raise ValueError(f"it measures {width:.0f} x {height:.0f} points")
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    return np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width)


def _scale(page: PdfPage, area: float) -> float:
    """Pixels a point: those of the picture that fills the page, else a good scanner's."""
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, bottom, right, top = thing.get_bounds()
        if (right - left) * (top - bottom) > _FILLS * area:
            pixels: int = thing.get_px_size()[0]
            return float(pixels / (right - left))
    return _DPI / _POINTS
