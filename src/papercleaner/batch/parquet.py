"""A shard's articles as one Parquet file; docs/scaling.md describes the columns."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from papercleaner.errors import UsageError
from papercleaner.io.shown import shown_bytes


def arrow() -> Any:  # noqa: ANN401 (pyarrow tells no types)
    """pyarrow with its Parquet part.  Raises UsageError where it is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError(
            "the layout parquet needs pyarrow", where="--layout", hint="Install papercleaner-ocr[parquet]"
        ) from error
    return pyarrow


def schema() -> object:
    """The columns: a row for each article, and one for what belongs to none (`number` 0)."""
    pa = arrow()
    text, texts = pa.string(), pa.list_(pa.string())
    return pa.schema(
        [
            pa.field("document", text, nullable=False),
            pa.field("sha256", text, nullable=False),
            pa.field("number", pa.int32(), nullable=False),
            ("id", text),
            ("kicker", text),
            ("title", text),
            ("subtitle", text),
            ("byline", text),
            ("dateline", text),
            pa.field("text", text, nullable=False),
            (
                "blocks",
                pa.list_(pa.struct([("type", text), ("text", text), ("flags", texts), ("confidence", pa.float32())])),
            ),
            ("credits", texts),
            ("jumps", pa.list_(pa.struct([("direction", text), ("page", text), ("text", text)]))),
            ("furniture", pa.list_(pa.struct([("type", text), ("text", text)]))),
            ("quarantine", pa.list_(pa.struct([("text", text), ("reason", text)]))),
            ("issues", pa.list_(pa.struct([("code", text), ("message", text)]))),
        ],
        metadata={"papercleaner": "papercleaner/1"},
    )


def part(documents: Iterable[tuple[str, bytes]]) -> bytes:
    """The Parquet file for documents given as path and JSON record; the same bytes for the same pyarrow."""
    pa = arrow()
    rows = [row for path, data in documents for row in _rows(shown_bytes(path), json.loads(data))]
    buffer = io.BytesIO()
    pa.parquet.write_table(pa.Table.from_pylist(rows, schema=schema()), buffer, compression="zstd")
    return buffer.getvalue()


def _rows(path: str, page: dict[str, Any]) -> Iterator[dict[str, Any]]:
    head = {"document": path, "sha256": page["source"]["sha256"]}
    aside = {key: page[key] for key in ("furniture", "quarantine", "issues")}
    yield {**head, "number": 0, "text": "", **aside}
    for number, article in enumerate(page["articles"], 1):
        text = "\n".join(block["text"] for block in article["blocks"])
        yield {**head, **article, "number": number, "text": text}
