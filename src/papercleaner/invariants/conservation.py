"""I3: every visible character of the source stands in exactly one text, or was markup; each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from papercleaner.invariants.breach import Breach
from papercleaner.invariants.readable import is_visible
from papercleaner.model import Page
from papercleaner.trace import units

Claim = tuple[int, int, str]
"""Source offsets [start, end), and the pointer of the text that answers for them."""


def conservation(page: Page) -> Iterator[Breach]:
    """What the page's texts and the markup of its source lose or double."""
    claims = [(start, end, unit.pointer) for unit in units(page) for start, end in unit.text.spans]
    return unaccounted(page.source.text, claims + [(start, end, "markup") for start, end in page.source.markup])


def unaccounted(source: str, claims: Iterable[Claim]) -> Iterator[Breach]:
    """What is lost or doubled.  White space and invisible characters that no text claims are layout."""
    at, before = 0, ""
    for start, end, owner in sorted(claims):
        if start < at:
            yield Breach("I3", f"{owner} and {before} both hold it", start, min(at, end))
        yield from _lost(source, at, start)
        if end > at:
            at, before = end, owner
    if at > len(source):
        yield Breach("I3", f"{before} ends after the source", len(source), at)
    yield from _lost(source, at, len(source))


def _lost(source: str, start: int, end: int) -> Iterator[Breach]:
    seen = [place for place in range(start, min(end, len(source))) if is_visible(source[place])]
    if seen:
        yield Breach("I3", "no text holds it", seen[0], seen[-1] + 1)
