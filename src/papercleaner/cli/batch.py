"""`papercleaner batch`: a folder or an archive of dumps, on all cores or a cluster."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from papercleaner.batch.job import LARGEST, LAYOUTS, TIMEOUT, Job
from papercleaner.cli import github, options, progress, terminal
from papercleaner.errors import ExitCode, UsageError
from papercleaner.writers.options import Options

if TYPE_CHECKING:
    from papercleaner.batch.rows import Row
    from papercleaner.batch.run import Order, Tally

_TOLD = 20
"""Failures that are told one by one."""


class _WithVerify(click.Command):
    """A command whose first word may also be `verify`, which is a command of its own."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 (click's own signature)
    ) -> click.Context:
        if args[:1] == ["verify"]:
            from papercleaner.cli.batch_verify import command as verify

            return verify.make_context(f"{info_name} verify", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


@click.command(name="batch", cls=_WithVerify)
@click.argument("inputs", metavar="IN")
@click.argument("outputs", metavar="[OUT]", required=False)
@click.option("-f", "--format", "form", type=click.Choice(options.FORMAT_NAMES), help="[default: md]")
@click.option(
    "--layout",
    type=click.Choice(LAYOUTS),
    default="files",
    show_default=True,
    help="A file a page in the tree of IN, or parts of many pages.",
)
@click.option("--split", is_flag=True, help="A folder for each page, a file in it for each article.")
@click.option("--include", multiple=True, metavar="GLOB", help="Only files like this; may be given again.")
@click.option("--exclude", multiple=True, metavar="GLOB", help="No files like this; may be given again.")
@click.option("--resume", is_flag=True, help="Keep what an earlier run did with the same settings; do the rest.")
@click.option("--retry", is_flag=True, help="With --resume: also again what crashed or took too long.")
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 if anything would change.")
@click.option("--report", metavar="FILE", help="What became of each document: .json, .md or .xml (JUnit).")
@options.engines
@click.option(
    "--shard-size", type=click.IntRange(1), metavar="N", help="Documents a shard.  [default: by their number]"
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1),
    default=TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    help="For a document.",
)
@click.option(
    "--largest",
    type=click.IntRange(1),
    default=LARGEST,
    show_default=True,
    metavar="BYTES",
    help="Refuse larger ones.",
)
@click.option("--trace", is_flag=True, help="Write every edit too (json, jsonl).")
@click.option("--front-matter", is_flag=True, help="Begin with YAML about the source (md).")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary on stderr.")
@options.reading
@options.settings
@click.pass_context
def command(context: click.Context, /, **_: object) -> int:
    """Clean all files below IN, a folder or URL, into OUT.

    The tree of IN is kept, hidden files are left out.  Each document has its row in OUT/.papercleaner,
    whatever became of it.  `papercleaner batch verify OUT` checks every hash and count again.

    \b
    Examples:
      papercleaner batch scans out                        a Markdown file for each page
      papercleaner batch scans out --resume               go on after Ctrl-C, a crash, new scans
      papercleaner batch scans out --layout parquet       for a data frame
      papercleaner batch scans --check --report r.xml     in CI
      papercleaner batch s3://paper/scans s3://paper/out --engine ray --ray-address auto
      papercleaner batch verify out
    """
    from papercleaner.batch.run import run

    given = context.params
    order, engine = _order(given), options.engine(given)
    started = time.monotonic()
    try:
        with progress.shown(given["quiet"]) as watch:
            tally = run(order, engine, watch)
    except KeyboardInterrupt:
        _interrupted(order)
        raise
    _tell(tally, order, given["quiet"], time.monotonic() - started)
    _report(tally, order, given["report"])
    if tally.failed:
        return ExitCode.SOME_FAILED
    return ExitCode.DIFFERS if tally.changed else ExitCode.OK


def _order(given: dict[str, Any]) -> Order:
    """What is to be done.  Raises UsageError for options that contradict each other."""
    from papercleaner.batch.planning import Choice
    from papercleaner.batch.run import Order

    _refuse(given)
    if given["report"]:
        from papercleaner.batch.report import maker

        maker(given["report"])
    choice = Choice(given["include"], given["exclude"])
    outputs = given["outputs"] or ""
    return Order(
        given["inputs"], outputs, _job(given), choice, given["shard_size"] or 0, given["resume"], given["retry"]
    )


def _refuse(given: dict[str, Any]) -> None:
    form, layout = given["form"], given["layout"]
    if given["check"] and (given["outputs"] or given["resume"]):
        raise UsageError("--check writes nothing", hint="Leave OUT and --resume out")
    if not given["check"] and not given["outputs"]:
        raise UsageError("no OUT", hint="Name a folder for the outputs, or use --check")
    if layout != "files" and (form not in (None, layout) or given["split"] or given["front_matter"]):
        raise UsageError(f"--layout {layout} has its own format", hint="Leave -f, --split and --front-matter out")
    if given["trace"] and not (layout == "jsonl" or (layout == "files" and form in ("json", "jsonl"))):
        raise UsageError("--trace has no place in this format", hint="Use -f json or --layout jsonl")
    if given["front_matter"] and form not in (None, "md"):
        raise UsageError(f"--front-matter has no place in {form}", hint="Use -f md")
    if given["retry"] and not given["resume"]:
        raise UsageError("--retry belongs to --resume", hint="Add --resume")


def _job(given: dict[str, Any]) -> Job:
    if given["layout"] == "parquet":
        from papercleaner.batch.parquet import arrow

        arrow()
    config, reading = options.how(given)
    form = given["form"] or "md" if given["layout"] == "files" else given["layout"]
    return Job(
        config,
        reading,
        given["layout"],
        form,
        Options(given["trace"], given["front_matter"]),
        given["split"],
        given["timeout"],
        given["largest"],
    )


def _interrupted(order: Order) -> None:
    if order.outputs:
        terminal.note("what is done is kept; the same command with --resume goes on")


def _tell(tally: Tally, order: Order, quiet: bool, seconds: float) -> None:
    from papercleaner.batch.report import CHANGED, why

    told = [(row.path, f"{row.status}: {why(row)}") for row in sorted(tally.failures, key=lambda row: row.path)]
    told += [(row.path, CHANGED) for row in tally.looked if row.changed]
    for path, what in told[:_TOLD]:
        terminal.note(f"{path}: {what}")
    if len(told) > _TOLD:
        where = f"{order.outputs}/.papercleaner/rows" if order.outputs else "--report FILE"
        terminal.note(f"… and {tally.failed + tally.changed - _TOLD} more; {where} lists them")
    github.annotate([(f"{order.inputs.rstrip('/')}/{path}", what) for path, what in told])
    if not quiet:
        terminal.say(progress.table(tally, seconds))


def _report(tally: Tally, order: Order, file: str | None) -> None:
    if not file and not github.here():
        return
    from pathlib import Path

    from papercleaner.batch import report
    from papercleaner.batch.run import rows_of
    from papercleaner.io.atomic import publish

    rows: Sequence[Row] = list(rows_of(order.outputs)) if order.outputs else tally.looked
    if file:
        publish(Path(file), report.render(file, rows))
    github.summarise(report.as_markdown(rows).encode(errors="backslashreplace"))
