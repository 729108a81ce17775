"""Images and PDFs: told by their first bytes, read with the extra `ocr`, which plain text never pays for."""

from __future__ import annotations

from papercleaner.errors import UsageError
from papercleaner.model import Page
from papercleaner.readers.sheets import Input, page_of

_IMAGES = {
    b"\x89PNG\r\n\x1a\n": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF87a": "a GIF image",
    b"GIF89a": "a GIF image",
    b"II*\x00": "a TIFF image",
    b"MM\x00*": "a TIFF image",
    b"\x00\x00\x00\x0cjP  ": "a JPEG 2000 image",
}


def kind(data: bytes) -> str | None:
    """`image` or `pdf` where the first bytes are those of one, else None."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    return "image" if called(data) else None


def called(data: bytes) -> str | None:
    """What to call the image that these bytes begin, with its article; None where they begin none."""
    for mark, what in _IMAGES.items():
        if data.startswith(mark):
            return what
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "a WebP image"
    if data[:2] == b"BM" and data[6:10] == bytes(4):
        return "a BMP image"
    return None


def read(source: Input, kind: str, engine: str | None) -> Page:
    """The pages of an image or a PDF.  `engine` is `rapid` or `tesseract`, None for the first.

    Raises InputError for what is broken or needs what is not installed, UsageError for no such engine.
    """
    from papercleaner.ocr import needs

    if engine is not None and engine not in needs.ENGINES:
        raise UsageError(f"no OCR engine {engine!r}", hint=f"Engines: {', '.join(needs.ENGINES)}")
    needs.require(source.name, called(source.data) or ("a PDF" if kind == "pdf" else "read as an image"))
    from papercleaner.ocr import documents

    name = kind if engine in (None, "rapid") else f"{kind}-{engine}"
    return page_of(source, name, "utf-8", documents.leaves(source, kind, engine or "rapid"))
