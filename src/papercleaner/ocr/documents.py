"""Images and PDFs to leaves, page by page, by the engine that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from papercleaner.ocr import frames, needs, pdf, tesseract, watch
from papercleaner.ocr.ink import Grey
from papercleaner.readers.sheets import Input, Leaf

Engine = Callable[[Grey, Callable[[float], None]], Leaf]


def leaves(source: Input, kind: str, engine: str) -> list[Leaf]:
    """The pages of `source`, an `image` or a `pdf`.  Raises InputError for what cannot be read."""
    read = _engine(engine)
    if kind == "pdf":
        return pdf.leaves(source, read)
    number = frames.count(source.data, source.name)
    found = []
    for k, page in enumerate(frames.pages(source.data, source.name), start=1):
        share = partial(watch.tell, k, number)
        share(0.0)
        found.append(read(page, share))
        share(1.0)
    return found


def _engine(name: str) -> Engine:
    if name == "tesseract":
        return partial(tesseract.leaf, needs.tesseract())
    from papercleaner.ocr.leaves import leaf

    return leaf
