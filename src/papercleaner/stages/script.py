"""Script: the page in simplified or traditional characters, where that was asked for; else strays are suggested.

What is in the wanted script already has no character that only the other one uses, and nothing of it changes: so a
second pass finds nothing to do.  A stray character in a text of the wanted script is changed alone, by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from papercleaner.config import Config
from papercleaner.knowledge import table
from papercleaner.language.variants import OTHER, Script, converted, excess, forms, only, single
from papercleaner.model import Block, Edit, Page, Role
from papercleaner.stage import Stage
from papercleaner.text import Change, Text
from papercleaner.typography.context import is_chinese

_RULES: dict[Script, str] = {"simplified": "script.simplified", "traditional": "script.traditional"}


def changes(text: str, script: Script, page_excess: int = 0) -> list[Change]:
    """What makes `text` one of `script`; `page_excess` decides for a text that is of either."""
    other = OTHER[script]
    if not is_chinese(text):
        return []
    rule = _RULES[script]
    if (excess(text, other) or page_excess) > 0:
        return list(_differences(text, converted(text, script), rule))
    return [Change(*m.span(), forms(other)[m.group()], rule) for m in only(other).finditer(text)]


def _differences(before: str, after: str, rule: str) -> Iterator[Change]:
    """A change for each character that differs (so that it keeps its place); both texts are of one length."""
    for at, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new:
            yield Change(at, at + 1, new, rule)


def strays(page: Page) -> Iterator[Edit]:
    """Suggestions for single characters of the script that the page is not in: an engine's habit, or a name."""
    known = table("suggest")["stray"]
    whole = "\n".join(str(unit.text) for unit in page.units())
    counts = {script: len(only(script).findall(whole)) for script in OTHER}
    main = max(OTHER, key=lambda script: counts[script])
    if counts[main] < known["least"] or counts[OTHER[main]] > known["stray"] * counts[main]:
        return
    for unit in page.units():
        if unit.role is not Role.TABLE and is_chinese(unit.text.value):
            yield from _of_text(unit.text, OTHER[main], float(known["confidence"]))


def _of_text(text: Text, script: Script, sure: float) -> Iterator[Edit]:
    for m in only(script).finditer(text.value):
        after = single(m.group(), script)
        if after:
            yield Edit("replace", text.part(*m.span()).spans, m.group(), after, "script.stray", sure, applied=False)


def run(page: Page, config: Config) -> Page:
    """The page in the script that `config` asks for."""
    if config.script == "keep":
        if page.structured or config.repair == "off":
            return page
        return replace(page, suggestions=page.suggestions + tuple(strays(page)))
    script = config.script
    whole = "\n".join(str(unit.text) for unit in page.units())
    page_excess = excess(whole, OTHER[script])

    def change(block: Block) -> Block:
        return block.saying(block.text.edit(changes(block.text.value, script, page_excess)))

    return page.map(change)


STAGE = Stage("script", run, requires=frozenset({"quotes"}), provides=frozenset({"script"}))
