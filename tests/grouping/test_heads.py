"""Heads find their article and their place in it, also in dumps where they stand away from their text."""

from __future__ import annotations

from collections.abc import Sequence

from papercleaner.grouping.heads import settle, titled
from papercleaner.model import Block, Role
from tests.grouping.stories import FARM, HEADS, SPACE, SPORT, grouped, head, story, title
from tests.seams.fragments import body, other

IN_ORDER, MIXED = 0.0, 0.4


def settled(blocks: Sequence[Block], jumpiness: float) -> list[tuple[Role, str]]:
    return [(b.role, b.why) for b in settle(list(enumerate(blocks)), None, jumpiness)]


def test_of_two_headlines_the_surer_one_is_the_title() -> None:
    found = settled([head("甲", 0.6), other(Role.BYLINE, "李明"), head("乙", 0.9), body(FARM[0])], MIXED)
    assert [role for role, _ in found] == [Role.KICKER, Role.BYLINE, Role.HEADLINE, Role.BODY]
    assert found[0][1] == "article.one-title"


def test_a_headline_beyond_text_is_a_heading_and_two_halves_stay_together() -> None:
    inside = settled([head("甲", 0.9), body(FARM[0]), head("乙", 0.6), body(FARM[1])], MIXED)
    assert [role for role, _ in inside] == [Role.HEADLINE, Role.BODY, Role.HEADING, Role.BODY]
    halves = settled([head("蔬菜大棚富了", 0.9), head("东湖农民", 0.6), body(FARM[0])], MIXED)
    assert [role for role, _ in halves] == [Role.HEADLINE, Role.HEADLINE, Role.BODY]


def test_in_a_dump_in_order_what_stands_inside_is_a_heading() -> None:
    found = settled([head("甲", 0.6), body(FARM[0]), head("乙", 0.9), body(FARM[1])], IN_ORDER)
    assert [role for role, _ in found] == [Role.HEADLINE, Role.BODY, Role.HEADING, Role.BODY]


def test_the_chosen_title_stays_one_wherever_it_stands() -> None:
    blocks = [body(FARM[0]), head("甲", 0.6), body(FARM[1])]
    for jumpiness in (IN_ORDER, MIXED):
        assert settle(list(enumerate(blocks)), 1, jumpiness)[1].role is Role.HEADLINE
    assert settle(list(enumerate(blocks)), None, IN_ORDER)[1].role is Role.HEADING


def test_what_was_chosen_against_its_role_is_flagged() -> None:
    sure = head("甲", 0.9)
    assert titled(sure) is sure
    chosen = titled(other(Role.KICKER, "甲"))
    assert (chosen.role, chosen.why, chosen.flags) == (Role.HEADLINE, "article.chosen-title", ("title-uncertain",))


def test_headlines_that_stand_together_above_two_articles_are_told_apart_by_words() -> None:
    """Band by band: both headlines first, then both bodies."""
    folio = other(Role.FOLIO, "第3版")
    page = grouped([folio, head(HEADS[0]), head(HEADS[2]), *story(FARM, 15.0), *story(SPACE, 25.0)])
    assert [title(a) for a in page.articles] == [HEADS[0], HEADS[2]]


def test_unsure_borders_are_reported() -> None:
    """Two subjects and no headline between them: the border is as unsure as the article says."""
    for page in (grouped([head(HEADS[0]), *story(FARM), *story(SPORT)]), grouped([head(HEADS[0]), *story(FARM)])):
        reported = [i for i in page.issues if i.code == "PC103"]
        assert len(reported) == sum(a.confidence < 0.7 for a in page.articles)
