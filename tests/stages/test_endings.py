"""Endings on paragraphs that were really set: cut for good, robbed of the stop, or not to be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from papercleaner.config import Config
from papercleaner.model import Article, Block, Jump, Page, Role, Source
from papercleaner.stages.endings import STAGE
from tests.layout.typesetting import Printed, dump, recover, set_lines

COLUMN = 14
STORY = (
    "东湖镇今年把蔬菜生产作为农民增收的主要门路，全镇新建蔬菜大棚三百个，种植黄瓜、番茄和辣椒五千亩，农民种菜的积极性很高。",
    "镇政府请来农业技术员，到田间地头教农民育苗、施肥和防治病虫害，蔬菜大棚的产量比去年提高两成，每亩收入八千元。",
    "镇里还在公路边建起批发市场，外地客商每天开车来收购，农民种的蔬菜不愁卖，大棚成了农民的摇钱树。",
)
LAST = "镇里的干部说，明年还要再建两百个大棚，让更多的农民走上致富路。"


def judged(*paragraphs: Iterable[str], jump: bool = False, structured: bool = False) -> Page:
    """The page of one article of these printed paragraphs, its endings judged."""
    page = recover(dump([Printed((tuple(lines),)) for lines in paragraphs]))
    jumps = (Jump("to", "2", Block(page.blocks[-1].text, role=Role.JUMP)),) if jump else ()
    article = Article(blocks=page.blocks, jumps=jumps)
    return STAGE.run(replace(page, blocks=(), articles=(article,), structured=structured), Config())


def whole(text: str) -> tuple[str, ...]:
    return set_lines(text, COLUMN)


def robbed(text: str) -> tuple[str, ...]:
    """The paragraph without its last mark; its last line must be short, for the geometry to tell."""
    lines = whole(text)
    assert len(lines[-1]) < COLUMN - 4
    return (*lines[:-1], lines[-1].rstrip("。"))


def cut(text: str) -> tuple[str, ...]:
    """The paragraph without its last lines: it ends in a full one, within a sentence."""
    lines = whole(text)[:-1]
    while lines[-1][-1] in "，。、；":
        lines = lines[:-1]
    return lines


def flags(page: Page) -> list[tuple[str, ...]]:
    return [b.flags for b in page.articles[0].blocks]


def texts(page: Page) -> list[str]:
    return [str(b.text) for b in page.articles[0].blocks]


@pytest.mark.parametrize("text", [STORY[0], STORY[2], LAST], ids=["high", "tree", "road"])
def test_a_short_last_line_without_a_mark_lost_its_stop(text: str) -> None:
    page = judged(robbed(text), whole(STORY[1]))
    assert texts(page)[0] == text
    assert flags(page) == [("lost-stop",), ()]


def test_the_stop_is_an_edit_with_its_rule() -> None:
    block = judged(robbed(STORY[0]), whole(STORY[1])).articles[0].blocks[0]
    last = block.text.pieces[-1]
    assert (last.text, last.why, last.start) == ("。", ("stop.lost",), last.end)
    assert 0.5 < last.confidence <= 1.0


@pytest.mark.parametrize("text", [STORY[0], STORY[1]], ids=["first", "second"])
def test_a_full_last_line_within_a_sentence_was_cut(text: str) -> None:
    page = judged(cut(text), whole(STORY[2]))
    assert texts(page)[0] == "".join(cut(text)), "nothing is invented"
    assert flags(page)[0] in {("truncated",), ("open-end",)}
    assert "lost-stop" not in flags(page)[0]


def test_a_paragraph_that_ends_in_an_opening_mark_was_cut() -> None:
    lines = (*whole(STORY[0])[:-1], "种菜的“")
    assert flags(judged(lines, whole(STORY[1])))[0] == ("truncated",)


def test_a_complete_paragraph_is_left_alone() -> None:
    page = judged(*(whole(p) for p in STORY))
    assert flags(page) == [(), (), ()]
    assert page.issues == ()


@pytest.mark.parametrize("end", ["，", "：", "；", "——", "……"])
def test_a_mark_that_is_no_stop_is_left_alone(end: str) -> None:
    lines = whole(STORY[0].rstrip("。") + end)
    assert flags(judged(lines, whole(STORY[1])))[0] == ()


def test_where_the_geometry_is_gone_nothing_is_restored() -> None:
    long = [p.rstrip("。") for p in STORY]
    page = judged(*((p,) for p in long))
    assert texts(page) == long
    assert set(flags(page)) == {("open-end",)}
    assert [i.code for i in page.issues] == ["PC101"] * 3


def test_each_doubt_is_told_with_its_place() -> None:
    page = judged((STORY[0].rstrip("。"),), (STORY[1],))
    (issue,) = page.issues
    ((_, end),) = issue.spans
    assert page.source.text[:end].endswith("积极性很高")


def test_the_end_of_the_article_speaks_for_a_stop() -> None:
    """The same full last line: inside the article a cut, at its end rather complete, but not if it jumps on."""
    full = cut(STORY[0])

    def restored(page: Page, place: int) -> bool:
        return "lost-stop" in flags(page)[place]

    inside, at_end = judged(full, whole(STORY[2])), judged(whole(STORY[2]), full)
    jumping = judged(whole(STORY[2]), full, jump=True)
    assert restored(at_end, 1) >= restored(inside, 0)
    assert not restored(jumping, 1)


def test_words_that_go_on_elsewhere_on_the_page_deny_a_stop() -> None:
    """An ending whose words run on each time they stand elsewhere is doubted more."""
    ending = "他们来自长三角一体化"
    lines = (*whole(STORY[0]), *set_lines(ending, COLUMN, indent=False))
    elsewhere = "这里是长三角一体化示范区，那里也是长三角一体化示范区，今后还要推进长三角一体化建设。"
    alone = judged(lines, whole(STORY[1]))
    denied = judged(lines, whole(elsewhere))

    def sure(page: Page) -> float:
        block = page.articles[0].blocks[0] if len(page.articles[0].blocks) == 2 else page.articles[0].blocks[1]
        return block.text.pieces[-1].confidence if "lost-stop" in block.flags else 0.0

    assert sure(denied) <= sure(alone)


@pytest.mark.parametrize("role", [Role.HEADING, Role.CAPTION, Role.QUOTE])
def test_only_running_text_is_judged(role: Role) -> None:
    page = recover(dump([Printed((robbed(STORY[0]),)), Printed((whole(STORY[1]),))]))
    block = replace(page.blocks[0], role=role)
    page = replace(page, blocks=(), articles=(Article(blocks=(block, page.blocks[1])),))
    assert STAGE.run(page, Config()) == page


def test_nothing_is_done_on_a_page_read_from_our_own_output() -> None:
    page = judged(robbed(STORY[0]), cut(STORY[1]), structured=True)
    assert flags(page) == [(), ()]
    assert page.issues == ()
    assert isinstance(page.source, Source)


def test_furniture_and_quarantine_are_not_judged() -> None:
    page = recover(dump([Printed((robbed(STORY[0]),)), Printed((whole(STORY[1]),))]))
    page = replace(page, blocks=(), furniture=page.blocks)
    assert STAGE.run(page, Config()) == page


@pytest.mark.parametrize("name", ["(李明)", "（据新华社电）", '(本报记者 "王芳")'])
def test_a_signature_after_the_last_sentence_gets_no_stop(name: str) -> None:
    page = judged(whole(STORY[0] + name), whole(STORY[1]))
    assert flags(page)[0] == ()
    assert page.issues == ()


def test_what_may_be_no_running_text_gets_no_stop() -> None:
    page = recover(dump([Printed((lines,)) for lines in (robbed(STORY[0]), whole(STORY[1]))]))
    unsure = replace(page.blocks[0], confidence=0.5)
    article = Article(blocks=(unsure, *page.blocks[1:]))
    told = STAGE.run(replace(page, blocks=(), articles=(article,)), Config())
    assert flags(told)[0] == ("open-end",)


def test_verse_beside_prose_gets_no_stop() -> None:
    verse = (
        "我把窗子推开",
        "让河流的声音进来",
        "它说它走了很远很远",
        "鞋子里装满了沙",
        "我给它倒一杯茶",
        "它摇摇头说",
        "只想借一点火",
    )
    page = judged(verse, *(whole(p) for p in STORY))
    assert all("lost-stop" not in f for f in flags(page))


def test_words_that_end_no_sentence_get_no_stop() -> None:
    lines = (*whole(STORY[0])[:-1], "农民今年被")
    page = judged(lines, whole(STORY[1]))
    assert texts(page)[0].endswith("农民今年被") and "lost-stop" not in flags(page)[0]
