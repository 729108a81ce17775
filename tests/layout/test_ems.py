"""The em: what characters measure, and what a page says of its own marks."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercleaner.layout.calibrate import calibrate, likely_widths
from papercleaner.layout.ems import ASCII, BRACKET, GAP, HAN, PAUSE, Ems, char_class, counts, measure, standard
from papercleaner.layout.gaps import Sample, find_gaps
from tests.layout.typesetting import TIGHT, WIDE, prose, set_lines

TEXTS = st.text(alphabet="天地人，。、,;“”《》(）Aaz09% \u3000·—漢字", max_size=40)


CLASSES = {HAN: "天０㐀𠮷", PAUSE: "，,。；;", BRACKET: '“）"—《', ASCII: "a7%", GAP: " \u3000\n"}


@pytest.mark.parametrize(("kind", "chars"), CLASSES.items())
def test_each_character_has_a_class(kind: int, chars: str) -> None:
    assert {char_class(c) for c in chars} == {kind}


@given(TEXTS)
def test_every_character_is_counted_once(text: str) -> None:
    assert sum(counts(text)) == len(text)


@given(TEXTS, TEXTS)
def test_a_line_measures_what_its_halves_do_but_for_the_mark_at_its_end(left: str, right: str) -> None:
    hanging = standard().pause - standard().pause_last
    lost = hanging if left and right and char_class(left[-1]) == PAUSE else 0.0
    assert measure(left + right, standard()) == pytest.approx(
        measure(left, standard()) + measure(right, standard()) + lost
    )


def test_a_han_character_is_one_em_and_a_mark_at_the_end_hangs() -> None:
    ems = standard()
    assert measure("天地人", ems) == 3.0
    assert measure("天地，", ems) < measure("天，地", ems) < 3.0
    assert measure("天，地", ems) == measure("天,地", ems)
    assert measure("", ems) == 0.0


def sample(text: str) -> Sample:
    return Sample(text, find_gaps(text))


def paragraphs(ems: Ems, column: float, count: int = 12) -> list[Sample]:
    chance = random.Random(7)
    return [sample(" ".join(set_lines(prose(chance, 300), column, ems))) for _ in range(count)]


@pytest.mark.parametrize("column", [11.0, 17.0, 25.0])
def test_the_marks_of_a_page_are_told_apart_by_its_full_lines(column: float) -> None:
    """Marks set nearly full and marks squeezed: each page's own width comes out, not the standard one."""
    wide, tight = calibrate(paragraphs(WIDE, column)), calibrate(paragraphs(TIGHT, column))
    assert wide.pause == pytest.approx(WIDE.pause, abs=0.15)
    assert tight.pause == pytest.approx(TIGHT.pause, abs=0.15)
    assert wide.bracket > tight.bracket
    assert wide.ascii == pytest.approx(0.5, abs=0.1)


def test_lines_measured_with_the_pages_own_ems_agree_better() -> None:
    samples = paragraphs(TIGHT, 17.0)

    def spread(ems: Ems) -> float:
        widths = [width for s in samples for width in likely_widths(s, ems)[1:-1]]
        mean = sum(widths) / len(widths)
        return sum(min(2.0, abs(w - mean)) for w in widths) / len(widths)

    assert spread(calibrate(samples)) < spread(standard())


def test_a_page_that_shows_too_little_keeps_the_standard() -> None:
    assert calibrate([]) == standard()
    assert calibrate([sample("天地人 天地人"), sample("一行")]) == standard()


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(TEXTS.map(str.strip), max_size=30))
def test_no_page_teaches_widths_that_cannot_be(texts: list[str]) -> None:
    found = calibrate([sample(t) for t in texts])
    assert 0.4 <= found.pause <= 1.05
    assert 0.3 <= found.pause_last <= found.pause
    assert 0.4 <= found.bracket <= 1.05
    assert 0.4 <= found.ascii <= 0.8


def test_likely_lines_part_at_spaces_between_han_and_at_newlines_only() -> None:
    lines = ["天地", "玄黄 G60 宇宙", "洪荒 。"]
    found = likely_widths(sample("天地 玄黄 G60 宇宙\n洪荒 。"), standard())
    assert found == pytest.approx([measure(line, standard()) for line in lines])
