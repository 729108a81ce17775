"""Images by their content; what is broken, locked or out of all proportion is refused in one line."""

from __future__ import annotations

import io
import struct
import zlib

import pytest

np = pytest.importorskip("numpy")
Image = pytest.importorskip("PIL.Image")
pytest.importorskip("cv2")

from papercleaner.errors import InputError
from papercleaner.ocr import frames
from papercleaner.readers.pictures import called, kind


def saved(form: str, mode: str = "L", size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 255 if mode in ("L", "1", "I;16") else None).save(out, form, **options)
    return out.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP"])
def test_formats_are_told_from_their_bytes(form: str) -> None:
    data = saved(form)
    assert kind(data) == "image"
    assert str(called(data)).startswith("a ")
    assert [page.shape for page in frames.pages(data, "x")] == [(40, 60)]


@pytest.mark.parametrize("text", ["BMW 汽车", "II 级", "MM", "RIFF", "GIF", "%PDF", "", "<?xml"])
def test_text_is_no_image(text: str) -> None:
    assert kind(text.encode()) is None


def test_a_tiff_may_hold_several_pages() -> None:
    out = io.BytesIO()
    first = Image.new("L", (60, 40), 10)
    first.save(out, "TIFF", save_all=True, append_images=[Image.new("1", (80, 50), 1)])
    found = list(frames.pages(out.getvalue(), "x"))
    assert [page.shape for page in found] == [(40, 60), (50, 80)]
    assert int(found[0].max()) == 10
    assert int(found[1].min()) == 255


def test_what_is_transparent_is_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (30, 30), (0, 0, 0, 0)).save(out, "PNG")
    assert int(next(frames.pages(out.getvalue(), "x")).min()) == 255


def test_sixteen_bits_are_stretched() -> None:
    image = Image.fromarray(np.tile(np.array([1000, 60000], np.uint16), (20, 10)))
    page = frames.grey(image, "x")
    assert (int(page.min()), int(page.max())) == (0, 255)


def test_a_turned_photograph_is_set_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert next(frames.pages(saved("JPEG", exif=exif.tobytes()), "x")).shape == (60, 40)


def test_a_large_scan_is_read_smaller() -> None:
    page = next(frames.pages(saved("PNG", size=(9000, 100)), "x"))
    assert page.shape == (50, frames.LONGEST)


def png(width: int, height: int) -> bytes:
    """The head of a PNG of any size with hardly any data."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (png(40_000, 40_000), "more pixels"),
        (png(12_500, 12_500), "pixels, more than"),
        (png(300, 300), "broken"),
        (png(5, 5), "too small"),
        (saved("JPEG", size=(600, 400))[:700], "broken"),
        (saved("TIFF")[:100], "broken"),
        (b"\x89PNG\r\n\x1a\n", "broken"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "broken"),
    ],
)
def test_broken_and_enormous_images_are_refused(data: bytes, said: str) -> None:
    assert kind(data) == "image"
    with pytest.raises(InputError, match=said):
        list(frames.pages(data, "page.png"))
