"""Our own JSON and JSONL read back: texts, places, ids and source are quoted, not made anew.

The source of such a page is virtual: the record's strings in their order, joined by newlines.  So the same
stages and the same proof run on it as on a dump, while the spans written out again are those of the record.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

from papercleaner.errors import InputError
from papercleaner.model import Article, Block, Fragment, Issue, Jump, Page, Role, Source
from papercleaner.readers.node import Node
from papercleaner.text import Piece, Text
from papercleaner.writers.json import FORMAT, FURNITURE_TYPES

_HEADER = {"kicker": Role.KICKER, "title": Role.HEADLINE, "subtitle": Role.SUBTITLE, "byline": Role.BYLINE}
_BLOCKS = {
    "paragraph": Role.BODY,
    "heading": Role.HEADING,
    "caption": Role.CAPTION,
    "quote": Role.QUOTE,
    "list": Role.LIST,
    "table": Role.TABLE,
    "note": Role.NOTE,
}
_FURNITURE = {name: Role(name) for name in FURNITURE_TYPES}


def read(source: Source) -> Page:
    """The page of a record that papercleaner wrote as JSON or JSONL, `structured`.

    Raises InputError, naming the place in the record, for anything that is not by the contract.
    """
    whole, reader = _record(source)
    node = Node(whole, "", source.name)
    for key in ("name", "sha256"):
        node.get("source").get(key).string()
    draft = _Draft()
    page = Page(
        source=source,
        articles=tuple(draft.article(a) for a in node.get("articles").items()),
        furniture=tuple(draft.block(b, _FURNITURE) for b in node.get("furniture").items()),
        quarantine=tuple(draft.fragment(f) for f in node.get("quarantine").items()),
        issues=tuple(_issue(i) for i in node.get("issues").items()),
        structured=True,
    )
    quoted = {key: whole[key] for key in ("source", "edits") if key in whole}
    cited = json.dumps(quoted, ensure_ascii=False)
    return replace(page, source=replace(source, text="\n".join(draft.strings), reader=reader, cited=cited))


@dataclass(slots=True)
class _Draft:
    """The virtual source while it grows: every string read is put at its end."""

    strings: list[str] = field(default_factory=list)
    size: int = 0

    def text(self, node: Node) -> Text:
        value = node.string()
        start = self.size
        self.strings.append(value)
        self.size += len(value) + 1
        return Text((Piece(value, start, start + len(value)),)) if value else Text()

    def article(self, node: Node) -> Article:
        places = node.get("spans")
        header = {
            name: Block(self.text(node.get(name)), role, cited=places.get(name).spans())
            for name, role in _HEADER.items()
            if node.get(name).value is not None
        }
        blocks = tuple(self.block(b, _BLOCKS) for b in node.get("blocks").items())
        credit_places = places.get("credits").items()
        credits = [Block(self.text(text), Role.CREDIT) for text in node.get("credits").items()]
        if len(credit_places) != len(credits):
            raise node.bad(f"has {len(credits)} credits and {len(credit_places)} places of credits")
        article = Article(
            blocks=blocks,
            credits=tuple(replace(b, cited=p.spans()) for b, p in zip(credits, credit_places, strict=True)),
            jumps=tuple(self._jump(j) for j in node.get("jumps").items()),
            cited_id=node.get("id").string(),
        )
        return replace(article, **header)  # type: ignore[arg-type]

    def block(self, node: Node, roles: dict[str, Role]) -> Block:
        """A block whose `type` is one of `roles`."""
        kind = node.get("type")
        role = roles.get(kind.string())
        if role is None:
            raise kind.bad(f"is not one of {', '.join(sorted(roles))}")
        confidence = node.get("confidence")
        return Block(
            text=self.text(node.get("text")),
            role=role,
            flags=tuple(flag.string() for flag in node.get("flags").items()),
            confidence=1.0 if confidence.value is None else confidence.number(),
            cited=node.get("spans").spans(),
        )

    def fragment(self, node: Node) -> Fragment:
        return Fragment(self.text(node.get("text")), node.get("reason").string(), cited=node.get("spans").spans())

    def _jump(self, node: Node) -> Jump:
        block = Block(self.text(node.get("text")), Role.JUMP, cited=node.get("spans").spans())
        return Jump(node.get("direction").string(), node.get("page").string(), block)


def _issue(node: Node) -> Issue:
    return Issue(node.get("code").string(), node.get("message").string(), node.get("spans").spans())


def _record(source: Source) -> tuple[dict[str, Any], str]:
    """The record of a page, and the format it came in: `json`, or `jsonl` with its articles put back in."""
    rows = source.text.rstrip("\n").split("\n")
    first = _parsed(rows[0])
    if isinstance(first, dict) and "record" in first:
        return _joined([_object(row, source, n) for n, row in enumerate(rows, 1)], source), "jsonl"
    return _object(source.text, source, 1), "json"


def _joined(rows: list[dict[str, Any]], source: Source) -> dict[str, Any]:
    """The page row of a JSONL file with the article rows that stand before it."""
    *articles, page = rows
    if page.get("record") != "page":
        raise InputError(
            "the file ends before its page line", where=source.name, hint="It was cut short; make it again"
        )
    if page.get("articles") != len(articles) or any(row.get("record") != "article" for row in articles):
        raise InputError(
            f"{len(articles)} lines before the page line, which tells of {page.get('articles')} articles",
            where=source.name,
            hint="Give it the lines of one page",
        )
    return {**page, "articles": articles}


def _object(text: str, source: Source, line: int) -> dict[str, Any]:
    """The object in `text`, which must be by this version's contract."""
    found = _parsed(text)
    if isinstance(found, Exception):
        raise InputError(
            f"not JSON (line {line}): {found}", where=source.name, hint="Read it as text with --from plain"
        )
    form = found.get("format") if isinstance(found, dict) else None
    if not isinstance(found, dict) or form != FORMAT:
        what = f"a record of format {form!r}" if isinstance(form, str) else "no record of papercleaner's"
        raise InputError(
            f"{what} (line {line})", where=source.name, hint=f"This version reads {FORMAT}; --from plain reads any text"
        )
    return found


def _parsed(text: str) -> object:
    """The JSON value in `text`, or the error that it gave."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        return error
