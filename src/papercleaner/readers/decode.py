"""Bytes to text at the door: strict, and with one clear line where it cannot be done."""

from __future__ import annotations

import hashlib

from papercleaner.errors import InputError
from papercleaner.model import Source

_BOM = b"\xef\xbb\xbf"
_WIDE_BOMS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
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

_TEXT_HINT = "Give it the text that an OCR engine printed, as UTF-8"


def decode(data: bytes | str, name: str) -> Source:
    """The input as a Source: BOM taken off, `\\r\\n` and `\\r` read as `\\n`, as Python's text files do.

    Raises InputError, naming the byte offset, where `data` is not UTF-8 text.
    """
    raw = _encoded(data, name) if isinstance(data, str) else data
    _refuse_binary(raw, name)
    signed = raw.startswith(_BOM)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = error.start + (len(_BOM) if signed else 0)
        raise InputError(
            f"not UTF-8: byte 0x{raw[offset]:02x} at offset {offset} (line {raw.count(10, 0, offset) + 1})",
            where=name,
            hint="Convert it to UTF-8 first, for example: iconv -f GB18030 -t UTF-8 IN > OUT",
        ) from None
    return Source(
        name=name,
        sha256=hashlib.sha256(raw).hexdigest(),
        text=text.replace("\r\n", "\n").replace("\r", "\n"),
        encoding="utf-8-sig" if signed else "utf-8",
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


def _refuse_binary(raw: bytes, name: str) -> None:
    for mark, what in _MAGIC.items():
        if raw.startswith(mark):
            raise InputError(f"this is {what}, not text", where=name, hint=_TEXT_HINT)
    for mark, what in _WIDE_BOMS.items():
        if raw.startswith(mark):
            raise InputError(
                f"this is {what}, which is not read yet",
                where=name,
                hint=f"Convert it to UTF-8 first, for example: iconv -f {what} -t UTF-8 IN > OUT",
            )
    null = raw.find(0)
    if null >= 0:
        raise InputError(f"binary data: NUL byte at offset {null}", where=name, hint=_TEXT_HINT)
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    if controls >= max(_SOME, _MOSTLY * len(raw)):
        raise InputError(f"binary data: {controls} of {len(raw)} bytes are control codes", where=name, hint=_TEXT_HINT)
