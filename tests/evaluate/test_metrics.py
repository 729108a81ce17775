"""What each metric rewards and punishes, on a page small enough to reckon by hand."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from papercleaner.errors import InputError
from papercleaner.evaluate import score, summary

FIRST = "昨天上午，市里召开会议部署冬季防火工作，要求各单位把责任落实到人，不留死角。"
SECOND = "会议指出，去年全市火灾比前年减少一成，但居民小区里的隐患仍然不少，不可大意。"
THIRD = "长江口的渔民说，今年刀鱼来得早，第一网就捕到三十多斤，价钱也比往年好一些。"
CAPTION = "图为渔民在长江口起网收鱼。"
HEADING = "居民小区隐患多"


def truth() -> dict[str, Any]:
    return {
        "articles": [
            article("全市部署冬季防火", [("paragraph", FIRST), ("heading", HEADING), ("paragraph", SECOND)]),
            article("刀鱼早到长江口", [("paragraph", THIRD), ("caption", CAPTION)]),
        ],
        "furniture": [{"type": "paper", "text": "江城晚报"}, {"type": "editors", "text": "责任编辑 王小明 李小红"}],
    }


def article(title: str, blocks: list[tuple[str, str]]) -> dict[str, Any]:
    typed = [{"type": kind, "text": text} for kind, text in blocks]
    heads = {"kicker": "", "title": title, "subtitle": "", "byline": ""}
    return {**heads, "blocks": typed, "credits": []}


def prediction() -> dict[str, Any]:
    return {"articles": copy.deepcopy(truth()["articles"])}


def test_the_truth_is_perfect() -> None:
    metrics = score(prediction(), truth())
    assert metrics["overall"] == 1.0
    assert metrics["block_exact"] == metrics["article_f1"] == metrics["quote_f1"] == 1.0
    assert metrics["continuity_breaks"] == metrics["furniture_kept"] == metrics["blocks_lost"] == 0


@pytest.mark.parametrize("empty", [[], {}, {"articles": []}])
def test_nothing_is_worth_next_to_nothing(empty: object) -> None:
    metrics = score(empty, truth())
    assert metrics["coverage"] == metrics["segmentation_f1"] == metrics["title_sim"] == 0.0
    assert metrics["blocks_lost"] == 5


def test_merged_articles_cost_precision_of_segmentation_only() -> None:
    merged = prediction()
    merged["articles"][0]["blocks"] += merged["articles"].pop()["blocks"]
    metrics = score(merged, truth())
    assert metrics["segmentation_recall"] == 1.0
    assert metrics["segmentation_precision"] < 0.7
    assert metrics["coverage"] == 1.0


def test_an_article_cut_in_two_costs_recall() -> None:
    cut = prediction()
    cut["articles"].insert(1, article("", [("paragraph", SECOND)]))
    del cut["articles"][0]["blocks"][2]
    metrics = score(cut, truth())
    assert metrics["segmentation_precision"] == 1.0
    assert metrics["segmentation_recall"] < 0.8


def test_a_paragraph_cut_in_two_is_a_break_and_a_false_boundary() -> None:
    cut = prediction()
    cut["articles"][1]["blocks"][:1] = [
        {"type": "paragraph", "text": THIRD[:20]},
        {"type": "paragraph", "text": THIRD[20:]},
    ]
    metrics = score(cut, truth())
    assert metrics["continuity_breaks"] == 1
    assert metrics["continuity"] == 0.8
    assert (metrics["boundary_p"], metrics["boundary_r"]) == (0.6667, 1.0)


def test_paragraphs_joined_miss_a_boundary() -> None:
    joined = prediction()
    joined["articles"][0]["blocks"] = [{"type": "paragraph", "text": FIRST + HEADING + SECOND}]
    metrics = score(joined, truth())
    assert metrics["boundary_r"] == 0.0
    assert metrics["heading_f1"] == 0.0
    assert metrics["coverage"] == 1.0


def test_a_caption_inside_a_paragraph_is_a_break() -> None:
    inside = prediction()
    inside["articles"][1]["blocks"] = [{"type": "paragraph", "text": THIRD[:20] + CAPTION + THIRD[20:]}]
    metrics = score(inside, truth())
    assert metrics["continuity_breaks"] == 1
    assert metrics["caption_f1"] == 0.0


def test_order_is_told_within_articles_and_over_the_page() -> None:
    turned = prediction()
    turned["articles"].reverse()
    metrics = score(turned, truth())
    assert metrics["order_tau"] == 1.0
    assert metrics["order_tau_page"] < 0.5
    turned["articles"][1]["blocks"].reverse()
    assert score(turned, truth())["order_tau"] == -1.0


def test_furniture_in_an_article_is_counted() -> None:
    left = prediction()
    left["articles"][0]["blocks"].append({"type": "paragraph", "text": "责任编辑 王小明 李小红"})
    metrics = score(left, truth())
    assert metrics["furniture_kept"] == 1
    assert metrics["furniture_r"] == 0.5


def test_width_and_direction_count_for_exact_blocks_only() -> None:
    narrow = prediction()
    narrow["articles"][1]["blocks"][0]["text"] = THIRD.replace("，", ",")
    metrics = score(narrow, truth())
    assert metrics["overall"] == 1.0
    assert metrics["block_exact"] == 0.75


def test_what_the_ocr_lost_is_not_held_against_the_tool() -> None:
    raw = "\n\n".join([FIRST, HEADING, SECOND, CAPTION])
    without_third = {"articles": [truth()["articles"][0], article("", [("caption", CAPTION)])]}
    assert score(without_third, truth(), raw)["coverage"] == 1.0
    assert score(without_third, truth())["coverage"] < 0.8


def test_synonyms_of_types_and_plain_strings_are_understood() -> None:
    other = prediction()
    other["articles"][0]["blocks"][1]["type"] = "小标题"
    other["articles"][1]["paragraphs"] = [THIRD]
    other["articles"][1]["captions"] = [{"text": CAPTION}]
    del other["articles"][1]["blocks"]
    assert score(other, truth())["overall"] == 1.0
    assert score(other["articles"], truth())["overall"] == 1.0


@pytest.mark.parametrize("bad", ["text", 7, None, {"articles": [3]}, [{"blocks": [4]}], {"articles": 5}])
def test_what_is_no_prediction_is_refused(bad: object) -> None:
    with pytest.raises(InputError, match="no prediction"):
        score(bad, truth())


@pytest.mark.parametrize("bad", ["text", 7, None, [], {}, {"articles": [{"blocks": [{"text": "甲"}]}]}])
def test_what_is_no_truth_is_refused(bad: object) -> None:
    with pytest.raises(InputError, match="no truth"):
        score(prediction(), bad)


def test_the_mean_pools_what_pages_have_few_of() -> None:
    bare = copy.deepcopy(truth())
    bare["articles"][0]["blocks"].pop(1)
    missed = prediction()
    missed["articles"][0]["blocks"][1]["type"] = "paragraph"
    pages = [score(prediction(), truth()), score({"articles": bare["articles"]}, bare), score(missed, truth())]
    mean = summary(pages)
    assert mean["heading_tp"] == 0.3333
    assert (mean["heading_p"], mean["heading_r"]) == (1.0, 0.5)
    with pytest.raises(ValueError, match="no pages"):
        summary([])
