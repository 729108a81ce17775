"""Markdown written and read back: the same articles, whatever stands in their texts."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercleaner import readers, writers
from papercleaner.model import Article, Block, Jump, Page, Role, Source
from papercleaner.readers import markdown
from papercleaner.text import Piece, Text
from papercleaner.writers import Options

SPECIALS = "\\`*_[]<>#-+=~$&;|!(){}.:/'\"0123456789ab …图注表：中国，。 \t　"
# A line end inside a text is "\n": the readers make it so.  White space at the ends of a text is layout.
texts = (
    (
        st.text(st.sampled_from(SPECIALS), min_size=1, max_size=12)
        | st.sampled_from(
            [" […]", "a […]", "# ", "---", "***", "___", "- a", "1. a", "> 图：", "图：", " 图：a", "<!-- -->"]
        )
        | st.sampled_from(
            ["[a](#to-4)", "_a_", "*a*", "&amp;", "a\\", "\\\\", "a\nb", "a\\\nb", "a\n\n# b", "a\n---", "- - -"]
        )
        | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), min_size=1, max_size=12)
    )
    .map(lambda s: s.strip("\n"))
    .filter(lambda s: bool(s.strip()))
)


def block(text: str, role: Role, flags: tuple[str, ...] = ()) -> Block:
    return Block(Text((Piece(text, 0, len(text)),)), role, flags=flags)


def blocks(*roles: Role) -> st.SearchStrategy[Block]:
    return st.builds(block, texts, st.sampled_from(roles), st.sampled_from([(), ("truncated",)]))


BODY = (Role.BODY, Role.HEADING, Role.CAPTION, Role.QUOTE, Role.NOTE, Role.LIST, Role.TABLE)
articles = st.builds(
    Article,
    blocks=st.lists(blocks(*BODY), max_size=3).map(tuple),
    kicker=st.none() | blocks(Role.KICKER),
    title=st.none() | blocks(Role.HEADLINE),
    subtitle=st.none() | blocks(Role.SUBTITLE),
    byline=st.none() | blocks(Role.BYLINE),
    credits=st.lists(blocks(Role.CREDIT), max_size=2).map(tuple),
    jumps=st.lists(
        st.builds(Jump, st.sampled_from(["to", "from"]), st.sampled_from(["4", "A4", "四", "%"]), blocks(Role.JUMP)),
        max_size=1,
    ).map(tuple),
).filter(lambda article: bool(article.units()))


def page_of(*found: Article) -> Page:
    return Page(Source("page.txt", "0" * 64, ""), articles=found)


def shape(page: Page) -> list[object]:
    """What Markdown keeps of a page."""
    return [
        (
            [(u.role, str(u.text), "truncated" in u.flags) for u in article.units()],
            [(j.direction, j.page) for j in article.jumps],
        )
        for article in page.articles
    ]


@given(st.lists(articles, min_size=1, max_size=3), st.booleans())
def test_what_is_written_is_read_back(found: list[Article], front_matter: bool) -> None:
    page = page_of(*found)
    written = writers.render(page, "md", options=Options(front_matter=front_matter))
    again = readers.read(written, "page.md")
    assert again.source.reader == "markdown" and again.structured
    assert shape(again) == shape(page)
    assert writers.render(again, "md") == written


@given(st.lists(articles, min_size=1, max_size=2))
def test_every_character_of_the_file_is_text_or_markup(found: list[Article]) -> None:
    source = readers.read(writers.render(page_of(*found), "md"), "page.md").source
    page = markdown.read(source)
    pieces = [p for u in page.units() for p in u.text.pieces]
    assert all(source.text[p.start : p.end] == p.text and not p.changed for p in pieces)
    taken = sorted([(p.start, p.end) for p in pieces] + list(source.markup))
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(taken))
    assert all(a < b for a, b in taken)


def test_the_forms() -> None:
    article = Article(
        kicker=block("引题", Role.KICKER),
        title=block("主题", Role.HEADLINE),
        subtitle=block("副题", Role.SUBTITLE),
        byline=block("本报记者 张三", Role.BYLINE),
        blocks=(
            block("正文*一*。", Role.BODY, ("truncated",)),
            block("小标题", Role.HEADING),
            block("会场。", Role.CAPTION),
            block("引文", Role.QUOTE),
            block("编者按", Role.NOTE),
            block("甲\n乙", Role.LIST),
            block("甲 1\n乙 2", Role.TABLE),
        ),
        credits=(block("张三摄", Role.CREDIT),),
        jumps=(Jump("to", "4", block("下转第4版", Role.JUMP)),),
    )
    second = Article(blocks=(block("另一篇", Role.BODY),))
    assert writers.render(page_of(article, second), "md").decode() == (
        "*引题*\n\n# 主题\n\n*副题*\n\n_本报记者 张三_\n\n正文\\*一\\*。 […]\n\n## 小标题\n\n> 图：会场。\n\n> 引文\n\n"
        "> 注：编者按\n\n- 甲\n- 乙\n\n> 表：甲 1\\\n> 乙 2\n\n_张三摄_\n\n[下转第4版](#to-4)\n\n---\n\n另一篇\n"
    )


def test_an_article_without_a_title_is_known_by_an_empty_one() -> None:
    page = page_of(Article(blocks=(block("正文。", Role.BODY),)))
    assert writers.render(page, "md") == "#\n\n正文。\n".encode()
    assert readers.read("#\n\n正文。\n", "page.md").structured


def test_no_articles_is_an_empty_file() -> None:
    assert writers.render(page_of(), "md") == b""
    quoted = readers.read(writers.render(page_of(), "md", options=Options(front_matter=True)), "page.md")
    assert quoted.structured and not quoted.articles


def test_front_matter_is_kept_and_names_source_and_articles() -> None:
    page = page_of(Article(blocks=(block("正文。", Role.BODY),), cited_id="0123456789ab"))
    written = writers.render(page, "md", options=Options(front_matter=True))
    again = readers.read(written, "other-name.md")
    assert again.articles[0].cited_id == "0123456789ab"
    assert b'name: "page.txt"' in written
    assert writers.render(again, "md") == written
    older = written.replace(b"papercleaner 0", b"papercleaner 00")
    assert readers.read(older, "page.md").structured


@pytest.mark.parametrize(
    "foreign",
    [
        "# 标题\n正文\n",
        "# 标题\n\n\n正文\n",
        "#标题\n\n正文\n",
        "正文\n\n## 节\n",
        "# a\n\n*不闭合\n",
        "# a\n\n正文",
        "---\na: 1\n---\n\n# a\n",
    ],
)
def test_what_our_writer_would_not_write_is_a_plain_dump(foreign: str) -> None:
    assert not readers.read(foreign, "page.md").structured


@given(st.text(st.sampled_from(SPECIALS + "\n\n\n"), max_size=60))
def test_any_text_can_be_read_as_markdown(text: str) -> None:
    page = readers.read(text, "page.md", reader="md")
    visible = [c for c in page.source.text if not c.isspace()]
    kept = sum(len("".join(str(u.text).split())) for u in page.units())
    marked = sum(len("".join(page.source.text[a:b].split())) for a, b in page.source.markup)
    assert kept + marked == len(visible)


def test_flags_other_than_truncated_are_left_to_json() -> None:
    one = Article(blocks=(replace(block("正文。", Role.BODY), flags=("lost-stop",)),))
    assert b"lost" not in writers.render(page_of(one), "md")
