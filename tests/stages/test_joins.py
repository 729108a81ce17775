"""The joins stage: fragments become paragraphs, whatever stands between, and every seam is on record."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from papercleaner.config import Config
from papercleaner.model import Block, Page, Role, Source
from papercleaner.stages.joins import STAGE
from tests.seams.fragments import CLOSED, FLUSH, INDENTED, OPEN, bare, body, numbered, other

CUT = "去年以来，东湖镇把发展蔬菜生产作为农民增收的主要门路，通过技术"
TAIL = "培训，共同开辟了新的销售渠道，农民的收入有了明显提高。"
DONE = "去年以来，东湖镇把发展蔬菜生产作为农民增收的主要门路。"
NEXT = "今年春天，全镇又新建大棚三百个，预计产值可达五百万元。"
CAPTION = "图为农民在大棚里收摘新鲜蔬菜。"


def joined(blocks: Sequence[Block]) -> Page:
    placed = numbered(list(blocks))
    text = "".join(f"{b.text}\n\n" for b in placed)
    return STAGE.run(Page(Source("page.txt", "", text), tuple(placed)), Config())


def texts(page: Page) -> list[str]:
    return [str(b.text) for b in page.blocks]


def test_a_seam_across_a_caption() -> None:
    page = joined([body(CUT, OPEN), other(Role.CAPTION, CAPTION), body(TAIL, start=FLUSH), body(NEXT)])
    assert texts(page) == [CUT + TAIL, CAPTION, NEXT]


def test_a_seam_across_a_caption_and_a_heading() -> None:
    heading = other(Role.HEADING, "农业生产上台阶")
    page = joined([body(CUT, OPEN), other(Role.CAPTION, CAPTION), heading, body(TAIL, start=FLUSH)])
    assert texts(page)[0] == CUT + TAIL


def test_no_seam_between_a_closed_end_and_an_indented_start() -> None:
    assert texts(joined([body(DONE), body(NEXT)])) == [DONE, NEXT]
    assert texts(joined([bare(DONE), bare(NEXT)])) == [DONE, NEXT]


def test_the_record_of_a_seam() -> None:
    page = joined([body(CUT, OPEN), other(Role.CAPTION, CAPTION), body(TAIL, start=FLUSH)])
    (move,) = page.moves
    assert (move.kind, move.rule) == ("move", "join.seam")
    (first, last), (start, _) = move.spans
    assert page.source.text[first:last].endswith("技术")
    assert page.source.text[start:].startswith("培训")
    assert 0.5 < move.confidence <= 1.0
    assert page.blocks[0].confidence <= move.confidence


def test_a_paragraph_in_three_pieces() -> None:
    middle = "培训，共同开辟了新的销售渠道，农民的收入有了明显提高，干部群众的积极"
    page = joined([body(CUT, OPEN), body(middle, OPEN, FLUSH), body("性更加高涨，大家说这条路走对了。", start=FLUSH)])
    assert texts(page) == [CUT + middle + "性更加高涨，大家说这条路走对了。"]
    assert len(page.moves) == 2


def test_the_whole_is_shaped_like_its_first_piece_above_and_its_last_below() -> None:
    (block,) = joined([body(CUT, OPEN, INDENTED), body(TAIL, CLOSED, FLUSH)]).blocks
    assert block.shape.indent == INDENTED
    assert block.shape.fullness == CLOSED
    assert len(block.lines) == 2


def test_between_two_latin_words_a_space() -> None:
    one = body("会上展出的新产品共有三种，其中最受参观者欢迎的是由美国的New", OPEN)
    (block,) = joined([one, body("York公司生产的新型机床。", start=FLUSH)]).blocks
    assert "的New York公司" in str(block.text)
    assert any(p.why == ("join.latin-space",) for p in block.text.pieces)


def test_between_digits_none() -> None:
    one = body("去年全镇共收蔬菜20", OPEN)
    (block,) = joined([one, body("00万斤，比上年增加一成，农民收入明显提高。", start=FLUSH)]).blocks
    assert "2000万斤" in str(block.text)


def test_a_page_read_from_our_own_output_is_not_touched() -> None:
    blocks = tuple(numbered([body(CUT, OPEN), body(TAIL, start=FLUSH)]))
    page = Page(Source("page.md", "", ""), blocks, structured=True)
    assert STAGE.run(page, Config()) is page


SMALL = st.sampled_from([(Role.CAPTION, CAPTION), (Role.HEADLINE, "再上台阶"), (Role.BYLINE, "李明")])
PIECES = st.lists(
    st.builds(
        body,
        st.sampled_from([CUT, TAIL, DONE, NEXT, "的", "培训", "“天地", "216"]),
        st.sampled_from([OPEN, CLOSED, 0.0]),
        st.sampled_from([INDENTED, FLUSH, 0.0]),
    )
    | st.sampled_from([CUT, TAIL, DONE]).map(bare)
    | st.sampled_from(
        [other(Role.CAPTION, CAPTION), other(Role.HEADLINE, "再上台阶", 0.7), other(Role.BYLINE, "李明")]
    ),
    max_size=12,
)


@settings(max_examples=120, derandomize=True, deadline=None)
@given(PIECES)
def test_every_fragment_is_in_one_paragraph(blocks: list[Block]) -> None:
    page = joined(blocks)
    spans = sorted(span for b in page.blocks for span in b.text.spans)
    assert spans == sorted(span for b in numbered(blocks) for span in b.text.spans)
    assert len(page.blocks) + len(page.moves) == len(blocks)
