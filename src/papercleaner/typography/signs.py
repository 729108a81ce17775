"""Full-width signs that belong to a number or a Latin word: 1．5 and 6＋X, but not Ｇ．柯亨."""

from __future__ import annotations

import re
from functools import cache

from papercleaner.config import Config
from papercleaner.knowledge import table
from papercleaner.model import Role
from papercleaner.text import Change
from papercleaner.typography.evidence import beside


@cache
def _half() -> dict[str, str]:
    known = table("characters")["figures"]
    return dict(zip(known["from"], known["to"], strict=True))


@cache
def _sign() -> re.Pattern[str]:
    return re.compile("[" + "".join(map(re.escape, _half())) + "]")


def signs(text: str, role: Role, _config: Config) -> list[Change]:
    """Half-width forms of the signs inside numbers and words, past the blanks that will go."""
    if role is Role.TABLE:
        return []
    return [
        Change(*m.span(), _half()[m.group()], "spacing.sign")
        for m in _sign().finditer(text)
        if _belongs(m.group(), beside(text, m.start(), -1), beside(text, m.start(), 1))
    ]


def _belongs(sign: str, left: str, right: str) -> bool:
    if not (left.isascii() and left.isalnum()):
        return False
    if sign == "％":
        return left.isdigit()
    if sign == "．":
        worded = right.isascii() and right.isalnum() and (left.islower() or left.isdigit())
        return worded and not right.isupper()
    return right.isascii() and right.isalnum()
