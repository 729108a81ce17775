"""Roles: what each block is on the printed page."""

from __future__ import annotations

from dataclasses import replace

from papercleaner.config import Config
from papercleaner.grammar.reading import Reading, read
from papercleaner.grammar.sketch import sketch
from papercleaner.model import Block, Page
from papercleaner.stage import Stage


def tell_roles(page: Page, _config: Config) -> Page:
    """The page with a role, its confidence and its rule on every block."""
    if page.structured or not page.blocks:
        return page
    readings = read([sketch(b) for b in page.blocks])
    return replace(page, blocks=tuple(_told(b, r) for b, r in zip(page.blocks, readings, strict=True)))


def _told(block: Block, reading: Reading) -> Block:
    return replace(block, role=reading.role, confidence=reading.confidence, why=reading.why)


STAGE = Stage("roles", tell_roles, requires=frozenset({"lines"}), provides=frozenset({"roles"}))
