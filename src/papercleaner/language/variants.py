"""Simplified and traditional: which script a text is in, and the same text in the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal

from papercleaner.errors import UsageError
from papercleaner.knowledge import table

Script = Literal["simplified", "traditional"]

OTHER: Final[dict[Script, Script]] = {"simplified": "traditional", "traditional": "simplified"}

_CONFIGS: Final[dict[Script, str]] = {"simplified": "t2s", "traditional": "s2tw"}
"""Traditional as Taiwan prints it (為, 裡), which Hong Kong reads as well; words stay those of the page."""


@cache
def forms(script: Script) -> dict[str, str]:
    """Character that only `script` uses -> its form in the other one."""
    known = table("script")[script]
    return dict(zip(known["from"], known["to"], strict=True))


@cache
def only(script: Script) -> re.Pattern[str]:
    """Any character that only `script` uses."""
    return re.compile("[" + "".join(forms(script)) + "]")


def excess(text: str, script: Script) -> int:
    """How many more characters of `script` alone the text has than of the other one alone."""
    return len(only(script).findall(text)) - len(only(OTHER[script]).findall(text))


def single(char: str, script: Script) -> str:
    """The one form in the other script of a character that only `script` uses; "" where there are several."""
    return "" if script == "simplified" and char in table("script")["simplified"]["unsure"] else forms(script)[char]


def converted(text: str, script: Script) -> str:
    """`text` of the other script in `script`, words before characters, none left that only the other one uses.

    As long as before: where a phrase would change the length, characters are converted one by one.
    """
    other = OTHER[script]
    lines = (_line(line, script) for line in text.split("\n"))
    return only(other).sub(lambda m: forms(other)[m.group()], "\n".join(lines))


def _line(line: str, script: Script) -> str:
    done = _converter(script)(line)
    return done if len(done) == len(line) else line


@cache
def _converter(script: Script) -> Callable[[str], str]:
    """OpenCC in pure Python; the package in C++ that has its module's name converts otherwise and is refused."""
    spec = find_spec("opencc")
    if spec is None or spec.origin is None or not (Path(spec.origin).parent / "dictionary" / "STPhrases.txt").is_file():
        raise UsageError(
            "--script needs the package opencc-python-reimplemented, and another one has its place",
            hint="pip uninstall opencc; pip install --force-reinstall opencc-python-reimplemented",
        )
    convert: Callable[[str], str] = import_module("opencc").OpenCC(_CONFIGS[script]).convert
    return convert
