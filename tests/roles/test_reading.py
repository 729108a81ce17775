"""The reading of whole pages: order and evidence together."""

from __future__ import annotations

from pathlib import Path

import pytest

from papercleaner.config import Config
from papercleaner.model import Page, Role, Source
from papercleaner.readers.plain import read
from papercleaner.stages.lines import recover_lines
from papercleaner.stages.roles import tell_roles

SEED = Path(__file__).parents[2] / "seeds" / "raw.seed.txt"


def told(text: str) -> Page:
    page = read(Source("page.txt", "", text))
    return tell_roles(recover_lines(page, Config()), Config())


def roles(page: Page, *wanted: Role) -> list[str]:
    return ["".join(str(b.text).split()) for b in page.blocks if b.role in wanted]


@pytest.fixture(scope="module")
def seed() -> Page:
    return told(SEED.read_text(encoding="utf-8"))


def test_seed_heads_and_headings(seed: Page) -> None:
    assert len(roles(seed, Role.HEADING)) == 8
    assert roles(seed, Role.KICKER) == ["金山区探索产业集群党建新实践"]
    assert roles(seed, Role.HEADLINE) == ["加强产业集群党建引领创新发展", "以一流党建带动一流产业集群发展"]
    assert roles(seed, Role.SUBTITLE) == ["松江区党建引领G60科创走廊建设在持续探索中不断前行"]


def test_seed_noise_captions_and_furniture(seed: Page) -> None:
    assert [b.role for b in seed.blocks[:2]] == [Role.NOISE, Role.NOISE]
    assert len(roles(seed, Role.CAPTION)) == 2
    assert len(roles(seed, Role.SPONSOR)) == 1
    assert [b.why for b in seed.blocks[-2:]] == ["role.page-credit", "role.page-credit"]


def test_nothing_is_lost_or_added(seed: Page) -> None:
    source = SEED.read_text(encoding="utf-8")
    assert "".join("".join(str(b.text).split()) for b in seed.blocks) == "".join(source.split())


def test_every_block_has_a_reason_and_a_probability(seed: Page) -> None:
    assert all(b.why.startswith("role.") and 0 <= b.confidence <= 1 for b in seed.blocks)


def test_reading_is_the_same_twice(seed: Page) -> None:
    assert told(SEED.read_text(encoding="utf-8")) == seed


LETTER = """老王:

上次来信收到了。家里一切都好,院子里的枣树今年结了很多果子,孩子们每天放学回来都要去看一看,数一数又红了几个。

你问起的那本书,我在旧书店里找到了,过几天就寄给你。书有些旧,封面也破了,不过字迹还清楚,读起来没有妨碍。

天气渐渐冷了,多保重身体。"""


def test_a_letter_has_no_furniture_and_no_captions() -> None:
    page = told(LETTER)
    assert not roles(page, Role.CAPTION, Role.ADVERTISEMENT, Role.SECTION, Role.NOISE)
    assert sum(b.role is Role.BODY for b in page.blocks) >= 3


@pytest.mark.parametrize("text", ["", " \n\n ", "字", "a", "。", "1", "— —\n\n…", "x" * 5000, "字" * 5000, "字 " * 400])
def test_odd_pages_are_read_without_fuss(text: str) -> None:
    page = told(text)
    assert all(0 <= b.confidence <= 1 for b in page.blocks)


def test_structured_pages_are_left_alone() -> None:
    page = read(Source("page.md", "", "第8版\n\n正文"))
    structured = Page(source=page.source, blocks=page.blocks, structured=True)
    assert tell_roles(structured, Config()) is structured


def test_a_byline_inside_a_block_is_parted_from_its_headline() -> None:
    page = told("江城灯会昨夜开幕\n记者王小明/文\n\n" + LETTER)
    assert roles(page, Role.BYLINE) == ["记者王小明/文"]
