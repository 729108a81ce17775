"""The stages as the pipeline runs them: over blocks or over articles, with issues and suggestions told once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from papercleaner.config import Config
from papercleaner.model import Article, Block, Page, Role, Source
from papercleaner.stages import characters, controls, punctuation, quotes, spacing, suggest
from papercleaner.text import Text

SHAPES = ('"', '中"', "中 ", ",", "，。", "(", "中(", "http://", "a,", "记者 ", "「'", "在中下。")
ROAD = (controls, characters, spacing, punctuation, quotes, suggest)


def page(*texts: str, role: Role = Role.BODY) -> Page:
    """A finished page of one article, one block for each text."""
    whole = "\n\n".join(texts)
    blocks, start = [], 0
    for text in texts:
        blocks.append(Block(Text.of(whole, start, start + len(text)), role))
        start += len(text) + 2
    return Page(Source("test", "", whole), articles=(Article(tuple(blocks)),))


def walk(before: Page, config: Config | None = None) -> Page:
    for stage in ROAD:
        before = stage.STAGE.run(before, config or Config())
    return before


def test_early_stages_run_over_the_blocks_of_the_dump() -> None:
    text = "\u3000\u3000⼈民\u200b日报\u00a0\n第２版"
    raw = Page(Source("test", "", text), blocks=(Block(Text.of(text)),))
    for stage in (controls, characters):
        raw = stage.STAGE.run(raw, Config())
    assert str(raw.blocks[0].text) == "\u3000\u3000人民日报 \n第2版"


def test_issues_name_the_place_in_the_source() -> None:
    done = walk(page("改革开放以来。", "，孩子们在玩耍。（本报记者", '他们完成"九五计划的关键一步。'))
    found = {issue.code: done.source.text[slice(*issue.spans[0])] for issue in done.issues}
    assert found == {"PC301": "，", "PC302": "（", "PC311": '"'}


def test_a_structured_page_gets_no_issues_and_no_suggestions() -> None:
    told = page("在有关部门的协调下。两家公司（改变了做法。")
    assert walk(told).issues and walk(told).suggestions
    done = walk(replace(told, structured=True))
    assert not done.issues
    assert not done.suggestions


def test_repair_off_suggests_nothing() -> None:
    assert not walk(page("在有关部门的协调下。两家公司改变了做法。"), Config(repair="off")).suggestions


@pytest.mark.parametrize("first", ["「菜籃子」工程進展順利。", "『晚晴』"])
def test_a_page_in_corner_marks_has_high_commas(first: str) -> None:
    done = walk(page(first, "豐收之後'決不放鬆農業。"))
    assert str(done.articles[0].blocks[1].text) == "豐收之後，決不放鬆農業。"


def test_a_page_in_curly_marks_has_none() -> None:
    done = walk(page("“菜籃子”工程進展順利。", "豐收之後'決不放鬆農業。"))
    assert "'" in str(done.articles[0].blocks[1].text)


def test_a_table_is_left_alone() -> None:
    text = '北京  12,  "晴"  (多云)'
    assert str(walk(page(text, role=Role.TABLE)).articles[0].blocks[0].text) == text


@pytest.mark.parametrize(
    "shape", ['"', '中"', "中 ", ",", "，。", "(", "中(", "http://", "a,", "记者 ", "「'", "在中下。"]
)
def test_hostile_lines_settle(shape: str) -> None:
    done = walk(page("中文的开头，" + shape * 5000))
    assert done.articles[0].blocks
