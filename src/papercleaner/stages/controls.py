"""Controls: drops what no reader sees, before anything else looks at the text.  Newlines and indents survive."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from papercleaner.config import Config
from papercleaner.knowledge import table
from papercleaner.model import Block, Page, Role
from papercleaner.stage import Stage
from papercleaner.text import Change, Text
from papercleaner.typography.rounds import Rule, settle


@cache
def _any() -> re.Pattern[str]:
    """Whatever one of the rules may change: most texts hold none of it."""
    known = table("controls")
    odd = "".join(known[k] for k in ("dropped", "joiners", "spaces"))
    return re.compile(f"{known['newlines']}|[{odd}]")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    known = table("controls")
    joiners, joining = known["joiners"], known["joining"]
    return (
        re.compile(known["newlines"]),
        re.compile(f"[{known['dropped']}]+"),
        re.compile(f"(?<![{joining}{joiners}])[{joiners}]+|[{joiners}]+(?![{joining}{joiners}])"),
        re.compile(f"[{known['spaces']}]"),
    )


def newlines(text: str, _role: Role, _config: Config) -> list[Change]:
    """Line ends under other names become newlines."""
    return [Change(*m.span(), "\n", "controls.newline") for m in _patterns()[0].finditer(text)]


def invisible(text: str, _role: Role, _config: Config) -> list[Change]:
    """Controls, marks of direction, zero-width characters and byte-order marks are dropped."""
    return [Change(*m.span(), "", "controls.invisible") for m in _patterns()[1].finditer(text)]


def joiners(text: str, _role: Role, _config: Config) -> list[Change]:
    """Joiners are dropped where no script needs them."""
    return [Change(*m.span(), "", "controls.joiner") for m in _patterns()[2].finditer(text)]


def spaces(text: str, _role: Role, _config: Config) -> list[Change]:
    """Spaces under other names become plain ones."""
    return [Change(*m.span(), " ", "controls.space") for m in _patterns()[3].finditer(text)]


RULES: tuple[Rule, ...] = (newlines, invisible, joiners, spaces)


def mend(text: Text, role: Role, config: Config) -> Text:
    """`text` without what no reader sees."""
    return text if _any().search(text.value) is None else settle(text, role, config, RULES)


def run(page: Page, config: Config) -> Page:
    """The page without what no reader sees; runs over the blocks of the dump."""

    def change(block: Block) -> Block:
        text = mend(block.text, block.role, config)
        return block.saying(text)

    return replace(page.map(change), blocks=tuple(change(b) for b in page.blocks))


STAGE = Stage("controls", run, provides=frozenset({"controls"}))
