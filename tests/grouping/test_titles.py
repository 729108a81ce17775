"""Which short block is the title of which article, and what opens one by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from papercleaner.grouping.titles import greets, opened, opens, title_odds, titles
from papercleaner.grouping.view import View
from papercleaner.model import Block, Role
from tests.grouping.stories import FARM, SPORT, head
from tests.seams.fragments import body, numbered, other


def likely(role: Role, text: str, chance: float) -> Block:
    return replace(other(role, text), titled=chance)


def test_a_headline_too_many_goes_where_one_is_wanting_if_it_fits_there() -> None:
    odds = {10: 3.0, 11: 2.0}
    assert titles(odds, {10: {0: 5.0, 1: 0.0}, 11: {0: 3.0, 1: 2.0}}) == {10: 0, 11: 1}
    assert titles(odds, {10: {0: 5.0, 1: -9.0}, 11: {0: 3.0, 1: -9.0}}) == {10: 0}


def test_titles_are_shared_out_for_the_best_of_all() -> None:
    """Each of three fits the first article best; only together do all find one."""
    fits = {1: {0: 2.0, 1: 1.9}, 2: {0: 2.0, 1: 1.5, 2: 1.4}, 3: {0: 2.0}}
    assert titles({1: 2.0, 2: 2.0, 3: 2.0}, fits) == {1: 1, 2: 2, 3: 0}


def test_what_can_hardly_be_a_title_is_none() -> None:
    assert titles({1: -4.0}, {1: {0: 5.0}}) == {}
    assert title_odds(likely(Role.CAPTION, "图为新建的蔬菜大棚", 0.3)) is None
    assert title_odds(likely(Role.HEADING, "蔬" * 80, 0.3)) is None


@pytest.mark.parametrize("name", ["天气预报", "招聘启事", "今日菜价", "更 正"])
def test_the_name_of_a_box_is_a_title_whatever_its_role(name: str) -> None:
    assert (title_odds(likely(Role.HEADING, name, 0.02)) or 0.0) > 2.0


@pytest.mark.parametrize("name", ["增加投入见成效", "第七轮比赛结果出炉之后各队的天气和心情", "通知书到了"])
def test_other_words_say_nothing_of_a_box(name: str) -> None:
    assert (title_odds(likely(Role.HEADING, name, 0.02)) or 0.0) < -2.0


def test_a_long_name_of_a_box_may_be_a_section_heading() -> None:
    odds = title_odds(likely(Role.HEADING, "市体彩中心第十二期开奖公告", 0.02))
    assert odds is not None and -2.0 < odds < 1.0


def test_what_opens_an_article() -> None:
    assert all(
        map(
            opens,
            (
                "本报讯 昨天上午，县里",
                "【本报讯】昨天上午",
                "（新华社北京1月5日电）国务院",
                "〔記者王明/台北報導〕昨天",
            ),
        )
    )
    assert not any(map(opens, ("昨天上午，本报讯", "【提要】昨天上午", "（上接第一版）的运输成本")))
    assert greets(other(Role.BODY, "编辑同志："))
    assert not greets(other(Role.BODY, "李明同志说，今年收成好。"))
    assert not greets(other(Role.HEADING, "编辑同志："))


def test_a_report_that_opens_makes_a_title_of_the_likeliest_head_before_it() -> None:
    assert opened({4: -1.0, 5: -2.0}, [4, 5])[4] > 0 and 5 not in opened({4: -1.0, 5: -2.0}, [4, 5])
    assert opened({}, [4]) == {}
    blocks = [body(FARM[0]), likely(Role.HEADING, "女排又胜一场", 0.2), body("本报讯 " + SPORT[0])]
    plain = [*blocks[:2], body(SPORT[0])]
    told, not_told = (View(tuple(numbered(b))).title_odds[1] for b in (blocks, plain))
    assert told > not_told + 2.0


def test_a_greeting_before_the_text_counts_as_an_opening() -> None:
    letter = [
        head("甲"),
        body(FARM[0]),
        likely(Role.HEADING, "路灯该修了", 0.2),
        other(Role.BODY, "编辑同志："),
        body(SPORT[0]),
    ]
    view = View(tuple(numbered(letter)))
    assert view.title_odds[2] > 2.0
