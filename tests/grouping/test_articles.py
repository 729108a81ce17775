"""Articles out of blocks whose roles are known: what opens one, what belongs to it, and that nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercleaner.config import Config
from papercleaner.model import Block, Page, Role, Source
from papercleaner.stages.articles import STAGE
from tests.grouping.stories import FARM, HEADS, SPACE, SPORT, STORIES, grouped, head, story, title, told
from tests.seams.fragments import body, numbered, other


def test_each_headline_opens_an_article() -> None:
    page = grouped([b for h, s in zip(HEADS, STORIES, strict=True) for b in (head(h), *story(s))])
    assert [title(a) for a in page.articles] == list(HEADS)
    assert [told(a) for a in page.articles] == [list(s) for s in STORIES]


def test_the_order_of_the_dump_is_kept() -> None:
    page = grouped([head(HEADS[2]), *story(SPACE), head(HEADS[0]), *story(FARM)])
    assert [title(a) for a in page.articles] == [HEADS[2], HEADS[0]]


def test_heads_above_an_article_find_their_fields() -> None:
    kicker, subtitle = other(Role.KICKER, "科技兴农见成效"), other(Role.SUBTITLE, "全镇新建大棚三百个")
    page = grouped([kicker, head(HEADS[0]), subtitle, *story(FARM), head(HEADS[1]), *story(SPORT)])
    first = page.articles[0]
    assert [str(b.text) for b in (first.kicker, first.title, first.subtitle) if b] == [
        "科技兴农见成效",
        HEADS[0],
        "全镇新建大棚三百个",
    ]


def test_a_title_in_two_blocks_is_one_title() -> None:
    (article,) = grouped([head("蔬菜大棚富了"), head("东湖农民"), *story(FARM)]).articles
    assert title(article) == "蔬菜大棚富了 东湖农民"


def test_a_section_heading_inside_one_subject_opens_nothing() -> None:
    one, two, three = story(FARM)
    (article,) = grouped([head(HEADS[0]), one, other(Role.HEADING, "技术下田"), two, three]).articles
    assert [b.role for b in article.blocks] == [Role.BODY, Role.HEADING, Role.BODY, Role.BODY]


def test_an_unsure_headline_inside_one_subject_is_a_section_heading() -> None:
    one, two, three = story(FARM)
    (article,) = grouped([head(HEADS[0]), one, head("蔬菜大棚技术", 0.5), two, three]).articles
    assert title(article) == HEADS[0]
    assert [str(b.text) for b in article.blocks if b.role is Role.HEADING] == ["蔬菜大棚技术"]


def test_a_change_of_column_and_subject_opens_an_article_without_a_headline() -> None:
    page = grouped([head(HEADS[0]), *story(FARM), *story(SPORT, column=25.0)])
    assert [told(a) for a in page.articles] == [list(FARM), list(SPORT)]
    assert [title(a) for a in page.articles] == [HEADS[0], ""]


@pytest.mark.xfail(
    reason="three short paragraphs say too little of their subject against a change of width", strict=True
)
def test_one_subject_in_two_columns_is_one_article() -> None:
    """The text flows round a picture: a change of width alone opens nothing."""
    one, two, three = story(FARM)
    wide = replace(body(FARM[1], column=25.0))
    (article,) = grouped([head(HEADS[0]), one, wide, three]).articles
    assert len(told(article)) == len([one, two, three])


def test_a_headline_whose_text_stands_after_a_caption() -> None:
    caption = other(Role.CAPTION, "图为蔬菜大棚。")
    page = grouped([head(HEADS[1]), *story(SPORT), head(HEADS[0]), caption, *story(FARM)])
    assert [told(a) for a in page.articles] == [list(SPORT), list(FARM)]


@pytest.mark.parametrize("words", ["农民在蔬菜大棚里收摘黄瓜和番茄，准备运往蔬菜批发市场。"])
def test_a_caption_at_the_border_goes_where_its_words_are(words: str) -> None:
    caption = other(Role.CAPTION, words)
    before = grouped([head(HEADS[0]), *story(FARM), head(HEADS[1]), caption, *story(SPORT)])
    after = grouped([head(HEADS[1]), *story(SPORT), caption, head(HEADS[0]), *story(FARM)])
    for page, place in ((before, 0), (after, 1)):
        owners = [i for i, a in enumerate(page.articles) if any(b.role is Role.CAPTION for b in a.blocks)]
        assert owners == [place]


def test_a_caption_that_says_nothing_stays_where_it_stands() -> None:
    page = grouped([head(HEADS[0]), *story(FARM), other(Role.CAPTION, "新华社发"), head(HEADS[1]), *story(SPORT)])
    assert [b.role for b in page.articles[0].blocks][-1] is Role.CAPTION


def test_byline_credit_and_jump_find_their_fields() -> None:
    byline, credit = other(Role.BYLINE, "本报记者 李明"), other(Role.CREDIT, "（王军 摄）")
    jump = other(Role.JUMP, "（下转第四版）")
    page = grouped([head(HEADS[0]), byline, *story(FARM), credit, jump, head(HEADS[1]), *story(SPORT)])
    first, second = page.articles
    assert str(first.byline and first.byline.text) == "本报记者 李明"
    assert [str(b.text) for b in first.credits] == ["（王军 摄）"]
    assert [(j.direction, str(j.block.text)) for j in first.jumps] == [("to", "（下转第四版）")]
    assert second.byline is None
    assert not second.credits


def test_two_bylines_above_the_text_are_one() -> None:
    bylines = [other(Role.BYLINE, "本报记者 李明"), other(Role.BYLINE, "通讯员 王军")]
    (article,) = grouped([head(HEADS[0]), *bylines, *story(FARM)]).articles
    assert str(article.byline and article.byline.text) == "本报记者 李明 通讯员 王军"
    assert article.credits == ()


def test_a_second_byline_is_a_credit() -> None:
    above, below = other(Role.BYLINE, "本报记者 李明"), other(Role.BYLINE, "通讯员 王军")
    (article,) = grouped([head(HEADS[0]), above, *story(FARM), below]).articles
    assert str(article.byline and article.byline.text) == "本报记者 李明"
    assert [str(b.text) for b in article.credits] == ["通讯员 王军"]


def test_jumps_say_from_where_and_to_where() -> None:
    page = grouped([head(HEADS[0]), other(Role.JUMP, "（上接第一版）"), *story(FARM)])
    assert [(j.direction, j.page) for j in page.articles[0].jumps] == [("from", "一")]


def test_a_page_credit_over_two_blocks_is_one_piece_of_furniture() -> None:
    halves = [replace(other(Role.CREDIT, t), why="role.page-credit") for t in ("本版图文由东湖区委", "宣传部提供")]
    page = grouped([head(HEADS[0]), *story(FARM), *halves])
    assert [str(b.text) for b in page.furniture] == ["本版图文由东湖区委宣传部提供"]
    assert page.articles[0].credits == ()


def test_furniture_and_noise_are_kept_apart() -> None:
    page = grouped([other(Role.MASTHEAD, "东湖日报"), other(Role.NOISE, "菲 力 M"), head(HEADS[0]), *story(FARM)])
    assert [str(b.text) for b in page.furniture] == ["东湖日报"]
    assert [(str(f.text), f.reason) for f in page.quarantine] == [("菲 力 M", "role.noise")]
    assert len(page.articles) == 1


def test_only_a_kicker_is_promoted_and_says_so() -> None:
    (article,) = grouped([other(Role.KICKER, "科技兴农见成效"), *story(FARM)]).articles
    assert title(article) == "科技兴农见成效"
    assert article.title is not None
    assert article.title.why == "article.promoted-title"
    assert "title-uncertain" in article.title.flags


def test_a_page_read_from_our_own_output_is_not_touched() -> None:
    page = Page(Source("page.md", "", ""), (body(FARM[0]),), structured=True)
    assert STAGE.run(page, Config()) is page


def test_a_page_of_nothing() -> None:
    page = grouped([])
    assert (page.articles, page.furniture, page.quarantine) == ((), (), ())


TEXT = st.sampled_from([p for s in STORIES for p in s])
ROLES = [r for r in Role if r is not Role.BODY]
BLOCKS = st.lists(
    st.builds(body, TEXT, column=st.sampled_from([11.0, 18.0, 25.0]), start=st.sampled_from([-3.0, 0.0, 3.0]))
    | st.builds(other, st.sampled_from(ROLES), st.sampled_from(HEADS), st.sampled_from([0.4, 0.8, 0.99]))
    | st.just(replace(other(Role.CREDIT, "本版图文由东湖区委"), why="role.page-credit")),
    max_size=14,
)


@settings(max_examples=250, derandomize=True, deadline=None)
@given(BLOCKS)
def test_every_block_lands_exactly_once(blocks: Sequence[Block]) -> None:
    page = grouped(blocks)
    landed = sorted(s for t in page.texts() for p in t.pieces if p.end > p.start for s in [(p.start, p.end)])
    assert landed == sorted((b.text.start, b.text.start + len(b.text)) for b in numbered(list(blocks)))
    assert not page.blocks


@settings(max_examples=100, derandomize=True, deadline=None)
@given(BLOCKS)
def test_an_article_has_no_furniture_and_its_paragraphs_keep_their_order(blocks: Sequence[Block]) -> None:
    page = grouped(blocks)
    for article in page.articles:
        assert article.units()
        starts = [b.text.start for b in article.blocks if b.role is Role.BODY]
        assert starts == sorted(starts)
        assert 0.0 <= article.confidence <= 1.0
