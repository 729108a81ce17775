"""The pieces of one article: its heads, paragraphs with section headings, captions, pull quote, credit, jumps."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from random import Random

from papercleaner.language.fold import lines
from press import heads, small
from press.corpus import Story, Tokens, plain
from press.sheet import Piece, Style

_FULL = [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05, 0xFF0E]
"""Full-width digits, letters, percent sign and point."""
_WIDE = {c: c - 0xFEE0 for c in _FULL}


@dataclass
class Copy:
    """An article's pieces, before they are set."""

    heads: list[Piece] = field(default_factory=list)
    byline: Piece | None = None
    body: list[Piece] = field(default_factory=list)
    captions: list[Piece] = field(default_factory=list)
    quote: Piece | None = None
    tail: list[Piece] = field(default_factory=list)
    jump_from: Piece | None = None
    signed: bool = False
    """Whether the byline stands at the end, whatever the page's habit."""


def compose(random: Random, story: Story, article: int, style: Style, spare: list[Story]) -> Copy:
    """An article made of a story, in the style of the page."""
    odds, copy = style.odds, Copy()
    copy.heads = _heads(random, story, article, style)
    long = story.size > 300
    if copy.heads and random.random() < odds["byline"] * (1 if long else 0.5):
        copy.byline = Piece("byline", small.byline(random), article)
    if copy.heads and random.random() < 0.03:
        return _poem(random, story, article, copy)
    copy.body = _body(random, story.paragraphs, article, style)
    for _ in range(_count(random, odds["photo"] * (1.2 if long else 0.4))):
        copy.captions.append(Piece("caption", caption(random, story, spare), article, style.caption))
    if long and random.random() < odds["quote"]:
        text = heads.sentence(random, story.paragraphs, 14, 60)
        copy.quote = (
            Piece("quote", text.rstrip("。") if random.random() < 0.4 else text, article, 1.2) if text else None
        )
    if random.random() < odds["credit"]:
        copy.tail.append(Piece("credit", small.credit(random), article))
    if random.random() < odds["jump_to"] and long:
        copy.tail = [Piece("jump_to", small.jump(random, back=False), article)]
    if random.random() < odds["jump_from"]:
        copy.jump_from = Piece("jump_from", small.jump(random, back=True), article)
        if random.random() < 0.3:
            copy.heads, copy.byline = [], None
    return copy


def _poem(random: Random, story: Story, article: int, copy: Copy) -> Copy:
    """The article as a poem: stanzas of short lines without marks."""
    size = random.randint(3, 8)
    for _ in range(random.randint(1, 4)):
        verse = [heads.clause(random, story.paragraphs, 4, 12) for _ in range(size)]
        rows = tuple(x for x in verse if x) or ("无题",)
        copy.body.append(Piece("paragraph", "".join(rows), article, verse=rows))
    copy.heads = [Piece("title", heads.terse(random, story.paragraphs, 2, 8) or "无题", article, 1.6)]
    copy.byline = copy.byline or Piece("byline", small.name(random), article)
    return copy


def _count(random: Random, mean: float) -> int:
    return sum(random.random() < mean / 2 for _ in range(2))


def _heads(random: Random, story: Story, article: int, style: Style) -> list[Piece]:
    if random.random() < style.odds["headless"]:
        return []
    long = story.size > 260
    found = [Piece("title", heads.title(random, story), article, style.title * random.uniform(0.75, 1.2))]
    if not long:
        found[0].size = max(1.1, found[0].size * 0.6)
    share = 1.0 if long else 0.45
    if random.random() < style.odds["kicker"] * share and (text := heads.kicker(random, story).strip()):
        found.insert(0, Piece("kicker", text, article, style.kicker))
    if random.random() < style.odds["subtitle"] * share and (text := heads.subtitle(random, story).strip()):
        found.append(Piece("subtitle", text, article, style.subtitle))
    texts = [p.text for p in found]
    return [p for k, p in enumerate(found) if p.text not in texts[:k] and p.text.strip("—“” ")]


def _body(random: Random, paragraphs: list[Tokens], article: int, style: Style) -> list[Piece]:
    """Paragraphs, with a heading now and then where two or more follow."""
    found: list[Piece] = []
    count, number = len(paragraphs), 0
    headed = count >= 3 and random.random() < style.odds["headed"]
    since = random.choice([0, 1, 2])
    if headed and random.random() < 0.25 and (text := heads.heading(random, paragraphs[:2], style.headings, 0)):
        found.append(Piece("heading", text, article, style.heading))
        number, since = 1, -1
    for k, paragraph in enumerate(paragraphs):
        if headed and number < 9 and since >= 2 and count - k >= 1:
            text = heads.heading(random, paragraphs[k : k + 3], style.headings, number)
            if text:
                found.append(Piece("heading", text, article, style.heading))
                number, since = number + 1, 0
                if random.random() < 0.5:
                    since = -1
        found.append(Piece("paragraph", plain(paragraph), article))
        since += 1
    return found


def caption(random: Random, story: Story, spare: list[Story]) -> str:
    """A caption: what a sentence of the article, or of another one, tells, with or without opening and credit."""
    source = story if random.random() < 0.35 else random.choice(spare)
    text = heads.sentence(random, source.paragraphs, 10, 90) or heads.clause(random, source.paragraphs, 6, 24)
    text = text or small.pick(random, "places") + "一景"
    opening = random.choice(["图为", "图为", "图①：", "左图：", "图片说明：", "上图为", "▲", "△", "图："])
    text = opening + text if random.random() < 0.3 else text
    end = small.photo_credit(random)
    if random.random() < 0.35:
        text = text.rstrip("。")
    return text + (" " if end and end[0] not in "（" and random.random() < 0.6 else "") + end


def halved(text: str) -> str:
    """Full-width digits and letters as half-width ones."""
    return text.translate(_WIDE)


@cache
def _traditional() -> dict[int, str]:
    old, new = lines()[:2]
    found: dict[int, str] = {}
    for a, b in zip(old, new, strict=True):
        found.setdefault(ord(b), a)
    return found


def traditional(text: str) -> str:
    """The text in traditional characters, one of them for each simplified one."""
    return text.translate(_traditional()).replace("“", "「").replace("”", "」")
