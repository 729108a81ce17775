"""The second look: short blocks of unsure role, settled by what they take up."""

from __future__ import annotations

from dataclasses import replace

from papercleaner.model import Block, Role
from papercleaner.seams.second_look import look_again
from tests.seams.fragments import FLUSH, OPEN, body, numbered, other

CUT = "朱村的干部说，这次共聘请了十一名技术员，分别对应全镇十一个行政村，实"
REST = "现了全镇各村的全覆盖"
DONE = "去年以来，东湖镇把发展蔬菜生产作为农民增收的主要门路。"
NEXT = "今年春天，全镇又新建大棚三百个，预计产值可达五百万元。"


def roles(*blocks: Block) -> list[tuple[Role, str]]:
    return [(b.role, b.why) for b in look_again(numbered(list(blocks)))]


def unsure(role: Role, text: str, start: float = FLUSH, confidence: float = 0.6) -> Block:
    return replace(body(text, start=start), role=role, confidence=confidence, why=f"role.{role.value}")


def test_a_head_that_takes_up_an_open_end_is_running_text() -> None:
    told = roles(body(CUT, OPEN), unsure(Role.HEADING, REST), body(NEXT))
    assert told[1] == (Role.BODY, "role.continued")


def test_a_short_line_that_takes_up_nothing_before_an_indented_paragraph_is_a_heading() -> None:
    told = roles(body(DONE), unsure(Role.BODY, "发展蔬菜生产", start=0.0), body(NEXT))
    assert told[1] == (Role.HEADING, "role.uncontinued")


def test_a_short_line_before_what_is_no_new_paragraph_stays_running_text() -> None:
    told = roles(body(DONE), unsure(Role.BODY, "发展蔬菜生产", start=0.0), body(NEXT, start=FLUSH))
    assert told[1][0] is Role.BODY


def test_a_heading_between_two_complete_paragraphs_stays_one() -> None:
    told = roles(body(DONE), unsure(Role.HEADING, "发展蔬菜生产", start=0.0), body(NEXT))
    assert told[1] == (Role.HEADING, "role.heading")


def test_a_short_line_with_a_full_stop_stays_running_text() -> None:
    told = roles(body(DONE), unsure(Role.BODY, "这是一件好事。", start=0.0), body(NEXT))
    assert told[1][0] is Role.BODY


def test_what_is_sure_is_not_looked_at_again() -> None:
    heading = unsure(Role.HEADING, REST, confidence=0.999)
    assert roles(body(CUT, OPEN), heading, body(NEXT))[1] == (Role.HEADING, "role.heading")


def test_long_blocks_and_other_roles_keep_theirs() -> None:
    long = replace(unsure(Role.HEADLINE, REST * 6))
    caption = other(Role.CAPTION, "图为大棚。", confidence=0.5)
    told = roles(body(CUT, OPEN), caption, long, body(NEXT))
    assert told[1][0] is Role.CAPTION
    assert told[2][0] is Role.HEADLINE


def test_nothing_but_roles_changes() -> None:
    blocks = numbered([body(CUT, OPEN), unsure(Role.HEADING, REST), unsure(Role.BODY, "发展蔬菜生产", 0.0), body(NEXT)])
    again = look_again(blocks)
    assert [replace(b, role=Role.BODY, why="") for b in again] == [replace(b, role=Role.BODY, why="") for b in blocks]
    assert look_again([]) == ()
