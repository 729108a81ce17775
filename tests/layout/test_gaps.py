"""Gaps: where a line may have ended, and at what price."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercleaner.layout.ems import measure, standard
from papercleaner.layout.gaps import Gap, Sample, atoms, find_gaps

TEXTS = st.text(alphabet="天地人，。“”Aa0 \n\u3000", max_size=60).map(str.strip)


def only(text: str) -> Gap:
    (gap,) = find_gaps(text)
    return gap


def test_a_newline_is_a_line_end() -> None:
    assert only("天\n地").certain
    assert only("天 \n 地").certain
    assert not only("天 地").certain


@pytest.mark.parametrize("text", ["天 地", "天。 地", "天， 地", "天》 地", "天 “地", "天\u3000地"])
def test_between_han_a_line_end_is_cheaper_than_a_space(text: str) -> None:
    assert only(text).as_break < only(text).as_space


@pytest.mark.parametrize("text", ["天 ，地", "天 》地", "天 。", "“ 天", "天（ 地", "1 %"])
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text: str) -> None:
    assert only(text).as_break > only(text).as_space


@pytest.mark.parametrize("text", ["天 G60", "G60 天", "覆盖 216", "216 家", "New York"])
def test_beside_latin_and_digits_only_the_width_can_tell(text: str) -> None:
    assert only(text).as_break == only(text).as_space


@given(TEXTS)
def test_the_stretches_between_the_gaps_are_the_whole_text(text: str) -> None:
    found = atoms(Sample(text, find_gaps(text)), standard())
    assert len(found.edges) == len(found.gaps) + 1 == len(found.widths) == len(found.marks) == len(found.tail)
    assert "".join(text[a:b] for a, b in found.edges) == "".join(text.split())
    for (a, b), width, tail in zip(found.edges, found.widths, found.tail, strict=True):
        assert width + tail == pytest.approx(measure(text[a:b], standard()))
