"""Characters in context: the cases of fixtures/cases/glyphs.*, the rules' own examples, and what is protected.

A case is a text, then `--- expected` with what it becomes, or `--- suggested` with pairs (as read, as printed);
without either it must neither change nor be doubted by the rule it lies under.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from papercleaner.config import Config
from papercleaner.knowledge import table
from papercleaner.lexicon import Lexicon
from papercleaner.model import Role
from papercleaner.stages.glyphs import mend

CASES = Path(__file__).parents[2] / "fixtures" / "cases"
PATHS = sorted(CASES.glob("glyphs.*/*.txt"))
RULES = {rule["id"]: rule for rule in table("rules/glyphs")["rule"]}
LEXICON = Config(lexicon=Lexicon(replace=(("廊下填", "廊下镇"),)))


def parts(path: Path) -> tuple[str, str, list[str]]:
    text = path.read_text(encoding="utf-8").removesuffix("\n")
    text, _, suggested = text.partition("\n--- suggested\n")
    text, _, expected = text.partition("\n--- expected\n")
    return text, expected or text, suggested.split()


def doubted(text: str, rule: str, config: Config = Config()) -> list[str]:  # noqa: B008
    return [e.before + e.after for e in mend(text, config)[1] if e.rule == rule]


@pytest.mark.parametrize("path", PATHS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_case(path: Path) -> None:
    text, expected, suggested = parts(path)
    assert str(mend(text, Config())[0]) == expected
    if path.parent.name != "glyphs.lookalike":
        assert doubted(text, path.parent.name) == suggested


@pytest.mark.parametrize("path", PATHS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_expected_is_stable(path: Path) -> None:
    _, expected, _ = parts(path)
    assert str(mend(expected, Config())[0]) == expected


@pytest.mark.parametrize("path", PATHS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_suggest_and_off_change_nothing(path: Path) -> None:
    text, expected, _ = parts(path)
    done, told = mend(text, Config(repair="suggest"))
    assert str(done) == text
    assert (expected == text) or told
    assert mend(text, Config(repair="off"))[1] == []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda r: r["id"])
def test_the_rules_own_examples(rule: dict[str, str]) -> None:
    config = LEXICON if rule["id"] == "glyphs.lexicon" else Config()
    if rule["kind"] == "fix":
        text, _ = mend(rule["before"], config)
        assert str(text) == rule["after"]
        assert {why for p in text.pieces for why in p.why} == {rule["id"]}
    else:
        pairs = [a + b for a, b in zip(rule["before"], rule["after"], strict=True) if a != b]
        assert doubted(rule["before"], rule["id"]) == pairs
    kept, told = mend(rule["keep"], config)
    assert str(kept) == rule["keep"]
    assert rule["id"] not in {e.rule for e in told}


def test_every_rule_has_cases_of_both_kinds() -> None:
    for rule in RULES:
        found = [parts(p) for p in PATHS if p.parent.name == rule]
        plain = [text == expected and not suggested for text, expected, suggested in found]
        assert any(plain), rule
        assert rule == "glyphs.lexicon" or not all(plain), rule


WRONG = "这项工作己经完成，群众十分满意。"


def test_a_word_of_the_lexicon_is_left_alone() -> None:
    config = Config(lexicon=Lexicon(keep=("工作己经",)))
    text, told = mend(WRONG, config)
    assert str(text) == WRONG
    assert told == []


def test_a_pair_of_the_lexicon_is_applied_and_explained() -> None:
    text, _ = mend("记者到廊下填采访。", LEXICON)
    assert str(text) == "记者到廊下镇采访。"
    assert [(p.text, p.why) for p in text.pieces if p.changed] == [("镇", ("glyphs.lexicon",))]


def test_what_a_pair_put_there_stays() -> None:
    config = Config(lexicon=Lexicon(replace=(("工作已经", "工作己经"),)))
    assert str(mend("这项工作已经完成，群众十分满意。", config)[0]) == WRONG


def test_a_pair_of_the_lexicon_is_only_listed_with_suggest() -> None:
    text, told = mend("记者到廊下填采访。", Config(repair="suggest", lexicon=LEXICON.lexicon))
    assert str(text) == "记者到廊下填采访。"
    assert [(e.before, e.after, e.rule, e.applied) for e in told] == [("填", "镇", "glyphs.lexicon", False)]


def test_confidence_is_told() -> None:
    text, _ = mend(WRONG, Config())
    (piece,) = (p for p in text.pieces if p.changed)
    assert 0.98 <= piece.confidence <= 1.0


@pytest.mark.parametrize("role", [Role.BYLINE, Role.CREDIT, Role.TABLE, Role.MASTHEAD, Role.EDITORS])
def test_lines_of_names_and_figures_are_not_read(role: Role) -> None:
    text, told = mend(WRONG, Config(), role)
    assert str(text) == WRONG
    assert told == []


def test_what_the_page_repeats_is_not_mended_and_what_it_says_often_is_not_doubted() -> None:
    twice = "这项工作己经完成。" * 2
    done, told = mend(twice, Config())
    assert str(done) == twice
    assert {(e.before, e.after, e.rule) for e in told} == {("己", "已", "glyphs.lookalike")}
    often = "顾闻道：知道。记者：你呢？" * 3
    assert mend(often, Config()) == (mend(often, Config(repair="off"))[0], [])


def test_a_name_is_not_mended() -> None:
    text, told = mend("代表团成员王木月、李干、顾闻道昨天到达。", Config())
    assert not [p for p in text.pieces if p.changed]
    assert told == []
