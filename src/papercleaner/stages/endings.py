"""Endings: paragraphs that stop without a mark are told apart into cut for good and only robbed of their 。"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import exp

from papercleaner.config import Config
from papercleaner.knowledge import table
from papercleaner.language.ngrams import may_end
from papercleaner.layout.ems import HAN, char_class
from papercleaner.model import Article, Block, Issue, Page, Role
from papercleaner.seams.evidence import end_kind, known, weights
from papercleaner.stage import Stage
from papercleaner.text import insertion, join
from papercleaner.typography.parted import is_parted
from papercleaner.typography.wraps import unwrapped


def judge_endings(page: Page, _config: Config) -> Page:
    """The page with lost full stops restored and truncated paragraphs flagged; what is unsure is only reported."""
    if page.structured:
        return page
    issues: list[Issue] = []
    whole = "\n".join(str(text) for text in page.texts())

    def judged(article: Article) -> Article:
        last = next((i for i in reversed(range(len(article.blocks))) if article.blocks[i].role is Role.BODY), -1)
        closing = last if not article.jumps else -1
        blocks = (_judge(b, i == closing, whole, issues.append) for i, b in enumerate(article.blocks))
        return replace(article, blocks=tuple(blocks))

    articles = tuple(judged(a) for a in page.articles)
    return replace(page, articles=articles, issues=page.issues + tuple(issues))


def _judge(block: Block, closes_article: bool, whole: str, report: Callable[[Issue], None]) -> Block:
    text = str(block.text)
    kind = end_kind(text)
    if block.role is not Role.BODY or kind in ("final", "pause", "dash") or len(text) < weights()["ending"]["least"]:
        return block
    if (kind == "closed" and _is_signed(text)) or is_parted(unwrapped(block.text)):
        return block
    score = _complete(block, kind, closes_article, whole)
    limit = weights()["ending"]
    opens = kind == "open" and text[-1] != '"'
    sure = known(block) and block.confidence >= limit["sure"]
    proved = score - _doubt(block)
    if sure and proved > limit["lost_stop"] and not opens and _is_prose(text, whole):
        return _restored(block, proved)
    if kind == "open" or (known(block) and score < limit["truncated"]):
        return block.flagged("truncated")
    report(Issue("PC101", "paragraph ends without a mark: cut, or a lost full stop", block.text.spans[-1:]))
    return block.flagged("open-end")


def _is_signed(text: str) -> bool:
    """Whether the text ends in a sentence and a bracket after it: a name, a source, a note."""
    marks = table("geometry")["marks"]
    opens = max(text.rfind(c) for c in weights()["ending"]["brackets"])
    return opens > 0 and text[:opens].rstrip(marks["closing"] + ' "')[-1:] in tuple(marks["final"])


def _is_prose(text: str, whole: str) -> bool:
    """Whether the text is a Chinese sentence and no row of a table, name or foreign line: it ends in a Han
    character (a closing mark aside) and holds a mark, or is too long to hold none by chance; nor is it verse or a
    list, whose lines are parted by no mark though the rest of the page has them."""
    marks, w = table("geometry")["marks"], weights()["ending"]
    words = text.rstrip(marks["closing"] + '"')
    han = bool(words) and char_class(words[-1]) == HAN
    held = _held(text)
    usual = w["marked"] * len(text) * _held(whole) / len(whole)
    return han and held + 1 >= usual and (held > 0 or len(text) >= w["unmarked"])


def _held(text: str) -> int:
    """How many marks a text holds."""
    return sum(map(text.count, table("geometry")["marks"]["pause"]))


def _complete(block: Block, kind: str, closes_article: bool, whole: str) -> float:
    """Log-odds that the paragraph is complete but for its stop: short last line, an ending that reads as one."""
    w = weights()["ending"]
    text = str(block.text)
    words = max(-w["cap"], min(w["cap"], _words(text)))
    score = min(w["short_cap"], -w["fullness"] * block.shape.fullness) + w["language"] * words
    score += w["closes_article"] * closes_article + w["closed"] * (kind == "closed")
    return float(score - w["continued"] * _continued(text, whole))


def _words(text: str) -> float:
    """Log-odds that the last words end a sentence."""
    return may_end(text[-12:])


def _doubt(block: Block) -> float:
    """What speaks against putting a stop that a short last line asks for: of few lines the column is not sure, and
    words that do not end a sentence were cut, whatever the width says."""
    w = weights()["ending"]
    few, cut = len(block.lines) <= w["few"], _words(str(block.text)) < w["cut"]
    return float(w["few_cost"] * few + w["cut_cost"] * cut)


def _continued(text: str, whole: str) -> bool:
    """Whether the page itself shows the ending going on: its last four characters stand elsewhere before a character
    of text each time."""
    tail = text[-4:]
    if len(tail) < 4 or not tail.isalnum():
        return False
    after = [whole[i + 4 : i + 5] for i in _places(tail, whole)]
    elsewhere = [c for c in after if c.strip()]
    return len(elsewhere) > 1 and sum(c.isalnum() for c in elsewhere) > 0.9 * len(elsewhere)


def _places(part: str, whole: str) -> list[int]:
    found, at = [], whole.find(part)
    while at >= 0:
        found.append(at)
        at = whole.find(part, at + 1)
    return found


def _restored(block: Block, score: float) -> Block:
    sure = round(1.0 / (1.0 + exp(-score)), 2)
    stop = insertion("。", block.text.pieces[-1].end, "stop.lost", sure)
    return replace(block.flagged("lost-stop"), text=join((block.text, stop)))


STAGE = Stage("endings", judge_endings, requires=frozenset({"articles"}), provides=frozenset({"endings"}))
