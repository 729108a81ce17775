"""Truths and predictions as the scorer sees them: articles with a few fields and typed blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from papercleaner.errors import InputError

_HINT = "docs/quality.md shows the form"

HEADS = ("kicker", "title", "subtitle", "byline")

_SYNONYMS = {
    "paragraph": "paragraph p para text body 段落 正文",
    "heading": "heading subheading subhead section section_heading h2 h3 h4 小标题 标题",
    "caption": "caption photo_caption figure_caption image_caption figcaption 图注 图片说明",
    "quote": "quote pullquote pull_quote blockquote 引文",
}
TYPES = {name: kind for kind, names in _SYNONYMS.items() for name in names.split()}
"""The block types that are understood; any other counts as text of the article but as no paragraph."""


@dataclass(frozen=True, slots=True)
class Part:
    """A block: its type and its text."""

    type: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of a truth or a prediction."""

    title: str
    kicker: str
    subtitle: str
    byline: str
    own: tuple[Part, ...]
    """The blocks it lists as such."""
    extra: tuple[Part, ...] = ()
    """Captions and quotes that it lists apart from its blocks."""
    credits: tuple[str, ...] = ()

    @property
    def blocks(self) -> tuple[Part, ...]:
        return self.own + self.extra

    def head(self, name: str) -> str:
        """The field `name` of HEADS."""
        return str(getattr(self, name))


@dataclass(frozen=True, slots=True)
class Truth:
    """A page as a careful human reads it."""

    articles: tuple[Entry, ...]
    furniture: tuple[str, ...]


def read_truth(record: Any) -> Truth:  # noqa: ANN401  (parsed JSON)
    """The truth in a parsed truth.json.  Raises InputError for anything else."""
    try:
        articles = tuple(_truth_entry(a) for a in record["articles"])
        furniture = tuple(str(f["text"]) for f in record.get("furniture", ()))
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(f"this is no truth of a page ({error})", hint=_HINT) from None
    return Truth(articles, furniture)


def _truth_entry(article: Mapping[str, Any]) -> Entry:
    blocks = tuple(Part(str(b["type"]), str(b["text"])) for b in article["blocks"])
    return _entry(article, blocks, credits=tuple(article.get("credits") or ()))


def read_prediction(record: Any) -> tuple[Entry, ...]:  # noqa: ANN401  (parsed JSON)
    """The articles of a prediction: a list of them or {"articles": [...]}.

    "paragraphs" is taken for "blocks", a plain string for a paragraph.  Raises InputError for anything else.
    """
    try:
        articles = record if isinstance(record, list) else record.get("articles", [])
        return tuple(_predicted_entry(a) for a in articles)
    except (TypeError, AttributeError) as error:
        raise InputError(f"this is no prediction of a page ({error})", hint=_HINT) from None


def _predicted_entry(article: Mapping[str, Any]) -> Entry:
    listed = article.get("blocks")
    if listed is None:
        listed = article.get("paragraphs") or []
    own = tuple(_part(b, "paragraph") for b in listed)
    extra: list[Part] = []
    for key, kind in (("captions", "caption"), ("quotes", "quote")):
        for item in article.get(key) or []:
            part = Part(kind, _part(item, kind).text)
            if all(part.text != p.text for p in (*own, *extra)):
                extra.append(part)
    return _entry(article, own, tuple(extra))


def _entry(
    article: Mapping[str, Any], own: tuple[Part, ...], extra: tuple[Part, ...] = (), credits: tuple[str, ...] = ()
) -> Entry:
    return Entry(
        title=str(article.get("title") or ""),
        kicker=str(article.get("kicker") or ""),
        subtitle=str(article.get("subtitle") or ""),
        byline=str(article.get("byline") or article.get("author") or ""),
        own=own,
        extra=extra,
        credits=credits,
    )


def _part(block: Any, default: str) -> Part:  # noqa: ANN401  (parsed JSON)
    if isinstance(block, str):
        return Part(default, block)
    kind = TYPES.get(str(block.get("type", default)).lower(), "other")
    return Part(kind, str(block.get("text") or ""))
