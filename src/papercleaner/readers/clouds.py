"""JSON of recognition services: Azure Read and Document Intelligence, Google Vision and Document AI."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from papercleaner.errors import InputError
from papercleaner.model import Page
from papercleaner.printed import Box
from papercleaner.readers.boxes import parsed
from papercleaner.readers.geometry import around, number, share
from papercleaner.readers.markup import characters
from papercleaner.readers.sheets import Input, Leaf, Printed, Word, page_of, single

NAME = "cloud"
_ENDS = ("EOL_SURE_SPACE", "LINE_BREAK", "HYPHEN")
_SPACES = ("SPACE", "SURE_SPACE")


def read(source: Input) -> Page:
    """The pages of an answer, lines in the service's order."""
    text, encoding = characters(source.data, source.name)
    leaves = leaves_of(parsed(text))
    if leaves is None:
        raise InputError(
            "JSON, but no answer of Azure's or Google's text recognition", where=source.name, hint="See docs/formats.md"
        )
    return page_of(source, NAME, encoding, leaves)


def leaves_of(value: object) -> list[Leaf] | None:
    """The leaves of an answer, None where the value is none."""
    if not isinstance(value, dict):
        return None
    if isinstance(azure := value.get("analyzeResult"), dict):
        return [_azure(page) for page in _objects(azure.get("readResults") or azure.get("pages"))]
    if isinstance(value.get("responses"), list):
        answers = _objects(value["responses"])
    elif "fullTextAnnotation" in value or "textAnnotations" in value:
        answers = [value]
    elif isinstance(value.get("text"), str) and isinstance(value.get("pages"), list):
        return [_document(page, value["text"]) for page in _objects(value["pages"])]
    else:
        return None
    return [leaf for answer in answers for leaf in _answer(_object(answer.get("fullTextAnnotation")))]


def _answer(whole: dict[str, Any]) -> list[Leaf]:
    """The pages of one answer; where converters have emptied its words, the lines of its text."""
    leaves = [_google(page) for page in _objects(whole.get("pages"))]
    text = whole.get("text")
    if any(any(leaf.regions) for leaf in leaves) or not isinstance(text, str):
        return leaves
    return [Leaf((tuple(single(row, None, None) for row in text.split("\n")),))]


def _azure(page: dict[str, Any]) -> Leaf:
    lines = [(line, line.get("text") or line.get("content")) for line in _objects(page.get("lines"))]
    found = [single(text, _flat(line), _mean(line)) for line, text in lines if isinstance(text, str)]
    return Leaf(tuple((line,) for line in found), number(page.get("width")), number(page.get("height")))


def _mean(line: dict[str, Any]) -> float | None:
    known = [c for w in _objects(line.get("words")) if (c := share(w.get("confidence"))) is not None]
    return round(sum(known) / len(known), 4) if known else None


def _flat(line: dict[str, Any]) -> Box | None:
    """A box of eight numbers."""
    points = line.get("polygon") or line.get("boundingBox")
    return around(list(zip(points[::2], points[1::2], strict=False))) if isinstance(points, list) else None


def _google(page: dict[str, Any]) -> Leaf:
    size = number(page.get("width")) or 1.0, number(page.get("height")) or 1.0
    paragraphs = [p for b in _objects(page.get("blocks")) for p in _objects(b.get("paragraphs"))]
    return Leaf(tuple(tuple(_lines(p, size)) for p in paragraphs), *size)


def _lines(paragraph: dict[str, Any], size: tuple[float, float]) -> Iterator[Printed]:
    """Vision has no lines: they are built from the breaks it saw after symbols."""
    words: list[Word] = []
    spaced = False
    for word in _objects(paragraph.get("words")):
        held = ""
        for symbol in _objects(word.get("symbols")):
            kind = _object(_object(symbol.get("property")).get("detectedBreak")).get("type")
            held += symbol["text"] if isinstance(symbol.get("text"), str) else ""
            if kind in _ENDS or kind in _SPACES:
                hyphen = "-" if kind == "HYPHEN" else ""
                words.append(Word(held + hyphen, _vertices(word, size), share(word.get("confidence")), spaced))
                held, spaced = "", True
            if kind in _ENDS:
                yield Printed(tuple(words))
                words, spaced = [], False
        if held:
            words.append(Word(held, _vertices(word, size), share(word.get("confidence")), spaced))
            spaced = False
    if words:
        yield Printed(tuple(words))


def _vertices(item: dict[str, Any], size: tuple[float, float]) -> Box | None:
    """A box whose corners leave out what is zero, in pixels or in parts of the page."""
    shape = _object(item.get("boundingBox") or item.get("boundingPoly"))
    if points := _objects(shape.get("vertices")):
        return around([(p.get("x", 0), p.get("y", 0)) for p in points])
    parts = [(number(p.get("x", 0)), number(p.get("y", 0))) for p in _objects(shape.get("normalizedVertices"))]
    return around([(x * size[0], y * size[1]) for x, y in parts if x is not None and y is not None])


def _document(page: dict[str, Any], text: str) -> Leaf:
    """Document AI: lines, or the whole page, as places in one text."""
    size = _object(page.get("dimension"))
    wide, high = number(size.get("width")) or 1.0, number(size.get("height")) or 1.0
    items = _objects(page.get("lines")) or [page]
    found: list[Printed] = []
    for layout in [_object(item.get("layout")) for item in items]:
        anchor = _objects(_object(layout.get("textAnchor")).get("textSegments"))
        said = "".join(text[_offset(s.get("startIndex")) : _offset(s.get("endIndex"))] for s in anchor)
        rows = [row for row in said.split("\n") if row.strip()]
        box = _vertices(layout, (wide, high)) if len(rows) == 1 else None
        found += [single(row, box, share(layout.get("confidence"))) for row in rows]
    return Leaf((tuple(found),), wide, high)


def _offset(value: object) -> int:
    """An int64 as a string; left out where it is zero."""
    return int(number(value) or 0)


def _objects(value: object) -> list[dict[str, Any]]:
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
