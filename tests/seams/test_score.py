"""What speaks for a seam: marks, geometry, order and words, each pointing the right way."""

from __future__ import annotations

import pytest

from papercleaner.model import Block, Role
from papercleaner.seams.evidence import end_kind, known, weights
from papercleaner.seams.features import end_features
from papercleaner.seams.fragments import fragments
from papercleaner.seams.score import BACKWARD, FORWARD, dot, reach, seam_scores
from tests.seams.fragments import CLOSED, FLUSH, INDENTED, OPEN, bare, body, numbered, other

HEAD = "去年以来，东湖镇把发展蔬菜生产作为农民增收的主要门路，通过技术"
TAIL = "培训，共同开辟了新的销售渠道，农民的收入有了明显提高。"
DONE = "去年以来，东湖镇把发展蔬菜生产作为农民增收的主要门路。"
NEXT = "今年春天，全镇又新建大棚三百个，预计产值可达五百万元。"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("天地。", "final"),
        ("天地！", "final"),
        ("天地?", "final"),
        ("天地，", "pause"),
        ("天地;", "pause"),
        ("天地：", "pause"),
        ("天地》", "closed"),
        ("天地）", "closed"),
        ("天地”", "closed"),
        ("天地。”", "final"),
        ("天地？）", "final"),
        ("“天地", "han"),
        ("天地“", "open"),
        ("天地《", "open"),
        ("天地——", "dash"),
        ("天地…", "dash"),
        ("天地", "han"),
        ("覆盖216", "other"),
        ("聚焦G", "other"),
        ('"天地"', "closed"),
        ('天地"', "open"),
        ('天"地"玄"', "open"),
        ('"天地。"', "final"),
        ("", "other"),
    ],
)
def test_what_the_last_mark_says(text: str, kind: str) -> None:
    assert end_kind(text) == kind


def score(*blocks: Block, pair: tuple[int, int] = (0, 1)) -> float:
    """Score of the seam between two fragments, -9 where none is thinkable."""
    return seam_scores(fragments(numbered(list(blocks)))).get(pair, -9.0)


def test_a_full_open_end_is_taken_up_by_what_is_not_indented() -> None:
    assert score(body(HEAD, OPEN), body(TAIL, start=FLUSH)) > 2.0


def test_no_seam_where_the_end_is_closed_and_the_start_indented() -> None:
    assert score(body(DONE), body(NEXT)) < 0.0


def test_each_piece_of_evidence_weighs_for_its_side() -> None:
    seam = score(body(HEAD, OPEN), body(TAIL, start=FLUSH))
    assert score(body(HEAD, CLOSED), body(TAIL, start=FLUSH)) < seam, "a short last line"
    assert score(body(HEAD, OPEN), body(TAIL, start=INDENTED)) < seam, "an indented start"
    assert score(body(HEAD, OPEN), body(NEXT, start=FLUSH)) < seam, "words that do not go on"
    assert score(body(HEAD + "。", OPEN), body(TAIL, start=FLUSH)) < seam, "a sentence that is complete"
    assert score(body(HEAD, OPEN), body(TAIL, start=FLUSH, column=11.0)) < seam, "another column width"


@pytest.mark.parametrize("end", ["门路。", "门路，", "门路》", "门路“", "门路", "门路216"])
def test_whatever_the_last_mark_a_full_line_is_more_open_than_a_short_one(end: str) -> None:
    def openness(fullness: float) -> float:
        page = fragments(numbered([body("去年以来，东湖镇把发展蔬菜生产作为" + end, fullness)]))
        return dot(end_features(page.all[0]), weights()["features"])

    assert openness(OPEN) > openness(CLOSED)


def test_words_alone_join_where_the_geometry_is_gone() -> None:
    assert score(bare(HEAD), bare(TAIL)) > 0.0
    assert score(bare(DONE), bare(NEXT)) < 0.0


def test_the_next_fragment_is_likelier_than_one_far_on() -> None:
    between = [body(NEXT) for _ in range(6)]
    near = score(body(HEAD, OPEN), body(TAIL, start=FLUSH), *between)
    far = score(body(HEAD, OPEN), *between, body(TAIL, start=FLUSH), pair=(0, 7))
    back = score(body(TAIL, start=FLUSH), *between, body(HEAD, OPEN), pair=(7, 0))
    assert near > far > 0.0
    assert near > back


def test_a_caption_between_does_not_matter() -> None:
    caption = other(Role.CAPTION, "图为蔬菜大棚。", confidence=0.9999)
    free = score(body(HEAD, OPEN), body(TAIL, start=FLUSH))
    assert score(body(HEAD, OPEN), caption, body(TAIL, start=FLUSH)) == free


def test_words_that_stand_unbroken_elsewhere_speak_for_the_seam() -> None:
    elsewhere = body("这次技术培训由县里的专家主讲。")
    assert score(body(HEAD, OPEN), body(TAIL, start=FLUSH), elsewhere) > score(
        body(HEAD, OPEN), body(TAIL, start=FLUSH), body("这次活动由县里的专家主持。")
    )


def test_only_running_text_is_looked_at() -> None:
    page = fragments(numbered([other(Role.HEADLINE, "天地"), body(HEAD), other(Role.CAPTION, "图"), body(TAIL)]))
    assert [str(b.text) for b in page.blocks] == [HEAD, TAIL]
    assert page.places == (1, 3)


def test_a_fragment_looks_a_bounded_way() -> None:
    assert 500 not in reach(500, 1000)
    assert len(list(reach(500, 1000))) == FORWARD + BACKWARD
    assert list(reach(0, 3)) == [1, 2]


def test_pairs_grow_with_the_page_and_not_with_its_square() -> None:
    block = [bare(HEAD), bare(TAIL)]
    once, twice = (seam_scores(fragments(numbered(block * n))) for n in (100, 200))
    assert len(twice) <= 2.2 * len(once)


def test_geometry_is_known_where_a_column_is() -> None:
    assert known(body(HEAD))
    assert not known(bare(HEAD))
