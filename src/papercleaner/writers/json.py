"""JSON by the contract `papercleaner/1` (see the schema): the whole page, with the place of every text."""

from __future__ import annotations

import json
from typing import Any

from papercleaner.config import Config
from papercleaner.model import Article, Block, Edit, Issue, Jump, Page, Role
from papercleaner.text import Span
from papercleaner.trace import text_edits, units
from papercleaner.writers.dateline import dateline
from papercleaner.writers.identity import article_id, envelope, source_record
from papercleaner.writers.options import Options

FORMAT = "papercleaner/1"
HEADER = ("kicker", "title", "subtitle", "byline")

BLOCK_TYPES = {
    Role.BODY: "paragraph",
    Role.DATELINE: "paragraph",
    Role.HEADLINE: "heading",
    Role.KICKER: "heading",
    Role.SUBTITLE: "heading",
    Role.HEADING: "heading",
    Role.CAPTION: "caption",
    Role.QUOTE: "quote",
    Role.LIST: "list",
    Role.TABLE: "table",
}
"""Role of a block of an article -> its type; all other roles are notes."""

FURNITURE_TYPES = frozenset(
    {"masthead", "section", "folio", "date", "editors", "footer", "advertisement", "sponsor", "credit"}
)
"""Roles of furniture that go under their own name; all others are footers."""


def render(page: Page, config: Config, options: Options) -> str:
    """The page as one JSON object, a line for each block, the same bytes on any machine."""
    return layout(record(page, config, options)) + "\n"


def record(page: Page, config: Config, options: Options) -> dict[str, Any]:
    """The page as plain dicts and lists, in the order of the contract's keys."""
    from papercleaner import __version__

    made: dict[str, Any] = {
        "format": FORMAT,
        "generator": f"papercleaner {__version__}",
        "config": config.digest,
        "source": source_record(page),
        "articles": [_article(a, page) for a in page.articles],
        "furniture": [{"type": _furniture_type(b), **_placed(b)} for b in page.furniture],
        "quarantine": [
            {"text": str(f.text), "spans": _spans(f.text.spans, f.cited), "reason": f.reason} for f in page.quarantine
        ],
        "issues": [_issue(issue) for issue in page.issues],
    }
    if options.trace:
        made["edits"] = _edits(page)
    return made


def _article(article: Article, page: Page) -> dict[str, Any]:
    header = {name: getattr(article, name) for name in HEADER}
    return {
        "id": article_id(article, page.source),
        **{name: None if block is None else str(block.text) for name, block in header.items()},
        "dateline": dateline(article),
        "blocks": [_block(b) for b in article.blocks],
        "credits": [str(b.text) for b in article.credits],
        "jumps": [_jump(j) for j in article.jumps],
        "spans": {
            **{name: _block_spans(block) for name, block in header.items() if block is not None},
            "credits": [_block_spans(b) for b in article.credits],
        },
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "type": BLOCK_TYPES.get(block.role, "note"),
        **_placed(block),
        "flags": list(block.flags),
        "confidence": round(block.confidence, 2),
    }


def _jump(jump: Jump) -> dict[str, Any]:
    return {"direction": jump.direction, "page": jump.page, **_placed(jump.block)}


def _issue(issue: Issue) -> dict[str, Any]:
    return {"code": issue.code, "message": issue.message, "spans": [list(s) for s in issue.spans]}


def _furniture_type(block: Block) -> str:
    return block.role.value if block.role.value in FURNITURE_TYPES else "footer"


def _placed(block: Block) -> dict[str, Any]:
    return {"text": str(block.text), "spans": _block_spans(block)}


def _block_spans(block: Block) -> list[list[int]]:
    return _spans(block.text.spans, block.cited)


def _spans(own: tuple[Span, ...], cited: tuple[Span, ...] | None) -> list[list[int]]:
    return [list(span) for span in (own if cited is None else cited)]


def _edits(page: Page) -> list[dict[str, Any]]:
    """Quoted edits of the record that was read, then the page's own: by unit, moves, suggestions."""
    made: list[dict[str, Any]] = list(envelope(page).get("edits", []))
    for unit in units(page):
        made.extend(_edit(edit, unit.pointer) for edit in text_edits(unit.text, page.source.text))
    made.extend(_edit(edit, None) for edit in (*page.door, *page.moves, *page.suggestions))
    return made


def _edit(edit: Edit, unit: str | None) -> dict[str, Any]:
    return {
        "kind": edit.kind,
        "spans": [list(s) for s in edit.spans],
        "before": edit.before,
        "after": edit.after,
        "rule": edit.rule,
        "confidence": round(edit.confidence, 2),
        "applied": edit.applied,
        "unit": unit,
    }


def layout(value: object, margin: str = "") -> str:
    """JSON text: what holds a list of objects is spread over lines, an object without one stands in one line."""
    inner = margin + " "
    if isinstance(value, dict) and (_deep(value) or not margin):
        rows = [f"{inner}{json.dumps(key, ensure_ascii=False)}: {layout(item, inner)}" for key, item in value.items()]
        return "{\n" + ",\n".join(rows) + f"\n{margin}}}"
    if isinstance(value, list) and _deep(value):
        return "[\n" + ",\n".join(inner + layout(item, inner) for item in value) + f"\n{margin}]"
    return json.dumps(value, ensure_ascii=False)


def _deep(value: object) -> bool:
    """Whether a list of objects is in `value`."""
    if isinstance(value, dict):
        return any(_deep(item) for item in value.values())
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)
