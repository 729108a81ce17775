"""`papercleaner clean`: dumps in, articles out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from papercleaner import service
from papercleaner.cli import options, outputs, pictures, report, terminal
from papercleaner.config import Config
from papercleaner.errors import ExitCode, OutputError, UsageError
from papercleaner.io import names
from papercleaner.io.inputs import Document, load
from papercleaner.model import Page
from papercleaner.writers.options import Options

_NOT_A_DOCUMENTS_FAULT = (UsageError, OutputError, terminal.ClosedPipe)
"""Errors that the next document would meet too: they end the run."""


@dataclass(frozen=True, slots=True)
class _Job:
    """What is done with every input of one run."""

    config: Config
    reading: service.Reading
    form: outputs.Form
    targets: dict[str, Path | None]
    quiet: bool


@click.command(name="clean")
@click.argument("inputs", nargs=-1, metavar="[INPUT…|-]")
@click.option("-o", "--output", metavar="OUT", help="A file, or a folder for several inputs and --split.")
@click.option(
    "-f", "--format", "form", type=click.Choice(options.FORMAT_NAMES), help="[default: by the ending of OUT, else md]"
)
@options.reading
@options.settings
@click.option("--split", is_flag=True, help="A file for each article: page, number, title.")
@click.option("--trace", is_flag=True, help="Write every edit too (json, jsonl).")
@click.option("--front-matter", is_flag=True, help="Begin with YAML about the source (md).")
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 if anything would change.")
@click.option("--diff", is_flag=True, help="Write nothing but the difference of the text.")
@click.option("-q", "--quiet", is_flag=True, help="No summary on stderr.")
@click.pass_context
def command(context: click.Context, /, inputs: tuple[str, ...], **_: object) -> int:
    """Clean dumps or scans of newspaper pages.  Without INPUT, or with -, standard input is read.

    \b
    Examples:
      papercleaner clean page.txt                         Markdown to the screen
      papercleaner clean page.txt -o page.json --trace    JSON with every edit
      papercleaner clean scans/*.txt -o out -f md         a folder of pages
      papercleaner clean page.txt --split -o articles     a file for each article
      papercleaner clean scan.jpg paper.pdf -o out        images and PDFs (needs the extra ocr)
      ocr page.png | papercleaner clean - | less          in a pipe
      papercleaner clean --check out/*.md                 nothing left to clean?
    """
    given = context.params
    files = inputs or _standard_input()
    config, reading = options.how(given)
    form = _form(given)
    looking = given["check"] or given["diff"]
    targets = dict.fromkeys(files) if looking else outputs.plan(files, given["output"], form)
    job = _Job(config, reading, form, targets, given["quiet"])
    return _each(files, _look(job, given["check"], given["diff"]) if looking else _write(job))


def _standard_input() -> tuple[str, ...]:
    if terminal.is_terminal(sys.stdin):
        raise UsageError("no input", hint="Name a file, or pipe text in; papercleaner clean --help shows how")
    return (outputs.STDOUT,)


def _form(given: dict[str, Any]) -> outputs.Form:
    """The form of the output.  Raises UsageError for options that contradict each other."""
    name = given["form"] or service.form_for(given["output"])
    if given["trace"] and not name.startswith("json"):
        raise UsageError(f"--trace has no place in {name}", hint="Use -f json, or papercleaner explain")
    if given["front_matter"] and name != "md":
        raise UsageError(f"--front-matter has no place in {name}", hint="Use -f md")
    if given["output"] and (given["check"] or given["diff"]):
        raise UsageError("--check and --diff write no files", hint="Leave -o out")
    return outputs.Form(name, Options(given["trace"], given["front_matter"]), given["split"])


def _each(files: Sequence[str], work: Callable[[Document], int]) -> int:
    """`work` on every input; one that fails is told of and does not stop the others."""
    codes = [_attempt(name, work) for name in files]
    failures = [code for code in codes if code > ExitCode.DIFFERS]
    if failures and len(codes) > 1:
        return ExitCode.SOME_FAILED
    return max(failures or codes)


def _attempt(name: str, work: Callable[[Document], int]) -> int:
    try:
        return work(load(name))
    except _NOT_A_DOCUMENTS_FAULT:
        raise
    except Exception as error:
        return report.failed(error, name)


def _write(job: _Job) -> Callable[[Document], int]:
    def work(document: Document) -> int:
        page = _cleaned(document, job)
        outputs.write(page, job.config, job.form, job.targets[document.name], names.stem(document.name))
        if not job.quiet:
            terminal.note(f"{document.name}: {_summary(page, job.form.name)}")
        return ExitCode.OK

    return work


def _cleaned(document: Document, job: _Job) -> Page:
    with pictures.shown(document.name, job.quiet):
        return service.clean(document.data, document.name, job.config, job.reading)


def _look(job: _Job, check: bool, diff: bool) -> Callable[[Document], int]:
    def work(document: Document) -> int:
        page = _cleaned(document, job)
        before, after = service.before_and_after(document.data, page, job.config)
        if before == after:
            return ExitCode.OK
        if diff:
            _show(before, after, document.name)
        if check and not job.quiet:
            terminal.note(f"{document.name}: would change")
        return ExitCode.DIFFERS if check else ExitCode.OK

    return work


def _show(before: str, after: str, name: str) -> None:
    from papercleaner.diff import unified

    text = unified(before, after, terminal.one_line(name))
    if terminal.wants_colour():
        terminal.send("".join(terminal.coloured(line) + "\n" for line in terminal.visible(text).splitlines()))
    else:
        terminal.write(text)


def _summary(page: Page, form: str) -> str:
    """What was made of a page, and what this format does not show."""
    parts = [_count(len(page.articles), "article")]
    aside = [
        _count(len(page.furniture), "piece", " of furniture"),
        _count(len(page.quarantine), "fragment", " of noise"),
    ]
    if form in ("md", "txt") and (page.furniture or page.quarantine):
        parts.append(f"left out of {form}: {' and '.join(a for a in aside if a[0] != '0')} (-f json keeps them)")
    doubts = [_count(len(page.suggestions), "suggestion"), _count(len(page.issues), "issue")]
    if page.suggestions or page.issues:
        parts.append(f"{' and '.join(d for d in doubts if d[0] != '0')} (see papercleaner explain)")
    return "; ".join(parts)


def _count(number: int, word: str, of: str = "") -> str:
    return f"{number} {word}{'' if number == 1 else 's'}{of}"
