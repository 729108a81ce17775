"""Config: everything a user may decide about the cleaning, frozen and hashable."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, get_args

from papercleaner.errors import ConfigError

Spacing = Literal["tight", "pangu", "keep"]
Repair = Literal["off", "suggest", "safe"]
Script = Literal["keep", "simplified", "traditional"]


@dataclass(frozen=True, slots=True)
class Config:
    """What decides the content of the output (never where or how it is written)."""

    spacing: Spacing = "tight"
    repair: Repair = "safe"
    script: Script = "keep"

    @property
    def digest(self) -> str:
        """`sha256:…` of the settings, the same on every machine."""
        text = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return "sha256:" + hashlib.sha256(text.encode()).hexdigest()

    def updated(self, settings: Mapping[str, Any], where: str = "") -> Config:
        """This config with `settings` over it.

        `where` names the file (or command line) they come from.  Raises ConfigError for an unknown key
        or a bad value, naming the nearest known one.
        """
        for key, value in settings.items():
            _check(key, value, where)
        return replace(self, **dict(settings))


CHOICES: dict[str, tuple[str, ...]] = {
    "spacing": get_args(Spacing),
    "repair": get_args(Repair),
    "script": get_args(Script),
}
"""Every setting and the values it may take."""


def _check(key: str, value: object, where: str) -> None:
    if key not in CHOICES:
        raise ConfigError(f'unknown key "{key}"', where=where, hint=nearest(key, CHOICES))
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
