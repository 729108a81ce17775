"""Stories out of a segmented corpus: a title and its paragraphs, from the lines that may be used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

Token = tuple[str, str]
Tokens = tuple[Token, ...]

PICTURE = re.compile(r"（(?:附?图片|照片|书法|中国画|附).{0,12}）$")
DATED = re.compile(r"^(?:据?(?:本报|新华社|中新社))")
NAMED = re.compile(r"^(?:本报|新华社|记者|通讯员|驻)?.{0,10}(?:记者|通讯员|评论员).{2,12}$")
KINDRED = 3
"""Rare pairs of characters that text after a gap in the lines must share with the text before to go on with it."""


@dataclass
class Story:
    """One story: its title ("" if its line may not be used), paragraphs, and what stood under its title."""

    title: str = ""
    paragraphs: list[Tokens] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    """Their numbers in the corpus."""

    @property
    def size(self) -> int:
        return sum(len(plain(p)) for p in self.paragraphs)


def plain(tokens: Iterable[Token]) -> str:
    """The text of tokens."""
    return "".join(word for word, _ in tokens)


def allowed(path: Path, numbers: Path) -> Iterator[tuple[int, Tokens]]:
    """The lines that may be used, with their numbers."""
    text = "\n".join(x for x in numbers.read_text(encoding="utf-8").splitlines() if x.isdigit())
    corpus = path.read_text(encoding="utf-8").split("\n")
    for number in map(int, text.split()):
        tokens = [t.rsplit("/", 1) for t in corpus[number - 1].split()]
        yield number, tuple((t[0].strip("["), t[1].split("]")[0]) for t in tokens if len(t) == 2)


def stories(path: Path, numbers: Path) -> list[Story]:
    """All stories that have at least one paragraph of some length."""
    found, last = [Story()], 0
    usable = list(allowed(path, numbers))
    rare = _rare(plain(t) for _, t in usable)
    for (number, tokens), ahead in zip(usable, [*usable[1:], (0, ())], strict=True):
        text, story = plain(tokens), found[-1]
        if _titular(text, plain(ahead[1])):
            found.append(Story(PICTURE.sub("", text)))
        elif len(text) < 28:
            continue
        elif story.paragraphs and _parts(story, text, number - last > 1, rare):
            found.append(Story("", [tokens]))
        else:
            story.paragraphs.append(tokens)
        found[-1].lines.append(number)
        last = number
    return [s for s in found if s.paragraphs and s.size >= 40]


def _titular(text: str, ahead: str) -> bool:
    """Whether a line is a title: short, no sentence, and running text follows."""
    if not 4 <= len(text) <= 40 or text[-1] in "。；，、：）" or "。" in text or NAMED.match(text):
        return False
    return len(ahead) >= 40 or (len(ahead) <= 16 and text[0] not in "（一二三四五")


def _parts(story: Story, text: str, gap: bool, rare: frozenset[str]) -> bool:
    """Whether a paragraph begins another story though no title stands before it."""
    if DATED.match(text):
        return True
    if not gap:
        return False
    own = {a + b for a, b in pairwise(text)} & rare
    told = {a + b for p in story.paragraphs for a, b in pairwise(plain(p))}
    return len(own & told) < KINDRED


def _rare(texts: Iterable[str]) -> frozenset[str]:
    count: Counter[str] = Counter()
    for text in texts:
        count.update({a + b for a, b in pairwise(text)})
    return frozenset(g for g, n in count.items() if 2 <= n <= 60)


def clauses(paragraphs: Sequence[Tokens]) -> Iterator[Tokens]:
    """The clauses of paragraphs, without their marks."""
    for paragraph in paragraphs:
        current: list[Token] = []
        for token in paragraph:
            if token[1] == "w" and token[0] not in "“”《》·—、":
                if current:
                    yield tuple(current)
                current = []
            else:
                current.append(token)


PARTS = 3
"""One story in so many goes into pages; the others are for tables that made pages must not have seen."""


def parted(found: Sequence[Story]) -> tuple[list[Story], list[Story]]:
    """The stories that pages are made of, and the others."""
    own = [s for k, s in enumerate(found) if k % PARTS == 0]
    return own, [s for k, s in enumerate(found) if k % PARTS]
