"""`papercleaner explain`: every change and decision, with rule, reason and place."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

import click

from papercleaner import rules, service
from papercleaner.cli import options, terminal
from papercleaner.errors import UsageError
from papercleaner.explain import Decision, decisions
from papercleaner.io.inputs import load

_COLUMNS = ("place", "done", "rule", "before", "after", "sure", "why")


@click.command(name="explain")
@click.argument("source", metavar="INPUT|-")
@click.option("--rule", "wanted", metavar="RULE", help="This rule only, or a stage's: --rule space.")
@click.option("-f", "--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
@options.reading
@options.settings
@click.pass_context
def command(context: click.Context, /, source: str, wanted: str | None, form: str, **_: object) -> int:
    """Tell every change and decision, with place and reason.

    On a terminal this is a table, in a pipe lines parted by tabs: line:column, what was done, rule,
    before, after, confidence, reason.

    \b
    Examples:
      papercleaner explain page.txt
      papercleaner explain page.txt --rule quote
      papercleaner explain page.txt | cut -f3 | sort | uniq -c
      papercleaner explain page.txt -f json
    """
    _refuse_unknown(wanted)
    config, reading = options.how(context.params)
    document = load(source)
    page = service.clean(document.data, document.name, config, reading)
    found = [d for d in decisions(page) if wanted is None or any(rules.is_or_in(rule, wanted) for rule in d.rules)]
    if form == "json":
        terminal.write(json.dumps([_record(d) for d in found], ensure_ascii=False, indent=1) + "\n")
    elif terminal.is_terminal(sys.stdout):
        _table(found)
    else:
        terminal.write("".join("\t".join(_row(d)) + "\n" for d in found))
    return 0


def _refuse_unknown(wanted: str | None) -> None:
    if not rules.matching(wanted):
        raise UsageError(f'no rule "{wanted}"', hint=rules.hint(wanted or ""))


def _why(decision: Decision) -> str:
    known = rules.table()
    return " ".join(known[rule].why for rule in decision.rules if rule in known)


def _done(decision: Decision) -> str:
    return decision.kind if decision.applied else f"suggested {decision.kind}"


def _row(decision: Decision) -> tuple[str, ...]:
    """The cells of a line, each without tabs, line ends and other controls."""
    cells = (
        f"{decision.line}:{decision.column}",
        _done(decision),
        "+".join(decision.rules),
        decision.before,
        decision.after,
        f"{decision.confidence:.2f}",
        _why(decision),
    )
    return tuple(terminal.one_line(cell) for cell in cells)


def _record(decision: Decision) -> dict[str, Any]:
    return {
        "line": decision.line,
        "column": decision.column,
        "kind": decision.kind,
        "rules": list(decision.rules),
        "why": _why(decision),
        "before": decision.before,
        "after": decision.after,
        "confidence": round(decision.confidence, 2),
        "applied": decision.applied,
        "spans": [list(span) for span in decision.spans],
    }


def _table(found: Iterable[Decision]) -> None:
    from papercleaner.cli.tables import show

    show(_COLUMNS, (_row(d) for d in found))
