"""Characters: what is the same character under another code becomes the usual one, by table, never by NFKC."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache

from papercleaner.config import Config
from papercleaner.knowledge import table
from papercleaner.model import Block, Page, Role
from papercleaner.stage import Stage
from papercleaner.text import Change
from papercleaner.typography.rounds import Rule, settle

_SUSPECT = re.compile(
    "[\u2e80-\u2fdf\ue000-\uf8ff\uf900-\ufaff\ufe10-\ufe6f\U0002f800-\U0002fa1f"
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff61-\uff9f]"
)
"""What any rule here may change; the full-width marks of Chinese are not among it."""

_KATAKANA = re.compile("[\uff66-\uff9f]+")
_PLAIN = ("radicals", "compatibility", "width", "forms", "private")


@cache
def _mapping(name: str) -> dict[str, str]:
    known = table("characters")[name]
    return dict(zip(known["from"], known["to"], strict=True))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("[" + "".join(map(re.escape, _mapping(name))) + "]")


def same(text: str, _role: Role, config: Config) -> list[Change]:
    """Radicals, compatibility ideographs, full-width letters and digits, vertical forms, private code points."""
    if _SUSPECT.search(text) is None:
        return []
    return [
        Change(*m.span(), _mapping(name)[m.group()], f"characters.{name}")
        for name in _PLAIN
        if name != "width" or config.width == "half"
        for m in _pattern(name).finditer(text)
    ]


def katakana(text: str, _role: Role, _config: Config) -> list[Change]:
    """Half-width katakana, with its sound marks joined."""
    if _SUSPECT.search(text) is None:
        return []
    return [
        Change(*m.span(), unicodedata.normalize("NFKC", m.group()), "characters.katakana")
        for m in _KATAKANA.finditer(text)
    ]


RULES: tuple[Rule, ...] = (same, katakana)


def run(page: Page, config: Config) -> Page:
    """The page with each character under its usual code; runs over the blocks of the dump."""

    def change(block: Block) -> Block:
        text = settle(block.text, block.role, config, RULES)
        return block.saying(text)

    return replace(page.map(change), blocks=tuple(change(b) for b in page.blocks))


STAGE = Stage("characters", run, requires=frozenset({"controls"}), provides=frozenset({"characters"}))
