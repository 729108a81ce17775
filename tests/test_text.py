"""Text: whatever is done to it, it says what str would say and answers for each source character once."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from papercleaner.text import FEW, Change, Piece, Text, insertion, join

SOURCE = "技术 培训,G60 科创「走廊」。\n其中廊下参加12家"


@st.composite
def changes(draw: st.DrawFn, size: int) -> list[Change]:
    """Changes that do not overlap, in any order; some insert, some drop, some do nothing."""
    cuts = sorted(draw(st.lists(st.integers(0, size), min_size=0, max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    made = [Change(a, b, draw(st.sampled_from(["", "，", "——", "abc"])), draw(st.sampled_from("rs"))) for a, b in pairs]
    return draw(st.permutations(made))


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """A text of several parts of the source, in any order, edited twice."""
    cuts = sorted(set(draw(st.lists(st.integers(0, len(SOURCE)), min_size=2, max_size=6))))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    text = join(Text.of(SOURCE, a, b) for a, b in draw(st.permutations(spans)))
    for _ in range(draw(st.integers(0, 2))):
        text = text.edit(draw(changes(len(text))))
    return text


def plain_edit(value: str, wanted: list[Change]) -> str:
    for change in sorted(wanted, key=lambda c: (c.start, c.end), reverse=True):
        value = value[: change.start] + change.after + value[change.end :]
    return value


def held(text: Text) -> list[int]:
    """The source offsets that the text answers for, in order of size."""
    return sorted(n for start, end in text.spans for n in range(start, end))


def answers(text: Text) -> bool:
    """Whether untouched pieces are verbatim and no offset is held twice."""
    verbatim = all(SOURCE[p.start : p.end] == p.text for p in text.pieces if not p.changed)
    return verbatim and len(set(held(text))) == len(held(text)) == sum(p.end - p.start for p in text.pieces)


@given(texts(), st.data())
def test_edit_says_what_str_would_and_keeps_every_span(text: Text, data: st.DataObject) -> None:
    wanted = data.draw(changes(len(text)))
    spans = [(c.start, c.end) for c in wanted]
    assume(len(set(spans)) == len(spans))
    edited = text.edit(wanted)
    assert str(edited) == plain_edit(str(text), wanted)
    assert held(edited) == held(text)
    assert answers(edited)


@given(texts(), st.data())
def test_split_parts_characters_and_spans(text: Text, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    left, right = text.split(at)
    assert (str(left), str(right)) == (str(text)[:at], str(text)[at:])
    assert sorted(held(left) + held(right)) == held(text)
    assert answers(left) and answers(right)
    assert str(join((left, right))) == str(text)
    assert join((left, right)).spans == text.spans


@given(texts(), st.data())
def test_part_says_what_a_slice_says(text: Text, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert str(text.part(start, end)) == str(text)[start:end]
    assert answers(text.part(start, end))


@given(texts())
def test_strip_leaves_only_white_space_behind(text: Text) -> None:
    stripped = text.strip()
    assert str(stripped) == str(text).strip()
    gone = set(held(text)) - set(held(stripped))
    touched = {n for p in text.pieces if p.changed for n in range(p.start, p.end)}
    assert all(SOURCE[n].isspace() for n in gone - touched)


def test_strip_keeps_what_was_dropped_beside_the_white_space() -> None:
    text = Text.of("\u200b 中 \u200b").edit([Change(0, 1, "", "r"), Change(4, 5, "", "r")])
    assert str(text.strip()) == "中"
    assert {0, 4} <= {n for a, b in text.strip().spans for n in range(a, b)}


def test_a_part_of_the_whole_length_is_the_whole() -> None:
    text = Text.of("\u200b中").edit([Change(0, 1, "", "r")])
    assert text.part(0, 1).spans == ((0, 2),)


def test_rules_add_up_and_the_least_sure_counts() -> None:
    text = Text.of("一,二").edit([Change(1, 2, "，", "first", 0.9)]).edit([Change(1, 2, "、", "second", 0.95)])
    assert text.pieces[1] == Piece("、", 1, 2, ("first", "second"), 0.9)


def test_a_change_over_a_seam_keeps_both_spans() -> None:
    text = join((Text.of(SOURCE, 3, 5), Text.of(SOURCE, 0, 2))).edit([Change(1, 3, "，", "r")])
    assert str(text) == "培，术"
    assert text.spans == ((3, 5), (0, 2))


@pytest.mark.parametrize("wanted", [[Change(0, 3, "x", "r"), Change(2, 4, "y", "r")], [Change(5, 99, "x", "r")]])
def test_overlapping_and_misplaced_changes_are_refused(wanted: list[Change]) -> None:
    with pytest.raises(ValueError, match="overlapping or misplaced"):
        Text.of(SOURCE).edit(wanted)


def test_an_edit_that_alters_nothing_is_no_edit() -> None:
    text = Text.of(SOURCE)
    assert text.edit([Change(0, 2, "技术", "r")]) is text


def test_an_insertion_has_a_place_and_no_span() -> None:
    text = join((Text.of(SOURCE, 0, 2), insertion("。", 2, "r")))
    assert str(text) == "技术。"
    assert text.spans == ((0, 2),)
    assert insertion("。", 2, "r").start == -1 and text.start == 0


def test_nothing_is_a_text_too() -> None:
    empty = Text.of("")
    assert (str(empty), empty.spans, empty.start, bool(empty)) == ("", (), -1, False)
    assert empty.edit([]) is empty
    assert str(empty.edit([Change(0, 0, "a", "r")])) == "a"


def test_a_part_of_many_pieces_is_what_two_splits_give() -> None:
    choose = Random(7)
    pieces, at = [], 0
    for _ in range(60):
        size = choose.randrange(4)
        said = "字" * choose.choice((size, size, 0, 2))
        pieces.append(Piece(said, at, at + size, () if len(said) == size else ("test.rule",)))
        at += size
    text = Text(tuple(pieces))
    assert len(text.pieces) > FEW
    for start in range(len(text) + 1):
        for end in range(start, len(text) + 1):
            left = text.split(end)[0]
            assert text.part(start, end) == (left.split(start)[1] if start else left)


def test_changes_made_together_are_those_made_one_by_one_from_the_last() -> None:
    choose = Random(11)
    for _ in range(300):
        pieces, at = [], 0
        for _ in range(choose.randrange(30)):
            size = choose.randrange(4)
            said = "字" * choose.choice((size, size, 0, 2))
            pieces.append(Piece(said, at, at + size, () if len(said) == size else ("test.rule",), 0.9))
            at += size
        text = Text(tuple(pieces))
        cuts = sorted(choose.sample(range(len(text) + 1), 2 * min(4, (len(text) + 1) // 2)))
        wanted = [
            Change(a, b, "改" * choose.randrange(3), "test.other") for a, b in zip(cuts[::2], cuts[1::2], strict=True)
        ]
        one_by_one = text
        for change in reversed(wanted):
            one_by_one = one_by_one.edit([change])
        assert text.edit(wanted).pieces == one_by_one.pieces
