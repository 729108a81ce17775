"""Tesseract, where it is installed: run on one page, its TSV read by the reader of TSV."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable

import cv2

from papercleaner.errors import InputError, UsageError
from papercleaner.ocr.ink import Grey, straight
from papercleaner.readers import tsv
from papercleaner.readers.sheets import Leaf

LANGUAGES = ("chi_sim", "chi_tra", "chi_sim_vert", "chi_tra_vert", "eng")
_SECONDS = 600


def leaf(program: str, page: Grey, share: Callable[[float], None]) -> Leaf:
    """The lines of one page as Tesseract reads it.  Raises UsageError where it has no Chinese."""
    page = straight(page)
    good, png = cv2.imencode(".png", page)
    if not good:
        raise InputError("this page cannot be handed to Tesseract")
    command = [program, "stdin", "stdout", "-l", _languages(program), "--psm", "3", "tsv"]
    done = _run(command, png.tobytes())
    share(1.0)
    found = tsv.leaves_of(done.decode(errors="replace"), "Tesseract")
    return found[0] if found else Leaf()


def _languages(program: str) -> str:
    known = _run([program, "--list-langs"], b"").decode(errors="replace").split()
    chosen = [name for name in LANGUAGES if name in known]
    if not any(name.startswith("chi") for name in chosen):
        raise UsageError("this Tesseract knows no Chinese", hint="Install its data chi_sim (tesseract-ocr-chi-sim)")
    return "+".join(chosen)


def _run(command: list[str], data: bytes) -> bytes:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # several threads are slower, and not always the same
    try:
        done = subprocess.run(command, input=data, capture_output=True, env=environment, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise InputError(f"Tesseract took more than {_SECONDS} seconds", hint="Leave --ocr out") from None
    except OSError as error:
        raise UsageError(f"tesseract cannot be run ({error.strerror})", hint="Leave --ocr out") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise InputError(f"Tesseract failed ({said[-1] if said else f'exit code {done.returncode}'})")
    return done.stdout
