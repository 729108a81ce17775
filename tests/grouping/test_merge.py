"""Pieces of mixed articles put together again: what belongs together, and in bounded work."""

from __future__ import annotations

from random import Random

import pytest

from papercleaner.grouping import merge
from papercleaner.grouping.segments import Segment
from papercleaner.language import cohesion
from papercleaner.model import Block, Role
from papercleaner.text import Text

WORDS = ("公交线路", "红旗村民", "开通仪式", "篮球决赛", "主场球迷", "加时投篮", "气象卫星", "发射中心", "火箭升空")


def pieces(number: int) -> list[Segment]:
    """Segments of one short paragraph each, about one of three subjects in turn."""
    choose = Random(5)
    texts = ["，".join(choose.choice(WORDS[k % 3 * 3 : k % 3 * 3 + 3]) for _ in range(6)) + "。" for k in range(number)]
    return [Segment((), (Block(Text.of(text), Role.BODY, index=k),)) for k, text in enumerate(texts)]


def test_each_subject_is_one_article() -> None:
    found = [{b.index % 3 for b in s.rest} for s in merge.merge(pieces(18))]
    assert sorted(found, key=min) == [{0}, {1}, {2}]


def test_the_work_grows_with_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0
    gain = merge._Cloth.gain

    def counted(cloth: merge._Cloth, a: int, b: int) -> float:
        nonlocal calls
        calls += 1
        return gain(cloth, a, b)

    monkeypatch.setattr(merge._Cloth, "gain", counted)
    merge.merge(pieces(600))
    assert calls < 600 * cohesion.REACH * 6
