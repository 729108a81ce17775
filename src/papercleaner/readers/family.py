"""Which family of formats a file is of, told from its first characters or, for JSON, from its form."""

from __future__ import annotations

import re

from papercleaner.errors import InputError
from papercleaner.readers import boxes, clouds
from papercleaner.readers.markup import characters
from papercleaner.readers.sheets import Input
from papercleaner.readers.tsv import HEADER

_LOOK = 20_000
_ROOT = re.compile(r"<((?:[\w.-]{1,40}:)?[A-Za-z][\w.-]{0,40})(?=[\s/>])")
_SKIPPED = re.compile(r"\s+|<\?[^>]{0,2000}>|<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]{0,50000}\]\s*)?>", re.IGNORECASE)
_ROOTS = {"alto": "alto", "pcgts": "pagexml", "ocrdataset": "ndl", "html": "hocr"}
_ABBYY = re.compile(r"<(?:\w+:)?(?:page|documentData)[\s>/]")
_REFUSED = {
    "mets": "METS, which only lists the files of a volume",
    "didl": "an MPEG-21 DIDL, which only lists the files of a volume",
    "tet": "PDFlib TET's XML, which is not read",
    "schema": "an XML schema",
}
_HINT = "Give it the ALTO, PAGE, hOCR or ABBYY files of single pages; --from plain reads any text"
_OURS = '"papercleaner/'


def family(source: Input) -> str | None:
    """The reader that the content asks for; None for plain text and for what papercleaner wrote itself.

    Raises InputError for XML and HTML of kinds that are not read.
    """
    head = source.data[:_LOOK].lstrip(b"\xef\xbb\xbf\xff\xfe\xfe\xff\x00 \t\r\n")
    if head.startswith(b"<"):
        return _marked_up(source)
    if head.startswith((b"{", b"[")):
        return _json(source)
    return "tsv" if head.startswith(HEADER[:14].encode()) else None


def _marked_up(source: Input) -> str | None:
    text, _ = characters(source.data, source.name)
    at = _prologue(text)
    root = _ROOT.match(text, at)
    if root is None:
        return None
    name = root[1].rpartition(":")[2].lower()
    if name in _REFUSED:
        raise InputError(f"this is {_REFUSED[name]}", where=source.name, hint=_HINT)
    if name in ("document", "page") and ("FineReader" in text[:_LOOK] or _ABBYY.search(text, at, at + _LOOK)):
        return "abbyy"
    if name == "html" and not re.search(r"\bclass\s*=\s*[\"']?[^\"'>]*\bocrx?_", text):
        raise InputError("this is HTML without the classes of hOCR", where=source.name, hint=_HINT)
    if name in _ROOTS:
        return _ROOTS[name]
    if text.lstrip().startswith("<?xml"):
        raise InputError(f"this is XML of a kind that is not read (<{root[1]}>)", where=source.name, hint=_HINT)
    return None


def _prologue(text: str) -> int:
    """Where the first element begins: after white space, comments, instructions and a DOCTYPE."""
    at = 0
    while True:
        if text.startswith("<!--", at):
            stop = text.find("-->", at)
            at = stop + 3 if stop >= 0 else len(text)
        elif skipped := _SKIPPED.match(text, at):
            at = skipped.end()
        else:
            return at


def _json(source: Input) -> str | None:
    try:
        text, _ = characters(source.data, source.name)
    except InputError:
        return None
    if _OURS in text[:2000]:
        return None
    value = boxes.parsed(text)
    if isinstance(value, str):
        return None
    if boxes.leaves_of(value) is not None:
        return "boxes"
    if clouds.leaves_of(value) is not None:
        return "cloud"
    if isinstance(value, dict):
        raise InputError("this is JSON of a kind that is not read", where=source.name, hint="See docs/formats.md")
    return None
