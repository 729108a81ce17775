"""What was done to a page, decision by decision: every edit, role, move and suggestion, with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from papercleaner.model import Block, Edit, Page
from papercleaner.text import Span
from papercleaner.trace import edits_of, rules_of

_EXCERPT = 24


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that was decided.  `line` and `column` count from 1 in the input as it was decoded."""

    line: int
    column: int
    kind: str
    rules: tuple[str, ...]
    before: str
    after: str
    confidence: float
    applied: bool
    spans: tuple[Span, ...]


def decisions(page: Page) -> list[Decision]:
    """All decisions on `page`, by their place in the input."""
    places = _Places(page.source.text)
    edits = (_of_edit(edit, places) for edit in edits_of(page))
    found = [*edits, *_roles(page, places), *_quarantine(page, places)]
    return sorted(found, key=lambda d: (d.line, d.column))


class _Places:
    """Offsets to lines and columns."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(n + 1 for n, char in enumerate(text) if char == "\n")]

    def of(self, spans: tuple[Span, ...]) -> tuple[int, int]:
        offset = spans[0][0] if spans else 0
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def excerpt(self, spans: tuple[Span, ...]) -> str:
        text = self.text[spans[0][0] : spans[-1][1]] if spans else ""
        return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"


def _of_edit(edit: Edit, places: _Places) -> Decision:
    line, column = places.of(edit.spans)
    return Decision(
        line, column, edit.kind, rules_of(edit), edit.before, edit.after, edit.confidence, edit.applied, edit.spans
    )


def _roles(page: Page, places: _Places) -> Iterator[Decision]:
    for block in page.units():
        if block.why:
            yield _role(block, places)


def _role(block: Block, places: _Places) -> Decision:
    spans = block.text.spans
    line, column = places.of(spans)
    named = " ".join((block.role.value, *block.flags))
    return Decision(line, column, "role", (block.why,), places.excerpt(spans), named, block.confidence, True, spans)


def _quarantine(page: Page, places: _Places) -> Iterator[Decision]:
    for fragment in page.quarantine:
        spans = fragment.text.spans
        line, column = places.of(spans)
        yield Decision(
            line, column, "quarantine", (fragment.reason,), places.excerpt(spans), "quarantine", 1.0, True, spans
        )
