"""One document cleaned: what came of it, as plain values that travel between processes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal

from papercleaner import learn, service
from papercleaner.batch.job import Job
from papercleaner.errors import InvariantError, PapercleanerError
from papercleaner.learn import Part
from papercleaner.model import Page

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document has no output: `code` of the error tree, one line, and the report for a fault of ours."""

    code: str
    message: str
    report: str = ""


Mode = Literal["clean", "look", "count"]
"""Clean a document, only see whether that would change it, or count its phrases for a model."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Files made (name below the document's output, or "" for the output itself; bytes), or the failure.

    `changed` tells whether cleaning changes the document, `part` what it adds to a model.
    """

    files: tuple[tuple[str, bytes], ...] = ()
    articles: int = 0
    issues: int = 0
    changed: bool = False
    part: Part | None = None
    failure: Failure | None = None


def clean(data: bytes, name: str, job: Job, mode: Mode = "clean") -> Outcome:
    """The outcome for one document.  Never raises an Exception."""
    try:
        return _done(data, name, job, mode)
    except InvariantError as error:
        return Outcome(failure=Failure(error.code, _told(error, name), error.report))
    except PapercleanerError as error:
        return Outcome(failure=Failure(error.code, _told(error, name)))
    except MemoryError:
        return Outcome(failure=Failure("PC000", "needs more memory than there is"))
    except Exception as error:
        return Outcome(failure=Failure("PC006", *_fault(error)))


def _done(data: bytes, name: str, job: Job, mode: Mode) -> Outcome:
    if mode == "count":
        return Outcome(part=learn.part(data, name, job.reading))
    page = service.clean(data, name, job.config, job.reading)
    if mode == "look":
        before, after = service.before_and_after(data, page, job.config)
        return Outcome((), len(page.articles), len(page.issues), before != after)
    return Outcome(_files(page, job), len(page.articles), len(page.issues))


def _files(page: Page, job: Job) -> tuple[tuple[str, bytes], ...]:
    from papercleaner.writers import render
    from papercleaner.writers.parts import parts

    if not job.split:
        return (("", render(page, job.rendered, job.config, job.options)),)
    return tuple((name, render(part, job.form, job.config, job.options)) for name, part in parts(page, job.form))


def _told(error: PapercleanerError, name: str) -> str:
    """The error in one line without the document's name, which its row has."""
    return str(error).removeprefix(f"{PurePath(name).name}: ")


def _fault(error: Exception) -> tuple[str, str]:
    """A fault in papercleaner, in one line, and the road to it."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    road = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames[-4:]))
    what = f"{type(error).__name__}: {error}"[:_LONGEST]
    return f"a fault in papercleaner; please report it ({what})", f"{what}\nat {road}"
