"""Bytes to text at the door, around a few broken ones, and with one clear line where it cannot be done."""

from __future__ import annotations

import hashlib

from papercleaner.errors import InputError
from papercleaner.model import Damage, Source
from papercleaner.readers.encodings import first_break, guessed, insisted, known, marked

_MAGIC = {
    b"%PDF-": "a PDF",
    b"\x89PNG\r\n": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"II*\x00": "a TIFF image",
    b"MM\x00*": "a TIFF image",
    b"PK\x03\x04": "a zip archive (or an office document)",
}
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1a\x1b") + b"\x7f"
_MOSTLY, _SOME = 0.1, 16
"""Share and number of control bytes from which a file is taken for binary: text has next to none."""

_TEXT_HINT = "Give it the text that an OCR engine printed"


def decode(data: bytes | str, name: str, encoding: str | None = None) -> Source:
    """The input as a Source: BOM taken off, `\\r\\n` and `\\r` read as `\\n`, as Python's text files do.

    The encoding is `encoding`, or told from the bytes.  A few bytes that fit no character are read around.
    Raises InputError, naming the byte offset, where `data` is no text; UsageError for an unknown encoding.
    """
    wanted = known(encoding) if encoding else None
    raw = _encoded(data, name) if isinstance(data, str) else data
    told = "utf-8" if isinstance(data, str) else wanted or marked(raw)
    _refuse_binary(raw, name, wide=told is not None and told.startswith(("utf-16", "utf-32")))
    told = "utf-8-sig" if told == "utf-8" and marked(raw) == "utf-8-sig" else told
    found = insisted(raw, told) if told else guessed(raw)
    if found is None:
        raise _unfit(raw, name, told, insisting=wanted is not None)
    text = found.text
    if "\r" in text:
        found = found._replace(damage=_moved(text, found.damage))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    sha256 = hashlib.sha256(raw).hexdigest()
    return Source(name=name, sha256=sha256, text=text, encoding=found.encoding, damage=found.damage)


def _moved(text: str, damage: tuple[Damage, ...]) -> tuple[Damage, ...]:
    """The places of damage once each `\\r\\n` is one character."""
    return tuple(d._replace(at=d.at - text.count("\r\n", 0, d.at)) for d in damage)


def _unfit(raw: bytes, name: str, told: str | None, *, insisting: bool) -> InputError:
    """The refusal of bytes that are no text, with the first byte that shows it."""
    shown = (told or "utf-8").removesuffix("-sig")
    offset = first_break(raw, shown)
    place = f"byte 0x{raw[offset]:02x} at offset {offset} (line {raw.count(10, 0, offset) + 1})"
    if told:
        other = "Leave --encoding out, or name another" if insisting else "The file is damaged, or --encoding NAME"
        if shown in ("utf-16", "utf-32") and not marked(raw):
            place, other = "no byte order mark at offset 0", f"Say --encoding {shown}-le or {shown}-be if it is that"
        return InputError(f"not {shown.upper()}: {place}", where=name, hint=other)
    return InputError(
        f"not UTF-8: {place}; nor does it read as GB18030 or Big5",
        where=name,
        hint="Name its encoding, for example: --encoding cp1252",
    )


def _encoded(text: str, name: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"character {error.start} is half of a surrogate pair, not a character",
            where=name,
            hint="Decode the bytes with the right encoding, or give the bytes themselves",
        ) from None


def _refuse_binary(raw: bytes, name: str, *, wide: bool) -> None:
    for mark, what in _MAGIC.items():
        if raw.startswith(mark):
            raise InputError(f"this is {what}, not text", where=name, hint=_TEXT_HINT)
    if wide:
        return
    null = raw.find(0)
    if null >= 0:
        hint = f"{_TEXT_HINT}; for UTF-16 without its mark say --encoding utf-16-le"
        raise InputError(f"binary data: NUL byte at offset {null}", where=name, hint=hint)
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    if controls >= max(_SOME, _MOSTLY * len(raw)):
        raise InputError(f"binary data: {controls} of {len(raw)} bytes are control codes", where=name, hint=_TEXT_HINT)
