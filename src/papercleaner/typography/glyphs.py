"""Character classes of Chinese text: what the typography rules look at, and nothing about newspapers."""

from __future__ import annotations

HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Ideographs, with 々 〆 〇: the inside of a character class."""

KANA = "\u3041-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"

WIDE = "，。、；：？！（）《》〈〉【】〔〕〖〗「」『』…—·～．"
"""Full-width marks, which carry their own space."""

BLANK = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""White space that does not end a line: the inside of a character class."""

BLANKS = frozenset(" \t\u00a0\u1680\u202f\u205f\u3000") | {chr(c) for c in range(0x2000, 0x200B)}

QUOTES = frozenset("\"'“”‘’＂＇")
"""Marks whose direction a scan may have lost."""


def is_han(char: str) -> bool:
    """True of one ideograph; False of anything else, the empty string included."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0003ffff"
        or (char != "" and char in "々〆〇")
    )


def is_latin(char: str) -> bool:
    """True of an ASCII letter or digit, or a letter of a European alphabet."""
    return (char.isascii() and char.isalnum()) or ("\u00c0" <= char <= "\u04ff" and char.isalpha())
