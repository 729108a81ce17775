"""Strands: what fragments speak of, each with its neighbours."""

from __future__ import annotations

import pytest

from papercleaner.seams.kin import Strands, shared

RICE = "东湖镇农民种植水稻获得丰收"
RICE_TOO = "今年东湖镇水稻产量提高"
MATCH = "国家足球队昨天训练"


def test_only_what_another_text_uses_counts() -> None:
    first, second, third = shared([RICE, RICE_TOO, MATCH])
    assert {"东湖", "水稻"} <= set(first) & set(second)
    assert not third


def test_texts_on_one_thing_are_alike_and_others_are_not() -> None:
    strands = Strands([RICE, RICE_TOO, MATCH], [False] * 3)
    assert strands.likeness(0, 1) > 0
    assert strands.likeness(0, 2) == 0


def test_neighbours_speak_for_a_fragment() -> None:
    texts = [RICE, "他说这样很好", RICE_TOO]
    assert Strands(texts, [False, False, False]).likeness(1, 2) == 0
    assert Strands(texts, [False, True, False]).likeness(1, 2) > 0


def test_the_words_before_an_end_and_after_a_start_count() -> None:
    strands = Strands(["他说这样很好", RICE, RICE_TOO], [False, True, False])
    assert strands.likeness(0, 2) == 0, "what follows a fragment does not lead up to its end"
    assert strands.likeness(2, 0) > 0, "but it follows from its start"


def test_spaces_do_not_matter() -> None:
    spaced = Strands(["东 湖镇农 民种植水稻", RICE_TOO], [False, False])
    plain = Strands(["东湖镇农民种植水稻", RICE_TOO], [False, False])
    assert spaced.likeness(0, 1) == pytest.approx(plain.likeness(0, 1))
