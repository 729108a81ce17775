"""Articles out of segments: header fields, blocks in order, credits and jumps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from papercleaner.grammar.patterns import fold, pattern
from papercleaner.grouping.group import Segment
from papercleaner.model import Article, Block, Jump, Role
from papercleaner.text import insertion, join


def article(segment: Segment) -> Article:
    """The article of a segment.  Heads beyond the first title, kicker and subtitle are joined to their kind."""
    heads = _headed(segment.heads)
    byline, rest = _byline(segment.rest)
    return Article(
        blocks=tuple(_headings(b for b in rest if b.role not in (Role.CREDIT, Role.JUMP))),
        kicker=_together(b for b in heads if b.role is Role.KICKER),
        title=_together(b for b in heads if b.role is Role.HEADLINE),
        subtitle=_together(b for b in heads if b.role is Role.SUBTITLE),
        byline=byline,
        credits=tuple(b for b in rest if b.role is Role.CREDIT),
        jumps=tuple(_jump(b) for b in rest if b.role is Role.JUMP),
        confidence=segment.confidence,
    )


def _headed(heads: Sequence[Block]) -> list[Block]:
    """Heads with a title among them: without one, the last kicker or subtitle is the title."""
    if not heads or any(b.role is Role.HEADLINE for b in heads):
        return list(heads)
    best = max(range(len(heads)), key=lambda k: (heads[k].role is Role.KICKER, k))
    promoted = replace(heads[best], role=Role.HEADLINE, why="article.promoted-title").flagged("title-uncertain")
    return [*heads[:best], promoted, *heads[best + 1 :]]


def _byline(rest: Sequence[Block]) -> tuple[Block | None, list[Block]]:
    """The byline, and the rest with other bylines turned into credits."""
    found = [b for b in rest if b.role is Role.BYLINE]
    first_body = next((k for k, b in enumerate(rest) if b.role is Role.BODY), len(rest))
    above = [b for k, b in enumerate(rest) if b.role is Role.BYLINE and k < first_body]
    byline = _together(above) if above else (found[0] if found else None)
    used = above or found[:1]
    others = [b for b in rest if not any(b is u for u in used)]
    return byline, [replace(b, role=Role.CREDIT) if b.role in (Role.BYLINE, Role.DATELINE) else b for b in others]


def _together(blocks: Iterable[Block]) -> Block | None:
    """Blocks of one kind as one, a space between them; None if there are none."""
    found = list(blocks)
    if not found:
        return None
    texts = [found[0].text]
    for block in found[1:]:
        texts += [insertion(" ", texts[-1].pieces[-1].end, "join.head-space"), block.text]
    lines = tuple(line for b in found for line in b.lines)
    flags = tuple(dict.fromkeys(f for b in found for f in b.flags))
    return replace(found[0], text=join(texts), lines=lines, flags=flags, confidence=min(b.confidence for b in found))


def _headings(blocks: Iterable[Block]) -> list[Block]:
    """Blocks with a section heading that the dump broke over two blocks in one."""
    out: list[Block] = []
    for block in blocks:
        if out and block.role is Role.HEADING is out[-1].role and _broken(out[-1], block):
            out[-1] = replace(out[-1], text=join((out[-1].text, block.text)), lines=out[-1].lines + block.lines)
        else:
            out.append(block)
    return out


def _broken(first: Block, second: Block) -> bool:
    """Whether two headings in a row are one: the first fills its column and ends in nothing."""
    return first.index != second.index and first.shape.fullness > 0.5 and str(first.text)[-1:].isalnum()


def _jump(block: Block) -> Jump:
    """Where a jump line sends the reader."""
    folded = fold(str(block.text))
    page = pattern("jump", "number").search(folded)
    back = pattern("jump", "from").search(folded) is not None
    return Jump("from" if back else "to", page.group(1) if page else "", block)
