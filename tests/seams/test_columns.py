"""Columns of a page: noisy measures fall together, odd ones stay alone."""

from __future__ import annotations

from papercleaner.seams.columns import ODD, UNKNOWN, page_columns


def test_measures_of_one_column_fall_together() -> None:
    columns = page_columns([(17.8, 6), (18.2, 4), (18.0, 9), (11.0, 5), (11.3, 3)])
    assert [round(w, 1) for w in columns.widths] == [18.0, 11.1]
    assert columns.of(17.5) == 0
    assert columns.of(11.6) == 1


def test_a_lone_short_measure_makes_no_column() -> None:
    columns = page_columns([(18.0, 9), (23.0, 1)])
    assert columns.of(23.0) == ODD


def test_no_geometry_no_column() -> None:
    assert page_columns([]).of(18.0) == ODD
    assert page_columns([(18.0, 9)]).of(None) == UNKNOWN


def test_the_order_of_measures_does_not_matter() -> None:
    measures = [(17.8, 6.0), (11.3, 3.0), (18.2, 4.0), (11.0, 5.0)]
    assert page_columns(measures) == page_columns(measures[::-1])
