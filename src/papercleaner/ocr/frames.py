"""Images to grey pages: every format by its content, bounded in size, broken ones refused in one line."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageOps, ImageSequence

from papercleaner.errors import InputError
from papercleaner.ocr.ink import Grey

FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP", "JPEG2000", "PPM")
MOST_PIXELS, MOST_FRAMES = 150_000_000, 500
"""A broadsheet at 600 dpi has 127 million pixels."""
LONGEST = 4500
"""Pixels of the longer side that are read: 200 dpi of a broadsheet.  More costs time and reads no better."""
_LEAST = 16


def count(data: bytes, name: str) -> int:
    """Number of pages in an image file."""
    with _opened(data, name) as image:
        try:
            number = int(getattr(image, "n_frames", 1))
        except Exception as error:
            raise _broken(name, error) from None
    if number > MOST_FRAMES:
        raise InputError(f"has {number} pages, more than {MOST_FRAMES}", where=name, hint="Give it fewer at a time")
    return 1 if image.format in ("GIF", "PNG", "WEBP") else number


def pages(data: bytes, name: str) -> Iterator[Grey]:
    """The pages of an image file, grey, upright as its EXIF says, at most LONGEST pixels long.

    Raises InputError for what is no image, broken, or larger than any page.
    """
    number = count(data, name)
    with _opened(data, name) as image:
        for k, frame in enumerate(ImageSequence.Iterator(image)):
            if k == number:
                return
            yield grey(frame, name)


def grey(image: Image.Image, name: str) -> Grey:
    """One image as a grey page; what is transparent is white paper."""
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise InputError(
            f"has {width} x {height} pixels, more than a scanned page can have",
            where=name,
            hint="Scan or save it smaller",
        )
    if min(width, height) < _LEAST:
        raise InputError(f"has {width} x {height} pixels: too small to be a page", where=name, hint="Scan it larger")
    try:
        image.draft("L", (LONGEST, LONGEST))
        page = ImageOps.exif_transpose(image)
        shrink = max(page.size) / LONGEST
        if shrink > 1:
            size = (max(_LEAST, round(page.width / shrink)), max(_LEAST, round(page.height / shrink)))
            page = page.convert("RGBA" if _clear(page) else "L").resize(size, Image.Resampling.BOX)
        return np.ascontiguousarray(_flat(page), dtype=np.uint8)
    except InputError:
        raise
    except Exception as error:  # decoders raise whatever a broken byte makes them
        raise _broken(name, error) from None


def _clear(image: Image.Image) -> bool:
    return image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info


def _flat(image: Image.Image) -> Image.Image | np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    if image.mode.startswith(("I;16", "I", "F")):
        values = np.asarray(image, dtype=np.float64)
        low, high = float(values.min()), float(values.max())
        return np.asarray((values - low) * (255.0 / max(high - low, 1e-9)))
    if _clear(image):
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, image.convert("RGBA")).convert("L")
    return image.convert("L")


def _opened(data: bytes, name: str) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of large images: they are measured here
            return Image.open(io.BytesIO(data), formats=FORMATS)
    except Exception as error:
        raise _broken(name, error) from None


def _broken(name: str, error: Exception) -> InputError:
    if isinstance(error, Image.DecompressionBombError):
        return InputError("has more pixels than a scanned page can have", where=name, hint="Scan or save it smaller")
    said = str(error).partition("<")[0].strip(" (") or type(error).__name__
    return InputError(f"this image is broken ({said})", where=name, hint="Fetch or scan it again")
