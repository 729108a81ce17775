"""Lines that an engine read row by row go back into their columns; lines in order stay."""

from __future__ import annotations

from itertools import pairwise, zip_longest

from papercleaner import pipeline
from papercleaner.config import Config
from papercleaner.model import Page, Source
from papercleaner.readers import read
from papercleaner.stages.columns import deal_columns
from papercleaner.strands.deal import deal
from papercleaner.strands.gutters import cuts
from papercleaner.strands.rhythm import posterior
from papercleaner.strands.rows import columns_of, rows_of
from papercleaner.text import Text

LEFT = (
    "市图书馆昨天举行新馆开馆仪式，数百名读者早早来到门前等候。新馆共有五层，藏书一百二十万册，"
    "设有儿童阅览室、报刊阅览室和古籍阅览室。馆长介绍说，新馆从去年三月开始建设，历时一年零八个月，"
    "总投资三亿元。今后图书馆将每天开放十二个小时，周末也不休息，方便上班的市民前来借书。"
    "许多老读者表示，过去借一本书要走很远的路，现在坐公共汽车十分钟就能到达，非常方便。"
)
MIDDLE = (
    "入秋以来，山区的苹果进入收获季节，果农们忙着采摘、装箱、运输。今年雨水充足，苹果的产量比去年"
    "增加了两成，价格也比较稳定。合作社的负责人告诉记者，他们已经同南方的几家超市签订了合同，"
    "每天有二十辆卡车从村里出发，把新鲜的水果送到城市。为了帮助农民解决技术问题，县里派出了"
    "三十名农业技术人员，他们住在村里，手把手地教农民剪枝、施肥和防治病虫害，受到群众欢迎。"
)
RIGHT = (
    "全省青少年游泳比赛昨天在体育中心结束，来自十三个城市的四百名运动员参加了比赛。本市代表队获得"
    "八枚金牌，总分排在第二位。教练在接受采访时说，队员们的平均年龄只有十四岁，他们克服了训练条件"
    "不足的困难，每天清晨五点钟就开始训练。下个月，其中六名队员将代表全省参加全国比赛，"
    "希望他们能够取得更好的成绩，为家乡争光。比赛期间，体育中心的看台上每天都坐满了观众。"
)


def column(text: str, width: int = 11) -> list[str]:
    """A paragraph set in lines of `width` ems, its first line indented."""
    rest = text[width - 2 :]
    return [text[: width - 2], *(rest[i : i + width] for i in range(0, len(rest), width))]


def mixed(*texts: str) -> str:
    rows = zip_longest(*(column(t) for t in texts))
    return "\n".join(line for row in rows for line in row if line) + "\n"


def page(text: str) -> Page:
    return read(text.encode(), "page.txt")


def test_three_columns_read_row_by_row_are_told_apart() -> None:
    dealt = deal_columns(page(mixed(LEFT, MIDDLE, RIGHT)), Config())
    said = ["".join(str(b.text).split("\n")) for b in dealt.blocks]
    for text in (LEFT, MIDDLE, RIGHT):
        assert any(text[20:150] in s for s in said)


def test_each_moved_line_is_on_record() -> None:
    dealt = deal_columns(page(mixed(LEFT, MIDDLE, RIGHT)), Config())
    assert dealt.moves
    assert {m.rule for m in dealt.moves} == {"columns.strand"}


def test_no_character_is_lost_or_comes_twice() -> None:
    source = mixed(LEFT, MIDDLE, RIGHT)
    dealt = deal_columns(page(source), Config())
    spans = sorted(span for b in dealt.blocks for span in b.text.spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert sorted("\n".join(str(b.text) for b in dealt.blocks).split()) == sorted(source.split())


def test_a_column_in_order_stays_as_it_is() -> None:
    before = page("\n".join(column(LEFT) + column(MIDDLE) + column(RIGHT)) + "\n")
    assert deal_columns(before, Config()) is before or deal_columns(before, Config()) == before


def test_blocks_of_one_line_are_left_alone() -> None:
    before = page(f"{LEFT}\n\n{MIDDLE}\n\n{RIGHT}\n")
    assert deal_columns(before, Config()) is before


def test_lines_across_a_gutter_are_cut_where_the_column_ends() -> None:
    left, right = column(LEFT), column(RIGHT)
    lines = [a + b for a, b in zip(left[1:9], right[1:9], strict=True)] + left[9:] + right[9:]
    rows = rows_of(Text.of("\n".join(lines)))
    found = cuts(rows, columns_of([r.width for r in rows]))
    assert sum(found.get(k) == (11,) for k in range(8)) >= 6
    assert not set(found) - set(range(8))


def test_lines_of_one_column_are_never_cut() -> None:
    rows = rows_of(Text.of("\n".join(column(LEFT) + column(MIDDLE))))
    assert cuts(rows, columns_of([r.width for r in rows])) == {}


def test_every_line_is_dealt_once() -> None:
    rows = rows_of(Text.of(mixed(LEFT, RIGHT)))
    strands = deal(rows, columns_of([r.width for r in rows]))
    assert sorted(k for s in strands for k in s) == list(range(len(rows)))


def test_the_rhythm_bridges_a_line_that_says_nothing() -> None:
    links = [[-2.0, 3.0, -2.0]] * 5 + [[0.0, 0.0, 0.0]] + [[-2.0, 3.0, -2.0]] * 5
    assert max(range(3), key=posterior(links)[5].__getitem__) == 1


def test_a_mixed_page_is_cleaned_to_whole_paragraphs() -> None:
    done = pipeline.run(page(mixed(LEFT, MIDDLE, RIGHT)), Config())
    said = "".join(str(u.text) for u in done.units())
    assert MIDDLE[20:140] in said


def test_an_empty_page_stays_empty() -> None:
    empty = Page(Source("x", "", ""))
    assert deal_columns(empty, Config()) is empty


def test_a_block_that_was_read_backward_is_turned() -> None:
    lines = column(MIDDLE)
    dealt = deal_columns(page("\n".join(reversed(lines)) + "\n"), Config())
    assert str(dealt.blocks[0].text).split("\n") == lines
    assert {m.rule for m in dealt.moves} == {"columns.backward"}


def test_a_page_that_was_read_backward_is_turned_and_its_paragraphs_stay_whole() -> None:
    lines = column(RIGHT) + column(MIDDLE) + column(LEFT)
    dealt = deal_columns(page("\n".join(reversed(lines)) + "\n"), Config())
    said = "\n".join("".join(str(b.text).split("\n")) for b in dealt.blocks)
    assert all(text[20:150] in said for text in (LEFT, MIDDLE, RIGHT))
    assert {m.rule for m in dealt.moves} == {"columns.backward"}


def test_lines_without_order_are_not_turned() -> None:
    for lines in (["春天", "夏天", "秋天", "冬天"] * 3, sorted(column(LEFT)), column(LEFT)[::2] + column(LEFT)[1::2]):
        source = page("\n".join(lines) + "\n")
        assert deal_columns(source, Config()) == source
