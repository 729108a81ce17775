"""The tables and scores of the repair, without pages."""

from __future__ import annotations

import hashlib

import pytest

from papercleaner.knowledge import data, table
from papercleaner.language import static_build
from papercleaner.language.repair import evidence
from papercleaner.language.repair.echo import echoes
from papercleaner.language.repair.evidence import Place
from papercleaner.language.repair.lattice import arcs, by_pairs, by_words
from papercleaner.language.repair.pairs import lookalikes, neighbours, shapes
from papercleaner.language.repair.scan import doubts
from papercleaner.language.repair.tables import tables


@pytest.mark.parametrize(
    ("file", "record", "name"),
    [
        ("glyphs_tables.bin", "glyphs_tables", "grams"),
        ("neighbours.utf16", "glyphs_tables", "neighbours"),
        ("shapes.utf16", "shapes", "shapes"),
    ],
)
def test_the_files_are_those_of_the_record(file: str, record: str, name: str) -> None:
    assert hashlib.sha256(data(file)).hexdigest() == table(record)[name]["sha256"]
    assert all(s["name"] and s["licence"] and s["sha256"] for s in table(record)["source"])


def test_the_short_list_is_symmetric_and_knows_no_one_twice() -> None:
    for char, others in lookalikes().items():
        assert char not in others
        assert len(set(others)) == len(others)
        assert all(char in lookalikes()[other] for other in others)


def test_the_tables_were_built_for_this_short_list() -> None:
    wanted = hashlib.sha256(data("lookalikes.toml")).hexdigest()
    assert wanted in {s["sha256"] for s in table("glyphs_tables")["source"]}, "run tools/build_glyphs.py"


def test_the_wide_table_has_the_likeliest_first_and_nothing_of_the_short_list() -> None:
    assert "大" in shapes()["人"][:3]
    assert len(shapes()) >= 6763
    assert not any(c in others for char, others in lookalikes().items() for c in shapes()[char])
    assert max(map(len, shapes().values())) <= 20


def test_rare_words_of_the_dictionary_are_known() -> None:
    known = tables()
    assert known.word("入住率") is not None
    assert known.word("人住率") is None


def test_a_word_is_likelier_behind_its_usual_companion() -> None:
    known = tables()
    alone = known.word("开放")
    assert alone is not None
    assert known.pair("改革", "开放", alone) > alone + 2
    assert known.pair("没有这个词", "开放", alone) == alone


def test_neighbours() -> None:
    assert "济" in neighbours().strong["经"]
    assert "己" not in neighbours().strong["作"]


def test_longer_context_says_more() -> None:
    known = tables()
    assert known.char("人民") > known.char("民")
    assert known.char("民共和国"[:4]) > known.char("国")


def test_the_best_cut_has_the_words() -> None:
    known = tables()
    right, wrong = arcs("收入增加", known), arcs("收人增加", known)
    assert by_words(right) > by_words(wrong)
    assert by_pairs(right, known) > by_pairs(wrong, known)


def test_features_have_names_and_a_gain_is_a_gain() -> None:
    place = Place("这项工作", "己", "经完成")
    values = evidence.features(place, "已", tables())
    assert len(values) == len(evidence.NAMES) == len(table("glyphs")["weights"])
    assert (
        evidence.gain_by_chars(place, "已", tables())
        > 0
        > evidence.gain_by_chars(Place("工作", "已", "经"), "己", tables())
    )


@pytest.mark.parametrize(("text", "at", "wanted"), [("王本明说", 1, True), ("人民说", 1, False), ("翟培根", 2, True)])
def test_names(text: str, at: int, wanted: bool) -> None:
    assert evidence.named(text, at, tables()) is wanted


def test_nothing_is_doubted_of_an_empty_text_or_of_one_character() -> None:
    assert list(doubts("")) == []
    assert [d for c in "人己干" for d in doubts(c)] == []


def test_a_phrase_that_stands_twice_with_two_lookalikes() -> None:
    assert echoes(["公司专干液体散料处理系统", "他们专于固体散料处理系统"]) == [{3: "于"}, {}]
    assert echoes(["专干液体散料处理", "专干固体散料处理"]) == [{}, {}]
    assert echoes([]) == []


def test_long_keys_of_a_static_map_do_not_meet() -> None:
    """Modulo the Mersenne prime 2^61 - 1 these two would be one number."""
    first, second = "\u4e00国家人", "\u4e01国家" + chr(ord("人") - 0x2000)
    found = static_build.build({first: 1, second: 2, "人": 3, "一二三四五六": 4})
    assert [found.get(k) for k in (first, second, "人", "一二三四五六", "没有")] == [1, 2, 3, 4, -1]


def test_a_look_alike_of_traditional_print_is_doubted_like_any_other() -> None:
    """The tables read 徵 as 征, which has no look-alike itself."""
    assert "徵" in lookalikes()
    assert "征" not in lookalikes()
    text = "他的徵章很漂亮，這些出徵章都"
    assert ("徵", "徽") in {(doubt.old, doubt.new) for doubt in doubts(text)}
