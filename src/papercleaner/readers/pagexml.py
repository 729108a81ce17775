"""PAGE XML 2010 to 2024: the XML of PRImA, Transkribus, eScriptorium and OCR-D."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from papercleaner.model import Page
from papercleaner.printed import Box
from papercleaner.readers.geometry import around, listed, number, share
from papercleaner.readers.markup import characters, inside, tree
from papercleaner.readers.order import by_references
from papercleaner.readers.sheets import Input, Leaf, Printed, Word, page_of

NAME = "pagexml"
_INDEX = re.compile(r"readingOrder\s*\{[^}]*?index\s*:\s*(\d{1,9})")
_GROUPS = ("OrderedGroup", "UnorderedGroup", "OrderedGroupIndexed", "UnorderedGroupIndexed")
_REFERENCES = ("RegionRef", "RegionRefIndexed")
_HOLDERS = ("TextRegion", "TableCell")


def read(source: Input) -> Page:
    """The page of a PAGE file: each region's lines, words or whole text, whichever it has, in its reading order."""
    text, encoding = characters(source.data, source.name)
    root = tree(text, source.name)
    return page_of(source, NAME, encoding, [_leaf(page) for page in inside(root, "Page")])


def _leaf(page: Element) -> Leaf:
    regions = [e for e in page.iter() if e.tag in _HOLDERS]
    order = [ref for group in inside(page, "ReadingOrder") for ref in _references(group)]
    ids = [e.get("id") for e in regions]
    regions = by_references(regions, ids, _opened(page, order)) if order else _by_index(regions)
    return Leaf(
        regions=tuple(tuple(_region(e)) for e in regions),
        width=number(page.get("imageWidth")),
        height=number(page.get("imageHeight")),
        pictures=tuple(b for e in page.iter("ImageRegion") if (b := _box(e))),
        rules=tuple(b for e in page.iter("SeparatorRegion") if (b := _box(e))),
    )


def _references(group: Element) -> Iterator[str]:
    """The regions that an order names, groups opened, children by their index."""
    for child in sorted(group, key=lambda e: number(e.get("index")) or 0.0):
        if child.tag in (*_GROUPS, *_REFERENCES) and (ref := child.get("regionRef")):
            yield ref
        if child.tag in _GROUPS:
            yield from _references(child)


def _opened(page: Element, order: Sequence[str]) -> Iterator[str]:
    """The order with the regions that lie inside a named one (the cells of a table) after it."""
    named = set(order)
    inner = {e.get("id"): [d.get("id", "") for d in e.iter() if d.tag in _HOLDERS] for e in page.iter() if e.get("id")}
    for ref in order:
        yield ref
        yield from (n for n in inner.get(ref, ()) if n not in named)


def _by_index(elements: Sequence[Element]) -> list[Element]:
    """Elements by the index in their `custom`; those without one keep to what stands before them."""
    keys, last = [], -1
    for e in elements:
        said = _INDEX.search(e.get("custom", "")[:1000])
        last = int(said[1]) if said else last
        keys.append(last)
    return [elements[k] for k in sorted(range(len(elements)), key=lambda k: (keys[k], k))]


def _region(region: Element) -> Iterator[Printed]:
    """The lines of a region, without those of regions inside it; else its own text."""
    lines = [line for e in _by_index(list(inside(region, "TextLine"))) if (line := _line(e)).words]
    if lines:
        yield from lines
        return
    text, sure = _equivalent(region)
    for part in text.splitlines():
        yield Printed((Word(part, None, sure),), None, sure)


def _line(line: Element) -> Printed:
    """One level of text, never two: the line's own if it has one, with the places of words that say the same."""
    text, sure = _equivalent(line)
    words = [Word(said, _box(w), conf) for w in inside(line, "Word") for said, conf in [_equivalent(w)] if said]
    if not text:
        return Printed(tuple(words or _glyphs(line)), _box(line), sure)
    same = "".join(w.text for w in words) == "".join(text.split())
    return Printed(tuple(words) if same else (Word(text, None, sure),), _box(line), sure)


def _glyphs(line: Element) -> Iterator[Word]:
    for glyph in line.iter("Glyph"):
        said, sure = _equivalent(glyph)
        yield Word(said, _box(glyph), sure, spaced=False)


def _equivalent(element: Element) -> tuple[str, float | None]:
    """The reading with the lowest index, or the first; with its confidence."""
    readings = list(inside(element, "TextEquiv"))
    if not readings:
        return "", None
    best = min(readings, key=lambda e: number(e.get("index")) or 0.0)
    for tag in ("Unicode", "PlainText"):
        for said in inside(best, tag):
            if said.text and said.text.strip():
                return said.text.strip(), share(best.get("conf"))
    return "", None


def _box(element: Element) -> Box | None:
    for coords in inside(element, "Coords"):
        points = coords.get("points")
        if points:
            return listed(points)
        return around([(p.get("x"), p.get("y")) for p in inside(coords, "Point")])
    return None
