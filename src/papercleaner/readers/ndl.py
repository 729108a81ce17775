"""NDLOCR's XML (National Diet Library, Japan): lines in attributes, with an explicit order over the page."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from papercleaner.model import Page
from papercleaner.printed import Box
from papercleaner.readers.geometry import number, share, sized
from papercleaner.readers.markup import characters, inside, tree
from papercleaner.readers.sheets import Input, Leaf, Printed, page_of, single

NAME = "ndl"


def read(source: Input) -> Page:
    """The pages of an NDLOCR file; lines by their ORDER, those of a block together."""
    text, encoding = characters(source.data, source.name)
    root = tree(text, source.name)
    return page_of(source, NAME, encoding, [_leaf(page) for page in root.iter("PAGE")])


def _leaf(page: Element) -> Leaf:
    owners = [(e, [e] if e.tag == "LINE" else list(e.iter("LINE"))) for e in page]
    lines = sorted(
        ((number(e.get("ORDER")) or 0.0, place, e) for place, (_, found) in enumerate(owners) for e in found),
        key=lambda x: x[0],
    )
    regions: list[list[Printed]] = []
    last = -1
    for _, place, e in lines:
        if place != last:
            regions.append([])
        regions[-1].append(single(e.get("STRING") or "", _box(e), share(e.get("CONF"))))
        last = place
    pictures = tuple(b for e in inside(page, "BLOCK") if e.get("TYPE") == "図版" and (b := _box(e)))
    return Leaf(tuple(map(tuple, regions)), number(page.get("WIDTH")), number(page.get("HEIGHT")), pictures)


def _box(element: Element) -> Box | None:
    return sized(element.get("X"), element.get("Y"), element.get("WIDTH"), element.get("HEIGHT"))
