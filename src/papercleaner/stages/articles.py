"""Articles: blocks grouped under their headlines, furniture and noise set apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from papercleaner.config import Config
from papercleaner.grouping.build import article
from papercleaner.grouping.group import group
from papercleaner.grouping.weights import weights
from papercleaner.model import FURNITURE, Article, Block, Fragment, Issue, Page, Role
from papercleaner.stage import Stage
from papercleaner.text import join

PAGE_WIDE = "role.page-credit"
"""Rule of a credit that speaks of the whole page."""


def group_articles(page: Page, _config: Config) -> Page:
    """The page with its articles; every block ends in an article, the furniture or the quarantine."""
    if page.structured:
        return page
    noise = [b for b in page.blocks if b.role is Role.NOISE]
    furniture = [b for b in page.blocks if _is_furniture(b)]
    rest = [b for b in page.blocks if b.role is not Role.NOISE and not _is_furniture(b)]
    articles = tuple(article(s) for s in group(rest, single=_single(furniture, rest)))
    return replace(
        page,
        blocks=(),
        articles=articles,
        issues=page.issues + tuple(_close_calls(articles)),
        furniture=tuple(_joined(furniture)),
        quarantine=tuple(Fragment(b.text, b.why or "role.noise") for b in noise),
    )


def _close_calls(articles: Sequence[Article]) -> Iterator[Issue]:
    """Articles whose borders the evidence hardly settles: a paragraph more or less was nearly as likely."""
    for one in articles:
        if one.confidence < weights()["close_call"] and one.blocks:
            said = f"this article's borders are a close call (confidence {one.confidence:.2f})"
            yield Issue("PC103", said, one.blocks[0].text.spans[:1])


def _single(furniture: Sequence[Block], rest: Sequence[Block]) -> bool:
    """Whether nothing on the page is a newspaper's: no furniture but a page number, no second headline, no second
    width of columns.  A letter, a chapter or a poem is one article, whatever its paragraphs speak of."""
    widths = [b.shape.column for b in rest if b.role is Role.BODY and b.shape.column]
    alike = not widths or max(widths) - min(widths) < weights()["column_step"]
    return alike and all(b.role is Role.FOLIO for b in furniture) and sum(b.role is Role.HEADLINE for b in rest) < 2


def _is_furniture(block: Block) -> bool:
    return block.role in FURNITURE or block.why == PAGE_WIDE


def _joined(furniture: Sequence[Block]) -> list[Block]:
    """Furniture with a page credit that the dump broke over two blocks in one."""
    out: list[Block] = []
    for block in furniture:
        last = out[-1] if out else None
        if last and block.role is Role.CREDIT is last.role and 0 < block.index - last.index <= 1:
            out[-1] = replace(last, text=join((last.text, block.text)), lines=last.lines + block.lines)
        else:
            out.append(block)
    return out


STAGE = Stage("articles", group_articles, requires=frozenset({"roles", "paragraphs"}), provides=frozenset({"articles"}))
