"""The second look: blocks of unsure role, settled by the seams of the page."""

from __future__ import annotations

from dataclasses import replace

from papercleaner.model import Block, Role
from papercleaner.seams.assignment import assign
from papercleaner.seams.fragments import fragments
from papercleaner.seams.score import seam_scores
from papercleaner.seams.second_look import settled, unsure_places, without_heads
from tests.seams.fragments import CLOSED, FLUSH, OPEN, body, numbered, other

CUT = "朱村的干部说，这次共聘请了十一名技术员，分别对应全镇十一个行政村，实"
REST = "现了全镇各村的全覆盖。"
DONE = "去年以来，东湖镇把发展蔬菜生产作为农民增收的主要门路。"
NEXT = "今年春天，全镇又新建大棚三百个，预计产值可达五百万元。"


def look(blocks: list[Block]) -> tuple[Block, ...]:
    page = fragments(blocks, unsure_places(blocks))
    return settled(blocks, page, without_heads(assign(seam_scores(page)), page))


def roles(*blocks: Block) -> list[tuple[Role, str]]:
    return [(b.role, b.why) for b in look(numbered(list(blocks)))]


def unsure(role: Role, text: str, start: float = FLUSH, running: float = 0.4, end: float = CLOSED) -> Block:
    """A block whose role was told, though it may be running text with a chance of `running`."""
    told = running if role is Role.BODY else 1.0 - running
    block = body(text, end, start=start)
    return replace(block, role=role, confidence=told, running=running, why=f"role.{role.value}")


def test_a_head_that_takes_up_an_open_end_is_running_text() -> None:
    told = roles(body(CUT, OPEN), unsure(Role.HEADING, REST), body(NEXT))
    assert told[1] == (Role.BODY, "role.continued")


def test_a_head_whose_text_goes_on_is_running_text() -> None:
    first = unsure(Role.HEADING, "朱村的干部说，这次共聘请了十一名技术员，实", start=2.0, end=OPEN)
    assert roles(body(DONE), first, body(REST, start=FLUSH))[1] == (Role.BODY, "role.continued")


def test_whatever_role_was_told_a_seam_may_overrule_it() -> None:
    for role in (Role.CAPTION, Role.NOISE, Role.CREDIT):
        told = roles(body(CUT, OPEN), unsure(role, REST), body(NEXT))
        assert told[1] == (Role.BODY, "role.continued"), role


def test_furniture_stays_furniture() -> None:
    told = roles(body(CUT, OPEN), unsure(Role.ADVERTISEMENT, REST), body(NEXT))
    assert told[1][0] is Role.ADVERTISEMENT


def test_a_headline_in_two_lines_is_no_paragraph() -> None:
    head = [unsure(Role.HEADLINE, "全镇各村共同开辟蔬菜生", end=OPEN), unsure(Role.HEADLINE, "产的新天地", running=0.3)]
    assert [role for role, _ in roles(*head, body(NEXT))[:2]] == [Role.HEADLINE, Role.HEADLINE]


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
    heading = unsure(Role.HEADING, REST, running=0.001)
    assert roles(body(CUT, OPEN), heading, body(NEXT))[1] == (Role.HEADING, "role.heading")


def test_a_block_that_was_told_without_odds_goes_by_its_confidence() -> None:
    caption = other(Role.CAPTION, "图为大棚。", confidence=0.5)
    assert unsure_places([caption, other(Role.CAPTION, "图为大棚。", confidence=0.999)]) == {0}


def test_long_blocks_keep_their_roles() -> None:
    assert unsure_places([unsure(Role.HEADLINE, REST * 9)]) == frozenset()


def test_nothing_but_roles_changes() -> None:
    blocks = numbered([body(CUT, OPEN), unsure(Role.HEADING, REST), unsure(Role.BODY, "发展蔬菜生产", 0.0), body(NEXT)])
    again = look(blocks)
    assert [replace(b, role=Role.BODY, why="") for b in again] == [replace(b, role=Role.BODY, why="") for b in blocks]
    assert look([]) == ()
