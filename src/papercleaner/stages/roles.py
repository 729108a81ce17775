"""Roles: what each block is on the printed page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from papercleaner.config import Config
from papercleaner.grammar.parts import part, parts
from papercleaner.grammar.reading import Reading, read
from papercleaner.grammar.sketch import gaps, sketch
from papercleaner.language.script import is_foreign
from papercleaner.model import Block, Page, Role
from papercleaner.stage import Stage


def tell_roles(page: Page, _config: Config) -> Page:
    """The page with a role, its confidence and its rule on every block; blocks of several roles are parted."""
    if page.structured or not page.blocks:
        return page
    if is_foreign("".join(str(b.text) for b in page.blocks)):
        return replace(page, blocks=tuple(replace(b, confidence=1.0, why="role.foreign") for b in page.blocks))
    places = [(k, p) for k, block in enumerate(page.blocks) for p in parts(block)]
    after_gap = gaps(page.source.text, page.blocks)
    readings = read([sketch(part(page.blocks[k], *p), after_gap[k] and p[0] == 0) for k, p in places])
    return replace(page, blocks=tuple(_told(page.blocks, zip(places, readings, strict=True))))


Read = tuple[tuple[int, tuple[int, int]], Reading]


def _told(blocks: Sequence[Block], read_parts: Iterable[Read]) -> Iterator[Block]:
    """The blocks with their roles; neighbouring parts of one block that have one role stay together."""
    for (k, _), group in groupby(read_parts, key=lambda x: (x[0][0], x[1].role)):
        together = list(group)
        piece = part(blocks[k], together[0][0][1][0], together[-1][0][1][1])
        sure = min(reading.confidence for _, reading in together)
        if blocks[k].role in (Role.TABLE, Role.LIST):
            yield piece
            continue
        first = together[0][1]
        running = min(reading.odds.get(Role.BODY, 0.0) for _, reading in together)
        titled = min(reading.odds.get(Role.HEADLINE, 0.0) for _, reading in together)
        piece = replace(piece, role=first.role, confidence=sure, why=first.why, running=running, titled=titled)
        yield piece.flagged("title-uncertain") if any(r.title_uncertain for _, r in together) else piece


STAGE = Stage("roles", tell_roles, requires=frozenset({"lines"}), provides=frozenset({"roles"}))
