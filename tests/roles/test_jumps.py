"""Jump lines inside running text."""

from __future__ import annotations

import pytest

from papercleaner.grammar.jumps import find_jump, read_jump


@pytest.mark.parametrize(
    ("text", "jump"),
    [
        ("市场空间很大。(下转第3版)", "(下转第3版)"),
        ("市场空间很大。（下转 第四 版）", "（下转 第四 版）"),
        ("(上接第一版)在社会各界引起强烈反响。", "(上接第一版)"),
        ("市場空間很大(下轉第A4版)", "(下轉第A4版)"),
        ("市场空间很大 下转第2版", "下转第2版"),
    ],
)
def test_found_where_it_stands(text: str, jump: str) -> None:
    span = find_jump(text)
    assert span is not None
    assert text[slice(*span)].strip() == jump


@pytest.mark.parametrize("text", ["他转到第4版去看。那里有图。", "第3版(修订)已经出版。", "", "下转"])
def test_not_found_where_none_is(text: str) -> None:
    assert find_jump(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("(下转第3版)", ("to", "3")),
        ("（上接第一版）", ("from", "一")),
        ("(緊接第A4版)", ("from", "A4")),
        ("转第2版", ("to", "2")),
    ],
)
def test_read(text: str, said: tuple[str, str]) -> None:
    assert read_jump(text) == said
