"""Paragraphs sewn to articles: what belongs together, whatever the dump's order, and in bounded work."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from papercleaner.grouping import cloth
from papercleaner.grouping.group import group, woven
from papercleaner.grouping.view import View
from papercleaner.language import cohesion
from tests.seams.fragments import body, numbered

WORDS = ("公交线路", "红旗村民", "开通仪式", "篮球决赛", "主场球迷", "加时投篮", "气象卫星", "发射中心", "火箭升空")


def texts(number: int) -> list[str]:
    """Short paragraphs about one of three subjects in turn, as a dump that knows no articles gives them."""
    choose = Random(5)
    return ["，".join(choose.choice(WORDS[k % 3 * 3 : k % 3 * 3 + 3]) for _ in range(6)) + "。" for k in range(number)]


def sewn(paragraphs: Sequence[str]) -> list[set[str]]:
    blocks = numbered([body(text) for text in paragraphs])
    return [{str(b.text) for b in segment.body} for segment in group(blocks)]


def test_mixed_articles_are_put_together_by_their_words() -> None:
    mixed = texts(18)
    assert sewn(mixed) == [set(mixed[k::3]) for k in range(3)]


def test_the_order_of_the_paragraphs_is_no_matter_to_the_groups() -> None:
    mixed = texts(18)
    assert sorted(map(sorted, sewn(mixed[::-1]))) == sorted(map(sorted, sewn(mixed)))


def test_places_on_the_page_decide_where_words_say_nothing() -> None:
    """Measured pages: one headline claims both paragraphs, another one does not."""
    groups = [cloth.Group([i], 600, {18.0}, 0.0, {zone}) for i, zone in enumerate((1, 1, 2))]
    page = cloth.lay_out(cloth.Cloth(dict(enumerate(groups)), 1800), [[0.0, 0.0], [0.0], []], 0.0, {})
    cloth.sew(page)
    assert sorted(sorted(g.members) for g in page.groups.values()) == [[0, 1], [2]]


def test_a_dump_in_order_keeps_apart_what_has_others_between() -> None:
    groups = {i: cloth.Group([i], 60, {18.0}, 0.0) for i in range(2)}
    worth = [1.0 if name == "likeness" else 0.0 for name in cloth.FEATURES]
    loose, orderly = (cloth.lay_out(cloth.Cloth(groups, 120, o), [[0.05], []], 0.0, {}) for o in (False, True))
    assert cloth.gain(orderly, 0, 1, worth) < cloth.gain(loose, 0, 1, worth)
    near = cloth.lay_out(cloth.Cloth(groups, 120, True), [[0.05], []], 0.0, {(0, 1): (2.0, 1)})
    assert cloth.gain(near, 0, 1, worth) == pytest.approx(cloth.gain(loose, 0, 1, worth))


def test_the_work_grows_with_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    calls, gain = 0, cloth.gain

    def counted(page: cloth.Cloth, a: int, b: int, worth: Sequence[float]) -> float:
        nonlocal calls
        calls += 1
        return gain(page, a, b, worth)

    monkeypatch.setattr(cloth, "gain", counted)
    cloth.sew(woven(View(tuple(numbered([body(text) for text in texts(400)])))))
    assert calls < 400 * cohesion.REACH * 6
