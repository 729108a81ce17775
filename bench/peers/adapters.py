"""The tools that are compared: each a function from text to text.  None of them is needed to run papercleaner.

    python -m pip install ftfy==6.3.1 autocorrect-py==2.14.0
    npm install --global zhlint@0.8.2

What is not installed is left out.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

Tool = Callable[[str], str]


def ours(text: str) -> str:
    """The texts of the cleaned page, furniture and quarantine last."""
    from papercleaner import service
    from papercleaner.config import Config

    page = service.clean(text.encode(), "page.txt", Config())
    return "\n".join(str(t) for t in page.texts())


def changed_by_us(text: str) -> list[tuple[int, int, str]]:
    """What the page's own record says was changed: start, end, and what stands there instead."""
    from papercleaner import service
    from papercleaner.config import Config
    from papercleaner.trace import edits_of

    page = service.clean(text.encode(), "page.txt", Config())
    done = (e for e in edits_of(page) if e.applied and e.kind != "move")
    return [(e.spans[0][0], e.spans[-1][1], e.after) for e in done]


def _ftfy(text: str) -> str:
    fixed: str = import_module("ftfy").fix_text(text)
    return fixed


def _ftfy_safe(text: str) -> str:
    settings = {"uncurl_quotes": False, "fix_character_width": False, "unescape_html": False, "normalization": None}
    fixed: str = import_module("ftfy").fix_text(text, **settings)
    return fixed


def _autocorrect(text: str) -> str:
    formatted: str = import_module("autocorrect_py").format(text)
    return formatted


def zhlint(command: str) -> Tool:
    """zhlint's own command, on a file of its own."""

    def run(text: str) -> str:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "page.txt"
            path.write_text(text, encoding="utf-8")
            subprocess.run([command, "page.txt", "--fix"], cwd=folder, capture_output=True, check=False, timeout=600)
            return path.read_text(encoding="utf-8")

    return run


def installed(zhlint_command: str | None = None) -> dict[str, Tool]:
    """The peers that are there, by name."""
    found: dict[str, Tool] = {}
    if find_spec("ftfy"):
        found |= {"ftfy": _ftfy, "ftfy, safe settings": _ftfy_safe}
    if find_spec("autocorrect_py"):
        found["autocorrect-py"] = _autocorrect
    command = zhlint_command or shutil.which("zhlint")
    if command:
        found["zhlint"] = zhlint(command)
    return found
