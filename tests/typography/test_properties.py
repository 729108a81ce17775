"""Whatever the text: a second pass finds nothing, nothing readable is lost, the origins hold."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercleaner.config import Config, Spacing
from papercleaner.model import Role
from papercleaner.typography import clean_text

HAN = "我们的发展在上海市委下后记者摄文一是了"
MARKS = "，。、；：？！（）《》“”‘’「」—…·．,;:?!().\"'-～%「」％／"
WORDS = ["G60", "R&D", "3.58%", "1,234", "12:30", "http://a.cn/b,c", "I have a dream", "a@b.cn", "’98"]
WORDS += ["（试行）", '"两新"', "……", "——", "记者", "摄"]
SPACES = [" ", "  ", "\u3000", "\n", "\t"]

pieces = st.one_of(
    st.text(alphabet=HAN, min_size=1, max_size=6),
    st.sampled_from(list(MARKS)),
    st.sampled_from(WORDS),
    st.sampled_from(SPACES),
    st.text(alphabet="abAB019", min_size=1, max_size=3),
)
texts = st.lists(pieces, max_size=25).map("".join)
configs = st.sampled_from(get_args(Spacing)).map(lambda s: Config(spacing=s))
roles = st.sampled_from(list(Role))


@settings(max_examples=600, deadline=None)
@given(texts, roles, configs)
def test_second_pass_changes_nothing(text: str, role: Role, config: Config) -> None:
    once = str(clean_text(text, role, config))
    again = clean_text(once, role, config)
    assert str(again) == once
    assert not [p for p in again.pieces if p.changed]


@pytest.mark.parametrize(
    ("text", "spacing"),
    [
        # What parts an office from its name or makes a row of figures must not hang on marks that are mended later.
        ("我们的发展在上海市委下后(本报记者 王五，:", "tight"),
        ("1 4版于意又的家了】!a|b|最心者些第4版己*a*记者 张三 「", "pangu"),
        ("1 子R 《8  50:", "tight"),
        # Which way a straight mark opens is told after the marks are mended.
        ('一"、', "tight"),
    ],
)
def test_found_by_chance(text: str, spacing: Spacing) -> None:
    config = Config(spacing=spacing)
    once = str(clean_text(text, config=config))
    assert str(clean_text(once, config=config)) == once


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60), roles, configs)
def test_any_text_settles(text: str, role: Role, config: Config) -> None:
    once = str(clean_text(text, role, config))
    assert str(clean_text(once, role, config)) == once


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


@settings(max_examples=300, deadline=None)
@given(texts, roles, configs)
def test_no_letter_is_lost_or_moved(text: str, role: Role, config: Config) -> None:
    assert letters(str(clean_text(text, role, config))) == letters(text)


@settings(max_examples=300, deadline=None)
@given(texts, configs)
def test_unchanged_pieces_quote_their_source(text: str, config: Config) -> None:
    for piece in clean_text(text, config=config).pieces:
        if not piece.changed:
            assert piece.text == text[piece.start : piece.end]
