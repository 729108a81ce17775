"""Text from outside made harmless for a terminal or a log: what would act there is shown instead."""

from __future__ import annotations

import unicodedata

_HARMLESS = {"\n"}


def visible(text: str) -> str:
    """`text` with control, direction and undecodable characters written as escapes, line feeds kept."""
    return "".join(c if c in _HARMLESS or not _hidden(c) else _escape(c) for c in text)


def one_line(text: str) -> str:
    r"""`text` on one line: as `visible`, with line feeds as \n too."""
    return visible(text).replace("\n", "\\n")


def _hidden(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _escape(char: str) -> str:
    short = {"\t": "\\t", "\r": "\\r"}.get(char)
    code = ord(char)
    return short or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")


def shown_bytes(name: str) -> str:
    r"""A file name as valid text: bytes that are no UTF-8 as \xNN."""
    return name.encode(errors="surrogateescape").decode(errors="backslashreplace")
