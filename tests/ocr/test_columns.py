"""Columns on pixels: gutters and rules part what a detection ran together, and nothing else does."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2")
np = pytest.importorskip("numpy")

from papercleaner.ocr.cuts import pieces
from papercleaner.ocr.gutters import outlines, plan
from papercleaner.ocr.ink import Grey, Mask, ink, skew, straight

EM, PITCH = 20, 30
"""Pixels of a character and of a line."""


def blank(width: int = 600, height: int = 500) -> Mask:
    page: Mask = np.zeros((height, width), np.uint8)
    return page


def write(page: Mask, left: int, top: int, count: int, size: int = EM) -> None:
    """Characters without strokes: squares with a little white around them."""
    for k in range(count):
        x, gap = left + k * size, max(1, size // 12)
        page[top + gap : top + size - gap, x + gap : x + size - gap] = 1


def columns(page: Mask, lefts: tuple[int, ...] = (20, 320), count: int = 13, rows: int = 12) -> None:
    for left in lefts:
        for row in range(rows):
            write(page, left, 100 + row * PITCH, count)


def line(row: int, left: int = 18, right: int = 582) -> tuple[int, int, int, int]:
    return left, 100 + row * PITCH - 3, right, 100 + row * PITCH + EM + 3


def test_a_line_across_a_gutter_is_cut_and_its_parts_are_tight() -> None:
    page = blank()
    columns(page)
    assert pieces(line(5), plan(page, EM), EM) == [(21, 247, 279, 273), (321, 247, 579, 273)]


def test_the_first_and_the_last_line_of_the_columns_are_cut_too() -> None:
    page = blank()
    columns(page)
    parts = plan(page, EM)
    assert [len(pieces(line(row), parts, EM)) for row in (0, 1, 10, 11)] == [2, 2, 2, 2]


def test_a_headline_over_both_columns_stays_whole() -> None:
    page = blank()
    columns(page)
    write(page, 30, 30, 10, size=54)
    assert len(pieces((28, 27, 572, 87), plan(page, EM), EM)) == 1


def test_a_spaced_headline_stays_whole() -> None:
    page = blank()
    columns(page)
    for k in range(5):
        write(page, 40 + k * 110, 30, 1, size=50)
    assert len(pieces((38, 27, 532, 83), plan(page, EM), EM)) == 1


def test_a_line_in_one_column_stays_whole() -> None:
    page = blank()
    columns(page)
    assert pieces(line(3, 18, 283), plan(page, EM), EM) == [(21, 187, 279, 213)]


def test_commas_below_each_other_are_no_gutter() -> None:
    page = blank()
    columns(page, (20,), 27)
    for row in range(3, 7):
        top = 100 + row * PITCH
        page[top : top + EM, 20 + 8 * EM : 20 + 9 * EM] = 0
        page[top + 14 : top + 19, 20 + 8 * EM + 1 : 20 + 8 * EM + 5] = 1
    assert len(pieces(line(5, 18, 563), plan(page, EM), EM)) == 1


def test_a_rule_parts_columns_that_nearly_touch() -> None:
    page = blank()
    columns(page, (20, 290))
    page[90:470, 284:286] = 1
    parts = plan(page, EM)
    assert pieces(line(5, 18, 552), parts, EM) == [(21, 247, 279, 273), (291, 247, 549, 273)]
    assert outlines(parts.upright) == [(284.0, 90.0, 286.0, 470.0)]


def test_dirt_in_a_gutter_does_not_close_it() -> None:
    page = blank()
    columns(page)
    page[150:480:40, 300] = 1
    assert len(pieces(line(5), plan(page, EM), EM)) == 2


def test_a_stroke_of_a_headline_is_no_rule() -> None:
    page = blank()
    page[20:90, 100:104] = 1
    assert not plan(page, EM).upright.any()


def grey(page: Mask) -> Grey:
    shades: Grey = np.asarray(210 - 160 * page, dtype=np.uint8)
    return shades


@pytest.mark.parametrize("angle", [-1.2, -0.4, 0.0, 0.3, 2.0])
def test_skew_is_measured_and_taken_off(angle: float) -> None:
    import cv2

    page = blank(1200, 1000)
    columns(page, (40, 340, 640, 900), 12, 28)
    matrix = cv2.getRotationMatrix2D((600, 500), -angle, 1.0)
    tilted = cv2.warpAffine(grey(page), matrix, (1200, 1000), borderValue=210)
    assert skew(np.asarray(tilted, dtype=np.uint8)) == pytest.approx(angle, abs=0.08)
    assert abs(skew(straight(np.asarray(tilted, dtype=np.uint8)))) <= 0.08


def test_an_empty_page_has_no_skew_and_no_ink() -> None:
    page = np.full((300, 200), 200, np.uint8)
    assert skew(page) == 0.0
    assert not ink(page).any()


def test_tints_and_shadows_are_no_ink() -> None:
    page = np.tile(np.linspace(90, 220, 600).astype(np.uint8), (300, 1))
    page[100:200, 100:300] -= 20
    assert ink(page).mean() < 0.01
