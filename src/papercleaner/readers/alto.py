"""ALTO 1 to 4: the Library of Congress's XML of words and boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from papercleaner.model import Page
from papercleaner.printed import Box
from papercleaner.readers.geometry import share, sized
from papercleaner.readers.markup import characters, inside, tree
from papercleaner.readers.order import by_chains, by_references
from papercleaner.readers.sheets import Input, Leaf, Printed, Word, page_of

NAME = "alto"
_PARTS = ("TopMargin", "LeftMargin", "RightMargin", "BottomMargin", "PrintSpace")


def read(source: Input) -> Page:
    """The page of an ALTO file, in its own reading order where it tells one."""
    text, encoding = characters(source.data, source.name)
    root = tree(text, source.name)
    tesseract = any("tesseract" in (e.text or "").lower() for e in root.iter("softwareName"))
    order = [ref for group in root.iter("ReadingOrder") for e in group.iter("ElementRef") if (ref := e.get("REF"))]
    leaves = [_leaf(page, order, tesseract) for layout in root.iter("Layout") for page in inside(layout, "Page")]
    return page_of(source, NAME, encoding, leaves)


def _leaf(page: Element, order: Sequence[str], tesseract: bool) -> Leaf:
    blocks = [b for part in page if part.tag in _PARTS for b in part.iter("TextBlock")]
    names = [b.get("ID") for b in blocks]
    following = {b.get("ID", ""): b.get("IDNEXT", "") for b in blocks if b.get("IDNEXT")}
    blocks = by_references(blocks, names, order) if order else by_chains(blocks, names, following)
    size = sized(0, 0, page.get("WIDTH"), page.get("HEIGHT"))
    return Leaf(
        regions=tuple(tuple(_lines(b, order, tesseract)) for b in blocks),
        width=size[2] if size else None,
        height=size[3] if size else None,
        pictures=tuple(b for e in page.iter("Illustration") if (b := _box(e))),
        rules=tuple(b for e in page.iter("GraphicalElement") if (b := _box(e))),
    )


def _lines(block: Element, order: Sequence[str], tesseract: bool) -> Iterator[Printed]:
    lines = list(inside(block, "TextLine"))
    for line in by_references(lines, [e.get("ID") for e in lines], order):
        yield Printed(tuple(_words(line, tesseract)), _box(line))


def _words(line: Element, tesseract: bool) -> Iterator[Word]:
    """Its strings; where the line has no SP at all its producer writes none, and each string is a word."""
    implied = not any(True for _ in inside(line, "SP"))
    spaced = False
    for part in line:
        if part.tag == "SP":
            spaced = True
        elif part.tag == "HYP":
            yield Word(part.get("CONTENT") or "", _box(part), spaced=False)
        elif part.tag == "String":
            yield Word(part.get("CONTENT") or "", _box(part), _confidence(part, tesseract), spaced or implied)
            spaced = False


def _confidence(string: Element, tesseract: bool) -> float | None:
    """WC, or the mean of CC.  Tesseract up to 5.5 writes `0.` and the percent, so 8 % is `0.8`, 100 % `0.100`."""
    said = string.get("WC")
    if said is not None:
        percent = said.removeprefix("0.")
        return share(percent, 100) if tesseract and percent.isdecimal() and percent != said else share(said)
    digits = [int(c) for c in string.get("CC", "") if c in "0123456789"]
    return round(1 - sum(digits) / len(digits) / 9, 4) if digits else None


def _box(element: Element) -> Box | None:
    return sized(element.get("HPOS"), element.get("VPOS"), element.get("WIDTH"), element.get("HEIGHT"))
