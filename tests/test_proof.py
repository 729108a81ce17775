"""verify: the proof from the output's file alone, and each way it can fail."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from papercleaner import proof, readers, rules, service, writers
from papercleaner.config import Config
from papercleaner.errors import InputError
from papercleaner.writers import Options
from tests.writers.pages import SOURCE, page, rule_table

DATA = SOURCE.encode()
TRACED = Options(trace=True)
Record = dict[str, Any]


@pytest.fixture(autouse=True)
def made_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cleaning the source gives the page made by hand."""
    monkeypatch.setattr(service, "clean", lambda data, name, config: page())
    monkeypatch.setattr(rules, "table", rule_table)


def record(options: Options = TRACED) -> Record:
    found: Record = json.loads(writers.render(page(), "json", options=options))
    return found


def verdict(made: Record) -> proof.Report:
    return proof.verify(json.dumps(made).encode(), DATA)


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize(("options", "method"), [(TRACED, "replaying its edits"), (Options(), "comparing characters")])
def test_a_record_is_proved(form: str, options: Options, method: str) -> None:
    report = proof.verify(writers.render(page(), form, options=options), DATA)
    assert report.ok and report.method == method
    assert str(report) == f"proved by {method}: all 56 readable characters of the source are accounted for"


@pytest.mark.parametrize("form", ["md", "txt"])
def test_markdown_and_text_are_proved_by_cleaning_again(form: str) -> None:
    written = writers.render(page(), form)
    assert proof.verify(written, DATA).ok
    report = proof.verify(written.replace("会场".encode(), "广场".encode()), DATA)
    assert not report.ok and "the output has '广场。" in str(report) and "cleaning gives '会场。" in str(report)


def test_markdown_with_front_matter() -> None:
    written = writers.render(page(), "md", options=Options(front_matter=True))
    assert proof.verify(written, DATA, Config(), name="else.txt").ok


def test_one_article_alone_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    other = replace(page().articles[0], title=None)
    monkeypatch.setattr(
        service, "clean", lambda data, name, config: replace(page(), articles=(other, *page().articles))
    )
    assert "article 2 of 2" in str(proof.verify(writers.render(page(), "md"), DATA))


def test_a_record_made_from_a_record_is_compared() -> None:
    written = writers.render(page(), "json")
    again = writers.render(readers.read(written, "page.json"), "json")
    assert proof.verify(again, DATA).ok
    assert proof.verify(writers.render(page(), "json"), written).ok


def test_another_source() -> None:
    report = proof.verify(json.dumps(record()).encode(), DATA + b"a")
    assert "made from another file" in str(report)


def changed(*path: str | int, to: object) -> Record:
    """The record with the value at `path` made `to`, or taken out."""
    made = record()
    inner: Any = made
    for key in path[:-1]:
        inner = inner[key]
    if to is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = to
    return made


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (
            changed("articles", 0, "title", to="主题两截"),
            "I4 at 5 (line 3): the edits of /articles/0/title give another text",
        ),
        (changed("articles", 0, "blocks", 1, "spans", to=[]), "I3 at 52 (line 9): no text holds it"),
        (changed("furniture", to=[]), "no text holds it"),
        (changed("quarantine", 0, "spans", to=[[77, 85], [0, 1]]), "both hold it"),
        (changed("quarantine", 0, "spans", to=[[77, 850]]), "ends after the source"),
        (changed("edits", 1, to=None), "the edits of /articles/0/blocks/0 give another text"),
        (changed("edits", 0, "unit", to="/articles/7/title"), "edits of /articles/7/title, which is no text"),
        (changed("edits", 0, "after", to="大"), "test.wrap invented '大'"),
    ],
)
def test_a_record_that_does_not_hold_is_not_proved(made: Record, said: str) -> None:
    report = verdict(made)
    assert not report.ok
    assert said in str(report)


def test_without_a_trace_a_changed_character_is_not_proved() -> None:
    made = record(Options())
    made["articles"][0]["blocks"][1]["text"] = "图为广场。"
    report = verdict(made)
    assert "reads '广场' where the source has '会场'" in str(report) and "--trace" in str(report)


def test_edits_that_are_not_by_the_contract() -> None:
    with pytest.raises(InputError, match=r"edits\[0\].spans is not one span"):
        verdict(changed("edits", 0, "spans", to=[[1, 2], [3, 4]]))
