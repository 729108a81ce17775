"""Where a cleaned page goes: standard output, a file, or a folder with one file a page or an article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from papercleaner.cli import terminal
from papercleaner.config import Config
from papercleaner.errors import OutputError, UsageError
from papercleaner.io import names
from papercleaner.io.atomic import failure, publish
from papercleaner.model import Page
from papercleaner.writers.options import Options

STDOUT = "-"
_STEM_BYTES = 120


@dataclass(frozen=True, slots=True)
class Form:
    """Format of the output, its options, and whether each article gets a file of its own."""

    name: str
    options: Options
    split: bool


def plan(inputs: Sequence[str], out: str | None, form: Form) -> dict[str, Path | None]:
    """Input name -> the file for it, or the folder if the form is split; None: standard output.

    Makes the folder if it is not there yet.  Raises UsageError where outputs would meet each other or an
    input, OutputError where the folder cannot be.
    """
    if out in (None, STDOUT):
        _refuse_stdout(inputs, form)
        return dict.fromkeys(inputs)
    assert out is not None
    if not out:
        raise UsageError("-o names no file", hint="Is a variable empty? Name a file or a folder")
    if not (form.split or len(inputs) > 1 or out.endswith("/") or _is_folder(out)):
        single = {inputs[0]: Path(out)}
        _refuse_meeting(inputs, single)
        return dict(single)
    folder = Path(out)
    targets = {name: folder / names.named(names.stem(name), form.name) for name in inputs}
    _refuse_meeting(inputs, targets)
    _make(folder)
    return dict.fromkeys(inputs, folder) if form.split else dict(targets)


def _is_folder(out: str) -> bool:
    try:
        return Path(out).is_dir()
    except OSError as error:  # a name too long to ask for
        raise failure(out, error) from error


def _refuse_stdout(inputs: Sequence[str], form: Form) -> None:
    if form.split:
        raise UsageError("--split makes several files", hint="Name a folder for them with -o")
    if len(inputs) > 1 and form.name != "jsonl":
        raise UsageError("several inputs make several files", hint="Name a folder for them with -o, or use -f jsonl")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except FileExistsError as error:
        raise OutputError(
            "is a file, not a folder", where=str(folder), hint="Name a folder for several outputs"
        ) from error
    except OSError as error:
        raise failure(folder, error) from error


def _refuse_meeting(inputs: Sequence[str], targets: Mapping[str, Path]) -> None:
    """UsageError where two targets are one file or one is an input."""
    seen: dict[str, str] = {}
    for name, path in targets.items():
        other = seen.setdefault(names.twin(str(path)), name)
        if other != name:
            raise UsageError(f"{other} and {name} would both be written to {path}", hint="Clean them one by one")
        if any(source != STDOUT and _same_file(Path(source), path) for source in inputs):
            raise UsageError(f"{path} is an input; it would be overwritten", hint="Name another output with -o")


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def write(page: Page, config: Config, form: Form, target: Path | None, stem: str) -> None:
    """Write the page to `target` (a folder if the form is split); None: to standard output."""
    from papercleaner.writers import render
    from papercleaner.writers.parts import parts

    if form.split and target is not None:
        for name, part in parts(page, form.name, names.slug(stem, _STEM_BYTES)):
            publish(target / name, render(part, form.name, config, form.options))
        return
    data = render(page, form.name, config, form.options)
    if target is None:
        terminal.write(data)
    else:
        publish(target, data)
