"""How well printed lines are found on pages set at random: `python -m tests.layout.figures`."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass

from papercleaner.model import Page
from tests.layout.typesetting import dump, lines_of, random_page, recover

PAGES = 40


@dataclass
class Share:
    """How many of how many."""

    right: int = 0
    count: int = 0

    def add(self, right: int, count: int) -> None:
        self.right, self.count = self.right + right, self.count + count

    def __str__(self) -> str:
        return f"{self.right} of {self.count} ({self.value:.1%})"

    @property
    def value(self) -> float:
        return self.right / self.count if self.count else 1.0


def texts(page: Page) -> list[str]:
    """The blocks, but for spaces beside Latin and digits: only the width could tell them from a line end."""
    return [re.sub(r" (?=[!-~])|(?<=[!-~]) ", "", str(b.text)) for b in page.blocks]


def figures(pages: int = PAGES) -> dict[str, Share]:
    """The shares over that many pages with fixed seeds."""
    found = {name: Share() for name in ("lines", "paragraphs", "hidden starts", "true starts", "same as newlines")}
    for seed in range(pages):
        page = random_page(random.Random(seed))
        spaced, broken = recover(dump(page)), recover(dump(page, "\n"))
        got, want = [lines_of(b) for b in spaced.blocks], [p for block in page for p in block.paragraphs]
        printed, known = (Counter(line for lines in x for line in lines) for x in (want, got))
        found["lines"].add((printed & known).total(), printed.total())
        found["paragraphs"].add(sum(p in got for p in want), len(want))
        starts, hidden = {p[0] for p in want}, {p[0] for block in page for p in block.paragraphs[1:]}
        parted = {lines[0] for lines in got}
        found["hidden starts"].add(len(hidden & parted), len(hidden))
        found["true starts"].add(len(parted & starts), len(parted))
        same = Counter(texts(spaced)) & Counter(texts(broken))
        found["same as newlines"].add(same.total(), len(broken.blocks))
    return found


if __name__ == "__main__":
    for name, share in figures().items():
        print(f"{name:17} {share}")
