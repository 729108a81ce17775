"""What became of the documents, for people and for CI systems: JSON, Markdown, JUnit XML."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath
from xml.sax.saxutils import escape, quoteattr

from papercleaner.batch.rows import STATUSES, Row
from papercleaner.errors import UsageError
from papercleaner.io.shown import one_line, shown_bytes, visible

FORMAT = "papercleaner-report/1"
_MARKDOWN_ROWS = 100
CHANGED = "would change"


def render(path: str, rows: Iterable[Row]) -> bytes:
    """The report on `rows` in the format that the ending of `path` names.  Raises UsageError for another."""
    made: str = maker(path)(list(rows))
    return made.encode(errors="backslashreplace")


def maker(path: str) -> Callable[[Sequence[Row]], str]:
    """Who writes a report of that name.  Raises UsageError where nobody does."""
    makers = {".json": as_json, ".md": as_markdown, ".xml": as_junit}
    found = makers.get(PurePath(path).suffix.lower())
    if found is None:
        raise UsageError(f"--report {path} names no format", hint="End it in .json, .md or .xml (JUnit)")
    return found


def counts(rows: Sequence[Row]) -> dict[str, int]:
    """Number of documents, of each status, and of those that would change where that was asked."""
    made = {"documents": len(rows)}
    made |= {status: sum(row.status == status for row in rows) for status in STATUSES}
    changed = sum(row.changed for row in rows)
    return made | {"changed": changed} if changed else made


def as_json(rows: Sequence[Row]) -> str:
    """One object: counts, then a record for each document."""
    records = [{**row.record(), "path": shown_bytes(row.path), "changed": row.changed} for row in rows]
    made = {"format": FORMAT, **counts(rows), "rows": records}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def as_markdown(rows: Sequence[Row]) -> str:
    """A table of counts, and one of the documents that somebody should look at."""
    return "\n".join(_markdown(rows)) + "\n"


def _markdown(rows: Sequence[Row]) -> Iterator[str]:
    figures = counts(rows)
    yield "## papercleaner"
    yield ""
    yield f"| {' | '.join(figures)} |"
    yield f"|{'---:|' * len(figures)}"
    yield f"| {' | '.join(map(str, figures.values()))} |"
    told = [row for row in rows if row.status != "ok" or row.changed]
    if told:
        yield from ("", "| document | status | why |", "|---|---|---|")
    for row in told[:_MARKDOWN_ROWS]:
        yield f"| {' | '.join(map(_cell, (row.path, _status(row), why(row))))} |"
    if len(told) > _MARKDOWN_ROWS:
        yield f"\n… and {len(told) - _MARKDOWN_ROWS} more"


def _cell(text: str) -> str:
    from papercleaner.writers.markdown import escape as escaped

    return escaped(one_line(text)).replace("|", "\\|").replace(">", "\\>")


def _status(row: Row) -> str:
    return CHANGED if row.changed else row.status


def why(row: Row) -> str:
    """What is wrong with a document, in one line."""
    return row.failure.message if row.failure else ""


def as_junit(rows: Sequence[Row]) -> str:
    """A test case for each document: a failure if it has no output or would change, an error if it broke off."""
    failures = sum(row.status == "error" or row.changed for row in rows)
    errors = sum(row.status in ("crashed", "timeout") for row in rows)
    head = f'name="papercleaner" tests="{len(rows)}" failures="{failures}" errors="{errors}" skipped="0"'
    cases = "".join(map(_case, rows))
    suite = f"<testsuite {head}>\n{cases}</testsuite>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n{suite}\n</testsuites>\n'


def _case(row: Row) -> str:
    head = f'<testcase classname="papercleaner" name={_attribute(row.path)}'
    if row.status == "ok" and not row.changed:
        return f"{head}/>\n"
    kind = "failure" if row.changed or row.status == "error" else "error"
    code = row.failure.code if row.failure else "changed"
    told = f"<{kind} type={quoteattr(code)} message={_attribute(why(row) or CHANGED)}>{_details(row)}</{kind}>"
    return f"{head}>{told}</testcase>\n"


def _attribute(text: str) -> str:
    return quoteattr(_xml(one_line(text)))


def _details(row: Row) -> str:
    return escape(_xml(visible(row.failure.report))) if row.failure else ""


def _xml(text: str) -> str:
    """`text` without the two characters that are neither control characters nor allowed in XML."""
    return text.replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
