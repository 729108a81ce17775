"""Edits read off the pieces: their order, their replay and their reversal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from papercleaner.model import Edit
from papercleaner.text import Change, Text, insertion, join
from papercleaner.trace import edits_of, replay, reverse, rules_of, text_edits, units
from tests.test_text import SOURCE, texts
from tests.writers import pages


@given(texts())
def test_edits_replayed_give_the_text_and_reversed_the_source(text: Text) -> None:
    edits = text_edits(text, SOURCE)
    assert replay(SOURCE, text.spans, edits) == str(text)
    assert reverse(str(text), SOURCE, text.spans, edits) == "".join(SOURCE[a:b] for a, b in text.spans)
    assert all(e.kind in ("replace", "drop", "insert") and e.applied for e in edits)


def test_edits_of_a_page_stand_by_place_then_moves_then_suggestions() -> None:
    page = pages.page()
    edits = edits_of(page)
    places = [e.spans[0] for e in edits if e.kind != "move" and e.applied]
    assert places == sorted(places) and len(places) == 6
    assert edits[-2:] == (page.moves[0], page.suggestions[0])


def test_pointers_name_every_text_of_the_page() -> None:
    assert [u.pointer for u in units(pages.page())] == [
        "/articles/0/kicker",
        "/articles/0/title",
        "/articles/0/byline",
        "/articles/0/blocks/0",
        "/articles/0/blocks/1",
        "/articles/0/jumps/0",
        "/furniture/0",
        "/quarantine/0",
    ]
    assert {str(u.text) for u in units(pages.page())} == {str(t) for t in pages.page().texts()}


def test_rules_that_changed_one_place_are_all_named() -> None:
    text = Text.of("一,二").edit([Change(1, 2, "，", "a", 0.9)]).edit([Change(1, 2, "、", "b")])
    (edit,) = text_edits(text, "一,二")
    assert (edit.before, edit.after, edit.confidence) == (",", "、", 0.9)
    assert rules_of(edit) == ("a", "b")


def test_a_change_cut_in_two_is_still_one_edit() -> None:
    left, right = Text.of("一㎞二").edit([Change(1, 2, "km", "a")]).split(2)
    (edit,) = text_edits(join((left, right)), "一㎞二")
    assert (edit.kind, edit.before, edit.after) == ("replace", "㎞", "km")


def test_an_insertion_born_elsewhere_is_told_where_it_stands() -> None:
    text = join((Text.of(SOURCE, 5, 7), insertion("。", 20, "a"), Text.of(SOURCE, 0, 2)))
    (edit,) = text_edits(text, SOURCE)
    assert edit.spans == ((7, 7),)
    assert replay(SOURCE, text.spans, (edit,)) == str(text)


def test_an_insertion_before_everything() -> None:
    text = join((insertion("「", 9, "a"), Text.of(SOURCE, 5, 7)))
    edits = text_edits(text, SOURCE)
    assert replay(SOURCE, text.spans, edits) == str(text)
    alone = insertion("。", 3, "a")
    assert replay(SOURCE, alone.spans, text_edits(alone, SOURCE)) == "。"


@pytest.mark.parametrize(
    "wrong", [{"before": "x"}, {"spans": ((30, 31),)}, {"spans": ((0, 1),), "before": SOURCE[0:1]}]
)
def test_edits_that_do_not_fit_are_refused(wrong: dict[str, Any]) -> None:
    right = Edit("replace", ((6, 7),), SOURCE[6:7], "，", "a")
    assert replay(SOURCE, ((5, 9),), (right,)) == SOURCE[5] + "，" + SOURCE[7:9]
    with pytest.raises(ValueError, match=r"found|outside"):
        replay(SOURCE, ((5, 9),), (replace(right, **wrong),))


def test_a_text_that_says_something_else_is_no_reversal() -> None:
    edit = Edit("replace", ((6, 7),), SOURCE[6:7], "，", "a")
    for wrong in ("训x,G", SOURCE[5] + "，" + SOURCE[7:9] + "x"):
        with pytest.raises(ValueError, match="the text"):
            reverse(wrong, SOURCE, ((5, 9),), (edit,))
