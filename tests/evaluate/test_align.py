"""The alignment: order-free, one to one, the same whatever runs it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from papercleaner.evaluate.align import align

SOME = st.text(alphabet="甲乙丙丁戊己，。", max_size=60)


def test_a_moved_passage_is_found() -> None:
    first, second = "一二三四五六七八九十", "子丑寅卯辰巳午未申酉"
    found = align(first + second, second + first)
    assert found.place == [*range(10, 20), *range(10)]
    assert not any(found.errors)


def test_errors_between_tiles_are_counted() -> None:
    found = align("一二三四五六七八九十甲乙", "一二三四五X七八九十甲乙")
    assert found.place == list(range(12))
    assert sum(found.errors) == 1


def test_a_surplus_between_tiles_is_an_error() -> None:
    found = align("一二三四五六七八九十", "一二三四五XY六七八九十")
    assert sum(found.errors) == 2
    assert list(found.used) == [1] * 5 + [2] * 2 + [1] * 5


@given(SOME, SOME)
def test_one_to_one(truth: str, predicted: str) -> None:
    found = align(truth, predicted)
    taken = [p for p in found.place if p >= 0]
    assert len(taken) == len(set(taken))
    assert all(0 <= p < len(predicted) and found.used[p] for p in taken)


@given(SOME)
def test_a_text_against_itself_is_covered_from_five_characters_on(text: str) -> None:
    found = align(text, text)
    assert (sum(p >= 0 for p in found.place) == len(text)) or len(text) < 5
