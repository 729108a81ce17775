"""Readers of text with coordinates, on real files of many producers: text, places, order, and what is refused."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from papercleaner import proof, readers, service, writers
from papercleaner.config import Config
from papercleaner.errors import InputError
from papercleaner.model import Page
from papercleaner.printed import Line

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "formats"
FILES = sorted(p.name for p in FOLDER.iterdir() if p.name != "NOTICE.md")
SHEN_BAO = "tess530_shenbao1872_chi_tra_vert"


def page(name: str) -> Page:
    return readers.read((FOLDER / name).read_bytes(), name)


def lines(found: Page) -> list[Line]:
    return [line for block in found.blocks for line in block.lines]


def texts(found: Page) -> list[str]:
    return [str(line.text) for line in lines(found)]


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_read_and_its_cleaning_can_be_proved(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    cleaned = service.clean(data, name, Config())
    assert cleaned.source.reader in readers.MEASURED
    assert proof.verify(writers.render(cleaned, "json", Config()), data, name=name).ok


def test_every_file_has_its_notice() -> None:
    notice = (FOLDER / "NOTICE.md").read_text(encoding="utf-8")
    assert all(f"| {name} |" in notice for name in FILES)


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        (f"{SHEN_BAO}.hocr", "hocr"),
        (f"{SHEN_BAO}.alto3.xml", "alto"),
        (f"{SHEN_BAO}.tsv", "tsv"),
        ("kraken_explicit_ro.xml", "pagexml"),
        ("fr10_oldgerman.xml", "abbyy"),
        ("tategaki2026-04-24-094138.xml", "ndl"),
        ("ppstructurev3_form_zh.json", "boxes"),
        ("read21_DLsample.json", "cloud"),
    ],
)
def test_the_format_is_told_from_the_content_and_from_insists(name: str, reader: str) -> None:
    data = (FOLDER / name).read_bytes()
    assert readers.read(data, "page.txt").source.reader == reader
    assert readers.read(data, "page.txt", reader=reader).source.reader == reader
    assert readers.read(data, "page.txt", reader="plain").source.reader == "plain"


def test_one_run_of_an_engine_gives_one_text_in_all_its_formats() -> None:
    hocr, alto, tsv = (page(f"{SHEN_BAO}.{end}") for end in ("hocr", "alto3.xml", "tsv"))
    assert hocr.source.text == alto.source.text == tsv.source.text
    assert [line.box for line in lines(hocr)] == [line.box for line in lines(alto)]
    for one, other in zip(lines(alto), lines(tsv), strict=True):
        assert one.confidence is not None and other.confidence is not None
        assert abs(one.confidence - other.confidence) < 0.02


def test_text_boxes_and_confidences_of_a_line() -> None:
    first = lines(page("rapidocr144_list_shenbao_top.json"))[2]
    assert str(first.text) == "大清同治" and first.box is not None and 0.5 < (first.confidence or 0) <= 1
    assert page("v2_danish_1795_inch1200_idnext.xml").sheets[0].width is not None


def solid(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("altotools_ppn720_fraktur.xml", r'<(?:String|HYP)\b[^>]*?\bCONTENT="([^"]*)"'),
        ("v4_ocrd_from_page_nospace.xml", r'<(?:String|HYP)\b[^>]*?\bCONTENT="([^"]*)"'),
        (f"{SHEN_BAO}.alto3.xml", r'<String\b[^>]*?\bCONTENT="([^"]*)"'),
        (f"{SHEN_BAO}.hocr", r"<span class='ocrx_word'[^>]*>([^<]*)<"),
        ("fr10_oldgerman.xml", r"<charParams[^>]*>([^<]*)<"),
        ("fr10_prima_testdoc_en.xml", r"<charParams[^>]*>([^<]*)<"),
        ("digidepo_2531162_0024.xml", r'STRING="([^"]*)"'),
    ],
)
def test_every_character_of_the_file_is_in_the_page(name: str, held: str) -> None:
    from html import unescape

    raw = (FOLDER / name).read_text(encoding="utf-8-sig")
    found = page(name).source.text
    assert sorted(solid(unescape("".join(re.findall(held, raw))))) == sorted(solid(found))


def test_tesseracts_confidence_in_alto_is_read_as_percent() -> None:
    string = '<String HPOS="1" VPOS="1" WIDTH="9" HEIGHT="9" WC="0.8" CONTENT="字"/>'
    line = f"<PrintSpace><TextBlock><TextLine>{string}</TextLine></TextBlock></PrintSpace>"
    alto = "<alto><Description>{}</Description><Layout><Page>{}</Page></Layout></alto>"
    by = "<softwareName>tesseract 5.3.0</softwareName>"
    assert lines(readers.read(alto.format(by, line), "x"))[0].confidence == 0.08
    assert lines(readers.read(alto.format("", line), "x"))[0].confidence == 0.8


def test_reading_order_where_the_file_tells_one() -> None:
    assert texts(page("kraken_explicit_ro.xml"))[0] == "Line 1 in region 2"
    assert texts(page("v4_kraken_missing_coords_ro.xml"))[0] == "Line one"
    assert texts(page("digidepo_2531162_0024.xml"))[0].startswith("(2)")


def test_of_several_readings_one_is_taken() -> None:
    assert len(texts(page("larex_2017_multi_textequiv_index.xml"))) == 35
    assert len(texts(page("ding_levels_differ.xml"))) == 2
    assert texts(page("prima_2013_regiontypes_mixed.xml"))[0] == "This is a text region."


def test_spaces_stand_between_words_but_not_between_chinese_characters() -> None:
    assert "Die Zahl derer" in page("v4_ocrd_from_page_nospace.xml").source.text
    assert "大清同治" in page(f"{SHEN_BAO}.alto3.xml").source.text


def test_sheets_of_one_file_are_kept_apart() -> None:
    found = page("bsb_multipage_emptywords.html")
    assert len(found.sheets) == 5
    assert "\f" in found.source.text
    assert [b.sheet for b in found.blocks] == sorted(b.sheet for b in found.blocks)


@pytest.mark.parametrize(
    "value",
    [
        [[[[1, 2], [9, 2], [9, 9], [1, 9]], "会议", "0.9"]],
        [[[[[1, 2], [9, 2], [9, 9], [1, 9]], ["会议", 0.9]]]],
        [{"box": [[1, 2], [9, 2], [9, 9], [1, 9]], "txt": "会议", "score": 0.9}],
        {"0": {"rec_txt": "会议", "dt_boxes": [[1, 2], [9, 2], [9, 9], [1, 9]], "score": 0.9}},
        {"code": 100, "data": [{"text": "会议", "score": 0.9, "box": [[1, 2], [9, 2], [9, 9], [1, 9]], "end": ""}]},
        {"res": {"rec_texts": ["会议"], "rec_scores": [0.9], "rec_polys": [[[1, 2], [9, 2], [9, 9], [1, 9]]]}},
        {"ocr_results": [{"text": "会议", "box": [[1, 2], [9, 2], [9, 9], [1, 9]], "score": 0.9}], "dimensions": {}},
        {"width": 10, "height": 10, "lines": [{"text": "会议", "box": [1, 2, 9, 9], "score": 0.9}]},
    ],
)
def test_forms_of_json(value: object) -> None:
    (line,) = lines(readers.read(json.dumps(value), "x"))
    assert (str(line.text), line.box, line.confidence) == ("会议", (1.0, 2.0, 9.0, 9.0), 0.9)


def test_gzip_is_opened_and_named_by_its_own_hash() -> None:
    data = (FOLDER / "tategaki2026-04-24-094138.xml").read_bytes()
    packed = gzip.compress(data, mtime=0)
    one, other = readers.read(data, "x"), readers.read(packed, "x")
    assert one.source.text == other.source.text
    assert one.source.sha256 != other.source.sha256
    assert str(readers.read(gzip.compress("会议。".encode()), "x").blocks[0].text) == "会议。"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('<?xml version="1.0"?><mets/>', "METS"),
        ("<TET version='4'><x/></TET>", "TET"),
        ("<html><body>text</body></html>", "hOCR"),
        ('{"invoice": 1}', "JSON"),
    ],
)
def test_what_is_not_read_is_refused_by_its_name(text: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        readers.read(text, "x")


@pytest.mark.parametrize("text", ["[本报讯]会议召开。", "{会议}", "<人民日报>\n会议召开。", "[1]\n", "<b>加粗</b>"])
def test_text_that_only_looks_like_markup_is_text(text: str) -> None:
    assert readers.read(text, "x").source.reader == "plain"


def test_insisting_on_the_wrong_format_says_so() -> None:
    with pytest.raises(InputError, match="not well-formed XML"):
        readers.read("会议。", "x", reader="alto")
    with pytest.raises(InputError, match="columns"):
        readers.read("会议。", "x", reader="tsv")
    with pytest.raises(InputError, match="lines with boxes"):
        readers.read("会议。", "x", reader="boxes")
