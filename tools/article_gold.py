"""True articles of a dump's blocks, for fitting and measuring the grouping."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from role_gold import gold, load

from papercleaner.config import Config
from papercleaner.grouping.view import View
from papercleaner.model import FURNITURE, Block, Role
from papercleaner.stages.joins import join_paragraphs
from papercleaner.stages.roles import tell_roles


@dataclass(frozen=True)
class Case:
    """One dump as the grouping gets it, and the true article of every stretch of its source."""

    name: str
    dump: str
    view: View
    truth: tuple[tuple[int, int, int], ...]
    """(start, end, article) in the source."""

    def articles(self, block: Block) -> Counter[int]:
        """Characters of a block by the article they belong to."""
        found: Counter[int] = Counter()
        for start, end in block.text.spans:
            for a, b, article in self.truth:
                overlap = min(b, end) - max(a, start)
                if overlap > 0 and article >= 0:
                    found[article] += overlap
        return found

    def article(self, block: Block) -> int | None:
        """The article most of a block belongs to."""
        found = self.articles(block).most_common(1)
        return found[0][0] if found else None


def case(folder: Path, dump: str) -> Case:
    """The case of one page's dump."""
    page, units = load(folder, dump)
    told = tell_roles(page, Config())
    truth = []
    for block in told.blocks:
        unit = gold(str(block.text), units)
        if unit is not None:
            truth += [(start, end, unit.article) for start, end in block.text.spans]
    joined = join_paragraphs(told, Config())
    kept = [b for b in joined.blocks if b.role not in FURNITURE and b.role is not Role.NOISE]
    return Case(folder.name, dump, View(tuple(kept)), tuple(truth))


def pairs_f1(groups: list[Counter[int]]) -> float:
    """F1 over pairs of characters in one article, each group given by its characters of each true article."""
    told = sum(sum(g.values()) ** 2 for g in groups)
    total: Counter[int] = Counter()
    for g in groups:
        total.update(g)
    true = sum(n * n for n in total.values())
    hit = sum(n * n for g in groups for n in g.values())
    return 2 * hit / max(1, told + true)


def neighbours_of(one: Case) -> Iterator[tuple[int, int]]:
    """Numbers of the fragments that follow each other and are of different paragraphs."""
    parts = one.view.parts
    for k, (a, b) in enumerate(itertools.pairwise(parts)):
        if a.paragraph != b.paragraph:
            yield k, k + 1
