"""Pages made by hand for the tests of writers, readers, invariants and proof."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from types import SimpleNamespace

from papercleaner.model import Article, Block, Edit, Fragment, Issue, Jump, Page, Role, Source
from papercleaner.text import Change, Text, join

LINES = (
    "引 题",
    "主题 两截",
    "本报记者 张三",
    "新华社北京1月1日电 去年8月,全 镇投入120万元,修路",
    "图为会场。",
    "3公里。",
    "下转第4版",
    "第2版",
    "镇 党 M 4",
)
SOURCE = "\n\n".join(LINES) + "\n"


RULES = ("comma", "wrap", "stop", "close", "noise", "seam", "guess", "take", "give")


def rule_table() -> dict[str, SimpleNamespace]:
    """The rules that the page names; one that may drop readable characters, one that may add them."""
    table = {f"test.{name}": SimpleNamespace() for name in RULES}
    table["test.take"].drops_readable = True
    table["test.give"].adds_readable = True
    return table


def offsets() -> Iterator[tuple[int, int]]:
    at = 0
    for line in LINES:
        yield at, at + len(line)
        at += len(line) + 2


def text(number: int) -> Text:
    return Text.of(SOURCE, *list(offsets())[number])


def replaced(original: Text, before: str, after: str, rule: str) -> Text:
    """`original` with every `before` made `after`."""
    found, value = [], str(original)
    at = value.find(before)
    while at >= 0:
        found.append(Change(at, at + len(before), after, rule, 0.987))
        at = value.find(before, at + len(before))
    return original.edit(found)


def page() -> Page:
    """A page with every kind of part and of edit; the body is joined across a caption."""
    body = replaced(join((text(3), text(5))), ",", "，", "test.comma")
    body = replaced(body, "全 镇", "全镇", "test.wrap")
    body = body.edit(
        [Change(len(body) - 1, len(body), "！", "test.stop"), Change(len(body), len(body), "」", "test.close")]
    )
    article = Article(
        kicker=Block(replaced(text(0), " ", "", "test.wrap"), Role.KICKER),
        title=Block(text(1), Role.HEADLINE),
        byline=Block(text(2), Role.BYLINE),
        blocks=(
            Block(body, Role.BODY, flags=("truncated",), confidence=0.876),
            Block(text(4), Role.CAPTION),
        ),
        jumps=(Jump("to", "4", Block(text(6), Role.JUMP)),),
    )
    spans = tuple(offsets())
    return Page(
        source=Source("page.txt", hashlib.sha256(SOURCE.encode()).hexdigest(), SOURCE),
        articles=(article,),
        furniture=(Block(text(7), Role.FOLIO),),
        quarantine=(Fragment(text(8), "test.noise"),),
        issues=(Issue("PC999", "look here", (spans[8],)),),
        moves=(Edit("move", (spans[3], spans[5]), "", "", "test.seam", 0.9),),
        suggestions=(Edit("replace", ((0, 1),), "引", "弓", "test.guess", 0.5, applied=False),),
    )
