"""What all readers of measured text give: words in lines, lines in regions, regions on leaves; and the Page of it.

The page's source is virtual: the printed lines in the engine's order, one a line, a blank line between
regions, a form feed between leaves.  All spans are offsets into it, and reading the file again gives it again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from papercleaner.errors import InputError
from papercleaner.model import Block, Page, Source
from papercleaner.printed import Box, Line, Sheet
from papercleaner.readers.geometry import union
from papercleaner.readers.measures import gaps, ink, marks, size
from papercleaner.text import Text

WIDE = "\u2e80"
"""From here on characters are Han, kana or full-width: no space is set between them."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as an engine cut it; `spaced` where a space stands before it."""

    text: str
    box: Box | None = None
    confidence: float | None = None
    spaced: bool = True


@dataclass(frozen=True, slots=True)
class Printed:
    """One line: its words, and its own box and confidence where they do not follow from the words."""

    words: tuple[Word, ...]
    box: Box | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """One scanned page: its size, its regions of lines in the engine's order, pictures and rules."""

    regions: tuple[tuple[Printed, ...], ...] = ()
    width: float | None = None
    height: float | None = None
    pictures: tuple[Box, ...] = ()
    rules: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Input:
    """The bytes of a file as they came, the same unpacked, and its name."""

    name: str
    packed: bytes
    data: bytes


def single(text: str, box: Box | None, confidence: float | None) -> Printed:
    """A line that an engine gave as one string."""
    return Printed((Word(text, box, confidence),), box, confidence)


@dataclass(slots=True)
class _Draft:
    """The virtual source while it grows."""

    parts: list[str] = field(default_factory=list)
    size: int = 0

    def put(self, text: str) -> int:
        """Adds characters; the offset they begin at."""
        start, self.size = self.size, self.size + len(text)
        self.parts.append(text)
        return start


def page_of(source: Input, reader: str, encoding: str, leaves: Sequence[Leaf]) -> Page:
    """The Page of what was read, its regions as blocks, in the engine's order."""
    draft, spans = _Draft(), list[tuple[int, list[tuple[int, int, Printed]]]]()
    for number, leaf in enumerate(leaves):
        for region in leaf.regions:
            lines = [(text, line) for line in region if (text := spelled(line.words))]
            if not lines:
                continue
            if spans:
                draft.put("\n\n" if spans[-1][0] == number else "\f\n")
            spans.append((number, _put(draft, lines)))
    text = "".join(draft.parts)
    _whole(text, source.name)
    made = Source(source.name, hashlib.sha256(source.packed).hexdigest(), text, encoding, reader)
    blocks = tuple(_block(text, number, lines, i) for i, (number, lines) in enumerate(spans))
    sheets = tuple(Sheet(leaf.width, leaf.height, leaf.pictures, leaf.rules) for leaf in leaves)
    return Page(made, blocks, sheets=sheets)


def _put(draft: _Draft, lines: Iterable[tuple[str, Printed]]) -> list[tuple[int, int, Printed]]:
    found: list[tuple[int, int, Printed]] = []
    for text, line in lines:
        if found:
            draft.put("\n")
        start = draft.put(text)
        found.append((start, start + len(text), line))
    return found


def _block(text: str, sheet: int, lines: Sequence[tuple[int, int, Printed]], index: int) -> Block:
    printed = tuple(_line(Text.of(text, start, end), line) for start, end, line in lines)
    return Block(Text.of(text, lines[0][0], lines[-1][1]), lines=printed, index=index, sheet=sheet)


def _line(text: Text, line: Printed) -> Line:
    around = union(w.box for w in line.words)
    box = line.box or around
    if box is None or around is None:
        return Line(text, box=box, confidence=_confidence(line))
    vertical = around[3] - around[1] > around[2] - around[0]
    words = marks(tuple(_placed(line.words)), vertical)
    band = ink(words)
    if band:
        box = (band[0], box[1], band[1], box[3]) if vertical else (box[0], band[0], box[2], band[1])
    em = size(words, str(text))
    apart = None if vertical or len(line.words) < 2 else gaps(words, em)
    return Line(text, box=box, confidence=_confidence(line), em=em, gaps=apart)


def spelled(words: Sequence[Word]) -> str:
    """A line's words as they are read: a space between two where one stood, but none between Chinese characters."""
    out = ""
    for text, at, _ in _placed(words):
        out += " " * (at - len(out)) + text
    return out


def _placed(words: Sequence[Word]) -> Iterator[tuple[str, int, Box | None]]:
    """The words of a line that are not empty, with their place in its text, and their boxes."""
    at, last = 0, ""
    for word in words:
        text = " ".join(word.text.split())
        if text:
            at += bool(last and word.spaced and (last < WIDE or text[0] < WIDE))
            yield text, at, word.box
            at, last = at + len(text), text[-1]


def _confidence(line: Printed) -> float | None:
    """The line's own, or the mean of its words', by their lengths."""
    if line.confidence is not None:
        return line.confidence
    known = [(w.confidence, len(w.text)) for w in line.words if w.confidence is not None and w.text]
    return round(sum(c * n for c, n in known) / sum(n for _, n in known), 4) if known else None


def _whole(text: str, name: str) -> None:
    """Raises InputError for half characters, which only JSON can hold."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"holds half of a surrogate pair before {text[error.end : error.end + 8]!r}",
            where=name,
            hint="Mend what wrote the file",
        ) from None
