"""JSON of engines that give lines with boxes: RapidOCR, PaddleOCR, PP-Structure, Umi-OCR and what is made of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from papercleaner.errors import InputError
from papercleaner.model import Page
from papercleaner.printed import Box
from papercleaner.readers.geometry import around, corners, number, share
from papercleaner.readers.markup import characters
from papercleaner.readers.sheets import Input, Leaf, Printed, page_of, single
from papercleaner.readers.structure import regions

NAME = "boxes"
_TEXTS = ("text", "txt", "rec_txt", "rec_text")
_BOXES = ("box", "dt_boxes", "text_region", "points", "bbox")
_SCORES = ("score", "confidence")
_WRAPPERS = ("res", "lines", "ocr_results", "data", "result")
_PAIR, _TRIPLE = 2, 3


def read(source: Input) -> Page:
    """The pages of such a file, lines in the engine's order (row by row, mostly: no reading order)."""
    text, encoding = characters(source.data, source.name)
    leaves = leaves_of(parsed(text))
    if leaves is None:
        raise InputError(
            "JSON, but not of lines with boxes as RapidOCR and PaddleOCR give them",
            where=source.name,
            hint="docs/formats.md tells which forms are read; --from plain reads any text",
        )
    return page_of(source, NAME, encoding, leaves)


def parsed(text: str) -> object:
    """The value of a JSON text, or the values of its lines; the text itself where it is neither."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    try:
        return [json.loads(row) for row in text.splitlines() if row.strip()] or text
    except (ValueError, RecursionError):
        return text


def leaves_of(value: object) -> list[Leaf] | None:
    """The leaves of a value, None where it is of no form known."""
    for form in _FORMS:
        found = form(value)
        if found is not None:
            return found
    return None


def _empty(value: object) -> list[Leaf] | None:
    """What an engine says of a page without text."""
    nothing = value is None or value == [] or (isinstance(value, dict) and value.get("code") == 101)
    return [Leaf()] if nothing else None


def _columns(value: object) -> list[Leaf] | None:
    """PaddleOCR 3: texts, scores and boxes in lists side by side.  `dt_polys` may be longer and is not read."""
    if not isinstance(value, dict) or not isinstance(value.get("rec_texts"), list):
        return None
    polygons, scores = value.get("rec_polys") or value.get("rec_boxes"), value.get("rec_scores")
    return [Leaf(_lone(_side_by_side(value["rec_texts"], polygons, scores)))]


def _side_by_side(texts: Sequence[object], polygons: object, scores: object) -> Iterator[Printed]:
    for k, text in enumerate(texts):
        yield single(_string(text), _shape(_at(polygons, k)), share(_at(scores, k)))


def _structured(value: object) -> list[Leaf] | None:
    """PP-StructureV3: regions in reading order over the lines of `overall_ocr_res`."""
    if not isinstance(value, dict) or not isinstance(value.get("parsing_res_list"), list):
        return None
    whole = _columns(value.get("overall_ocr_res")) or [Leaf()]
    lines = [line for region in whole[0].regions for line in region]
    size = number(value.get("width")), number(value.get("height"))
    parts = [p for p in value["parsing_res_list"] if isinstance(p, dict)]
    return [regions([(_shape(p.get("block_bbox")), p) for p in parts], lines, size)]


def _rows(value: object) -> list[Leaf] | None:
    """A list of lines, each an object or [box, text, score], or [box, [text, score]]."""
    if not isinstance(value, list) or not value:
        return None
    lines = [_line(row) for row in value]
    known = [line for line in lines if line is not None]
    return [Leaf(_lone(known))] if len(known) == len(lines) else None


def _wrapped(value: object) -> list[Leaf] | None:
    """An object that holds the lines under some name, with the size of the page beside them."""
    if not isinstance(value, dict):
        return None
    inside = value.get("dimensions")
    size = inside if isinstance(inside, dict) else value
    for key in _WRAPPERS:
        inner = value.get(key)
        found = leaves_of(inner) if isinstance(inner, list | dict) else None
        if found is not None:
            sized = number(size.get("width")), number(size.get("height"))
            return [Leaf(leaf.regions, *sized, leaf.pictures) for leaf in found] if sized[0] else found
    return None


def _numbered(value: object) -> list[Leaf] | None:
    """rapidocr-api: lines in an object under "0", "1", …"""
    if not isinstance(value, dict) or not value or not all(k.isdecimal() and len(k) < 9 for k in value):
        return None
    return _rows([value[k] for k in sorted(value, key=int)])


def _typed(value: object) -> list[Leaf] | None:
    """PP-Structure 2: a region a line, {type, bbox, res: [lines]}."""
    if not isinstance(value, list) or not value or not all(isinstance(r, dict) and "res" in r for r in value):
        return None
    found = [[line for row in r["res"] if (line := _line(row))] for r in value if isinstance(r["res"], list)]
    pictures = [b for r in value if r.get("type") == "figure" and not r["res"] and (b := _shape(r.get("bbox")))]
    return [Leaf(tuple(map(tuple, found)), pictures=tuple(pictures))]


def _paged(value: object) -> list[Leaf] | None:
    """PaddleOCR 2: a list for each page, null for an empty one."""
    if not isinstance(value, list) or not value:
        return None
    pages = [_rows(page) if page else [Leaf()] for page in value if page is None or isinstance(page, list | dict)]
    if isinstance(value[0], dict):
        pages = [leaves_of(page) for page in value]
    good = [page for page in pages if page is not None]
    return [leaf for page in good for leaf in page] if len(good) == len(value) else None


_FORMS: tuple[Callable[[object], list[Leaf] | None], ...] = (
    _empty,
    _structured,
    _columns,
    _typed,
    _rows,
    _numbered,
    _wrapped,
    _paged,
)


def _lone(lines: Iterable[Printed]) -> tuple[tuple[Printed, ...], ...]:
    """Each line as a region of its own: such engines know no blocks."""
    return tuple((line,) for line in lines)


def _line(row: object) -> Printed | None:
    if isinstance(row, Mapping):
        text = next((row[k] for k in _TEXTS if isinstance(row.get(k), str)), None)
        box = next((b for k in _BOXES if (b := _shape(row.get(k)))), None)
        sure = next((s for k in _SCORES if (s := share(row.get(k))) is not None), None)
        return None if text is None else single(text, box, sure)
    if not isinstance(row, list) or not _PAIR <= len(row) <= _TRIPLE or not isinstance(row[0], list):
        return None
    said = row[1] if isinstance(row[1], list) else row[1:]
    if not said or not isinstance(said[0], str):
        return None
    return single(said[0], _shape(row[0]), share(_at(said, 1)))


def _shape(value: object) -> Box | None:
    """The box of four points, or of two corners in four numbers."""
    if not isinstance(value, list) or not value:
        return None
    if all(isinstance(p, list) for p in value):
        return around(value)
    return corners(*value) if len(value) == 4 else around(list(zip(value[::2], value[1::2], strict=False)))


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _at(values: object, place: int) -> object:
    return values[place] if isinstance(values, list) and place < len(values) else None
