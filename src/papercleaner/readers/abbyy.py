"""ABBYY FineReader XML, schemas 6 to 10: characters with boxes; also a bare `page` cut out of one."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from papercleaner.model import Page
from papercleaner.printed import Box
from papercleaner.readers.geometry import corners, number, share, union
from papercleaner.readers.markup import characters, inside, tree
from papercleaner.readers.sheets import Input, Leaf, Printed, Word, page_of

NAME = "abbyy"


def read(source: Input) -> Page:
    """The pages of a FineReader document, blocks and their paragraphs in its order."""
    text, encoding = characters(source.data, source.name)
    root = tree(text, source.name)
    return page_of(source, NAME, encoding, [_leaf(page) for page in root.iter("page")])


def _leaf(page: Element) -> Leaf:
    blocks = list(inside(page, "block"))
    kinds = {kind: [b for e in blocks if e.get("blockType") == kind and (b := _box(e))] for kind in _KINDS}
    return Leaf(
        regions=tuple(tuple(_line(e) for e in inside(par, "line")) for block in blocks for par in block.iter("par")),
        width=number(page.get("width")),
        height=number(page.get("height")),
        pictures=tuple(kinds["Picture"]),
        rules=tuple(kinds["Separator"]),
    )


_KINDS = ("Picture", "Separator")


def _line(line: Element) -> Printed:
    words: list[Word] = []
    for part in inside(line, "formatting"):
        letters = list(part.iter("charParams"))
        if letters:
            words += _words(letters)
        elif part.text:
            words += [Word(w, spaced=k > 0 or part.text[:1].isspace()) for k, w in enumerate(part.text.split())]
    return Printed(tuple(words), _box(line))


def _words(letters: list[Element]) -> Iterator[Word]:
    """Words end at white space alone, which every schema has; `wordStart` is missing from whole files."""
    held: list[Element] = []
    spaced = False
    for letter in letters:
        if (letter.text or "").strip():
            held.append(letter)
            continue
        if held:
            yield _word(held, spaced)
        held, spaced = [], True
    if held:
        yield _word(held, spaced)


def _word(letters: list[Element], spaced: bool) -> Word:
    known = [c for e in letters if (c := share(e.get("charConfidence"), 100)) is not None]
    sure = round(sum(known) / len(known), 4) if known else None
    return Word("".join((e.text or "").strip() for e in letters), union(_box(e) for e in letters), sure, spaced)


def _box(element: Element) -> Box | None:
    return corners(element.get("l"), element.get("t"), element.get("r"), element.get("b"))
