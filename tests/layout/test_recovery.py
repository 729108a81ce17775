"""Whole pages set at random: lines found, nothing lost, spaces and newlines read alike, in linear time."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercleaner.config import Config
from papercleaner.layout.linefit import Fitted
from papercleaner.model import Page
from papercleaner.stages import lines as stage
from tests.layout.figures import Share, figures
from tests.layout.typesetting import Printed, dump, prose, random_page, recover, set_lines

PAGES = st.integers(0, 10**6).map(lambda seed: random_page(random.Random(seed)))
EASY = st.integers(0, 10**6).map(lambda seed: random_page(random.Random(seed), easy=True))


def solid(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def sample() -> dict[str, Share]:
    return figures()


@pytest.mark.parametrize(
    ("what", "least"),
    [("lines", 0.99), ("paragraphs", 0.95), ("hidden starts", 0.9), ("true starts", 0.97), ("same as newlines", 0.99)],
)
def test_a_sample_of_pages_comes_back(what: str, least: float, sample: dict[str, Share]) -> None:
    """Hidden starts: paragraph starts inside a block that were found; true starts: found ones that are there."""
    assert sample[what].count > 20
    assert sample[what].value >= least, str(sample[what])


@settings(max_examples=40, derandomize=True, deadline=None)
@given(EASY)
def test_spaces_and_newlines_give_the_same_blocks(page: tuple[Printed, ...]) -> None:
    spaced, broken = recover(dump(page, " ")), recover(dump(page, "\n"))
    assert [str(b.text) for b in spaced.blocks] == [str(b.text) for b in broken.blocks]
    assert [b.shape for b in spaced.blocks] == [b.shape for b in broken.blocks]


@settings(max_examples=40, derandomize=True, deadline=None)
@given(PAGES, st.sampled_from([" ", "\n", "", " \n", "\u3000"]))
def test_no_character_is_lost_or_moved(page: tuple[Printed, ...], wrap: str) -> None:
    text = dump(page, wrap)
    assert solid("".join(str(b.text) for b in recover(text).blocks)) == solid(text)


SCRAPS = st.text(alphabet="天地，。“”—GA7 \n\u3000", max_size=80)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.lists(SCRAPS, max_size=12))
def test_no_scrap_of_text_is_lost_either(scraps: list[str]) -> None:
    text = "\n\n".join(scraps)
    page = recover(text)
    assert solid("".join(str(b.text) for b in page.blocks)) == solid(text)
    assert all(b.text and b.lines for b in page.blocks)
    spans = [span for b in page.blocks for span in b.text.spans]
    assert spans == sorted(spans)


def test_changes_of_the_stage_are_of_white_space_only() -> None:
    text = dump(random_page(random.Random(5)))
    for block in recover(text).blocks:
        for piece in block.text.pieces:
            assert not piece.changed or (not text[piece.start : piece.end].strip() and not piece.text.strip())
            assert piece.why in ((), ("space.wrap",), ("space.newline",))


def test_one_closed_line_may_end_anywhere() -> None:
    story = tuple(set_lines(prose(random.Random(3), 200), 16))
    *_, closed = recover(dump([Printed((story,)), Printed((("大家说农民的收入有了提高。",),))])).blocks
    *_, open_end = recover(dump([Printed((story,)), Printed((("大家说农民的收入有了大提高",),))])).blocks
    assert closed.shape.indent <= 0
    assert open_end.shape.indent > 0, "two ems short, and no mark: an indented first line"


def test_a_page_read_from_our_own_output_is_not_touched() -> None:
    page = Page(recover("天地").source, structured=True)
    assert stage.STAGE.run(page, Config()) is page


class Watched(dict[int, object]):
    """A dictionary that counts how often it is asked."""

    asked = 0

    def get(self, key: int, default: object = None) -> object:
        self.asked += 1
        return super().get(key, default)


def test_neighbours_are_looked_up_once_a_block_from_either_side() -> None:
    """Many short blocks of no column, a column only at one end of the page."""
    for size in (100, 1000):
        fits = Watched({0: []})
        assert stage._neighbours(size, fits) == [[]] * size  # type: ignore[arg-type]
        assert fits.asked == 2 * size


def test_columns_are_measured_once_a_paragraph_not_once_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines looked at in all are some times those of the block, whatever its length."""
    looked: list[int] = []
    measure_column = stage._column

    def counted(lines: Sequence[Fitted], column: float) -> float:
        looked.append(len(lines))
        return measure_column(lines, column)

    monkeypatch.setattr(stage, "_column", counted)
    once = " ".join(set_lines(prose(random.Random(1), 3000), 12))
    for text in (once, " ".join([once] * 4)):
        looked.clear()
        lines = sum(len(b.lines) for b in recover(text).blocks)
        assert sum(looked) <= 3 * lines
