"""The evidence of heads: wording, gaps that pictures leave, characters set wide or upright, forms of other papers."""

from __future__ import annotations

import pytest

from papercleaner.config import Config
from papercleaner.grammar.forms import read_form
from papercleaner.grammar.noise import garble
from papercleaner.grammar.overview import bigrams, links_of, one_column, places_of
from papercleaner.grammar.parts import parts
from papercleaner.grammar.patterns import fold
from papercleaner.grammar.sketch import gaps, sketch
from papercleaner.grammar.style import wording
from papercleaner.model import Block, Page, Role, Source
from papercleaner.printed import Line, Shape
from papercleaner.readers.plain import read
from papercleaner.stages.lines import recover_lines
from papercleaner.text import Text


def lined(text: str) -> Page:
    return recover_lines(read(Source("page.txt", "", text)), Config())


@pytest.mark.parametrize(
    ("title", "clause"),
    [
        ("全省粮食生产再获丰收", "他们的粮食也都已经收了上来"),
        ("市长会见外国客人", "并在那里和他们一起吃了晚饭"),
        ("老街改造工程启动", "其中的一些老房子将要被拆除了"),
        ("全省糧食生產再獲豐收", "他們的糧食也都已經收了上來"),
    ],
)
def test_a_title_is_worded_as_titles_are(title: str, clause: str) -> None:
    assert wording(title).clause > wording(clause).clause
    assert wording(title).piece > wording(clause).piece


def test_nothing_has_no_wording() -> None:
    assert wording("") == wording("——")


def test_a_picture_leaves_a_gap() -> None:
    page = lined("第一段文字在这里。\n\n\n\n图中是一座桥。\n\n" + "又一段文字在这里。\n\n" * 4)
    assert gaps(page.source.text, page.blocks) == [False, True, *[False] * 4]


def test_gaps_everywhere_mean_nothing() -> None:
    page = lined("一段文字在这里。\n\n\n\n" * 5)
    assert not any(gaps(page.source.text, page.blocks))


@pytest.mark.parametrize("head", ["春 到 江 南", "老\n街\n新\n貌"])
def test_a_head_set_wide_or_upright_is_no_garble(head: str) -> None:
    block = lined(head).blocks[0]
    assert parts(block) == [(0, len(block.lines))]
    assert garble(sketch(block)) == 0


def test_loose_characters_are_garble() -> None:
    assert garble(sketch(lined("囗 M 4 冮 ·").blocks[0])) > 0


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("〔記者葉淑惠／新化報導〕", Role.DATELINE),
        ("中華民國八十二年十月八日", Role.DATE),
        ("一九七二年七月廿一日", Role.DATE),
        ("2002.6.3 星期一", Role.DATE),
        ("第二張第一頁", Role.FOLIO),
        ("读者 何静山", Role.BYLINE),
    ],
)
def test_forms_of_other_papers(text: str, role: Role) -> None:
    form = read_form(fold(text))
    assert form is not None and form.role is role


@pytest.mark.parametrize("text", ["读者纷纷来信", "记者在新化看到", "民国八十二年的一天", "第二张照片"])
def test_words_like_those_forms_are_none(text: str) -> None:
    form = read_form(fold(text))
    assert form is None or not form.sure


def test_furniture_makes_a_page_a_newspaper() -> None:
    text = "这一天的天气很好，大家都到河边去了，河水很浅，石头露在外面，上面长满了青苔。" * 3
    assert one_column([sketch(b) for b in lined(text).blocks])
    assert not one_column([sketch(b) for b in lined(f"第3版\n\n{text}").blocks])


def test_pairs_of_characters_stand_in_the_order_of_the_text() -> None:
    """Sums over them then come out the same on each run: sets of strings have an order that changes with the run."""
    assert list(bigrams("甲乙a丙丁戊，乙")) == ["甲乙", "丙丁", "丁戊", "戊，", "，乙"]


def test_places_tell_all_blocks_that_use_a_pair() -> None:
    places = places_of([bigrams(text) for text in ("甲乙丙", "乙丙丁", "戊己", "乙丙")])
    assert {gram: list(blocks) for gram, blocks in places.items()} == {
        "甲乙": [0], "乙丙": [0, 1, 3], "丙丁": [1], "戊己": [2],
    }  # fmt: skip
    assert links_of(places) == {pair: pytest.approx(1 / 3) for pair in ((0, 1), (0, 3), (1, 3))}


FULL = "为了稳定市场价格各地采取了措施"
LAST = "农民都很高兴。"


def cuts(*between: str, after: str = "今年以来全省的粮食收购工") -> set[int]:
    """Where a block is cut in which lines stand after a paragraph's last one."""
    rows = [FULL, FULL, LAST, *between, *([after, FULL] if after else [])]
    text = Text.of("\n".join(rows))
    starts = [sum(len(r) + 1 for r in rows[:k]) for k in range(len(rows))]
    lines = [Line(text.part(at, at + len(r)), float(len(r)), 15.0) for at, r in zip(starts, rows, strict=True)]
    found = parts(Block(text, lines=tuple(lines), shape=Shape(column=15.0)))
    return {first for first, _ in found} - {0}


def test_a_head_between_two_paragraphs_of_a_block_may_be_cut_out() -> None:
    assert cuts("二、完善商品市场和流通体系") == {3, 4}
    assert cuts("二、以进一步完善商品市场为", "契机促进流通产业结构优化") == {3, 5}
    assert cuts("完善商品市场和流通体系建", after="") == {3}


def test_a_sentence_between_two_paragraphs_is_no_head() -> None:
    assert cuts("商品市场和流通体系完善了。") == set()
    assert cuts("完善商品市场和流通体系建", after=FULL) == set()
