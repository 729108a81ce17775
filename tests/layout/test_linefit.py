"""The line fit on paragraphs that were really set: it must find the lines that were printed."""

from __future__ import annotations

import random

import pytest

from papercleaner.layout import linefit
from papercleaner.layout.ems import standard
from papercleaner.layout.gaps import Atoms, Sample, atoms, find_gaps
from papercleaner.layout.linefit import (
    FIRST,
    LAST,
    MIDDLE,
    SINGLE,
    Fitted,
    deviation_cost,
    fit_lines,
    fullness,
    indentation,
)
from papercleaner.model import Block
from tests.layout.typesetting import Printed, dump, lines_of, prose, recover, set_lines

WRAPS = pytest.mark.parametrize("wrap", [" ", "\n"], ids=["space", "newline"])
# Real prose, made for this test.
NEWS = (
    "昨天上午，全市农业生产现场会在东湖镇举行。来自各区县的一百二十名代表参观了三个村的蔬菜大棚，听取了经验介绍。"
    "会议指出，今年以来，各地认真落实春耕部署，早稻播种面积比去年增加4.5万亩，化肥和农药供应充足，农民种粮的积极性普遍提高。"
)
MORE = "会议要求，各级干部要深入田间地头，帮助农民解决资金、技术和销售上的困难，确保今年的粮食产量稳定在去年的水平上。"


def parted(text: str) -> Atoms:
    return atoms(Sample(text, find_gaps(text)), standard())


def printed(*paragraphs: tuple[str, ...]) -> Printed:
    return Printed(paragraphs)


def blocks(*page: Printed, wrap: str = " ") -> tuple[Block, ...]:
    return recover(dump(page, wrap)).blocks


@WRAPS
@pytest.mark.parametrize("column", [9, 11, 14, 18, 22, 27])
def test_a_paragraph_comes_back_line_by_line(column: int, wrap: str) -> None:
    lines = set_lines(NEWS + MORE, column)
    (block,) = blocks(printed(lines), wrap=wrap)
    assert lines_of(block) == lines
    assert str(block.text) == NEWS + MORE
    assert block.shape.column == pytest.approx(column, abs=1.0)
    assert block.shape.indent > 0


@WRAPS
def test_what_goes_on_from_another_column_is_not_indented(wrap: str) -> None:
    (block,) = blocks(printed(set_lines(NEWS + MORE, 16, indent=False)), wrap=wrap)
    assert lines_of(block) == set_lines(NEWS + MORE, 16, indent=False)
    assert block.shape.indent < 0


@WRAPS
def test_a_full_last_line_may_run_on_and_a_short_one_does_not(wrap: str) -> None:
    whole = set_lines(NEWS + MORE, 16)
    cut, done = blocks(printed(whole[:-2]), printed((*set_lines(NEWS, 16)[:-1], "提高")), wrap=wrap)
    assert cut.shape.fullness > 0 > done.shape.fullness


@WRAPS
def test_a_paragraph_start_hidden_in_a_block_is_found(wrap: str) -> None:
    first, second = set_lines(NEWS, 18), set_lines(MORE, 18)
    assert [lines_of(b) for b in blocks(printed(first, second), wrap=wrap)] == [first, second]


def test_a_sentence_that_fills_its_line_does_not_end_the_paragraph() -> None:
    lines = (
        "今天上午，市里召开全市大会。",
        "会议认为，各地要认真总结经验，",
        "改进工作方法，提高工作的效率，",
        "把今年的各项任务完成得更好。",
    )
    (block,) = blocks(printed(lines))
    assert lines_of(block) == lines


@WRAPS
def test_a_column_that_widens_under_a_picture(wrap: str) -> None:
    """Eleven ems beside the picture, nineteen below it: one paragraph, both columns known."""
    lines = set_lines(NEWS + MORE, [11] * 9 + [19])
    (block,) = blocks(printed(lines), wrap=wrap)
    assert lines_of(block) == lines
    columns = [line.column for line in block.lines]
    assert columns[0] == pytest.approx(11, abs=1.0)
    assert columns[-1] == pytest.approx(19, abs=1.0)
    assert block.shape.column == pytest.approx(19, abs=1.0)


def test_a_block_of_one_line_is_held_against_its_neighbours() -> None:
    body = printed(set_lines(NEWS, 18))
    full, short = "这是上一栏末尾接过来的满满一行文字啊", "以上是短行。"
    _, one, _, two, _ = blocks(body, printed((full,)), body, printed((short,)), body)
    assert [lines_of(one), lines_of(two)] == [(full,), (short,)]
    assert one.shape.column == pytest.approx(18, abs=1.0)
    assert one.shape.fullness > 0 > two.shape.fullness
    assert one.shape.indent < 0


@WRAPS
@pytest.mark.parametrize("head", ["农业生产 再上台阶", "春耕 夏种 秋收", "产业集群 成效显现"])
def test_a_headline_keeps_the_space_that_means_something(head: str, wrap: str) -> None:
    body = printed(set_lines(NEWS, 18))
    found = blocks(printed((head,)), body, body, wrap=wrap)[0]
    assert str(found.text) == head


def test_a_headline_of_two_lines_keeps_its_halves_apart() -> None:
    body = printed(set_lines(NEWS, 18))
    found = blocks(printed(("农业生产上台阶", "农民收入有提高")), body, body, wrap="\n")[0]
    assert str(found.text) == "农业生产上台阶 农民收入有提高"


def test_spaces_beside_numbers_inside_a_line_are_not_line_ends() -> None:
    lines = set_lines(NEWS, 18)
    spaced = tuple(line.replace("4.5", " 4.5 ").strip() for line in lines)
    (block,) = blocks(printed(spaced))
    assert [line.replace(" ", "") for line in lines_of(block)] == [line.replace(" ", "") for line in lines]


def test_a_last_line_is_never_wider_than_its_column() -> None:
    """The last gap stands beside a number, so only the width can say that a line ended there."""
    lines = (
        "今年以来各地认真部署春耕",
        "早稻的播种面积比去年增加许多",
        "化肥和农药的供应比较充足，农",
        "民种粮的积极性普遍提高共增加",
        "216家。",
    )
    (block,) = blocks(printed(lines))
    assert lines_of(block) == lines


def test_between_two_latin_words_the_line_end_was_a_space() -> None:
    lines = (
        "会上展出的新产品有三种，其中最受欢迎的是New",
        "York公司的产品，其次是本地工厂的产品，参观的",
        "人很多，大家都说好，有人当场就签了订货的合同，",
        "会后还要组织大家参观。",
    )
    (block,) = blocks(printed(lines), wrap="\n")
    assert "New York" in str(block.text)
    assert str(block.text).count(" ") == 1


def test_a_dump_without_line_ends_is_left_as_it_is() -> None:
    long = (NEWS + MORE) * 2
    (one, two) = blocks(printed((long,)), printed((long[5:],)))
    assert (str(one.text), str(two.text)) == (long, long[5:])
    assert one.shape.column is two.shape.column is None


def test_deviation_is_free_at_the_column_and_dearer_the_further() -> None:
    assert deviation_cost(18.0, 18.0, 0) == 0.0
    for steps in ([18, 18.5, 19, 20, 22, 30], [18, 17, 16, 14, 10, 2]):
        prices = [deviation_cost(w, 18.0, 2) for w in steps]
        assert prices == sorted(prices)
        assert prices[-1] == linefit.costs().cap
    assert deviation_cost(18.4, 18.0, 3) < deviation_cost(18.4, 18.0, 0), "marks give way"


def test_evidence_of_fullness_and_indent_points_the_right_way() -> None:
    assert fullness(18.0, 18.0, 1) > 0 > fullness(9.0, 18.0, 1)
    assert indentation(16.0, 18.0, 0, 2.0) > 0 > indentation(18.0, 18.0, 0, 2.0)


def kinds(lines: list[Fitted]) -> list[str]:
    return [line.kind for line in lines]


def test_lines_know_their_place_in_the_paragraph() -> None:
    chance = random.Random(3)
    text = " ".join(set_lines(prose(chance, 120), 14))
    found, _ = fit_lines(parted(text), [14.0], standard())
    assert kinds(found) == [FIRST, *[MIDDLE] * (len(found) - 2), LAST]
    found, _ = fit_lines(parted("天地玄黄，宇宙洪荒。"), [14.0], standard())
    assert len(found) == 1
    assert found[0].kind in (LAST, SINGLE)


def test_the_fit_covers_every_stretch_once() -> None:
    text = " ".join(set_lines(prose(random.Random(4), 400), 13))
    parts = parted(text)
    found, _ = fit_lines(parts, [13.0, 20.0], standard())
    assert [line.first for line in found] == [0, *[line.stop for line in found[:-1]]]
    assert found[-1].stop == len(parts.widths)


def steps(size: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many lines the dynamic programme prices on a block of `size` characters, most of its gaps unlikely ends."""
    count = 0
    spans = linefit._Fit._spans

    def counted(self: linefit._Fit, stop: int) -> list[tuple[int, float, int, float]]:
        nonlocal count
        found = spans(self, stop)
        count += len(found)
        return found

    monkeypatch.setattr(linefit._Fit, "_spans", counted)
    fit_lines(parted(("天 G 地 7 " * (size // 8)).strip()), [14.0, 20.0], standard())
    return count


def test_the_fit_takes_twice_the_steps_for_twice_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    small, large = steps(800, monkeypatch), steps(1600, monkeypatch)
    assert 0 < large <= 2.1 * small


@pytest.mark.parametrize("columns", [[14.0], [14.0, 20.0], [9.0, 14.0, 18.0]])
def test_a_limit_that_is_met_changes_nothing(columns: list[float]) -> None:
    block = parted(" ".join(set_lines(prose(random.Random(5), 120), 14)))
    found, cost = fit_lines(block, columns, standard())
    assert fit_lines(block, columns, standard(), cost) == (found, cost)
    assert fit_lines(block, columns, standard(), cost - 0.01)[1] > cost - 0.01
