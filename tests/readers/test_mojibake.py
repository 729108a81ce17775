"""Wrong decodings are undone where the gain is beyond doubt, and clean text of any language stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from papercleaner import rules, service
from papercleaner.config import Config
from papercleaner.language.fluency import LOST
from papercleaner.readers.codes import decoded, encoded
from papercleaner.readers.mojibake import mended
from papercleaner.text import Text
from papercleaner.trace import edits_of

ROOT = Path(__file__).resolve().parents[2]
SEED = (ROOT / "seeds" / "raw.seed.txt").read_text(encoding="utf-8")
PAGES = {p.parent.name: p.read_text(encoding="utf-8") for p in (ROOT / "fixtures" / "pages").glob("p*/raw.seed.txt")}
CLEAN = (ROOT / "fixtures" / "clean" / "paragraphs.txt").read_text(encoding="utf-8").splitlines()
TRADITIONAL = "臺北市政府昨天宣布，今年將在各區增設圖書館，並且延長開放時間，方便市民借閱。\n市長表示要長期努力。"


def western(data: bytes) -> str:
    """Bytes as Windows-1252 shows them, its holes as controls."""
    return "".join(chr(b) if b in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([b]).decode("cp1252") for b in data)


WRONG: dict[str, Callable[[str], str]] = {
    "UTF-8 as Latin-1": lambda t: t.encode().decode("latin-1"),
    "UTF-8 as Windows-1252": lambda t: western(t.encode()),
    "GB 18030 as Latin-1": lambda t: t.encode("gb18030").decode("latin-1"),
    "GB 18030 as Windows-1252": lambda t: western(t.encode("gb18030")),
    "UTF-8 as Latin-1, twice": lambda t: t.encode().decode("latin-1").encode().decode("latin-1"),
    "UTF-8 as Windows-1252, twice": lambda t: western(western(t.encode()).encode()),
    "GB 18030, then UTF-8, as Windows-1252": lambda t: western(western(t.encode("gb18030")).encode()),
}
"""Damage that loses no byte."""


def fixed(text: str) -> str:
    return str(mended(Text.of(text)))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("damage", WRONG)
def test_pages_come_back_whole(name: str, damage: str) -> None:
    assert fixed(WRONG[damage](PAGES[name])) == PAGES[name]


@pytest.mark.parametrize("damage", ["UTF-8 as Windows-1252", "GB 18030 as Latin-1", "UTF-8 as Latin-1, twice"])
def test_a_damaged_page_is_cleaned_as_the_page_itself(damage: str) -> None:
    whole = service.clean(SEED.encode(), "page.txt", Config())
    page = service.clean(WRONG[damage](SEED).encode(), "page.txt", Config())
    assert [str(t) for t in page.texts()] == [str(t) for t in whole.texts()]
    assert any(e.rule.startswith("mojibake.") and len(e.after) > 5 for e in edits_of(page))


@pytest.mark.parametrize(
    ("was", "read"), [("big5", "gb18030"), ("big5", "latin-1")], ids=["Big5 as GB 18030", "Big5 as Latin-1"]
)
def test_traditional_text_comes_back(was: str, read: str) -> None:
    assert fixed(TRADITIONAL.encode(was).decode(read)) == TRADITIONAL


HARD = [("utf-8", "gb18030"), ("utf-8", "gbk"), ("gb18030", "big5"), ("gb18030", "big5hkscs"), ("gb18030", "cp950")]
"""Wrong decodings in which next to every page loses bytes; many of its lines do not."""


@pytest.mark.parametrize(("was", "read"), HARD, ids=[" as ".join(pair) for pair in HARD])
def test_each_line_that_lost_nothing_comes_back(was: str, read: str) -> None:
    whole = 0
    for line in {line for page in (SEED, *PAGES.values()) for line in page.split("\n") if len(line) >= 6}:
        bad = line.encode(was).decode(read, "replace")
        if LOST not in bad and not line.isascii():
            assert fixed(bad) == line
            whole += 1
    assert whole >= 10


@pytest.mark.parametrize(("was", "least"), [("utf-8", 0.995), ("gb18030", 0.975)])
def test_what_survived_is_read(was: str, least: float) -> None:
    """Of the characters of a page whose bytes all survived (a break of one byte takes one character with it)."""
    bad = SEED.encode(was).decode("gb18030" if was == "utf-8" else "big5hkscs", "replace")
    good = fixed(bad)
    blocks = SequenceMatcher(None, SEED, good, autojunk=False).get_matching_blocks()
    assert sum(b.size for b in blocks) >= least * (len(SEED) - bad.count(LOST))


def test_utf8_read_as_big5_comes_back_where_no_byte_was_lost() -> None:
    whole = 0
    for words in {page[i : i + 6] for page in (SEED, *PAGES.values()) for i in range(len(page) - 6)}:
        bad = words.encode().decode("big5hkscs", "replace")
        if LOST not in bad and all("\u4e00" <= c <= "\u9fff" for c in words):
            assert fixed(bad) == words
            whole += 1
    assert whole >= 20


def test_gb_read_as_big5_comes_back_but_for_what_was_lost() -> None:
    bad = SEED.encode("gb18030").decode("big5hkscs", "replace")
    good = fixed(bad)
    blocks = SequenceMatcher(None, SEED, good, autojunk=False).get_matching_blocks()
    assert sum(b.size for b in blocks) > 0.95 * len(SEED) and "\ufffd" in good


@pytest.mark.parametrize("lost", ["?", "\ufffd"])
def test_lost_bytes_stay_visible(lost: str) -> None:
    text = "中国人民银行今天对外公布了调查结果。\n"
    bad = text.encode().decode("gb18030", "replace").replace("\ufffd", lost)
    assert lost in bad
    good = fixed(bad)
    assert good.startswith("中国人民银行今天对外公布了调查结果")
    assert "\ufffd" in good and "?" not in good


def test_only_the_damaged_part_changes() -> None:
    clean = "会议要求，各单位要把责任落实到人。"
    for damage in WRONG.values():
        assert fixed(f"{clean}\n{damage(clean)}\n{clean}") == f"{clean}\n{clean}\n{clean}"
    assert fixed(f"{clean}{WRONG['UTF-8 as Latin-1'](clean)}{clean}") == clean * 3


def test_a_heading_follows_the_rest_of_its_file() -> None:
    page = "上海\n\n" + SEED[200:900]
    assert fixed(WRONG["GB 18030 as Latin-1"](page)) == page


def test_every_character_knows_the_bytes_it_was_read_from() -> None:
    bad = WRONG["UTF-8 as Latin-1"]("会议要求，各单位")
    text = mended(Text.of(bad))
    assert [(p.text, p.end - p.start) for p in text.pieces] == [(c, 3) for c in "会议要求，各单位"]


def test_there_are_two_hundred_clean_paragraphs() -> None:
    assert len(CLEAN) >= 200 and len(set(CLEAN)) == len(CLEAN)


@pytest.mark.parametrize("text", CLEAN)
def test_clean_paragraphs_stay(text: str) -> None:
    assert mended(Text.of(text)) == Text.of(text)


def test_clean_paragraphs_together_stay() -> None:
    whole = "\n".join(CLEAN)
    assert mended(Text.of(whole)) == Text.of(whole)


@pytest.mark.parametrize("name", PAGES)
def test_clean_pages_stay(name: str) -> None:
    assert mended(Text.of(PAGES[name])) == Text.of(PAGES[name])


@pytest.mark.parametrize(
    "rule", [r for r in rules.table().values() if r.id.startswith("mojibake.")], ids=lambda r: r.id
)
def test_rules_do_what_they_say(rule: rules.Rule) -> None:
    done = mended(Text.of(rule.before))
    assert str(done) == rule.after
    assert {w for p in done.pieces for w in p.why} == {rule.id}
    assert fixed(rule.keep) == rule.keep


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_codes_are_each_others_reverse(encoding: str) -> None:
    for char in "一龥國國，·A":
        assert decoded(encoded(char, encoding), encoding) == char


def test_big5_read_as_gbk_is_read_again_and_its_losses_stay_visible() -> None:
    lost = TRADITIONAL.encode("big5").decode("gbk", "replace")
    first = fixed(lost).partition("\n")[0]
    assert first.startswith("臺�_市政府昨天")
    assert first.count(LOST) >= 10
    assert "圖書館" not in lost and "區增設圖" in first
