"""Differences are right (they rebuild both sides), readable and bounded in time."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from papercleaner.diff import Part, hunks, parts, unified

TEXT = st.text(alphabet="ab\n，。", max_size=30)


@given(TEXT, TEXT)
def test_parts_rebuild_both_sides(old: str, new: str) -> None:
    found = list(parts(old, new))
    assert "".join(p.old for p in found) == old
    assert "".join(p.new for p in found) == new


@given(TEXT, TEXT)
def test_hunks_hold_every_difference(old: str, new: str) -> None:
    found = list(hunks(old, new))
    assert bool(found) == (old != new)
    lines = new.splitlines(keepends=True)
    for hunk in found:
        text = "".join(p.new for p in hunk.parts)
        assert "".join(lines[hunk.new_line - 1 :]).startswith(text)


def test_parts_point_at_the_characters() -> None:
    assert list(parts("客房人住率", "客房入住率")) == [Part("客房", "客房"), Part("人", "入"), Part("住率", "住率")]


def test_unified_is_empty_for_equal_texts_and_marks_a_missing_line_end() -> None:
    assert unified("a\n", "a\n", "x") == ""
    assert unified("a", "b\n", "x").splitlines()[3:] == ["-a", "\\ No newline at end of file", "+b"]


def test_one_very_long_line_takes_bounded_time() -> None:
    began = time.monotonic()
    old, new = "甲乙丙" * 1_000_000, "甲乙丁" * 1_000_000
    found = list(parts(old, new))
    assert "".join(p.new for p in found) == new
    assert time.monotonic() - began < 5
