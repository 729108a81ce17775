"""What is no newspaper prose keeps its shape: tables, English, verse."""

from __future__ import annotations

import papercleaner
from papercleaner.model import Role

TABLE = "品名 单位 价格\n白菜 公斤 1.20\n萝卜 公斤 0.80\n猪肉 公斤 18.50\n"
ENGLISH = (
    "The Old Mill\n\n"
    'It was a quiet evening, and the miller sat by the door, watching the river. "Nobody comes here," he said.\n\n'
    "In the morning a stranger came down the road; he carried a small bag, and he looked tired.\n"
)


def test_rows_of_a_table_are_never_run_together() -> None:
    (article,) = papercleaner.clean(TABLE).articles
    assert [str(b.text) for b in article.blocks] == TABLE.split("\n")[:-1]
    assert {b.role for b in article.blocks} == {Role.TABLE}


def test_a_sentence_with_spaced_figures_is_no_table() -> None:
    text = "覆盖 216 家企业\n共有 1021 名党员\n其中 300 名在册。\n"
    assert all(b.role is not Role.TABLE for a in papercleaner.clean(text).articles for b in a.blocks)


def test_english_keeps_its_spaces_and_gains_no_stop() -> None:
    page = papercleaner.clean(ENGLISH)
    texts = [str(u.text) for u in page.units()]
    assert not page.quarantine
    assert "The Old Mill" in texts
    assert any(t.startswith("It was a quiet evening, and the miller") for t in texts)
    assert not any("。" in t for t in texts)


def test_an_english_page_is_paragraphs_and_nothing_else() -> None:
    text = (
        "The quick brown fox jumps over the lazy dog. It was a bright cold day in April, and the clocks were\n"
        "striking thirteen.\n\nIt was a bright\n\nWinston Smith slipped quickly through the glass doors.\n"
    )
    page = papercleaner.clean(text)
    (article,) = page.articles
    assert {b.role for b in article.blocks} == {Role.BODY}
    assert len(article.blocks) == 3
    assert not page.quarantine
    assert not page.furniture


def test_items_of_a_list_stay_apart_and_lose_only_their_bullets() -> None:
    page = papercleaner.clean("购物清单\n\n- 牛奶\n- 鸡蛋\n- 面包\n")
    (article,) = page.articles
    assert [(b.role, str(b.text)) for b in article.blocks if b.role is Role.LIST] == [
        (Role.LIST, "牛奶"),
        (Role.LIST, "鸡蛋"),
        (Role.LIST, "面包"),
    ]
    assert not page.quarantine


def test_numbered_items_keep_their_numbers() -> None:
    page = papercleaner.clean("注意事项\n\n1. 带好证件\n2. 提前到场\n3. 保持安静\n")
    texts = [str(b.text) for a in page.articles for b in a.blocks if b.role is Role.LIST]
    assert [t.replace(" ", "") for t in texts] == ["1.带好证件", "2.提前到场", "3.保持安静"]
