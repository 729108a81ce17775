"""The script of the output: converted where it was asked for, left alone where it is that already."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from papercleaner import rules, service
from papercleaner.config import Config
from papercleaner.errors import UsageError
from papercleaner.language import variants
from papercleaner.model import Page
from papercleaner.stages import script
from papercleaner.text import Text
from papercleaner.trace import edits_of

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "fixtures" / "pages").glob("p*/raw.seed.txt"))
SEED = ROOT / "seeds" / "raw.seed.txt"
TRADITIONAL = "臺北市政府昨天宣布，今年將在各區增設圖書館，並且延長開放時間，方便市民借閱。"
PAGE = f"{TRADITIONAL}市長表示，讀書風氣的養成需要長期努力，政府會編列預算支持學校與社區。\n\n讀書風氣\n\n{TRADITIONAL}"


def clean(text: str, **settings: object) -> Page:
    return service.clean(text.encode(), "page.txt", Config().updated(settings))


def texts(page: Page) -> list[str]:
    return [str(text) for text in page.texts()]


def mended(text: str, wanted: variants.Script) -> str:
    return str(Text.of(text).edit(script.changes(text, wanted)))


@pytest.mark.parametrize("rule", [r for r in rules.table().values() if r.id.startswith("script.")], ids=lambda r: r.id)
def test_rules_do_what_they_say(rule: rules.Rule) -> None:
    wanted: variants.Script = "traditional" if rule.id == "script.traditional" else "simplified"
    assert mended(rule.before, wanted) == rule.after
    assert mended(rule.keep, wanted) == rule.keep


@pytest.mark.parametrize("path", [SEED, *PAGES], ids=lambda p: p.parent.name)
def test_a_page_in_the_script_already_keeps_every_character(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    page = clean(text)
    whole = "\n".join(str(u.text) for u in page.units())
    own: variants.Script = "simplified" if variants.excess(whole, "simplified") > 0 else "traditional"
    same = clean(text, script=own)
    differing = sum(a != b for a, b in zip("".join(texts(page)), "".join(texts(same)), strict=True))
    assert differing <= 3, "only strays of the other script may change"


@pytest.mark.parametrize("wanted", ["simplified", "traditional"])
def test_the_output_is_in_one_script_and_cleaning_it_again_changes_nothing(wanted: variants.Script) -> None:
    # Cleaning proves that its output, cleaned again with the same settings, stays; so this is a proof for both.
    for text in (SEED.read_text(encoding="utf-8"), PAGE):
        page = clean(text, script=wanted)
        whole = "".join(str(u.text) for u in page.units())
        assert variants.only(variants.OTHER[wanted]).search(whole) is None


def test_there_and_back() -> None:
    once = "\n\n".join(texts(clean(PAGE, script="simplified")))
    assert "台北市政府昨天宣布，今年将在各区增设图书馆" in once
    assert "圖書館" in "".join(texts(clean(once, script="traditional")))


def test_every_change_is_an_edit_with_a_rule() -> None:
    edits = [e for e in edits_of(clean(PAGE, script="simplified")) if e.rule == "script.simplified"]
    assert any("圖書館" in e.before and "图书馆" in e.after for e in edits)


def test_a_stray_character_is_suggested_and_only_changed_on_demand() -> None:
    text = SEED.read_text(encoding="utf-8").replace("他们", "他們", 1)
    page = clean(text)
    found = [e for e in page.suggestions if e.rule == "script.stray"]
    assert ("們", "们") in [(e.before, e.after) for e in found]
    assert "們" in "".join(texts(page))
    assert "們" not in "".join(texts(clean(text, script="simplified")))
    assert not clean(text, repair="off").suggestions


def test_japanese_is_not_converted() -> None:
    text = "彼は図書館で本を読んでいる。東京の国会議事堂を見学した。"
    assert mended(text, "traditional") == text


@pytest.mark.parametrize("wanted", ["simplified", "traditional"])
def test_any_text_settles(wanted: variants.Script) -> None:
    chance = random.Random(5)
    letters = "".join(variants.forms("simplified")) + "".join(variants.forms("traditional")) + "的一不后里面干A,。"
    for _ in range(300):
        text = "".join(chance.choices(letters, k=12))
        once = mended(text, wanted)
        assert len(once) == len(text)
        assert mended(once, wanted) == once


def test_another_package_of_that_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    variants._converter.cache_clear()
    monkeypatch.setattr(variants, "find_spec", lambda _name: None)
    with pytest.raises(UsageError, match="opencc-python-reimplemented"):
        variants.converted("国", "traditional")
    monkeypatch.undo()
    variants._converter.cache_clear()
