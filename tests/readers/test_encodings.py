"""Encodings at the door: told from the bytes, insisted on, read around what is broken."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from papercleaner import readers, service
from papercleaner.config import Config
from papercleaner.errors import InputError, UsageError
from papercleaner.model import Page
from papercleaner.trace import edits_of

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "seeds" / "raw.seed.txt", *sorted((ROOT / "fixtures" / "pages").glob("p*/raw.seed.txt"))]
SEED = PAGES[0].read_text(encoding="utf-8")
TRADITIONAL = """臺北市政府昨天宣布，今年將在各區增設圖書館，並且延長開放時間，方便市民借閱。
市長表示，讀書風氣的養成需要長期努力，政府會編列預算支持學校與社區。\n"""


def read(data: bytes, encoding: str | None = None) -> Page:
    return readers.read(data, "page.txt", encoding=encoding)


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.parent.name)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk"])
def test_pages_come_back_from_every_encoding(path: Path, encoding: str) -> None:
    text = path.read_text(encoding="utf-8")
    text = text.encode(encoding, "replace").decode(encoding)
    source = read(text.encode(encoding)).source
    assert source.text == text
    plain = text.isascii() and encoding.startswith("gb")  # then any of them fits
    assert plain or source.encoding == ("gb18030" if encoding == "gbk" else encoding)
    assert read(text.encode(encoding), encoding).source.text == text


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "cp950"])
def test_traditional_text_comes_back_from_big5(encoding: str) -> None:
    source = read(TRADITIONAL.encode(encoding)).source
    assert source.text == TRADITIONAL
    assert source.encoding == "big5"
    assert read(TRADITIONAL.encode(encoding), encoding).source.text == TRADITIONAL


def test_a_cleaned_page_does_not_tell_its_encoding() -> None:
    plain = service.clean(SEED.encode(), "page.txt", Config())
    other = service.clean(SEED.encode("gb18030"), "page.txt", Config())
    assert [str(t) for t in plain.texts()] == [str(t) for t in other.texts()]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("place", [0, 3001, 9000, -2])
def test_one_broken_byte_is_read_around(encoding: str, place: int) -> None:
    data = bytearray(SEED.encode(encoding))
    at = place % len(data)
    data[at] = 0xFF
    page = service.clean(bytes(data), "page.txt", Config())
    (damage,) = page.source.damage
    assert damage.offset <= at < damage.offset + len(damage.data)
    assert page.source.text[damage.at] == "\ufffd"
    wrong = sum(a != b for a, b in zip(page.source.text[::-1], SEED[::-1], strict=False))
    assert wrong <= 2 or len(page.source.text) != len(SEED)
    (edit,) = [e for e in edits_of(page) if e.rule == "encoding.byte"]
    assert f"at byte {damage.offset}" in edit.before
    assert any(i.code == "PC201" and i.spans == edit.spans for i in page.issues)
    assert any("\ufffd" in str(text) for text in page.texts())


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_lost_byte_costs_one_character(encoding: str) -> None:
    data = SEED.encode(encoding)
    page = read(data[:3000] + data[3001:])
    assert 1 <= len(page.source.damage) <= 2
    assert page.source.text[-4000:] == SEED[-4000:]


def test_carriage_returns_do_not_move_the_damage() -> None:
    lines = "会议要求各单位把责任落实到人\r\n".encode() * 4
    page = read(lines + b"\xff" + lines)
    (damage,) = page.source.damage
    assert (page.source.text[damage.at], damage.offset) == ("\ufffd", len(lines))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Où est le café? Déjà vu à Noël.".encode("latin-1") * 5, "byte 0xf9 at offset 1 (line 1)"),
        ("日本語の文章です。今日は天気がいいから散歩しましょう。".encode("euc-jp"), "byte 0xc6 at offset 0"),
        ("Привет, как дела сегодня".encode("cp1251") * 3, "byte 0xcf at offset 0"),
        (b"ab\xff", "byte 0xff at offset 2"),
        (b"\xff\xfe\x00\xd8a\x00", "not UTF-16: byte 0x00 at offset 2"),
    ],
)
def test_what_fits_nothing_is_refused_with_its_place(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data)
    assert said in str(caught.value)
    assert caught.value.exit_code == 4


def test_other_encodings_are_read_where_they_are_named() -> None:
    assert read("Où est le café?".encode("latin-1"), "latin-1").source.text == "Où est le café?"
    assert read("北京".encode("utf-16-le"), "utf-16-le").source.text == "北京"
    with pytest.raises(InputError, match=r"not GB18030: byte 0xff at offset 0"):
        read(b"\xff\xff\xff\xff", "gbk")


@pytest.mark.parametrize(("bom", "order"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")])
def test_broken_utf_16_is_read_around(bom: bytes, order: str) -> None:
    text = "会议要求各单位把责任落实到人。\n" * 20
    half = "\ud800".encode(order, "surrogatepass")
    page = read(bom + text.encode(order) + half + text.encode(order) + b"\x41")
    assert page.source.text == f"{text}\ufffd{text}\ufffd"
    assert [(d.offset, d.data) for d in page.source.damage] == [(2 + 2 * len(text), half), (4 + 4 * len(text), b"\x41")]


def test_utf_16_without_a_mark_is_not_guessed_at() -> None:
    with pytest.raises(InputError, match=r"no byte order mark at offset 0.*utf-16-le"):
        read("会议要求".encode("gbk"), "utf-16")


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13"])
def test_encodings_nobody_knows(name: str) -> None:
    with pytest.raises(UsageError):
        read(b"a", name)
