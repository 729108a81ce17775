"""Close calls: what was decided with an alternative near by is told, what was sure is not."""

from __future__ import annotations

from papercleaner.seams.doubts import close_calls
from papercleaner.seams.evidence import weights
from papercleaner.seams.fragments import fragments
from tests.seams.fragments import FLUSH, OPEN, body, numbered

CUT = "去年以来，东湖镇把发展蔬菜生产作为农民增收的主要门路，通过技术"
TAIL = "培训，共同开辟了新的销售渠道，农民的收入有了明显提高。"
OTHER = "改造，全镇又新建大棚三百个，预计产值可达五百万元。"
PAGE = fragments(numbered([body(CUT, OPEN), body(TAIL, start=FLUSH), body(OTHER, start=FLUSH)]))
NEAR = weights()["close_call"] / 2


def told(scores: dict[tuple[int, int], float], following: dict[int, int]) -> list[str]:
    return [issue.message for issue in close_calls(PAGE, scores, following)]


def test_a_sure_seam_is_not_told() -> None:
    assert told({(0, 1): 4.0, (0, 2): 1.0}, {0: 1}) == []


def test_a_rival_start_is_told() -> None:
    (message,) = told({(0, 1): 4.0, (0, 2): 4.0 - NEAR}, {0: 1})
    assert "门路，通过技术" in message
    assert "培训，共同开辟了" in message
    assert "改造，全镇又新建" in message


def test_a_rival_end_is_told() -> None:
    (message,) = told({(0, 1): 4.0, (2, 1): 4.0 - NEAR}, {0: 1})
    assert "五百万元。" in message


def test_a_seam_that_is_hardly_one_is_told() -> None:
    (message,) = told({(0, 1): NEAR}, {0: 1})
    assert "breaks off" in message


def test_what_is_nearly_a_seam_is_told_with_its_places() -> None:
    (issue,) = close_calls(PAGE, {(0, 1): -NEAR}, {})
    assert issue.code == "PC102"
    assert "not joined" in issue.message
    assert issue.spans == (PAGE.blocks[0].text.spans[-1], PAGE.blocks[1].text.spans[0])


def test_what_is_far_from_a_seam_is_not_told() -> None:
    assert told({(0, 1): -4 * NEAR}, {}) == []
