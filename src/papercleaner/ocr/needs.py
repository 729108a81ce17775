"""The optional packages, fetched when a picture has to be read, with one clear line where they are missing."""

from __future__ import annotations

import os
import shutil
from importlib import import_module
from importlib.util import find_spec

from papercleaner.errors import InputError, UsageError

PACKAGES = ("numpy", "cv2", "PIL", "onnxruntime", "rapidocr", "pypdfium2")
ENGINES = ("rapid", "tesseract")
_INSTALL = "python3 -m pip install 'papercleaner-ocr[ocr]'"


def missing() -> list[str]:
    """Which of the packages of the extra `ocr` are not installed."""
    return [name for name in PACKAGES if find_spec(name) is None]


def require(name: str, what: str) -> None:
    """Raises InputError, which says what to install, where the extra is missing."""
    gone = missing()
    if gone:
        raise InputError(
            f"this is {what}; reading it needs the extra ocr ({', '.join(gone)} not installed)",
            where=name,
            hint=f"{_INSTALL}; or give it the text that an OCR engine printed",
        )
    try:
        for package in PACKAGES:
            import_module(package)
    except (ImportError, OSError) as error:
        raise InputError(
            f"this is {what}; the extra ocr is installed but does not load ({error})",
            where=name,
            hint=f"Install it again: {_INSTALL}",
        ) from error


def tesseract() -> str:
    """The path of the program tesseract.  Raises UsageError where there is none."""
    found = shutil.which(os.environ.get("PAPERCLEANER_TESSERACT", "tesseract"))
    if found is None:
        raise UsageError(
            "there is no program tesseract on this machine",
            hint="Install Tesseract 5 with chi_sim, or leave --ocr out",
        )
    return found
