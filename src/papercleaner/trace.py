"""Edits, read off the pieces of a page's texts: what was changed, where, by which rule; and their replay.

A page keeps no list of edits.  Each changed piece of a Text is one edit, so the list made here cannot
disagree with the text, and replaying it over the source spans must give the text back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from papercleaner.model import Article, Block, Edit, Page
from papercleaner.text import Piece, Span, Text

BY_RUN = ("mojibake.", "script.")
"""Families of rules that change one character after the other."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A text of the finished page and the JSON pointer of its place in the record."""

    pointer: str
    text: Text
    cited: tuple[Span, ...] | None

    @property
    def spans(self) -> tuple[Span, ...]:
        """Its source spans: those quoted from a record if it was read from one."""
        return self.text.spans if self.cited is None else self.cited


def units(page: Page) -> Iterator[Unit]:
    """Every text of the finished page in the order of the record, the quarantine last."""
    for number, article in enumerate(page.articles):
        yield from _article_units(article, f"/articles/{number}")
    yield from _listed("/furniture", page.furniture)
    for number, fragment in enumerate(page.quarantine):
        yield Unit(f"/quarantine/{number}", fragment.text, fragment.cited)


def _article_units(article: Article, base: str) -> Iterator[Unit]:
    for name in ("kicker", "title", "subtitle", "byline"):
        block: Block | None = getattr(article, name)
        if block is not None:
            yield Unit(f"{base}/{name}", block.text, block.cited)
    yield from _listed(f"{base}/blocks", article.blocks)
    yield from _listed(f"{base}/credits", article.credits)
    yield from _listed(f"{base}/jumps", (j.block for j in article.jumps))


def _listed(base: str, blocks: Iterable[Block]) -> Iterator[Unit]:
    for number, block in enumerate(blocks):
        yield Unit(f"{base}/{number}", block.text, block.cited)


def edits_of(page: Page) -> tuple[Edit, ...]:
    """All edits: those of the decoding, then the applied ones by their place, the moves, the suggestions."""
    made = [edit for unit in units(page) for edit in text_edits(unit.text, page.source.text)]
    made.sort(key=lambda edit: edit.spans[0])
    return (*page.door, *made, *page.moves, *page.suggestions)


def text_edits(text: Text, source: str) -> tuple[Edit, ...]:
    """The edits that made `text` out of its source spans, in the order of the text.

    An edit made by several rules one after the other names them all, joined by `+`; see `rules_of`.
    """
    return tuple(_edit(piece, source) for piece in _whole(text) if piece.changed)


def rules_of(edit: Edit) -> tuple[str, ...]:
    """The ids of the rules that made `edit`, first to last."""
    return tuple(edit.rule.split("+"))


def _whole(text: Text) -> Iterator[Piece]:
    """The pieces, with those mended that a cut through a changed piece left without a span of their own.

    An insertion is put at the end of what it follows, whatever place it was born at, so that it can be replayed.
    """
    held = Piece("", text.start, text.start)
    for piece in text.pieces:
        if piece.start == piece.end and text.start >= 0:
            piece = piece._replace(start=held.end, end=held.end)  # noqa: PLW2901
            if held.changed and held.why == piece.why:
                held = held._replace(text=held.text + piece.text)
                continue
        if _one_run(held, piece):
            held = held._replace(text=held.text + piece.text, end=piece.end)
            continue
        yield held
        held = piece
    yield held


def _one_run(held: Piece, piece: Piece) -> bool:
    """Whether two pieces were changed together: one edit tells of a run, not one for each character."""
    return held.why == piece.why and held.end == piece.start and len(held.why) == 1 and held.why[0].startswith(BY_RUN)


def _edit(piece: Piece, source: str) -> Edit:
    return Edit(
        kind="insert" if piece.start == piece.end else "replace" if piece.text else "drop",
        spans=((piece.start, piece.end),),
        before=source[piece.start : piece.end],
        after=piece.text,
        rule="+".join(piece.why),
        confidence=piece.confidence,
    )


def replay(source: str, spans: Iterable[Span], edits: Iterable[Edit]) -> str:
    """The text that `edits`, in the order of the text, make of the source spans.

    Raises ValueError where an edit does not find what it says it changed.
    """
    return "".join(step if isinstance(step, str) else step.after for step in _steps(source, tuple(spans), tuple(edits)))


def reverse(text: str, source: str, spans: Iterable[Span], edits: Iterable[Edit]) -> str:
    """`text` with its edits undone; equal to the characters of its spans, or an edit was not told.

    Raises ValueError where the text does not hold what an edit says it put there.
    """
    out: list[str] = []
    at = 0
    for step in _steps(source, tuple(spans), tuple(edits)):
        now = step if isinstance(step, str) else step.after
        if not text.startswith(now, at):
            raise ValueError(f"the text has {text[at : at + 20]!r} where its edits give {now[:20]!r}")
        out.append(text[at : at + len(now)] if isinstance(step, str) else step.before)
        at += len(now)
    if at != len(text):
        raise ValueError(f"the text goes on with {text[at : at + 20]!r} after its last source character")
    return "".join(out)


def _steps(source: str, spans: tuple[Span, ...], edits: tuple[Edit, ...]) -> Iterator[str | Edit]:
    """Verbatim stretches and edits, in the order in which they make up the text."""
    walk = list(spans)
    number, at = 0, walk[0][0] if walk else 0
    ends = {end for _, end in walk}
    for edit in edits:
        ((start, end),) = edit.spans
        if source[start:end] != edit.before:
            raise ValueError(f"edit {edit.rule} at {start} found {source[start:end]!r}, not {edit.before!r}")
        while number < len(walk) and not _holds(walk[number], at, edit, number == 0 and edit.spans[0][0] not in ends):
            yield source[at : walk[number][1]]
            number += 1
            at = walk[number][0] if number < len(walk) else at
        if number < len(walk):
            yield source[at:start]
            at = end
        elif walk:
            raise ValueError(f"edit {edit.rule} at {start} lies outside the text's spans, or out of order")
        yield edit
    for span in walk[number:]:
        yield source[max(at, span[0]) if span == walk[number] else span[0] : span[1]]


def _holds(span: Span, at: int, edit: Edit, first: bool) -> bool:
    """Whether `edit` stands in `span`, read up to `at`; an insertion belongs to the end of what it follows.

    One at the start of the `first` span stands before all text, unless another span ends there: then it follows that.
    """
    ((start, end),) = edit.spans
    if start == end and not (first and start == span[0]):
        return span[0] < start <= span[1] and at <= start
    return at <= start and end <= span[1]
