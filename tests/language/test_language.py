"""What the language layer promises: fold, map, words, n-grams, cohesion."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pytest

from papercleaner.knowledge import data, table
from papercleaner.language import cohesion, ngrams, seams, words
from papercleaner.language.classes import classes
from papercleaner.language.fold import reading, simplified
from papercleaner.language.static_map import StaticMap

FARM = [
    "今年全县粮食生产获得丰收，农民种粮的积极性提高，粮食总产量比去年增加。",
    "县农业局组织技术人员下乡，帮助农民选种、施肥，推广优质水稻品种，粮食单产提高。",
    "粮食部门做好秋粮收购，保证农民手中的粮食卖得出去，农民得到实惠。",
]
STAGE = [
    "市京剧团昨晚在大剧院上演新编京剧，演员的唱腔和表演受到观众欢迎。",
    "这出京剧的导演说，剧团排练了三个月，演员们很辛苦，观众的掌声是最好的回报。",
    "京剧团今年还将到外地演出，让更多的观众看到京剧艺术。",
]


def test_tables_are_the_recorded_ones() -> None:
    facts = table("language")
    assert hashlib.sha256(data("language_words.zlib")).hexdigest() == facts["words"]["sha256"]
    assert hashlib.sha256(data("language_ngrams.bin")).hexdigest() == facts["ngrams"]["sha256"]
    assert all(s["licence"] and s["sha256"] for s in facts["source"])
    assert len(data("language_words.zlib")) + len(data("language_ngrams.bin")) < 3_000_000


@pytest.mark.parametrize(
    ("raw", "signs"),
    [
        ("今年 5月,共 1,021.5 名", "今年0月，共0名"),
        ("G60 科创走廊", "A0科创走廊"),
        ("增长47%。", "增长0。"),
        ("上升到 4.6.", "上升到0。"),
        ("「經濟發展」", '"经济发展"'),
        ("", ""),
        ("^$ \n", ""),
    ],
)
def test_reading(raw: str, signs: str) -> None:
    assert reading(raw) == signs


def test_classes_read_twice_are_the_same() -> None:
    once = classes("R&D 投入从 3.58%上升，“两新”组织……")
    assert classes(once) == once


def test_a_map_of_the_wrong_size_is_refused() -> None:
    with pytest.raises(ValueError, match="12 expected"):
        StaticMap(b"\0" * 11, (1, 1, 2))


@pytest.mark.parametrize("word", ["组织", "支部", "桥头堡", "拖拉机手", "總統", "马克思主义"])
def test_words(word: str) -> None:
    assert words.is_word(word)


@pytest.mark.parametrize("text", ["", "的", "织支", "组织支部书记", "𠀀𠀁", "\ud800\ud800", "AB"])
def test_not_words(text: str) -> None:
    assert not words.is_word(text)


@pytest.mark.parametrize(
    ("left", "right"),
    [("参观旅", "游景点"), ("他在１９９", "８年"), ("《长江三角", "洲纲要》通过"), ("發展經", "濟的")],
)
def test_crossing_speaks_for_a_seam(left: str, right: str) -> None:
    assert words.crossing(left, right) > 1


@pytest.mark.parametrize(("left", "right"), [("促进经济发展", "村民们说"), ("", ""), ("。", "他"), ("组织", "")])
def test_crossing_is_silent_without_a_word(left: str, right: str) -> None:
    assert words.crossing(left, right) <= 0.6


@pytest.mark.parametrize(
    ("left", "right", "other"),
    [
        ("党和政府十分关", "心群众生活", "济发展很快"),
        ("取得了很大的成", "绩，受到表扬", "济问题日益"),
        ("取得了很大的成", "績，受到表揚", "濟問題日益"),
    ],
)
def test_seam_prefers_what_goes_on(left: str, right: str, other: str) -> None:
    assert ngrams.seam(left, right) > 2 > ngrams.seam(left, other)


def test_scores_do_not_depend_on_width_space_or_script() -> None:
    assert ngrams.logprob("經濟 發展,") == ngrams.logprob("经济发展，")
    assert ngrams.seam("经济", " 发展") == ngrams.seam("經濟 ", "發展")


def test_ends_and_starts() -> None:
    assert ngrams.ends("问题得到根本解决。") > 2 > -2 > ngrams.ends("问题得到根本解决，")
    assert ngrams.ends("取得了巨大的进展") > ngrams.ends("取得了巨大的")
    assert ngrams.starts("本报讯记者") > 2
    assert ngrams.starts("的问题上") < 0
    assert ngrams.ends("") == ngrams.ends("") and ngrams.starts("") == 0


def test_unknown_signs_score_low_but_finite() -> None:
    assert -200 < ngrams.logprob("\U00020000龘\ud800") < -20
    assert seams.continuation("", "") == 0


def matrix(paragraphs: Sequence[str]) -> list[list[float]]:
    return cohesion.similarity_matrix([cohesion.vector(p) for p in paragraphs])


def test_paragraphs_of_one_subject_are_more_alike_than_others() -> None:
    alike = matrix(FARM + STAGE)
    pairs = {(a, a + d): x for a, row in enumerate(alike) for d, x in enumerate(row, 1)}
    same = [x for (a, b), x in pairs.items() if (a < len(FARM)) == (b < len(FARM))]
    other = [x for (a, b), x in pairs.items() if (a < len(FARM)) != (b < len(FARM))]
    assert min(same) > max(other)


def test_cohesion_of_nothing() -> None:
    assert matrix([]) == []
    assert matrix(["", "", "123"]) == [[0, 0], [0], []]
    assert matrix([FARM[0], FARM[0]])[0] == [pytest.approx(1)]


def test_little_text_says_little_of_the_usual() -> None:
    """A page of one article is all alike: its own mean must not count as the usual of different subjects."""
    assert cohesion.threshold(0.2, 3) < 0.5 * cohesion.threshold(0.2, 300)


def test_cohesion_compares_a_bounded_number_of_paragraphs() -> None:
    def compared(times: int) -> int:
        return sum(map(len, matrix((FARM + STAGE) * times)))

    assert compared(160) < 2.1 * compared(80)


@pytest.mark.parametrize(
    "text", ["國家，發展", " 2002 年 New York 3.5% ^$＾", "「後」於『乾』\t１２．５", "", "干、乾；幹!?"]
)
def test_one_pass_reads_what_folding_and_then_sorting_signs_reads(text: str) -> None:
    assert reading(text) == classes(simplified(text))


def test_the_rarity_of_a_bigram_is_that_of_its_folded_one() -> None:
    assert cohesion.rarity("國際") == cohesion.rarity("国际") == max(0.0, -ngrams.logprob("國際") - cohesion.COMMON)
