"""`papercleaner golden`: guard outputs against unwanted change."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from papercleaner import golden
from papercleaner.cli import github, options, report, terminal
from papercleaner.errors import ExitCode, OutputError, UsageError
from papercleaner.golden import Comparison

_PIPED_HEIGHT = 40
_SMALLEST = 4
"""Lines for a file where many differ."""


@click.group(name="golden")
def command() -> None:
    """Compare outputs with golden files, or make those anew.

    The golden file of page.txt is DIR/page.md (with -f json: DIR/page.json).  A folder is walked, and
    its tree is kept below DIR.

    \b
    Examples:
      papercleaner golden check pages --golden expected
      papercleaner golden update pages --golden expected
    """


def _shared(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        options.settings,
        click.option("-f", "--format", "form", type=click.Choice(("md", "json")), default="md", show_default=True),
        click.option("--golden", "folder", required=True, metavar="DIR", help="Folder of the golden files."),
        click.argument("inputs", nargs=-1, required=True, metavar="INPUT…"),
    ):
        function = option(function)
    return function


@command.command(name="check")
@_shared
@click.pass_context
def check(context: click.Context, /, **_: object) -> int:
    """Exit code 1 if an output is not its golden file, with the characters that differ."""
    found = _Run(context.params)
    differing = [comparison for comparison in found if not comparison.same]
    for comparison in differing:
        _show(comparison.report(max(_SMALLEST, _height() // len(differing))))
    github.annotate([(str(c.source), f"{c.size} characters differ from {c.golden}") for c in differing])
    if found.count:
        terminal.note(f"{found.count} compared, {len(differing)} differ")
    return found.failed or (ExitCode.DIFFERS if differing else ExitCode.OK)


@command.command(name="update")
@_shared
@click.pass_context
def update(context: click.Context, /, **_: object) -> int:
    """Write the outputs of now to the golden files and say what changed."""
    found = _Run(context.params)
    changed = [comparison for comparison in found if golden.update(comparison)]
    for comparison in changed:
        state = "new" if comparison.expected is None else f"{comparison.size} of its characters changed"
        terminal.write(f"{terminal.one_line(str(comparison.golden))}: {state}\n")
    if found.count:
        terminal.note(f"{found.count} cleaned, {len(changed)} golden files written, {golden.total(changed)} characters")
    return found.failed or ExitCode.OK


class _Run:
    """The comparisons of one run; after iterating, `count` and the exit code `failed` (0: none failed)."""

    def __init__(self, given: dict[str, Any]) -> None:
        self._config, _ = options.how(given)
        self._pairs = golden.pairs(given["inputs"], Path(given["folder"]), given["form"])
        self._form: str = given["form"]
        self.count = 0
        self.failed = 0

    def __iter__(self) -> Iterator[Comparison]:
        for source, target in self._pairs.items():
            try:
                comparison = golden.compare(source, target, self._form, self._config)
            except (UsageError, OutputError, terminal.ClosedPipe):
                raise
            except Exception as error:
                code = report.failed(error, str(source))
                self.failed = code if len(self._pairs) == 1 else ExitCode.SOME_FAILED
                continue
            self.count += 1
            yield comparison


def _height() -> int:
    return shutil.get_terminal_size().lines - 1 if terminal.is_terminal(sys.stdout) else _PIPED_HEIGHT


def _show(text: str) -> None:
    terminal.send(terminal.marks(terminal.visible(text)) if terminal.wants_colour() else terminal.visible(text))
