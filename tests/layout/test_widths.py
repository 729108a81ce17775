"""Column widths: what lines agree on, and which columns a block may stand in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercleaner.layout.widths import HIGH, LOW, NARROWEST, UNBROKEN, candidates, fills, modes, own_columns

WIDTHS = st.lists(st.floats(0, 60).map(lambda w: round(w, 1)), max_size=40)


def test_modes_are_what_lines_agree_on_commonest_first() -> None:
    widths = [18.2, 17.9, 18.0, 18.1, 11.2, 11.0, 4.0, 25.0]
    assert modes(widths) == [pytest.approx(18.05), pytest.approx(11.1)]


def test_one_line_agrees_with_nothing() -> None:
    assert modes([18.0]) == []
    assert modes([18.0, 11.0, 25.0]) == []


@given(WIDTHS, st.integers(1, 4))
def test_modes_lie_among_the_widths_a_column_can_have(widths: list[float], least: int) -> None:
    found = modes(widths, least)
    for width in found:
        assert NARROWEST <= width < UNBROKEN
        assert sum(-LOW - HIGH <= w - width <= LOW + HIGH for w in widths) >= least


@given(WIDTHS)
def test_modes_do_not_depend_on_the_order_of_the_lines(widths: list[float]) -> None:
    assert modes(widths) == modes(sorted(widths)) == modes(widths[::-1])


def test_a_blocks_own_column_needs_three_lines_beside_the_last() -> None:
    assert own_columns([16.0, 18.0, 18.0]) == []
    assert own_columns([16.0, 18.0, 18.0, 6.0])[0] == pytest.approx(17.5, abs=0.6)
    assert own_columns([]) == []


def test_a_line_fills_its_column_also_when_indented() -> None:
    assert fills(18.0, 18.0, 2.0)
    assert fills(16.0, 18.0, 2.0)
    assert not fills(12.0, 18.0, 2.0)
    assert not fills(19.0, 18.0, 2.0)


def test_a_short_block_takes_the_column_of_its_neighbour() -> None:
    assert candidates([], [16.1, 18.2, 5.0], [18.0, 11.0, 25.0], 2.0) == [18.0]


def test_a_wide_line_no_neighbour_can_hold_shows_a_column_of_its_own() -> None:
    assert candidates([], [37.0, 12.0], [18.0, 11.0], 2.0) == [37.0]


def test_a_line_wider_than_any_column_shows_none() -> None:
    assert candidates([], [90.0, 12.0], [18.0, 11.0], 2.0) == [18.0, 11.0]
