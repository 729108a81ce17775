"""Options that several commands share, and what is made of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from papercleaner.config import CHOICES, Config
from papercleaner.config_file import resolve
from papercleaner.errors import UsageError
from papercleaner.ocr.needs import ENGINES
from papercleaner.service import Reading

if TYPE_CHECKING:
    from papercleaner.batch.engines import Engine

Command = TypeVar("Command", bound=Callable[..., Any])

READER_NAMES = (
    *("plain", "markdown", "json", "jsonl"),
    *("hocr", "alto", "pagexml", "abbyy", "tsv", "boxes", "ndl", "cloud"),
    *("image", "pdf"),
)
FORMAT_NAMES = ("md", "json", "jsonl", "txt")


def settings(command: Command) -> Command:
    """--spacing, --repair, --script, --model and --config: what decides the content."""
    for option in (
        click.option(
            "--model", metavar="FILE", help="What papercleaner learn made of an archive: its own words count too."
        ),
        click.option("--config", "config_file", metavar="FILE", help="Read settings from FILE only."),
        click.option(
            "--width",
            type=click.Choice(CHOICES["width"]),
            help="Full-width digits and letters: half-width, or as found.  [default: half]",
        ),
        click.option(
            "--script",
            type=click.Choice(CHOICES["script"]),
            help="Script of the output: as found, simplified or traditional.  [default: keep]",
        ),
        click.option(
            "--repair",
            type=click.Choice(CHOICES["repair"]),
            help="Doubtful characters: leave alone, list only, or mend what is sure.  [default: safe]",
        ),
        click.option(
            "--spacing",
            type=click.Choice(CHOICES["spacing"]),
            help="Between Han and Latin or digits: none, one, or as found.  [default: tight]",
        ),
    ):
        command = option(command)
    return command


def reading(command: Command) -> Command:
    """--from, --encoding and --ocr: how the bytes are read."""
    for option in (
        click.option(
            "--ocr",
            type=click.Choice(ENGINES),
            help="What recognises images and PDFs.  [default: rapid]",
        ),
        click.option("--encoding", metavar="NAME", help="Read the bytes in this encoding.  [default: told from them]"),
        click.option(
            "--from",
            "reader",
            type=click.Choice(READER_NAMES),
            help="Format of the input.  [default: told from its content]",
        ),
    ):
        command = option(command)
    return command


def engines(command: Command) -> Command:
    """--jobs, --engine and --ray-address: who does the work."""
    for option in (
        click.option("--ray-address", metavar="ADDRESS", help="A running cluster.  [default: Ray on this machine]"),
        click.option("--engine", type=click.Choice(("local", "ray")), default="local", show_default=True),
        click.option("-j", "--jobs", type=click.IntRange(0), default=0, metavar="N", help="[default: all cores]"),
    ):
        command = option(command)
    return command


def engine(given: dict[str, Any]) -> Engine:
    """The engine that a command's options `given` ask for.  Raises UsageError."""
    if given["ray_address"] and given["engine"] != "ray":
        raise UsageError("--ray-address belongs to --engine ray", hint="Add --engine ray")
    if given["engine"] == "ray":
        from papercleaner.batch.engines.ray import Ray

        return Ray(given["jobs"], given["ray_address"])
    from papercleaner.batch.engines.local import Local

    return Local(given["jobs"])


def how(given: dict[str, Any]) -> tuple[Config, Reading]:
    """The config and the reading that a command's options `given` ask for.  Raises ConfigError."""
    file = given.get("config_file")
    chosen = {key: given.get(key) for key in (*CHOICES, "model")}
    config = resolve(chosen, file=Path(file) if file else None)
    return config, Reading(given.get("reader"), given.get("encoding"), given.get("ocr"))
