"""`papercleaner rules`: what may be changed, and why."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

import click

from papercleaner import rules
from papercleaner.cli import terminal
from papercleaner.errors import UsageError
from papercleaner.rules import Rule

_INTRODUCTION = """# Rules

Every change papercleaner makes, and every decision about a page's structure, names one of these rules.
A *fix* is applied, a *suggest* is only listed, a *structure* rule says what a block is or where it belongs.
`papercleaner explain page.txt` shows which of them acted where.

This page is made by `papercleaner rules -f md > docs/rules.md`.
"""


@click.command(name="rules")
@click.argument("wanted", metavar="[RULE]", required=False)
@click.option("-f", "--format", "form", type=click.Choice(("table", "md", "json")), default="table", show_default=True)
def command(wanted: str | None, form: str) -> int:
    """List the rules, each with its reason and examples.

    RULE is an id, or the part before its dot.

    \b
    Examples:
      papercleaner rules
      papercleaner rules space
      papercleaner rules -f md > docs/rules.md
    """
    found = rules.matching(wanted)
    if not found:
        raise UsageError(f'no rule "{wanted}"', hint=rules.hint(wanted or ""))
    if form == "md":
        terminal.write(markdown(found))
    elif form == "json":
        terminal.write(json.dumps([asdict(rule) for rule in found], ensure_ascii=False, indent=1) + "\n")
    elif wanted is None:
        _table(found)
    else:
        terminal.write("\n".join(_card(rule) for rule in found))
    return 0


def _table(found: Sequence[Rule]) -> None:
    columns = ("rule", "kind", "why", "before", "after", "leaves alone")
    rows = [tuple(terminal.one_line(c) for c in (r.id, r.kind, r.why, r.before, r.after, r.keep)) for r in found]
    if terminal.is_terminal(sys.stdout):
        from papercleaner.cli.tables import show

        show(columns, rows)
    else:
        terminal.write("".join("\t".join(row) + "\n" for row in rows))


def _card(rule: Rule) -> str:
    lines = (
        f"{rule.id}  ({rule.kind}, stage {rule.stage})",
        f"  {terminal.one_line(rule.why)}",
        f"  before        {terminal.one_line(rule.before)}",
        f"  after         {terminal.one_line(rule.after)}",
        f"  leaves alone  {terminal.one_line(rule.keep)}",
    )
    return "\n".join(lines) + "\n"


def markdown(found: Sequence[Rule]) -> str:
    """The rules as a Markdown page, one section a stage."""
    parts = [_INTRODUCTION]
    for stage in dict.fromkeys(rule.stage for rule in found):
        parts.append(f"## {stage}\n")
        parts.extend(_section(rule) for rule in found if rule.stage == stage)
    return "\n".join(parts)


def _section(rule: Rule) -> str:
    why = " ".join(rule.why.split())
    examples = (("Before", rule.before), ("After", rule.after), ("Leaves alone", rule.keep))
    shown = "\n".join(f"- {label}: {_code(text)}" for label, text in examples)
    return f"### {rule.id} ({rule.kind})\n\n{why}\n\n{shown}\n"


def _code(text: str) -> str:
    """`text` as a Markdown code span, controls shown, the fence longer than any run of ` in it."""
    shown = terminal.one_line(text)
    fence = "`"
    while fence in shown:
        fence += "`"
    space = " " if shown.startswith(("`", " ")) or shown.endswith(("`", " ")) else ""
    return f"{fence}{space}{shown}{space}{fence}" if shown else "(nothing)"
