"""`papercleaner eval`: how near predictions come to a careful human's reading."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from papercleaner.cli import terminal
from papercleaner.errors import ExitCode


@click.command("eval")
@click.argument("predictions", metavar="PRED...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--truth",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of pages, each a folder with truth.json in it; or one page's folder or truth file.",
)
@click.option(
    "--raw-name",
    metavar="NAME",
    help="File beside each truth.json that was cleaned: what the OCR lost is then not counted.",
)
@click.option(
    "--floor",
    "floors",
    metavar="METRIC=VALUE",
    multiple=True,
    help="Exit 1 if the mean of METRIC is under VALUE (over it for cer_*). May be given again.",
)
@click.option("-f", "--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
def command(
    predictions: tuple[Path, ...],
    truth: Path,
    raw_name: str | None,
    floors: tuple[str, ...],
    form: Literal["table", "json"],
) -> int:
    """Score predictions against a careful human's reading of the same pages.

    PRED is a JSON file named after its page (p001.json), or a folder of them.

    \b
    Example:
      papercleaner clean page/raw.seed.txt -o page.json
      papercleaner eval page.json --truth page --raw-name raw.seed.txt --floor overall=0.9
    """
    from papercleaner.evaluate import files, report

    wanted = [report.Floor.parse(text) for text in floors]
    figures = report.Report.of({p.page: files.measure(p) for p in files.pair(predictions, truth, raw_name)})
    missed = report.misses(figures, wanted)
    terminal.write(report.as_json(figures) if form == "json" else report.as_table(figures))
    for miss in missed:
        terminal.note(miss)
    return ExitCode.DIFFERS if missed else ExitCode.OK
