"""The truth of a sheet, in the form that pages with a truth have."""

from __future__ import annotations

from typing import Any

from press.sheet import Piece, Sheet

FIELDS = ("kicker", "title", "subtitle", "byline", "jump_from", "jump_to")


def truth(sheet: Sheet, name: str) -> dict[str, Any]:
    """Articles in the order they were set, then furniture."""
    articles = [a for k in range(sheet.articles) if (a := _article(k, [p for p in sheet.pieces if p.article == k]))]
    furniture = [{"type": p.kind, "text": p.text} for p in sheet.pieces if p.article < 0]
    return {"articles": articles, "furniture": furniture, "interruptions": [], "meta": {"page": name, "mode": "made"}}


def _article(number: int, pieces: list[Piece]) -> dict[str, Any]:
    found: dict[str, Any] = {"id": f"a{number}", **dict.fromkeys(FIELDS, "")}
    found |= {p.kind: p.text for p in pieces if p.kind in FIELDS}
    body = [p for p in pieces if p.kind in ("paragraph", "heading")]
    apart = [p for p in pieces if p.kind in ("caption", "quote")]
    found["blocks"] = [{"type": p.kind, "text": p.text} for p in body + apart]
    found["captions"] = [{"text": p.text} for p in apart if p.kind == "caption"]
    found["credits"] = [p.text for p in pieces if p.kind == "credit"]
    return found if found["blocks"] else {}
