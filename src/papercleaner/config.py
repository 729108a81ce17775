"""Config: everything a user may decide about the cleaning, frozen and hashable."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Literal

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
