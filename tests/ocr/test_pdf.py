"""PDFs: their own text where it can be believed, one clear line where the file cannot be read."""

from __future__ import annotations

import pytest

pytest.importorskip("pypdfium2")
pytest.importorskip("rapidocr")

from papercleaner.errors import InputError
from papercleaner.ocr import pdf, rapid
from papercleaner.ocr.textlayer import Glyph, is_good, lines
from papercleaner.readers import read
from papercleaner.readers.sheets import Input, Leaf
from tests.ocr.pdfs import assembled, locked_page, text_page

PROSE = "今年以来全县各级干部深入田间地头为农民群众解决生产生活中的困难和问题受到了群众的欢迎"


def two_columns() -> bytes:
    rows = [(40.0, 700.0 - 20 * k, 12.0, PROSE[k * 3 : k * 3 + 18]) for k in range(8)]
    rows += [(300.0, y, size, text) for _, y, size, text in rows]
    return text_page([(100.0, 750.0, 30.0, "干部下乡解难题"), *rows])


def test_a_good_text_layer_is_used_and_nothing_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapid, "detect", lambda page: pytest.fail("the page has its own text"))
    page = read(two_columns(), "page.pdf")
    assert page.source.reader == "pdf"
    assert page.source.text.startswith("干部下乡解难题\n\n今年以来")
    sheet = page.sheets[0]
    assert (sheet.width, sheet.height) == (600.0, 800.0)
    first = page.blocks[1].lines[0].box
    assert first is not None
    assert first[0] == pytest.approx(40, abs=1)
    assert first[2] == pytest.approx(40 + 18 * 12, abs=1)
    assert first[1] < 100 + 12 * 0.2 and first[3] > 100 - 12 * 0.2
    assert len(page.blocks) == 17


def test_a_page_with_a_stamp_only_is_read_as_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def look(page: object, share: object) -> Leaf:
        seen.append(page)
        return Leaf()

    data = text_page([(50, 700, 12, "第一版")])
    assert pdf.leaves(Input("x", data, data), look) == [Leaf()]
    assert len(seen) == 1


def cells(text: str) -> list[Glyph]:
    return [
        Glyph(c, (10.0 * (k % 40), 20.0 * (k // 40), 10.0 * (k % 40) + 10, 20.0 * (k // 40) + 10))
        for k, c in enumerate(text)
    ]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        (PROSE * 4, True),
        (PROSE, False),
        ("Lorem ipsum dolor sit amet " * 10, False),
        ("\ue123\ue456" * 100, False),
        ("鐨勪竴鏄湪涓嶄簡鏈夊拰浜鸿繖涓" * 10, False),
    ],
)
def test_a_text_layer_has_to_be_readable_chinese(text: str, good: bool) -> None:
    assert is_good(cells(text), text, (400.0, 800.0)) is good


def test_a_text_layer_has_to_stand_on_its_page() -> None:
    text = PROSE * 4
    assert not is_good(cells(text), text, (100.0, 800.0))
    heap = [Glyph(c, (0.0, 0.0, 10.0, 10.0)) for c in text]
    assert not is_good(heap, text, (400.0, 800.0))


def test_lines_end_at_gutters_and_at_steps_down() -> None:
    left = cells("一二三")
    right = [Glyph(g.text, (g.box[0] + 45, *g.box[1:2], g.box[2] + 45, g.box[3])) for g in left]
    below = [Glyph(g.text, (g.box[0], g.box[1] + 20, g.box[2], g.box[3] + 20)) for g in left]
    assert [len(line) for line in lines([*left, *right, *below])] == [3, 3, 3]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.4\nnothing", "broken or cut short"),
        (two_columns()[:900], "broken or cut short"),
        (locked_page(), "locked by a password"),
        (
            assembled([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]),
            "broken or cut short",
        ),
    ],
)
def test_broken_and_locked_pdfs_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(data, "page.pdf")


def test_a_page_of_no_size_a_scanner_makes_is_refused() -> None:
    data = text_page([(50, 700, 12, "字")]).replace(b"[0 0 600 800]", b"[0 0 90000 8]")
    with pytest.raises(InputError, match="page 1 of this PDF is broken"):
        read(data, "page.pdf")
