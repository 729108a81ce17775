"""Reading order inside an article: columns to their end, and seams to where they lead."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from papercleaner.grouping.order import Stretch, in_order, reading_order
from papercleaner.grouping.view import View
from papercleaner.model import Role
from tests.grouping.stories import FARM
from tests.seams.fragments import body, numbered, other


def order(*stretches: tuple[int, ...], headed: frozenset[int] = frozenset()) -> list[int]:
    return reading_order(stretches, headed)


def test_a_dump_in_order_stays_as_it_is() -> None:
    assert order((0,), (1, 2), (3,)) == [0, 1, 2]


def test_after_a_seam_the_column_that_it_leads_to_is_read_on() -> None:
    """Band by band: the second paragraph runs on in the lower band, where the third stands below it."""
    assert order((0,), (1, 4), (2,), (3,), (5,)) == [0, 1, 4, 2, 3]


def test_no_paragraph_comes_before_the_text_above_it() -> None:
    """Two begins below the end of another, which begins further on in the dump."""
    assert order((1,), (3, 0)) == [1, 0]


def test_a_headline_between_parts_a_column() -> None:
    assert order((1,), (3, 0), headed=frozenset({1})) == [0, 1]


def test_a_ring_is_read_from_its_first_place() -> None:
    assert order((1, 2), (3, 0)) == [0, 1]


@given(st.permutations(range(12)), st.lists(st.integers(1, 3), min_size=12, max_size=12))
def test_every_paragraph_is_read_once(places: list[int], sizes: list[int]) -> None:
    rest, stretches = list(places), list[Stretch]()
    for size in sizes:
        if rest:
            stretches.append(tuple(rest[:size]))
            rest = rest[size:]
    assert sorted(reading_order(stretches)) == list(range(len(stretches)))


def test_headings_keep_to_the_paragraph_below_and_captions_to_the_one_above() -> None:
    blocks = numbered(
        [body(FARM[0]), other(Role.CAPTION, "图为大棚"), other(Role.HEADING, "市场"), body(FARM[1]), body(FARM[2])]
    )
    ends = replace(blocks[0], places=(0, 4), shapes=(blocks[0].shape,) * 2)
    third = replace(blocks[4], places=(5,))
    found = [(0, ends), (1, blocks[1]), (2, blocks[2]), (3, blocks[3]), (5, third)]
    view = View(tuple(b for _, b in found))
    read = in_order(found, view)
    assert [str(b.text)[:4] for b in read] == [str(b.text)[:4] for b in (ends, blocks[1], third, blocks[2], blocks[3])]
