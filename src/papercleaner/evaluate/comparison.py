"""A page's truth and prediction laid side by side, character by character."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from papercleaner.evaluate.align import Alignment, align
from papercleaner.evaluate.forms import Form, loose, within
from papercleaner.evaluate.records import HEADS, Entry, Truth

BODY = frozenset({"heading", "paragraph"})
"""The types of block that make up an article's body."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Characters [start, end) of a stream: one head, block or credit of article number `article`."""

    article: int
    type: str
    body: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stream:
    """All text of a page's articles in one string, and the units it is made of."""

    text: str
    units: tuple[Unit, ...]

    def owners(self) -> list[Unit]:
        """The unit of each character."""
        return [u for u in self.units for _ in range(u.start, u.end)]


def stream(entries: Iterable[Entry], form: Form) -> Stream:
    """The articles' heads, blocks and credits in one stream, in the given form."""
    parts: list[str] = []
    units: list[Unit] = []
    place = 0
    for number, entry in enumerate(entries):
        for kind, body, text in _texts(entry):
            part = form(text)
            units.append(Unit(number, kind, body, place, place + len(part)))
            parts.append(part)
            place += len(part)
    return Stream("".join(parts), tuple(units))


def _texts(entry: Entry) -> Iterable[tuple[str, bool, str]]:
    for name in HEADS:
        yield name, False, entry.head(name)
    for part in entry.blocks:
        yield part.type, part.type in BODY, part.text
    for credit in entry.credits:
        yield "credit", False, credit


@dataclass(frozen=True, slots=True)
class Comparison:
    """What every metric reads.  `live[t]`: the OCR did not lose truth character t (always, without a raw dump)."""

    truth: Truth
    predicted: tuple[Entry, ...]
    raw: str | None
    """The raw dump in loose form."""
    ours: Stream
    """The truth's stream, loose."""
    theirs: Stream
    """The prediction's stream, loose."""
    map: Alignment
    owner: list[Unit]
    """Of each truth character."""
    host: list[Unit]
    """Of each predicted character."""
    live: list[bool]
    raw_map: Alignment | None

    def counted(self, item: str, threshold: float) -> bool:
        """Whether a short item in loose form was there to be found in the raw dump."""
        return self.raw is None or within(item, self.raw, threshold)

    def body(self) -> Iterable[int]:
        """The truth's body characters that the OCR did not lose."""
        return (t for t, u in enumerate(self.owner) if u.body and self.live[t])


def compare(truth: Truth, predicted: tuple[Entry, ...], raw: str | None) -> Comparison:
    """Truth and prediction aligned in loose form, each also against the raw dump if there is one."""
    ours, theirs = stream(truth.articles, loose), stream(predicted, loose)
    raw_loose = loose(raw) if raw else None
    raw_map = None if raw_loose is None else align(ours.text, raw_loose)
    live = [True] * len(ours.text) if raw_map is None else [p >= 0 for p in raw_map.place]
    return Comparison(
        truth=truth,
        predicted=predicted,
        raw=raw_loose,
        ours=ours,
        theirs=theirs,
        map=align(ours.text, theirs.text),
        owner=ours.owners(),
        host=theirs.owners(),
        live=live,
        raw_map=raw_map,
    )
