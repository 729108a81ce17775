"""The assignment of ends to starts, against every assignment there is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercleaner.seams.assignment import Pair, assign

SCORES = st.dictionaries(
    st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda p: p[0] != p[1]),
    st.floats(-3, 6).map(lambda s: round(s, 2)),
    max_size=12,
)
ONWARD = SCORES.map(lambda scores: {p: s for p, s in scores.items() if p[0] < p[1]})


def matchings(pairs: list[Pair]) -> Iterator[dict[int, int]]:
    """Every choice of pairs in which no end and no start is used twice."""
    if not pairs:
        yield {}
        return
    (end, start), *rest = pairs
    for chosen in matchings(rest):
        yield chosen
        if end not in chosen and start not in chosen.values():
            yield {end: start, **chosen}


def total(chosen: dict[int, int], scores: dict[Pair, float]) -> float:
    return sum(scores[pair] for pair in chosen.items())


@settings(max_examples=300, derandomize=True, deadline=None)
@given(ONWARD)
def test_no_assignment_is_better(scores: dict[Pair, float]) -> None:
    """Onward only there can be no ring, so the best matching is the answer."""
    best = max(total(chosen, scores) for chosen in matchings(list(scores)))
    assert total(assign(scores), scores) == pytest.approx(best)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(SCORES)
def test_each_start_is_taken_once_and_there_is_never_a_ring(scores: dict[Pair, float]) -> None:
    chosen = assign(scores)
    assert len(set(chosen.values())) == len(chosen)
    assert all(scores[pair] > 0 for pair in chosen.items())
    for first in chosen:
        at, steps = first, 0
        while at in chosen:
            at, steps = chosen[at], steps + 1
            assert at != first
            assert steps <= len(chosen)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(SCORES)
def test_the_order_in_which_scores_come_does_not_matter(scores: dict[Pair, float]) -> None:
    assert assign(scores) == assign(dict(reversed(scores.items())))


def test_a_ring_loses_its_weakest_seam() -> None:
    assert assign({(0, 1): 5.0, (1, 0): 1.0}) == {0: 1}
    assert assign({(0, 1): 1.0, (1, 2): 2.0, (2, 0): 3.0}) == {1: 2, 2: 0}


def test_the_better_pair_of_seams_beats_the_best_seam() -> None:
    """Greedy would take 5 and leave 0 without an end for start 3: 4 + 4 is more than 5 + 0.1."""
    assert assign({(0, 2): 5.0, (1, 2): 4.0, (0, 3): 4.0, (1, 3): 0.1}) == {0: 3, 1: 2}


def test_what_is_not_wanted_is_not_joined() -> None:
    assert assign({}) == {}
    assert assign({(0, 1): -1.0, (1, 2): 0.0}) == {}


def test_a_long_page_falls_into_small_groups() -> None:
    """A thousand fragments, each between two neighbours: solved at once if the groups are found."""
    scores = {(i, i + 1): 1.0 for i in range(0, 2000, 2)}
    assert assign(scores) == {i: i + 1 for i in range(0, 2000, 2)}


def test_a_paragraph_in_thousands_of_fragments() -> None:
    """One chain through a whole dump, and one ring: each end is walked through once."""
    size = 20_000
    chain = {(i, i + 1): 1.0 for i in range(size)}
    assert assign(chain) == {i: i + 1 for i in range(size)}
    ring = assign({**chain, (size, 0): 0.5})
    assert len(ring) == size
    assert size not in ring
