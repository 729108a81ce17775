"""Config: everything a user may decide about the cleaning, frozen and hashable."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, get_args

from papercleaner.errors import ConfigError
from papercleaner.lexicon import NO_LEXICON, Learned, Lexicon, lexicon

Spacing = Literal["tight", "pangu", "keep"]
Repair = Literal["off", "suggest", "safe"]
Script = Literal["keep", "simplified", "traditional"]
Width = Literal["half", "keep"]


@dataclass(frozen=True, slots=True)
class Config:
    """What decides the content of the output (never where or how it is written)."""

    spacing: Spacing = "tight"
    repair: Repair = "safe"
    script: Script = "keep"
    width: Width = "half"
    lexicon: Lexicon = NO_LEXICON
    model: Learned | None = None

    @property
    def digest(self) -> str:
        """`sha256:…` of the settings, the same on every machine."""
        said = {**asdict(self), "model": self.model and self.model.digest}
        for name in ("lexicon", "model", "width"):  # not told where nobody uses them
            if not getattr(self, name) or said[name] == "half":
                del said[name]
        text = json.dumps(said, sort_keys=True, ensure_ascii=False)
        return "sha256:" + hashlib.sha256(text.encode()).hexdigest()

    def updated(self, settings: Mapping[str, Any], where: str = "") -> Config:
        """This config with `settings` over it.

        `where` names the file (or command line) they come from.  Raises ConfigError for an unknown key
        or a bad value, naming the nearest known one.
        """
        checked: dict[str, Any] = {key: _setting(key, value, where) for key, value in settings.items()}
        return replace(self, **checked)


CHOICES: dict[str, tuple[str, ...]] = {
    "spacing": get_args(Spacing),
    "repair": get_args(Repair),
    "script": get_args(Script),
    "width": get_args(Width),
}
"""Every setting with a list of values, and those values."""


def _setting(key: str, value: object, where: str) -> object:
    """The value of a setting.  Raises ConfigError."""
    if key == "lexicon":
        return lexicon(value, where)
    if key != "model":
        _check(key, value, where)
    elif not isinstance(value, Learned):
        raise ConfigError("model is not the name of a file", where=where, hint="papercleaner learn makes one")
    return value


def _check(key: str, value: object, where: str) -> None:
    if key not in CHOICES:
        raise ConfigError(f'unknown key "{key}"', where=where, hint=nearest(key, [*CHOICES, "lexicon", "model"]))
    if value not in CHOICES[key]:
        shown = json.dumps(value, ensure_ascii=False, default=str)
        raise ConfigError(f"{key} = {shown} is not a value of {key}", where=where, hint=nearest(value, CHOICES[key]))


def nearest(wanted: object, known: Iterable[str], list_with: str = "") -> str:
    """A hint that names the known word most like `wanted`; else all of them, or the command that lists them."""
    import difflib

    names = list(known)
    close = difflib.get_close_matches(str(wanted).lower(), names, n=1, cutoff=0.5)
    if close:
        return f'Did you mean "{close[0]}"?'
    return f"{list_with} lists them" if list_with else f"Known are: {', '.join(names)}"
