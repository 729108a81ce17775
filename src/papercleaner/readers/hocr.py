"""hOCR: HTML whose classes say what a stretch of text is, and whose titles say where it stands.

Producers write XHTML, HTML and neither; so the tags are read one by one, leniently, and never as XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from papercleaner.model import Page
from papercleaner.printed import Box
from papercleaner.readers.geometry import corners, share
from papercleaner.readers.markup import characters
from papercleaner.readers.sheets import Input, Leaf, Printed, Word, page_of

NAME = "hocr"
_KINDS = {
    "ocr_page": "page",
    **dict.fromkeys(("ocr_carea", "ocr_block", "ocrx_block", "ocr_par"), "region"),
    **dict.fromkeys(("ocr_line", "ocrx_line", "ocr_textfloat", "ocr_header", "ocr_footer", "ocr_caption"), "line"),
    "ocrx_word": "word",
    "ocr_word": "word",
    "ocrx_cinfo": "letter",
    "ocr_photo": "picture",
    "ocr_separator": "rule",
}
_TAG = re.compile(r"""<(/?)([A-Za-z][\w:-]{0,40})((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>""")
_ATTRIBUTE = re.compile(r"""(class|title)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "col", "area", "base", "wbr", "source"})
_BBOX = re.compile(r"\bbbox\s+(\S+)\s+(\S+)\s+(\S+)\s+([^\s;]+)")
_SURE = re.compile(r"\bx_w?conf\s+([\d.]{1,12})")
_NEAR = 50
"""Open elements among which an end finds its start."""
_LONGEST = 2000
"""Characters of a title that are looked at."""


def read(source: Input) -> Page:
    """The pages of an hOCR file, its regions and lines in their order."""
    text, encoding = characters(source.data, source.name)
    page = _Pages()
    for said, tag in _tokens(text):
        if tag is None:
            page.text(unescape(said))
        elif tag[1]:
            page.end(tag[2].lower())
        else:
            page.start(tag[2].lower(), tag[3])
    page.end_line()
    return page_of(source, NAME, encoding, [draft.leaf() for draft in page.leaves])


def _tokens(text: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Stretches of text and tags; a `<` that begins no tag is text, a comment is nothing.

    Python's own parser of HTML takes time by the square of what is left open; this one reads on.
    """
    at, start, last_end = 0, text.find("<"), text.rfind("-->")
    while start >= 0:
        tag = _TAG.match(text, start)
        comment = text.startswith("<!--", start) and start + 4 <= last_end
        if tag or comment:
            yield text[at:start], None
            at = tag.end() if tag else text.find("-->", start + 4) + 3
        if tag:
            yield "", tag
        start = text.find("<", max(at, start + 1))
    yield text[at:], None


@dataclass(slots=True)
class _Draft:
    """A leaf being read."""

    size: Box | None
    regions: list[list[Printed]] = field(default_factory=lambda: [[]])
    pictures: list[Box] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)

    def leaf(self) -> Leaf:
        wide, high = (self.size[2] - self.size[0], self.size[3] - self.size[1]) if self.size else (None, None)
        return Leaf(tuple(map(tuple, self.regions)), wide, high, tuple(self.pictures), tuple(self.rules))


@dataclass(slots=True)
class _Held:
    """A word being read."""

    box: Box | None
    sure: float | None
    text: str = ""
    letters: bool = False


class _Pages:
    """Puts every character inside a page in a word, every word in a line, every line in a region."""

    def __init__(self) -> None:
        self.leaves: list[_Draft] = []
        self.open: list[tuple[str, str]] = []
        self.dropped = 0
        self.words: list[Word] = []
        self.line: tuple[Box | None, float | None] = (None, None)
        self.word: _Held | None = None

    def start(self, tag: str, attributes: str) -> None:
        """An element opens; those that HTML never closes are nothing."""
        if tag in _VOID:
            return
        given = {m[1].lower(): unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(attributes)}
        kind = next((k for c in given.get("class", "").split() if (k := _KINDS.get(c))), "")
        if tag == "del":
            kind = "dropped"
        self.open.append((tag, kind))
        title = given.get("title", "")[:_LONGEST]
        if kind == "page":
            self.end_line()
            self.leaves.append(_Draft(_box(title)))
        elif kind and self.leaves:
            self._start(kind, title)
        if attributes.endswith("/"):
            self.end(tag)

    def _start(self, kind: str, title: str) -> None:
        leaf, box = self.leaves[-1], _box(title)
        if kind in ("region", "line"):
            self.end_line()
        if kind == "region":
            leaf.regions.append([])
        elif kind == "line":
            self.line = box, _sure(title)
        elif kind == "word":
            self._end_word()
            self.word = _Held(box, _sure(title))
        elif kind == "letter" and self.word:
            self.word.letters = True
        elif kind == "dropped":
            self.dropped += 1
        elif kind in ("picture", "rule") and box:
            (leaf.pictures if kind == "picture" else leaf.rules).append(box)

    def end(self, tag: str) -> None:
        """Closes the innermost element of the name, and what was left open inside it."""
        near = range(len(self.open) - 1, max(-1, len(self.open) - _NEAR), -1)
        inner = next((k for k in near if self.open[k][0] == tag), None)
        if inner is None:
            return
        for _, kind in reversed(self.open[inner:]):
            if kind == "word":
                self._end_word()
            elif kind in ("line", "region", "page"):
                self.end_line()
            elif kind == "dropped" and self.dropped:
                self.dropped -= 1
        del self.open[inner:]

    def text(self, data: str) -> None:
        """Characters between tags."""
        blank = not data.strip()
        if not self.leaves or self.dropped or (blank and self.word is None):
            return
        if self.word is None:
            self.words += [Word(part) for part in data.split()]
        elif not blank or not self.word.letters or (self.open and self.open[-1][1] == "letter"):
            self.word.text += data

    def _end_word(self) -> None:
        text = self.word.text.strip() if self.word is not None else ""
        if self.word is not None and text:
            self.words.append(Word(text, self.word.box, self.word.sure))
        self.word = None

    def end_line(self) -> None:
        """Puts the words read so far in the region as a line."""
        self._end_word()
        if self.words:
            box, sure = self.line
            known = any(w.confidence is not None for w in self.words)
            self.leaves[-1].regions[-1].append(Printed(tuple(self.words), box, None if known else sure))
        self.words, self.line = [], (None, None)


def _box(title: str) -> Box | None:
    found = _BBOX.search(title)
    return corners(*found.groups()) if found else None


def _sure(title: str) -> float | None:
    found = _SURE.search(title)
    return share(found[1], 100) if found else None
