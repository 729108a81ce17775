"""What GitHub Actions shows of a run: annotations, and the summary of a step."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from papercleaner.cli import terminal

_SHOWN = 10
"""GitHub shows no more errors of one step."""


def here() -> bool:
    """Whether this runs in a GitHub workflow."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def annotate(problems: Sequence[tuple[str, str]], level: str = "error") -> None:
    """An annotation at each file for what is wrong with it."""
    if not here():
        return
    for path, message in problems[:_SHOWN]:
        terminal.say(f"::{level} file={_value(path)},title=papercleaner::{_text(message)}")


def summarise(markdown: bytes) -> None:
    """Add a report to the page of the workflow's run."""
    place = os.environ.get("GITHUB_STEP_SUMMARY")
    if not here() or not place:
        return
    try:
        with Path(place).open("ab") as file:
            file.write(markdown)
    except OSError as error:
        terminal.note(f"the summary of the step cannot be written ({error.strerror})")


def _text(text: str) -> str:
    return terminal.one_line(text).replace("%", "%25")


def _value(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
