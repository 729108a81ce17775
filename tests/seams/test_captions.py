"""Captions that were left in pieces are put together again; two captions stay two."""

from __future__ import annotations

import pytest

from papercleaner.model import Role
from papercleaner.seams.captions import caption_seams
from tests.seams.fragments import body, numbered, other

CUT = "海边的渔村正在举行一年一度的开渔节，数百条渔船"
REST = "在码头上整装待发。（本报记者李明摄）"
WHOLE = "图为渔民们在码头上修补渔网。"


def seams(*texts: str) -> list[int]:
    return [k for k, _ in caption_seams(numbered([other(Role.CAPTION, t) for t in texts]))]


@pytest.mark.parametrize("pieces", [(CUT, REST), (CUT + "，", REST), (WHOLE, "（资料图片）"), (WHOLE, "(李明摄)")])
def test_one_caption_in_two_pieces(pieces: tuple[str, str]) -> None:
    assert seams(*pieces) == [0]


def test_a_caption_in_three_pieces() -> None:
    assert seams(CUT, "在码头上整装待发。", "（李明摄）") == [0, 1]


@pytest.mark.parametrize(
    "pieces",
    [
        (WHOLE, WHOLE),
        (CUT, WHOLE),
        (WHOLE + "（李明摄）", CUT),
        (CUT + " 李明/摄", "村民们在晒鱼干"),
        (WHOLE, "（右一）是去年的冠军。（李明摄）"),
    ],
)
def test_two_captions(pieces: tuple[str, str]) -> None:
    assert seams(*pieces) == []


def test_only_captions_side_by_side() -> None:
    between = body("朱村的干部说，这次共聘请了十一名技术员。")
    assert list(caption_seams(numbered([other(Role.CAPTION, CUT), between, other(Role.CAPTION, REST)]))) == []
    assert list(caption_seams(numbered([body(CUT), other(Role.CAPTION, REST)]))) == []


def test_it_is_as_sure_as_both_roles() -> None:
    pieces = numbered([other(Role.CAPTION, CUT, 0.8), other(Role.CAPTION, REST, 0.5)])
    assert list(caption_seams(pieces)) == [(0, 0.4)]
