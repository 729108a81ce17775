"""Gold roles of the blocks of a dump, by fuzzy matching with the page's truth."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from papercleaner.config import Config
from papercleaner.model import Page, Role, Source
from papercleaner.readers.plain import read
from papercleaner.stages.lines import recover_lines

FURNITURE_TYPES = {
    "page_number": Role.FOLIO,
    "section": Role.SECTION,
    "paper": Role.MASTHEAD,
    "date": Role.DATE,
    "editors": Role.EDITORS,
    "ad": Role.ADVERTISEMENT,
    "footer": Role.FOOTER,
    "sponsor": Role.SPONSOR,
    "credit": Role.CREDIT,
    "garbled": Role.NOISE,
}


class Unit(NamedTuple):
    """One piece of the truth: its role, its loose text, and the article it belongs to (-1: none)."""

    role: Role
    text: str
    article: int


def loose(text: str) -> str:
    """`text` without space, punctuation, width or case."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LNM")


def load(folder: Path, name: str) -> tuple[Page, list[Unit]]:
    """A page's dump after the lines stage, and the units of its truth."""
    text = (folder / name).read_text(encoding="utf-8")
    source = Source(name, hashlib.sha256(text.encode()).hexdigest(), text)
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return recover_lines(read(source), Config()), list(units(truth))


def units(truth: dict) -> Iterator[Unit]:  # type: ignore[type-arg]
    for k, article in enumerate(truth["articles"]):
        for key, role in (
            ("kicker", Role.KICKER),
            ("title", Role.HEADLINE),
            ("subtitle", Role.SUBTITLE),
            ("byline", Role.BYLINE),
            ("jump_from", Role.JUMP),
            ("jump_to", Role.JUMP),
        ):
            if article.get(key):
                yield Unit(role, loose(article[key]), k)
        for block in article["blocks"]:
            role = Role.BODY if block["type"] == "paragraph" else Role(block["type"])
            yield Unit(role, loose(block["text"]), k)
        for credit in article["credits"]:
            yield Unit(Role.CREDIT, loose(credit), k)
    for item in truth["furniture"]:
        role = FURNITURE_TYPES.get(item["type"], Role.FOOTER)
        yield Unit(role, loose(item["text"]), -1)
        for line in item["text"].split("\n"):
            yield Unit(role, loose(line), -1)


def gold(text: str, pieces: list[Unit]) -> Unit | None:
    """The unit a block was printed as; None if nothing on the page explains it, or two do equally."""
    own = loose(text)
    if not own:
        return Unit(Role.NOISE, "", -1)
    whole = max(pieces, key=lambda u: fuzz.ratio(own, u.text))
    if fuzz.ratio(own, whole.text) >= 70:
        return whole
    small = [u for u in pieces if len(u.text) >= len(own) and u.role is not Role.BODY]
    body = [u for u in pieces if u.role is Role.BODY]
    in_small = max(small, key=lambda u: fuzz.partial_ratio(own, u.text), default=None)
    in_body = max(body, key=lambda u: fuzz.partial_ratio(own, u.text), default=None)
    a = fuzz.partial_ratio(own, in_small.text) if in_small else 0
    b = fuzz.partial_ratio(own, in_body.text) if in_body else 0
    if len(own) == 1 and max(a, b) >= 99:
        return None
    if in_body and b >= 72 and b >= a and len(own) <= 1.3 * len(in_body.text):
        return in_body
    if in_small and a >= 80 and len(own) >= 2:
        return in_small
    inside = [u for u in pieces if len(u.text) >= 4 and u.role is not Role.BODY and len(u.text) <= len(own)]
    held = max(inside, key=lambda u: fuzz.partial_ratio(u.text, own) * min(1, len(u.text) / len(own) * 2), default=None)
    if held and fuzz.partial_ratio(held.text, own) >= 80 and len(held.text) >= 0.45 * len(own):
        return held
    if max(a, b, fuzz.ratio(own, whole.text)) >= 50:
        return in_body if b >= max(a, 50) and len(own) > 12 else None
    return Unit(Role.NOISE, "", -1) if len(own) <= 30 else None
