"""What a stage is: a pure step from page to page that says what it needs and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from papercleaner.config import Config
from papercleaner.model import Page

Run = Callable[[Page, Config], Page]


@dataclass(frozen=True, slots=True)
class Stage:
    """A pure step from page to page.  `requires` and `provides` name what must be and what will be known."""

    name: str
    run: Run
    requires: frozenset[str] = frozenset()
    provides: frozenset[str] = frozenset()


def ordered(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    """The stages as given.  Raises RuntimeError if one needs what none before it provides."""
    known: set[str] = set()
    road = tuple(stages)
    for stage in road:
        missing = stage.requires - known
        if missing:
            raise RuntimeError(f"stage {stage.name} needs {sorted(missing)}, which no stage before it provides")
        known |= stage.provides
    return road
