"""What the printed page says about a place of a dump: whether a change is right there, and whether a mark is.

The dump's order of blocks is not the page's, so a place is known by the characters around it: up to three on each side,
spaces aside, marks of both widths and all double quotes taken for one.  Where the page has these characters, what
stands between them there is the truth; where it has them at a line's start or end, so is a gap.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

REACH = (3, 2)
FOLD = str.maketrans("，；：？！（）“”「」『』‘’", ",;:?!()" + '""""""' + "''")
_STRINGS = ("kicker", "title", "subtitle", "byline")


class Place(NamedTuple):
    """What the page has at a place, None if it does not know it; `edge`: a line of it ends or begins there."""

    said: str | None
    edge: bool


class Truth:
    """A printed page, asked by place."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.text = "\n".join(("", *lines, ""))
        kept = [(i, c) for i, c in enumerate(self.text) if not c.isspace() or c == "\n"]
        self._at = [i for i, _ in kept]
        self._folded = "".join(c for _, c in kept).translate(FOLD)

    def place(self, before: str, after: str, inside: int = 2) -> Place:
        """What stands between the end of `before` and the start of `after`, at most `inside` characters."""
        left, right = _bare(before), _bare(after)
        lone = "\n" + _bare(before.rpartition("\n")[2]), _bare(after.partition("\n")[0]) + "\n"
        for reach in (*REACH, 0):
            a, b = (left[-reach:], right[:reach]) if reach else lone
            if min(len(a.strip()), len(b.strip())) >= max(reach, 1):
                m = re.search(f"{re.escape(a)}((?:(?!\n).){{0,{inside}}}?){re.escape(b)}", self._folded)
                if m:
                    return Place(self.text[self._at[m.start(1) - 1] + 1 : self._at[m.end(1)]], False)
        edge = left[-2:] + "\n" in self._folded or "\n" + right[:2] in self._folded
        return Place(None, edge)


def _bare(text: str) -> str:
    return "".join(text.split()).translate(FOLD)


def lines(truth: Path) -> Iterator[str]:
    """All lines of the page: headlines, paragraphs, credits, furniture."""
    page: dict[str, Any] = json.loads(truth.read_text(encoding="utf-8"))
    for article in page["articles"]:
        for said in [article.get(key) for key in _STRINGS] + article["blocks"] + (article.get("credits") or []):
            yield from _string(said)
    for said in page.get("furniture") or []:
        yield from _string(said)


def _string(said: dict[str, Any] | str | None) -> list[str]:
    text: str | None = said.get("text") if isinstance(said, dict) else said
    return text.split("\n") if text else []
