"""The door and the plain reader: what is text, and where its blocks part."""

from __future__ import annotations

import hashlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercleaner import readers
from papercleaner.errors import InputError, UsageError

PARAGRAPH = "近日全镇召开会议部署秋收工作要求各村加强领导落实责任确保颗粒归仓并做好防火工作。"
LONG = PARAGRAPH * 3


def blocks(data: bytes | str) -> list[str]:
    return [str(b.text) for b in readers.read(data, "page.txt").blocks]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_blank_lines_part_blocks(ends: str) -> None:
    text = ends.join(["标题", "", "第一行", "第二行", " 　 ", "", "末段", ""])
    assert blocks(text) == ["标题", "第一行\n第二行", "末段"]


def test_blocks_are_verbatim_and_numbered() -> None:
    page = readers.read("　　缩进 一 \n二行\n\n三", "page.txt")
    assert [str(b.text) for b in page.blocks] == ["　　缩进 一 \n二行", "三"]
    assert [b.index for b in page.blocks] == [0, 1]
    assert all(page.source.text[slice(*b.text.spans[0])] == str(b.text) for b in page.blocks)
    assert not page.structured and page.source.reader == "plain"


def test_form_feeds_part_blocks() -> None:
    assert blocks("一版\f二版\n\f\n三版\f") == ["一版", "二版", "三版"]


@pytest.mark.parametrize("empty", ["", " ", "\n\n\n", "　\t\r\n", "\ufeff", "\f"])
def test_no_text_is_a_page_without_blocks(empty: str) -> None:
    assert blocks(empty) == []


def test_one_character() -> None:
    assert blocks("一") == ["一"]


def test_one_line_per_block_is_recognised() -> None:
    lines = ["标题", LONG, "小标题", LONG + PARAGRAPH, PARAGRAPH * 5, "图为会场。", LONG[:70]]
    assert blocks("\n".join(lines)) == lines
    parted = "\n".join(lines[:4]) + "\n\n" + "\n".join(lines[4:])
    assert blocks(parted) == lines


def test_printed_lines_stay_in_their_block() -> None:
    lines = [LONG[n : n + 18] for n in range(0, len(LONG), 18)]
    assert blocks("\n".join(lines)) == ["\n".join(lines)]


def test_lines_run_together_over_columns_stay_in_their_block() -> None:
    rows = [f"{(LONG * 2)[n : n + 41 + n % 37]}的" for n in range(1, 80, 4)]
    assert blocks("\n".join(rows)) == ["\n".join(rows)]


def test_lines_wrapped_at_one_great_width_stay_in_their_block() -> None:
    book = [(LONG * 9)[n : n + 60] for n in range(0, 1000, 60)]
    assert blocks("\n".join(book)) == ["\n".join(book)]


def test_the_byte_order_mark_is_taken_off_and_told() -> None:
    data = b"\xef\xbb\xbf" + "一".encode()
    source = readers.read(data, "page.txt").source
    assert (source.text, source.encoding) == ("一", "utf-8-sig")
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert readers.read("一", "page.txt").source.encoding == "utf-8"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("一\n二".encode() + b"\xff", "not UTF-8: byte 0xff at offset 7 (line 2)"),
        (b"\xef\xbb\xbf" + b"ab\xff", "not UTF-8: byte 0xff at offset 5 (line 1)"),
        ("一".encode()[:2], "not UTF-8: byte 0xe4 at offset 0"),
        (b"ab\0cd", "NUL byte at offset 2"),
        (bytes(range(1, 32)) * 9, "control codes"),
        (b"PK\x03\x04\0", "this is a zip archive"),
        ("a\ud800", "surrogate pair"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes | str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        readers.read(data, "page.txt")
    told = str(caught.value)
    assert said in told and told.startswith("page.txt: ") and "\n" not in told and caught.value.hint
    assert caught.value.exit_code == 4


@pytest.mark.parametrize(
    ("data", "said"), [(b"%PDF-1.7\n", "this is a PDF"), (b"\x89PNG\r\n\x1a\n\0", "this is a PNG image")]
)
def test_a_picture_is_no_text_even_if_one_insists(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        readers.read(data, "page.txt", reader="plain")


def test_encodings_and_readers_nobody_knows() -> None:
    assert readers.read("一", "x", encoding="UTF8").blocks
    for wrong in ({"encoding": "klingon"}, {"reader": "docx"}, {"reader": "imagery"}):
        with pytest.raises(UsageError):
            readers.read("一", "x", **wrong)


def test_a_reader_can_be_insisted_on() -> None:
    assert readers.read("#\n\n一\n", "x").structured
    assert not readers.read("#\n\n一\n", "x", reader="plain").structured


@given(st.text(st.sampled_from("一a \t　\n\n\r\f\u200b\u2028\x85"), max_size=80))
def test_every_visible_character_is_in_one_block_in_its_order(text: str) -> None:
    page = readers.read(text, "page.txt", reader="plain")
    kept = "".join("".join(str(b.text).split()) for b in page.blocks)
    assert kept == "".join(page.source.text.split())
    spans = [s for b in page.blocks for s in b.text.spans]
    assert spans == sorted(spans)
    assert not any(str(b.text).isspace() for b in page.blocks)


@pytest.mark.parametrize(
    "text", ["一" * 3_000_000, " " * 3_000_000, "\n" * 3_000_000, " \n" * 1_500_000, "一\n" * 500_000]
)
def test_great_inputs_take_bounded_time(text: str) -> None:
    start = time.process_time()
    readers.read(text, "page.txt")
    assert time.process_time() - start < 10
