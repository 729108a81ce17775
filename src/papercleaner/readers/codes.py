"""Bytes to characters one by one, around bytes that fit none; and characters back to the bytes they were read from."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

LOST: Final = "\ufffd"

_HOLE: Final = "\xff"
"""Stands for a lost byte: it begins no character of any of these encodings, and continues none."""

_REPLACEMENT: Final = "\xef\xbf\xbd"
"""U+FFFD itself in UTF-8: a character that an earlier decoding lost."""

_UTF8 = r"""
    (?P<good>[\x00-\x7f]+ | [\xc2-\xdf][\x80-\xbf] | \xe0[\xa0-\xbf][\x80-\xbf] | \xed[\x80-\x9f][\x80-\xbf]
      | [\xe1-\xec\xee\xef][\x80-\xbf]{2} | \xf0[\x90-\xbf][\x80-\xbf]{2} | [\xf1-\xf3][\x80-\xbf]{3}
      | \xf4[\x80-\x8f][\x80-\xbf]{2})
  | [\xe0-\xef](?:[\x80-\xbf]HOLE | HOLE[\x80-\xbf] | HOLE{2}) | [\xc2-\xf4][\x80-\xbf]{0,2}HOLE
  | \xff[\x80-\xbf]{0,2} | [\xc2-\xf4][\x80-\xbf]{0,2} | [\x80-\xfe]
"""
_PAIRS = r"""
    (?P<good>[\x00-\x3e\x40-\x7f]+ | FOUR[\x81-\xfe][TRAILS])
  | (?:[\x81-\xfe]HOLE | \xff[\x81-\xff])(?=(?:[\x81-\xff]{2})*(?![\x81-\xff]))
  | (?P<plain>\?) | \xff(?:[\x81-\xfe](?=(?:[\x81-\xff]{2})*(?![\x81-\xff])))? | [\x80-\xfe]
"""
_FOUR = r"[\x81-\xfe][0-9][\x81-\xfe][0-9] | "


class Unit(NamedTuple):
    """A character or a run of ASCII: bytes [start, end) and what they say; `lost` if it stands for a broken one."""

    start: int
    end: int
    text: str
    lost: bool = False


@cache
def _units(encoding: str, holes: str) -> re.Pattern[str]:
    """What one unit of an encoding looks like, bytes taken as Latin-1; the group `good` is whole."""
    if encoding == "utf-8":
        return re.compile(_UTF8.replace("HOLE", holes), re.VERBOSE | re.DOTALL)
    big5 = encoding.startswith(("big5", "cp950"))
    pattern = _PAIRS.replace("FOUR", "" if big5 else _FOUR).replace("HOLE", holes)
    trails = r"\x40-\x7e\xa1-\xfe" if big5 else r"\x40-\x7e\x80-\xfe"
    return re.compile(pattern.replace("TRAILS", trails), re.VERBOSE | re.DOTALL)


def units(raw: str, encoding: str, question: bool = False) -> Iterator[Unit]:
    """The units of bytes `raw` (each as a Latin-1 character) in UTF-8, GB 18030 or Big5; \\xff is a lost byte.

    Two readings of a broken place are told apart by whether what follows up to the next ASCII is whole.
    `question`: a `?` inside a broken character is a lost byte too.
    """
    for m in _units(encoding, "[\\xff?]" if question else "\\xff").finditer(raw):
        raw_text = m["good"] or m.groupdict().get("plain")
        text = decoded(raw_text, encoding) if raw_text else LOST
        lost = text == LOST and raw_text != _REPLACEMENT
        yield Unit(*m.span(), text, lost)


CODECS: Final = {
    "big5": ("big5hkscs", "cp950", "big5"),
    "cp950": ("cp950", "big5", "big5hkscs"),
    "gb18030": ("gb18030",),
    "utf-8": ("utf-8",),
}
"""The codecs that know an encoding, the best first: those of Big5 differ in what they have and how they read it."""


def decoded(raw: str, encoding: str) -> str:
    """One character, or some ASCII; LOST where the bytes are none."""
    return raw if raw.isascii() else _character(raw, encoding)


@cache
def _character(raw: str, encoding: str) -> str:
    for name in CODECS[encoding]:
        try:
            return raw.encode("latin-1").decode(name)
        except UnicodeDecodeError:
            continue
    return LOST


@cache
def encoded(char: str, encoding: str) -> str:
    """The bytes (as Latin-1) that were read as `char`; "" if none were, a hole for a character that was lost."""
    if char == LOST:
        return _HOLE
    if encoding == "latin-1":
        return _western(char)
    if encoding == "cp936":  # GB 18030 as Windows knows it: the byte 0x80 is a euro sign
        return "\x80" if char == "€" else encoded(char, "gb18030")
    for name in CODECS[encoding]:
        try:
            return codecs.encode(char, name).decode("latin-1")
        except UnicodeEncodeError:
            continue
    return ""


def _western(char: str) -> str:
    """Latin-1, with the letters and marks that Windows-1252 has in place of controls."""
    if char <= "\xff":
        return char
    try:
        return char.encode("cp1252").decode("latin-1")
    except UnicodeEncodeError:
        return ""
