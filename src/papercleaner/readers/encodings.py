"""Which encoding the bytes are in: strict decoding first, then how Chinese each reading is."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from papercleaner.errors import UsageError
from papercleaner.model import Damage
from papercleaner.readers.codes import CODECS, LOST, units

BOMS: Final = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
"""Byte order marks, those first that another begins with."""

CANDIDATES: Final = ("utf-8", "gb18030", "big5")

_WIDE: Final = ("utf-16", "utf-32")

_READS = -8.5
"""Least mean fluency, in nats a sign, of a text that is taken for Chinese: news has about -5, a wrong reading -11."""

_FEW, _SOME = 0.02, 8
"""Broken characters there may be in a hundred whole ones, and whole ones there must be for the first broken one."""

_SAMPLE = 6000
"""Bytes at three places by which a reading is judged."""


class Decoded(NamedTuple):
    """A text, the encoding it was in, and the places where it was broken."""

    text: str
    encoding: str
    damage: tuple[Damage, ...] = ()


def known(encoding: str) -> str:
    """The codec that a user means.  Raises UsageError for what is no text encoding."""
    try:
        info = codecs.lookup(encoding)
    except LookupError:
        raise UsageError(f"no encoding is called {encoding!r}", hint="Try utf-8, gb18030, big5 or utf-16") from None
    if not getattr(info, "_is_text_encoding", True):
        raise UsageError(f"{encoding} is no encoding of text", hint="Try utf-8, gb18030, big5 or utf-16")
    return {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030"}.get(info.name, info.name)


def marked(raw: bytes) -> str | None:
    """The encoding that a byte order mark tells."""
    return next((name for bom, name in BOMS.items() if raw.startswith(bom)), None)


def guessed(raw: bytes) -> Decoded | None:
    """The reading of unmarked bytes; None if they are no text in any of the encodings."""
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        found = [d for d in (around(raw, name) for name in CANDIDATES) if d and (_reads(d) > _READS)]
    return max(found, key=lambda d: _reads(d) - 40 * len(d.damage) / len(d.text), default=None)


def insisted(raw: bytes, encoding: str) -> Decoded | None:
    """The reading in the encoding that was asked for; None if the bytes do not fit it."""
    if encoding in _WIDE and marked(raw) != encoding:
        return None  # nobody knows the order of the bytes, and almost any bytes would fit
    try:
        return Decoded(raw.decode(encoding), encoding)
    except UnicodeDecodeError:
        kind = {"utf-8": "utf-8", "utf-8-sig": "utf-8", "gb18030": "gb18030"}.get(encoding)
        kind = "big5" if encoding.startswith(("big5", "cp950")) else kind
        found = around(raw, kind) if kind else _around_wide(raw, encoding)
        return found._replace(encoding=encoding) if found else None


def around(raw: bytes, encoding: str) -> Decoded | None:
    """The text with U+FFFD for each broken character; None where they are more than a few."""
    with suppress(UnicodeDecodeError):
        return Decoded(raw.decode(CODECS[encoding][0]), encoding)
    found: list[str] = []
    damage: list[Damage] = []
    place = whole = 0
    for unit in units(raw.decode("latin-1"), encoding):
        if unit.lost:
            damage.append(Damage(place, unit.start, raw[unit.start : unit.end]))
        else:
            whole += not unit.text.isascii()
        found.append(unit.text)
        place += len(unit.text)
        if len(damage) > len(raw) * _FEW + 1:
            return None
    if damage and (whole < _SOME or len(damage) > 1 + _FEW * whole):
        return None
    return Decoded("".join(found), encoding, tuple(damage))


def _around_wide(raw: bytes, encoding: str) -> Decoded | None:
    """The same for UTF-16 and UTF-32; None for any other encoding."""
    if not encoding.startswith(_WIDE):
        return None
    bom = next((mark for mark, name in BOMS.items() if name == encoding and raw.startswith(mark)), b"")
    order = encoding + ("" if not bom else "-le" if bom[0] == 0xFF else "-be")
    found, damage, place, at = list[str](), list[Damage](), len(bom), 0
    while True:
        try:
            found.append(raw[place:].decode(order))
            break
        except UnicodeDecodeError as error:
            found += [raw[place : place + error.start].decode(order), LOST]
            at += len(found[-2])
            damage.append(Damage(at, place + error.start, raw[place + error.start : place + error.end]))
            at, place = at + 1, place + error.end
            if len(damage) > len(raw) * _FEW / 2 + 1:
                return None
    text = "".join(found)
    return Decoded(text, encoding, tuple(damage)) if len(text) - len(damage) >= _SOME else None


def _reads(reading: Decoded) -> float:
    from papercleaner.language.fluency import fluency

    return fluency("".join(_parts(reading.text))).mean


def _parts(text: str) -> Sequence[str]:
    size = _SAMPLE // 3
    if len(text) <= 3 * size:
        return (text,)
    middle = len(text) // 2
    return text[:size], text[middle : middle + size], text[-size:]


def first_break(raw: bytes, encoding: str) -> int:
    """Offset of the first byte that does not fit `encoding`."""
    try:
        raw.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return 0
