"""Runs the cases of rules that need a page, or no paragraph at all: fixtures/cases/<rule>/.

First a line `--- page`, then a dump, then `--- expected` and what the rule decided on, or words that the page has once
it did; without it the rule must not decide anything there.  The first line may set the configuration, `lexicon=` a
pair of words as read and as printed.  A case that begins `--- boxes` is a page with coordinates, a line each: left,
top and size in pixels, `@` and its confidence where it is not .9, then the text.  And every rule of the table has a
case of each kind.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from papercleaner import rules, service
from papercleaner.config import Config
from papercleaner.explain import Decision, decisions
from papercleaner.model import Page

CASES = Path(__file__).parents[2] / "fixtures" / "cases"
NEGATIVE, POSITIVE = 150, 200


class Case(NamedTuple):
    rule: str
    text: str
    expected: str | None
    config: Config


def load(path: Path) -> Case:
    first, text = path.read_bytes().decode("utf-8").split("\n", 1)
    text, mark, expected = text.partition("\n--- expected\n")
    kind, *settings = first.removeprefix("--- ").split()
    options: dict[str, Any] = dict(item.split("=") for item in settings)
    if "lexicon" in options:
        options["lexicon"] = {"replace": dict([options["lexicon"].split(":")])}
    text = measured(text) if kind == "boxes" else text
    return Case(path.parent.name, text, expected.removesuffix("\n") if mark else None, Config().updated(options))


def measured(text: str) -> str:
    """Lines with their places as an engine's JSON."""
    lines = []
    for line in text.splitlines():
        left, top, size, words = line.split(" ", 3)
        size, _, sure = size.partition("@")
        box = [int(left), int(top), int(left) + len(words) * int(size), int(top) + int(size) * 1.2]
        lines.append({"text": words, "score": float(sure or 0.9), "box": box})
    return json.dumps({"width": 2000, "height": 2000, "lines": lines})


def is_page(path: Path) -> bool:
    return path.read_bytes().startswith((b"--- page", b"--- boxes"))


FILES = sorted(CASES.glob("*/*.txt"))
PAGES = [p for p in FILES if is_page(p)]


def cleaned(case: Case) -> Page:
    return service.clean(data(case), "case.txt", case.config)


def decided(case: Case, page: Page) -> list[Decision]:
    return [d for d in decisions(page) if case.rule in d.rules]


def data(case: Case) -> bytes:
    """The dump; a case of broken bytes writes them as \\xNN."""
    if case.rule == "encoding.byte":
        return case.text.encode().replace(b"\\xff", b"\xff")
    return case.text.encode()


@pytest.mark.parametrize("path", PAGES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_case(path: Path) -> None:
    case = load(path)
    page = cleaned(case)
    found = decided(case, page)
    if case.expected is None:
        assert found == []
    else:
        assert found
        said = [*(d.before for d in found), *(d.after for d in found)]
        assert case.expected in said or any(case.expected in str(text) for text in page.texts())


REFUSED = ("controls.invisible/c0-in-word", "punctuation.wide/json")
"""Paragraphs that as a file are no text: one with a NUL, one of JSON."""
PARAGRAPHS = [p for p in FILES if not is_page(p) and f"{p.parent.name}/{p.stem}" not in REFUSED]


@pytest.mark.parametrize("path", PARAGRAPHS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_paragraph_is_a_page_that_keeps_the_promises(path: Path) -> None:
    """What a rule does to a paragraph must hold before the invariants too, or a user gets no page at all."""
    text = path.read_text(encoding="utf-8")
    text = text.partition("\n")[2] if text.startswith("--- ") else text
    assert service.clean(text.partition("\n--- expected\n")[0].encode(), "case.txt", Config())


def test_every_rule_has_a_case_of_each_kind() -> None:
    positive = {p.parent.name for p in FILES if b"\n--- expected\n" in p.read_bytes()}
    negative = {p.parent.name for p in FILES if b"\n--- expected\n" not in p.read_bytes()}
    known = set(rules.table())
    assert known - positive == set()
    assert known - negative == set()
    assert (positive | negative) <= known


def test_there_are_enough_of_them() -> None:
    positive = sum(b"\n--- expected\n" in p.read_bytes() for p in FILES)
    assert positive >= POSITIVE
    assert len(FILES) - positive >= NEGATIVE
