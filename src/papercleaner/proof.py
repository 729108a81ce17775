"""The proof that an output keeps its source: every readable character accounted for, every change told.

A record (JSON, JSONL) is proved from itself and the source alone, trusting nothing that papercleaner does:
with a trace by replaying its edits, without one by comparing the readable characters of each text with those
of its spans.  Markdown and plain text carry no places: the source is cleaned again and the bytes compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from papercleaner.config import Config
from papercleaner.invariants.breach import Breach
from papercleaner.invariants.conservation import Claim, unaccounted
from papercleaner.invariants.ledger import conserved
from papercleaner.invariants.readable import is_readable, readable
from papercleaner.model import Edit, Page
from papercleaner.text import Piece
from papercleaner.trace import Unit, replay, rules_of, units


@dataclass(frozen=True, slots=True)
class Report:
    """`method`: how it was proved.  `characters`: readable ones of the source.  `differences`: what is not proved."""

    method: str
    characters: int
    differences: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the proof stands."""
        return not self.differences

    def __str__(self) -> str:
        if self.ok:
            return f"proved by {self.method}: all {self.characters} readable characters of the source accounted for"
        return "\n".join([f"not proved by {self.method}: {len(self.differences)} differences", *self.differences])


def verify(output: bytes, source: bytes, config: Config | None = None, *, name: str = "source") -> Report:
    """The proof that `output` was made from `source`, or where it fails.

    `config` must be that of the run where the output is Markdown or text.  Raises InputError if either
    cannot be read.
    """
    from papercleaner import readers

    made = readers.read(output, "output")
    if made.source.reader not in ("json", "jsonl"):
        return _by_cleaning(made, output, source, config or Config(), name)
    from papercleaner.writers.identity import envelope

    quoted = envelope(made)
    reader = quoted["source"].get("reader")
    origin = readers.read(source, name, reader=reader if reader in ("plain", "markdown") else None)
    if origin.structured and origin.source.reader != "markdown":
        return _by_cleaning(made, output, source, config or Config(), name)
    return _by_record(made, origin, quoted)


def _by_record(made: Page, origin: Page, quoted: dict[str, object]) -> Report:
    """A record against the source that its spans are offsets into."""
    from papercleaner.readers.edits import quoted_edits

    text = origin.source.text
    count = sum(map(is_readable, text))
    method = "replaying its edits" if "edits" in quoted else "comparing characters"
    record = quoted["source"]
    if isinstance(record, dict) and record.get("sha256") != origin.source.sha256:
        return Report(method, count, (f"the output was made from another file (sha256 {record.get('sha256')})",))
    placed = list(units(made))
    claims: list[Claim] = [(start, end, unit.pointer) for unit in placed for start, end in unit.spans]
    claims += [(start, end, "markup") for start, end in origin.source.markup]
    breaches = list(unaccounted(text, claims))
    if not breaches and "edits" in quoted:
        breaches += _replayed(placed, text, quoted_edits(quoted["edits"], made.source.name))
    elif not breaches:
        breaches += _compared(placed, text)
    return Report(method, count, tuple(breach.line(text) for breach in breaches))


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
    count = sum(map(is_readable, page.source.text))
    whole = render(page, form, config, options)
    parts = (render(replace(page, articles=(a,)), form, config, options) for a in page.articles)
    if output == whole or any(output == part for part in parts):
        return Report("cleaning the source again", count)
    return Report("cleaning the source again", count, (_first_line(whole.decode(), output.decode()),))


def _first_line(wanted: str, found: str) -> str:
    """Where two texts part, for a human."""
    at = _first_difference(wanted, found)
    line, column = found.count("\n", 0, at) + 1, at - (found.rfind("\n", 0, at) + 1) + 1
    return (
        f"line {line}, column {column}: the output has {found[at : at + 20]!r}, cleaning gives {wanted[at : at + 20]!r}"
    )


def _first_difference(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
