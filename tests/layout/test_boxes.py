"""Layout from boxes: pages set here line by line, read back in the order a human reads them."""

from __future__ import annotations

import json
import random

import pytest

from papercleaner import readers
from papercleaner.config import Config
from papercleaner.layout.boxes.claims import in_order
from papercleaner.layout.boxes.items import Item, is_vertical, items, page_em
from papercleaner.layout.boxes.stacks import Stack
from papercleaner.model import Block, Page, Role
from papercleaner.printed import Line
from papercleaner.stages.boxes import lay_out
from papercleaner.text import Text

EM, PITCH = 20.0, 28.0
OTHERS = "昨天上午本市举行春季运动会开幕式来自三十所学校的两千名学生参加了团体操表演和田径比赛"
WORDS = "会议要求各地各部门把责任落实到人不留死角并按时完成全部任务确保群众安全度汛"

Printed = tuple[str, float, float, float]
"""Text, left, top, size."""


def column(left: float, top: float, count: int, first: str, *, width: int = 12, words: str = WORDS) -> list[Printed]:
    """A paragraph of `count` lines, the first indented, the last short."""
    text = first + words * 9
    made = [(text[: width - 2], left + 2 * EM, top, EM)]
    for k in range(1, count):
        start = k * width - 2
        size = width if k < count - 1 else width // 2
        made.append((text[start : start + size], left, top + k * PITCH, EM))
    return made


def page(lines: list[Printed], turn: bool = False) -> Page:
    rows = []
    for text, left, top, size in lines:
        box = [left, top, left + len(text) * size, top + size * 1.2]
        rows.append(
            {"text": text, "score": 0.9, "box": [2000 - box[3], box[0], 2000 - box[1], box[2]] if turn else box}
        )
    source = json.dumps({"width": 2000, "height": 2000, "lines": rows})
    return lay_out(readers.read(source, "page.json"), Config())


def starts(blocks: tuple[Block, ...]) -> list[str]:
    return [str(b.text)[:2] for b in blocks]


TWO = [
    ("乡村水库除险加固", 100.0, 40.0, 40.0),
    *column(100, 120, 8, "甲一"),
    *column(380, 120, 8, "甲二"),
    ("城市公园免费开放", 720.0, 40.0, 40.0),
    *column(720, 120, 8, "乙一"),
]


@pytest.mark.parametrize("turn", [False, True])
def test_headlines_claim_the_columns_below_them_whatever_the_order_of_the_engine(turn: bool) -> None:
    for seed in range(3):
        lines = list(TWO)
        random.Random(seed).shuffle(lines)
        blocks = page(lines, turn).blocks
        assert starts(blocks) == ["乡村", "甲一", "甲二", "城市", "乙一"]
        assert [b.role for b in blocks if b.role is not Role.BODY] == [Role.HEADLINE, Role.HEADLINE]
        assert blocks[0].zone == blocks[1].zone == blocks[2].zone != blocks[3].zone == blocks[4].zone


def test_every_line_is_kept_once() -> None:
    made = page(TWO)
    spans = sorted(s for b in made.blocks for s in b.text.spans)
    assert "".join(made.source.text[a:b] for a, b in spans) == made.source.text.replace("\n", "")


def test_kicker_headline_and_subtitle_by_size() -> None:
    heads = [
        ("省水利厅作出部署", 100.0, 10.0, 28.0),
        ("水库除险加固", 100.0, 50.0, 48.0),
        ("三年之内全部完成", 100.0, 116.0, 28.0),
    ]
    blocks = page([*heads, *column(100, 180, 9, "甲一")]).blocks
    assert [b.role for b in blocks[:3]] == [Role.KICKER, Role.HEADLINE, Role.SUBTITLE]


def test_text_of_one_size_has_no_headline() -> None:
    assert all(b.role is Role.BODY for b in page(column(100, 120, 8, "甲一") + column(380, 120, 8, "甲二")).blocks)


def test_paragraphs_are_parted_by_measured_indents_and_short_lines() -> None:
    blocks = page(column(100, 100, 6, "甲一") + column(100, 100 + 6 * PITCH, 6, "甲二")).blocks
    assert starts(blocks) == ["甲一", "甲二"]
    assert blocks[0].shape.indent > 0 > blocks[0].shape.fullness
    assert blocks[0].shape.column is not None and abs(blocks[0].shape.column - 12) < 0.5


def test_a_detection_across_a_gutter_is_cut() -> None:
    left, right = column(100, 100, 10, "甲一"), column(360, 100, 10, "乙一", words=OTHERS)
    whole = (left[4][0] + right[4][0], 100.0, left[4][2], EM * (260 + 240) / (24 * EM))
    merged = [*left[:4], *left[5:], *right[:4], *right[5:], whole]
    blocks = page(merged).blocks
    assert starts(blocks) == ["甲一", "乙一"]
    assert left[4][0] in str(blocks[0].text) and right[4][0] in str(blocks[1].text)


def test_a_caption_stands_after_the_text_it_interrupts() -> None:
    caption = [("图为加固后的大坝和新修的道路", 100.0, 100 + 16 * PITCH, 17.0)]
    lines = [("乡村水库除险加固", 100.0, 20.0, 40.0), *column(100, 100, 9, "甲一"), *caption]
    blocks = page([*lines, *column(100, 100 + 17 * PITCH + 12, 9, "甲二")]).blocks
    assert blocks[-1].role is Role.CAPTION


def test_a_signed_caption_ends_where_its_photographer_stands() -> None:
    """The text below follows at the usual distance, in the middle of a sentence: no edge parts the two."""
    above = column(100, 100, 9, "甲一")
    top = 100 + 15 * PITCH
    caption = [("图为加固的新大坝。（王海摄）", 100.0, top, 17.0)]
    rest = [(text, left, y + top - 100, size) for text, left, y, size in column(100, 100, 9, "甲二")[1:]]
    blocks = page([("乡村水库除险加固", 100.0, 20.0, 40.0), *above, *caption, *rest]).blocks
    assert [str(b.text) for b in blocks if b.role is Role.CAPTION] == ["图为加固的新大坝。（王海摄）"]


def test_pages_without_boxes_are_left_alone() -> None:
    found = readers.read(
        "<PcGts><Page><TextRegion><TextEquiv><Unicode>会议。</Unicode></TextEquiv></TextRegion></Page></PcGts>", "x"
    )
    assert lay_out(found, Config()) is not None
    assert [str(b.text) for b in lay_out(found, Config()).blocks] == ["会议。"]


def test_sizes_skew_and_direction() -> None:
    lines = [Line(Text.of("会议要求" * 3), box=(0.0, k * 28.0, 240.0, k * 28.0 + 24)) for k in range(20)]
    assert abs(page_em(items(lines)) - EM) < 1
    skewed = [
        Line(x.text, box=(b[0] + 0.02 * b[1], b[1], b[2] + 0.02 * b[1], b[3]))
        for x in lines
        if (b := x.box) is not None
    ]
    lefts = [x.left for x in items(skewed)]
    assert max(lefts) - min(lefts) < 1.0
    assert is_vertical([Line(Text.of("会议要求"), box=(0.0, 0.0, 20.0, 80.0))]) and not is_vertical(lines)


def test_order_of_rings_ends() -> None:
    def stack(left: float, top: float, right: float, bottom: float) -> Stack:
        line = Line(Text.of("字"))
        return Stack((Item(line.text, line, left, top, right, bottom, EM),))

    ring = [stack(0, 50, 100, 150), stack(90, 0, 200, 60), stack(150, 55, 300, 160), stack(80, 140, 290, 240)]
    assert len(in_order(ring)) == 4


def rows(left: float, top: float, count: int, width: int, text: str) -> list[Printed]:
    """Full lines of running text that goes on from line to line."""
    made = text * (count * width // len(text) + 1)
    return [(made[k * width : (k + 1) * width], left, top + k * PITCH, EM) for k in range(count)]


def test_bands_of_columns_are_read_one_after_the_other() -> None:
    head = ("乡村水库除险加固工程全面开工", 100.0, 40.0, 40.0)
    above = [column(100 + k * 280, 120, 8, f"上{k}") for k in range(3)]
    below = [column(100 + k * 420, 120 + 9 * PITCH, 8, f"下{k}", width=19) for k in range(2)]
    blocks = page([head, *(x for c in (*above, *below) for x in c)]).blocks
    assert starts(blocks)[1:] == ["上0", "上1", "上2", "下0", "下1"]


def test_columns_that_a_picture_interrupts_are_read_downward() -> None:
    head = ("乡村水库除险加固", 100.0, 40.0, 40.0)
    parts = [column(100 + k * 280, 120 + half * 20 * PITCH, 6, f"{'上下'[half]}{k}") for k in (0, 1) for half in (0, 1)]
    assert starts(page([head, *(x for c in parts for x in c)]).blocks)[1:] == ["上0", "下0", "上1", "下1"]


def test_a_short_last_line_and_an_indent_part_paragraphs_a_detection_that_starts_early_does_not() -> None:
    lines = column(100, 100, 8, "甲一")
    text, left, top, size = lines[3]
    lines[3] = (text, left - 0.6 * EM, top, size)
    assert len(page(lines).blocks) == 1


def test_a_line_whose_words_run_on_is_not_cut_where_columns_above_it_part() -> None:
    above = rows(100, 100, 8, 12, WORDS) + rows(360, 100, 8, 12, WORDS)
    whole = (WORDS[:25], 100.0, 100 + 8 * PITCH, EM)
    more = rows(100, 100 + 9 * PITCH, 5, 25, WORDS)
    assert any(WORDS[:25] in str(b.text) for b in page([*above, whole, *more]).blocks)


def test_several_lines_of_large_type_without_text_are_a_notice() -> None:
    notice = [("江州明珠", 800.0, 600.0, 50.0), ("二十周年", 800.0, 670.0, 50.0)]
    blocks = page([("乡村水库除险加固", 100.0, 40.0, 40.0), *column(100, 120, 8, "甲一"), *notice]).blocks
    assert {b.role for b in blocks if "明珠" in str(b.text)} == {Role.ADVERTISEMENT}
    assert next(b.role for b in blocks if "水库除" in str(b.text)) is Role.HEADLINE


def test_of_two_headlines_side_by_side_a_column_belongs_to_the_one_over_it() -> None:
    lines = [
        ("水库除险加固", 100.0, 40.0, 40.0),
        ("城市公园开放", 760.0, 36.0, 40.0),
        *column(100, 120, 8, "甲一"),
        *column(620, 120, 8, "乙一"),
        *column(900, 120, 8, "乙二"),
    ]
    assert starts(page(lines).blocks) == ["水库", "甲一", "城市", "乙一", "乙二"]


def test_a_gap_between_words_is_where_a_gutter_is_cut() -> None:
    left, right = column(100, 100, 10, "甲一"), column(380, 100, 10, "乙一")
    words = "".join(
        f"<span class='ocrx_word' title='bbox {x:.0f} {t:.0f} {x + len(w) * s:.0f} {t + s:.0f}'>{w}</span>"
        for w, x, t, s in (left[4], right[4])
    )
    lines = "".join(
        f"<span class='ocr_line' title='bbox {x:.0f} {t:.0f} {x + len(w) * s:.0f} {t + s:.0f}'>{w}</span>"
        for w, x, t, s in (*left[:4], *left[5:], *right[:4], *right[5:])
    )
    t = left[4][2]
    merged = f"<span class='ocr_line' title='bbox 100 {t:.0f} 620 {t + EM:.0f}'>{words}</span>"
    source = f"<html><body><div class='ocr_page' title='bbox 0 0 1000 1000'>{lines}{merged}</div></body></html>"
    blocks = lay_out(readers.read(source, "page.hocr"), Config()).blocks
    assert starts(blocks) == ["甲一", "乙一"]
    assert left[4][0] in str(blocks[0].text) and right[4][0] in str(blocks[1].text)


def hocr(lines: list[Printed]) -> Page:
    """The lines as an engine gives them that boxes every character."""
    out = ""
    for text, left, top, size in lines:
        words = "".join(
            f"<span class='ocrx_word' title='bbox {left + k * size:.0f} {top:.0f} {left + (k + 1) * size - 1:.0f} "
            f"{top + 0.95 * size:.0f}; x_wconf 92'>{c}</span>"
            for k, c in enumerate(text)
            if c != " "
        )
        box = f"bbox {left:.0f} {top:.0f} {left + len(text) * size:.0f} {top + 2.4 * size:.0f}"
        out += f"<span class='ocr_line' title='{box}'>{words}</span>"
    return readers.read(f"<html><body><div class='ocr_page' title='bbox 0 0 2000 2000'>{out}</div></body></html>", "p")


def test_a_line_box_that_reaches_into_the_next_row_makes_no_headline() -> None:
    found = [x for b in hocr(column(100, 100, 8, "甲一")).blocks for x in b.lines]
    assert all(x.em is not None and abs(x.em - EM) < 1 for x in found)
    assert all(x.box is not None and x.box[3] - x.box[1] < 1.1 * EM for x in found)
    assert {b.role for b in lay_out(hocr(column(100, 100, 8, "甲一")), Config()).blocks} == {Role.BODY}


def test_columns_are_parted_at_the_strip_between_them_though_marks_stand_in_it() -> None:
    left, right = column(100, 100, 10, "甲一"), column(400, 100, 10, "乙一")
    merged = [(f"{a[0]} |  {b[0]}", *a[1:]) for a, b in zip(left[3:7], right[3:7], strict=True)]
    blocks = lay_out(hocr([*left[:3], *left[7:], *right[:3], *right[7:], *merged]), Config()).blocks
    assert starts(blocks) == ["甲一", "乙一"]
    assert all(b[0] in str(blocks[1].text) for b in right)


def test_pieces_of_a_line_are_one_where_the_lines_around_run_on() -> None:
    lines = rows(100, 100, 8, 20, WORDS)
    text, left, top, size = lines[4]
    pieces = [(text[:8], left, top, size), (text[11:], left + 11 * size, top, size)]
    found = lay_out(hocr([*lines[:4], *lines[5:], *pieces]), Config()).blocks
    assert len(found) == 1 and text[:8] + text[11:] in str(found[0].text)


def test_an_indent_after_a_line_that_runs_on_is_a_beginning_that_was_lost() -> None:
    lines = rows(100, 100, 8, 20, WORDS)
    text, left, top, size = lines[4]
    assert len(page([*lines[:4], (text[2:], left + 2 * size, top, size), *lines[5:]]).blocks) == 1


def test_lines_that_run_on_as_they_are_stay_whole() -> None:
    wide = column(100, 100, 10, "甲一", width=24)
    assert starts(page([*wide, *column(100, 420, 6, "乙一"), *column(360, 420, 6, "丙一")]).blocks)[0] == "甲一"
    assert all(any(line[0] in str(b.text) for b in page(wide).blocks) for line in wide[1:])


def upright(text: str, left: float, top: float, size: float) -> dict[str, object]:
    return {"text": text, "score": 0.9, "box": [left, top, left + 1.2 * size, top + len(text) * size]}


def test_an_upright_headline_claims_the_text_beside_it() -> None:
    lines = [("乡村水库除险加固", 100.0, 40.0, 40.0), *column(100, 120, 8, "甲一"), *column(380, 120, 8, "甲二")]
    lines += [*column(160, 420, 8, "乙一"), *column(440, 420, 8, "乙二")]
    rows: list[dict[str, object]] = [
        {"text": t, "score": 0.9, "box": [x, y, x + len(t) * s, y + 1.2 * s]} for t, x, y, s in lines
    ]
    rows.append(upright("除夕的思念", 95.0, 420.0, 40.0))
    blocks = lay_out(readers.read(json.dumps({"lines": rows}), "page.json"), Config()).blocks
    zones = {str(b.text)[:2]: b.zone for b in blocks}
    assert zones["乙一"] == zones["乙二"] == zones["除夕"] != zones["甲一"]


def test_a_column_beside_a_headline_is_the_last_of_its_article() -> None:
    lines = [("乡村水库除险加固之后", 100.0, 40.0, 44.0), *column(100, 120, 8, "甲一"), *column(380, 120, 8, "甲二")]
    blocks = page([*lines, *column(660, 40, 10, "甲三")]).blocks
    assert [str(b.text)[:2] for b in blocks if b.role is Role.BODY] == ["甲一", "甲二", "甲三"]
    assert len({b.zone for b in blocks}) == 1


def test_a_caption_ends_where_it_is_signed_not_where_it_opens() -> None:
    caption = [
        ("图为加固后的大坝和新修的道路，沿线", 100.0, 380.0, 15.0),
        ("群众走上了新路。李明摄", 100.0, 400.0, 15.0),
    ]
    lines = [("乡村水库除险加固", 100.0, 20.0, 40.0), *column(100, 100, 5, "甲一"), *caption]
    blocks = page([*lines, *column(100, 440, 9, "甲二")]).blocks
    assert [str(b.text) for b in blocks if b.role is Role.CAPTION] == [caption[0][0] + caption[1][0]]


def test_blocks_tell_how_they_are_set() -> None:
    heading = [("加固之后", 160.0, 100 + 6 * PITCH + 10, 20.0)]
    blocks = page([*column(100, 100, 6, "甲一"), *heading, *column(100, 120 + 7 * PITCH, 6, "甲二")]).blocks
    setting = next(b.setting for b in blocks if str(b.text) == "加固之后")
    assert setting is not None and setting.above > 0.3 and setting.below > 0.3
    assert setting.inset == pytest.approx((3, 5), abs=0.3)
