"""Predictions, truths and raw dumps on disk, and which belongs to which."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from papercleaner.errors import InputError, UsageError
from papercleaner.evaluate.score import Metrics, score
from papercleaner.io.inputs import load

TRUTH = "truth.json"
SUFFIXES = (".json", ".jsonl")


@dataclass(frozen=True, slots=True)
class Pair:
    """A page to be scored.  Without a prediction it scores as empty."""

    page: str
    prediction: Path | None
    truth: Path
    raw: Path | None


def pair(predictions: Sequence[Path], truth: Path, raw_name: str | None = None) -> tuple[Pair, ...]:
    """Each prediction with its truth.

    `truth` is a folder of pages (`<page>/truth.json`), one page's folder, or one truth file.  A prediction
    file is named after its page (`p001.json`); a folder of predictions stands for every page of the truth,
    so that a missing one counts.  Raises InputError and UsageError.
    """
    pages = _truths(truth)
    single = next(iter(pages)) if len(pages) == 1 else None
    chosen: dict[str, Path | None] = {}
    for prediction in predictions:
        if prediction.is_dir():
            found = {page: _in_folder(prediction, page) for page in pages}
            if not any(found.values()):
                raise UsageError("holds no prediction of any page", where=str(prediction), hint=_name_hint(pages))
            chosen |= found
        else:
            chosen[_page(prediction, pages, single)] = prediction
    return tuple(_pair(page, chosen[page], pages[page], raw_name) for page in pages if page in chosen)


def _truths(truth: Path) -> dict[str, Path]:
    """Truth files by the name of their page, sorted."""
    if truth.is_file():
        return {truth.resolve().parent.name: truth}
    if (truth / TRUTH).is_file():
        return {truth.resolve().name: truth / TRUTH}
    if not truth.is_dir():
        raise InputError(
            "there is no such truth", where=str(truth), hint="Name a folder of pages, each with truth.json"
        )
    found = {p.parent.name: p for p in sorted(truth.glob(f"*/{TRUTH}"))}
    if not found:
        raise InputError(f"no page with {TRUTH} in this folder", where=str(truth), hint="Pages are folders in it")
    return found


def _in_folder(folder: Path, page: str) -> Path | None:
    return next((p for s in SUFFIXES if (p := folder / f"{page}{s}").is_file()), None)


def _page(prediction: Path, pages: Iterable[str], single: str | None) -> str:
    """The page that a prediction is of: by its name, or the only one there is."""
    stem = prediction.name.removesuffix(prediction.suffix)
    if stem in set(pages):
        return stem
    if single is None:
        raise UsageError(f'no page "{stem}" among the truths', where=str(prediction), hint=_name_hint(pages))
    return single


def _name_hint(pages: Iterable[str]) -> str:
    return f"Predictions are named after their pages: {next(iter(pages))}.json"


def _pair(page: str, prediction: Path | None, truth: Path, raw_name: str | None) -> Pair:
    raw = truth.parent / raw_name if raw_name else None
    return Pair(page, prediction, truth, raw)


def measure(job: Pair) -> Metrics:
    """The metrics of one page.  Raises InputError, naming the file, for one that cannot be read."""
    truth = _parse(_text(job.truth), job.truth)
    raw = None if job.raw is None else _text(job.raw)
    prediction = [] if job.prediction is None else _prediction(job.prediction)
    try:
        return score(prediction, truth, raw)
    except InputError as error:
        where = job.truth if "truth" in error.what else job.prediction
        raise InputError(error.what, where=str(where), hint=error.hint) from None


def _text(path: Path) -> str:
    try:
        return load(str(path)).data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 at byte {error.start}", where=str(path), hint="Is it the right file?") from None


def _prediction(path: Path) -> Any:  # noqa: ANN401  (parsed JSON)
    """A JSON record, or the articles of a JSON Lines file."""
    text = _text(path)
    if path.suffix != ".jsonl":
        return _parse(text, path)
    rows = [_parse(line, path) for line in text.splitlines() if line.strip()]
    return [row for row in rows if not isinstance(row, dict) or row.get("record", "article") == "article"]


def _parse(text: str, path: Path) -> Any:  # noqa: ANN401  (parsed JSON)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"not JSON ({error})", where=str(path), hint="Make it with: papercleaner clean -f json"
        ) from None
