"""The company of other seams: each end and start one seam, and seams of a page run side by side."""

from __future__ import annotations

import pytest

from papercleaner.seams.company import Company, chances
from papercleaner.seams.fragments import fragments
from tests.seams.fragments import FLUSH, INDENTED, OPEN, body, numbered

TEXT = "去年以来，东湖镇把发展蔬菜生产作为农民增收的主要门路，通过技术"


def test_chances_leave_room_for_no_seam() -> None:
    (chance,) = chances({(0, 1): 0.0}, 2).values()
    assert 0.3 < chance < 0.5


def test_an_end_shares_its_chances() -> None:
    alone = chances({(0, 1): 2.0}, 3)[0, 1]
    shared = chances({(0, 1): 2.0, (0, 2): 2.0}, 3)
    assert shared[0, 1] == pytest.approx(shared[0, 2])
    assert shared[0, 1] < alone
    assert sum(shared.values()) <= 1.0


def test_a_rival_for_the_start_lowers_a_chance() -> None:
    assert chances({(0, 1): 2.0, (2, 1): 3.0}, 3)[0, 1] < chances({(0, 1): 2.0}, 3)[0, 1]


def page(size: int) -> Company:
    """A page whose fragment 0 surely goes on at fragment 4, and its company."""
    blocks = [body(TEXT, OPEN, FLUSH) for _ in range(size)]
    return Company(fragments(numbered(blocks)), {(0, 4): 0.95})


def test_seams_of_a_page_run_side_by_side() -> None:
    company = page(9)
    assert company.features(1, 5)["beside"] > company.features(1, 8)["beside"]
    assert company.features(1, 5)["usual-length"] > company.features(1, 8)["usual-length"]


def test_one_seam_inside_another_is_counted() -> None:
    company = page(9)
    assert company.features(1, 3)["nested"] > 0
    assert company.features(1, 5)["nested"] == 0


def test_starts_that_nothing_takes_up_count_when_passed_over() -> None:
    starts = [INDENTED, FLUSH, FLUSH, FLUSH, INDENTED, FLUSH]
    blocks = fragments(numbered([body(TEXT, OPEN, start) for start in starts]))
    free = Company(blocks, {}).features(0, 5)["skipped-starts"]
    taken = Company(blocks, {(4, 2): 0.9, (1, 3): 0.9}).features(0, 5)["skipped-starts"]
    assert free > taken > 0


def test_the_next_fragment_is_told_how_much_the_page_jumps() -> None:
    assert set(page(5).features(1, 2)) == {"next", "jumpy-next"}
