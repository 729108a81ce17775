"""The page and its parts: frozen dataclasses, from the reader's blocks to the finished articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from papercleaner.printed import UNKNOWN, Line, Setting, Shape, Sheet
from papercleaner.text import Span, Text


class Role(StrEnum):
    """What a block is on the printed page."""

    BODY = "body"
    HEADLINE = "headline"
    KICKER = "kicker"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    CREDIT = "credit"
    QUOTE = "quote"
    NOTE = "note"
    LIST = "list"
    TABLE = "table"
    JUMP = "jump"
    SPONSOR = "sponsor"
    MASTHEAD = "masthead"
    SECTION = "section"
    FOLIO = "folio"
    DATE = "date"
    EDITORS = "editors"
    FOOTER = "footer"
    ADVERTISEMENT = "advertisement"
    NOISE = "noise"


FURNITURE = frozenset(
    {
        Role.SPONSOR,
        Role.MASTHEAD,
        Role.SECTION,
        Role.FOLIO,
        Role.DATE,
        Role.EDITORS,
        Role.FOOTER,
        Role.ADVERTISEMENT,
    }
)
"""Roles that belong to the page, not to an article.  A page-wide CREDIT is furniture too."""

HEADS = frozenset({Role.HEADLINE, Role.KICKER, Role.SUBTITLE})
"""Roles that stand above an article."""


class Damage(NamedTuple):
    """Bytes that fit no character: what stands at `at` in the text is U+FFFD for `data` at byte `offset`."""

    at: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """The input as it was decoded.  `text` is what all spans are offsets into."""

    name: str
    sha256: str
    text: str
    encoding: str = "utf-8"
    reader: str = "plain"
    page: str | None = None
    markup: tuple[Span, ...] = ()
    """Spans that a structured reader took as markup (`# `, `> 图：`), not as text of the page."""
    cited: str | None = None
    """JSON text of what a record being re-read quotes instead of making anew: {"source": …, "edits": …}."""
    damage: tuple[Damage, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text with one role.  `why` is the id of the rule that gave the role."""

    text: Text
    role: Role = Role.BODY
    lines: tuple[Line, ...] = ()
    shape: Shape = UNKNOWN
    flags: tuple[str, ...] = ()
    confidence: float = 1.0
    why: str = ""
    running: float | None = None
    """Probability that it is running text, where its role was told with one: seams may overrule a weak verdict."""
    titled: float | None = None
    """Probability that it is a headline, where its role was told with one: the finished articles may overrule it."""
    index: int = -1
    """Place of the block in the dump (blocks parted from one dump block share it)."""
    places: tuple[int, ...] = ()
    """Of a paragraph: where its fragments stood in the order of the page's blocks, in reading order."""
    shapes: tuple[Shape, ...] = ()
    """The shapes of those fragments."""
    cited: tuple[Span, ...] | None = None
    """Spans quoted from a record being re-read, instead of the text's own."""
    sheet: int = 0
    """Place in `Page.sheets` of the sheet that its lines' boxes lie on."""
    zone: int = -1
    """Number of the headline that claims it by its place on the page; -1 where places are not known."""
    setting: Setting | None = None

    def saying(self, text: Text) -> Block:
        """This block with `text`; in less than half the time that `replace` takes, for every stage asks for it."""
        return self if text is self.text else Block(text, *_BESIDE_TEXT(self))

    def flagged(self, *flags: str) -> Block:
        """This block with `flags` added, each once."""
        return replace(self, flags=tuple(dict.fromkeys(self.flags + flags)))


_BESIDE_TEXT = attrgetter(*[field.name for field in fields(Block)[1:]])
"""All of a block but its text, in the order of its fields."""


@dataclass(frozen=True, slots=True)
class Jump:
    """A line that sends the reader to or from another page."""

    direction: str
    page: str
    block: Block


@dataclass(frozen=True, slots=True)
class Article:
    """One article.  `id` is a hash of its source spans unless quoted from a record."""

    blocks: tuple[Block, ...] = ()
    kicker: Block | None = None
    title: Block | None = None
    subtitle: Block | None = None
    byline: Block | None = None
    credits: tuple[Block, ...] = ()
    jumps: tuple[Jump, ...] = ()
    confidence: float = 1.0
    cited_id: str | None = None

    def units(self) -> tuple[Block, ...]:
        """All blocks of the article, header fields first."""
        header = (self.kicker, self.title, self.subtitle, self.byline)
        return (
            *(b for b in header if b is not None),
            *self.blocks,
            *self.credits,
            *(j.block for j in self.jumps),
        )

    def map(self, change: Callable[[Block], Block]) -> Article:
        """The article with `change` made to each of its blocks."""

        def field(block: Block | None) -> Block | None:
            return None if block is None else change(block)

        return replace(
            self,
            blocks=tuple(change(b) for b in self.blocks),
            kicker=field(self.kicker),
            title=field(self.title),
            subtitle=field(self.subtitle),
            byline=field(self.byline),
            credits=tuple(change(b) for b in self.credits),
            jumps=tuple(replace(j, block=change(j.block)) for j in self.jumps),
        )


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text put in quarantine, and why."""

    text: Text
    reason: str
    cited: tuple[Span, ...] | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """One change, made or suggested: what stood there, what stands there now, and why."""

    kind: str
    spans: tuple[Span, ...]
    before: str
    after: str
    rule: str
    confidence: float = 1.0
    applied: bool = True


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a reader should look at; nothing was changed because of it."""

    code: str
    message: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page on its way from blocks to articles.

    `structured` pages were read from our own output: their headings, paragraphs and articles are
    facts, which no stage may move.
    """

    source: Source
    blocks: tuple[Block, ...] = ()
    articles: tuple[Article, ...] = ()
    furniture: tuple[Block, ...] = ()
    quarantine: tuple[Fragment, ...] = ()
    issues: tuple[Issue, ...] = ()
    moves: tuple[Edit, ...] = ()
    door: tuple[Edit, ...] = ()
    """Edits made while decoding, before there was a text: broken bytes, each with its offset."""
    suggestions: tuple[Edit, ...] = ()
    structured: bool = False
    sheets: tuple[Sheet, ...] = ()
    """The scanned pages that boxes lie on; none where the input has no coordinates."""

    def map(self, change: Callable[[Block], Block]) -> Page:
        """The page with `change` made to every block of its articles and furniture, never to the quarantine."""
        return replace(
            self,
            articles=tuple(a.map(change) for a in self.articles),
            furniture=tuple(change(b) for b in self.furniture),
        )

    def units(self) -> tuple[Block, ...]:
        """Every block of the finished page: articles, then furniture."""
        return (*(u for a in self.articles for u in a.units()), *self.furniture)

    def texts(self) -> tuple[Text, ...]:
        """Every text of the finished page, the quarantine included."""
        return (*(u.text for u in self.units()), *(f.text for f in self.quarantine))
