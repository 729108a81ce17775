"""Each promise, kept and broken on purpose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from papercleaner import invariants, pipeline, rules
from papercleaner.config import Config
from papercleaner.errors import InvariantError
from papercleaner.invariants.readable import is_readable, is_visible, readable
from papercleaner.model import Article, Block, Fragment, Page
from papercleaner.text import Change, Piece, Text, insertion, join
from tests.writers import pages


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules of the page made by hand, and stages that do nothing."""
    monkeypatch.setattr(rules, "table", pages.rule_table)
    monkeypatch.setattr(pipeline, "run", lambda page, config: page)


def body(page: Page, change: Callable[[Text], Text]) -> Page:
    """The page with the text of its first paragraph changed."""
    first, *rest = page.articles[0].blocks
    blocks = (replace(first, text=change(first.text)), *rest)
    return replace(page, articles=(replace(page.articles[0], blocks=blocks),))


def broken(page: Page) -> InvariantError:
    with pytest.raises(InvariantError) as caught:
        invariants.check(page, Config())
    return caught.value


def test_a_page_that_keeps_its_promises() -> None:
    invariants.check(pages.page(), Config())
    for unseen in ("", " \n", "\u200b \x01\ufeff\u2028"):
        invariants.check(Page(replace(pages.page().source, text=unseen)), Config())


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (replace(pages.page(), quarantine=()), "I3 at 77 (line 17): no text holds it"),
        (
            replace(pages.page(), furniture=pages.page().furniture * 2),
            "I3 at 72 (line 15): /furniture/1 and /furniture/0",
        ),
        (body(pages.page(), lambda t: t.part(0, len(t) - 4)), "no text holds it"),
        (body(pages.page(), lambda t: Text((*t.pieces, Piece("。", 900, 901)))), "ends after the source"),
    ],
)
def test_i3_nothing_lost_nothing_doubled(page: Page, said: str) -> None:
    error = broken(page)
    assert said in error.report and error.exit_code == 6


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t.edit([Change(0, 1, "旧", "test.unheard")]), "I6 at 21 (line 7): no rule is called test.unheard"),
        (lambda t: Text((t.pieces[0]._replace(text="新" * len(t.pieces[0].text)), *t.pieces[1:])), "without a rule"),
        (lambda t: t.edit([Change(0, 1, "", "test.wrap")]), "I5 at 21 (line 7): test.wrap dropped '新'"),
        (
            lambda t: t.edit([Change(0, 2, "新", "test.wrap")]),
            "I5 at 21 (line 7): test.wrap dropped '新华' (left: '新')",
        ),
        (lambda t: t.edit([Change(0, 0, "据", "test.wrap")]), "I6 at 21 (line 7): test.wrap invented '据' (was: '')"),
        (lambda t: join((t, insertion("完", 5, "test.close"))), "test.close invented '完'"),
    ],
)
def test_i5_and_i6_no_change_without_a_rule_that_may(change: Callable[[Text], Text], said: str) -> None:
    assert said in broken(body(pages.page(), change)).report


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.edit([Change(0, 1, "旧", "test.comma")]),
        lambda t: t.edit([Change(0, 1, "", "test.take")]),
        lambda t: t.edit([Change(0, 0, "据", "test.give")]),
        lambda t: t.edit([Change(5, 6, "１", "test.wrap")]),
        lambda t: t.edit([Change(5, 6, "", "test.wrap"), Change(6, 7, "1月", "test.wrap")]),
    ],
    ids=["one character for one", "a rule that may drop", "a rule that may add", "another width", "together the same"],
)
def test_changes_that_are_allowed(change: Callable[[Text], Text]) -> None:
    invariants.check(body(pages.page(), change), Config())


def test_i4_a_text_whose_pieces_do_not_fit_their_spans() -> None:
    page = body(pages.page(), lambda t: Text((*t.pieces[:2], t.pieces[2]._replace(start=0, end=1), *t.pieces[3:])))
    assert "I" in broken(page).report


def test_i6_roles_quarantine_moves_and_suggestions_name_rules_too() -> None:
    page = pages.page()
    title = replace(page.articles[0].title or Block(Text()), why="test.unheard")
    edit = replace(page.moves[0], rule="test.unheard")
    for wrong in (
        replace(page, articles=(replace(page.articles[0], title=title),)),
        replace(page, quarantine=(Fragment(page.quarantine[0].text, "test.unheard"),)),
        replace(page, moves=(edit,)),
        replace(page, suggestions=(edit,)),
    ):
        assert "no rule is called test.unheard" in broken(wrong).report


def test_i1_a_second_cleaning_that_edits(monkeypatch: pytest.MonkeyPatch) -> None:
    def narrow(page: Page, _config: Config) -> Page:
        def change(block: Block) -> Block:
            at = str(block.text).find("，")
            return replace(block, text=block.text.edit([Change(at, at + 1, ",", "test.comma")] if at >= 0 else []))

        return page.map(change)

    monkeypatch.setattr(pipeline, "run", narrow)
    report = broken(pages.page()).report
    assert "I1: cleaning the json again: test.comma makes '，' ','" in report
    assert "I1: cleaning the md again" in report


def test_i1_a_second_cleaning_that_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "run", lambda page, config: replace(page, articles=page.articles[:0]))
    assert "I1: cleaning the json again gives other bytes" in broken(pages.page()).report


def test_i2_an_output_that_cannot_be_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("papercleaner.readers.detect._our_markdown", lambda source: None)
    assert "I2: the md is read back as plain" in broken(pages.page()).report


def test_the_report_can_be_pasted() -> None:
    error = broken(replace(pages.page(), articles=(Article(),)))
    assert error.report.startswith("papercleaner 0") and error.report.endswith("\n")
    assert "source sha256" in error.report and "config Config(" in error.report
    assert "\n" not in str(error) and "promise I3 is broken" in str(error)
    assert len(error.report.splitlines()) < 30


def test_what_is_readable() -> None:
    assert [is_readable(c) for c in "人a1〇①é\u0301\ue000㎡⼈⺀℃"] == [True] * 12
    assert [is_readable(c) for c in "，。 —·○´%…\ufe0f\u200b\n"] == [False] * 12
    assert readable("１ 、⼈Ａ") == "1人A"
    assert readable("25㎡") == readable("25m²") and readable("3℃") == readable("3°C")


def test_what_leaves_ink() -> None:
    assert [is_visible(c) for c in "人a，·\ufffd"] == [True] * 5
    assert [is_visible(c) for c in "\u200b\ufe0f\n\ufffc\ufffe\uffff"] == [False] * 6
