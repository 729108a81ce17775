"""The proof that an output keeps its source: every readable character accounted for, every change told.

A record (JSON, JSONL) is proved from itself and the source alone, trusting nothing that papercleaner does:
with a trace by replaying its edits, without one by comparing the readable characters of each text with those
of its spans.  Markdown and plain text carry no places: the source is cleaned again and the bytes compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from papercleaner.config import Config
from papercleaner.errors import InputError
from papercleaner.invariants.breach import Breach
from papercleaner.invariants.conservation import Claim, unaccounted
from papercleaner.invariants.ledger import conserved
from papercleaner.invariants.readable import is_readable, readable
from papercleaner.model import Edit, Page
from papercleaner.text import Piece
from papercleaner.trace import Unit, replay, rules_of, units

RECORDS = ("json", "jsonl")
"""Readers of what names its places in the source, or quotes them."""

_SHOWN = 20
"""Differences that a report shows; the first ones tell what went wrong."""


@dataclass(frozen=True, slots=True)
class Report:
    """How it was proved (`method`), what is proved (`claim`), and the `differences` that stand against it."""

    method: str
    claim: str
    differences: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the proof stands."""
        return not self.differences

    def __str__(self) -> str:
        if self.ok:
            return f"proved by {self.method}: {self.claim}"
        count = len(self.differences)
        head = f"not proved by {self.method}: {count} difference{'s' if count > 1 else ''}"
        shown = list(self.differences[:_SHOWN])
        return "\n".join([head, *shown, *([f"… and {count - _SHOWN} more"] if count > _SHOWN else [])])


def verify(output: bytes, source: bytes, config: Config | None = None, *, name: str = "source") -> Report:
    """The proof that `output` was made from `source`, or where it fails.

    `config` must be that of the run where the output is Markdown or text.  Raises InputError if either
    cannot be read.
    """
    from papercleaner import readers

    made = readers.read(output, "output")
    if made.source.reader not in RECORDS:
        return _by_cleaning(made, output, source, config or Config(), name)
    from papercleaner.writers.identity import envelope

    quoted = envelope(made)
    said = str(quoted["source"].get("reader"))
    pictured = said if said.partition("-")[0] in readers.PICTURED else None
    insisted = pictured or (said if said in (*readers.MEASURED, "plain", "markdown") else None)
    try:
        origin = readers.read(source, name, reader=pictured)
    except InputError:
        if insisted is None:
            raise
        origin = readers.read(source, name, reader=insisted)
    if origin.source.reader in RECORDS:
        return _by_cleaning(made, output, source, config or Config(), name)
    if insisted not in (None, origin.source.reader):
        origin = readers.read(source, name, reader=insisted)
    return _by_record(made, origin, quoted)


def _by_record(made: Page, origin: Page, quoted: dict[str, object]) -> Report:
    """A record against the source that its spans are offsets into."""
    from papercleaner.readers.edits import quoted_edits

    text = origin.source.text
    count = sum(map(is_readable, text))
    claim = f"all {count} readable characters of the source are accounted for"
    method = "replaying its edits" if "edits" in quoted else "comparing characters"
    record = quoted["source"]
    if isinstance(record, dict) and record.get("sha256") != origin.source.sha256:
        return Report(method, claim, (f"the output was made from another file (sha256 {record.get('sha256')})",))
    placed = list(units(made))
    claims: list[Claim] = [(start, end, unit.pointer) for unit in placed for start, end in unit.spans]
    claims += [(start, end, "markup") for start, end in origin.source.markup]
    breaches = list(unaccounted(text, claims))
    if not breaches and "edits" in quoted:
        breaches += _replayed(placed, text, quoted_edits(quoted["edits"], made.source.name))
    elif not breaches:
        breaches += _compared(placed, text)
    differences = [breach.line(text) for breach in breaches]
    held = sum(is_readable(c) for start, end, _ in claims for c in text[start:end])
    if held < count:
        part = f"the record holds {held} of {count} readable characters; one file of a split output holds only its part"
        differences.insert(0, part)
    return Report(method, claim, tuple(differences))


def _replayed(placed: Iterable[Unit], source: str, edits: dict[str, list[Edit]]) -> Iterator[Breach]:
    """Texts that their edits do not give, edits that lose or invent, edits of no text."""
    from papercleaner import rules

    for unit in placed:
        told = edits.pop(unit.pointer, [])
        start = unit.spans[0][0] if unit.spans else -1
        try:
            if replay(source, unit.spans, told) != str(unit.text):
                yield Breach("I4", f"the edits of {unit.pointer} give another text than it has", start)
        except ValueError as error:
            yield Breach("I4", f"{unit.pointer}: {error}", start)
        before = readable("".join(e.before for e in told))
        if before != readable("".join(e.after for e in told)):
            for edit in told:
                piece = Piece(edit.after, *edit.spans[0], rules_of(edit), edit.confidence)
                yield from conserved(piece, edit.before, rules.table())
    for pointer in edits:
        yield Breach("I4", f"edits of {pointer}, which is no text of the output")


def _compared(placed: Iterable[Unit], source: str) -> Iterator[Breach]:
    for unit in placed:
        before = readable("".join(source[start:end] for start, end in unit.spans))
        after = readable(str(unit.text))
        if before != after:
            at = _first_difference(before, after)
            start = unit.spans[0][0] if unit.spans else -1
            yield Breach(
                "I3",
                f"{unit.pointer} reads {after[at : at + 8]!r} where the source has {before[at : at + 8]!r}: "
                "lost, or changed by a rule, which only an output made with --trace can prove",
                start,
            )


def _by_cleaning(made: Page, output: bytes, source: bytes, config: Config, name: str) -> Report:
    """An output without places against what cleaning the source gives now: the whole, or one of its articles."""
    from papercleaner import service
    from papercleaner.writers import Options, render
    from papercleaner.writers.identity import quoted_source

    named = str(quoted_source(made).get("name") or name) if made.source.cited else name
    page = service.clean(source, named, config)
    form = {"json": "json", "jsonl": "jsonl", "markdown": "md"}.get(made.source.reader, "txt")
    options = Options(front_matter=made.source.reader == "markdown" and bool(made.source.cited))
    method, whole = "cleaning the source again", render(page, form, config, options)
    if output == whole:
        return Report(method, "the output is what it gives, byte for byte")
    for number, article in enumerate(page.articles, 1):
        if output == render(replace(page, articles=(article,)), form, config, options):
            return Report(method, f"the output is its article {number} of {len(page.articles)}, byte for byte")
    return Report(method, "", (_first_line(whole.decode(), output.decode("utf-8-sig")),))


def _first_line(wanted: str, found: str) -> str:
    """Where two texts part, for a human."""
    at = _first_difference(wanted, found)
    line, column = found.count("\n", 0, at) + 1, at - (found.rfind("\n", 0, at) + 1) + 1
    return (
        f"line {line}, column {column}: the output has {found[at : at + 20]!r}, cleaning gives {wanted[at : at + 20]!r}"
    )


def _first_difference(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
