"""Which script a text is in."""

from __future__ import annotations

import re
from typing import Final

FOREIGN: Final = 0.3
"""Share of Han and kana among the letters below which a text is in another language."""
_HAN: Final = re.compile("[\u4e00-\u9fa5]+")
"""Surely letters: where they alone are share enough, no character need be looked at by itself."""


def is_foreign(text: str) -> bool:
    """Whether a text is in neither Chinese nor Japanese, of which alone the rules for a page speak."""
    if len(text) - len(_HAN.sub("", text)) >= FOREIGN * len(text):
        return False
    letters = [c for c in text if c.isalpha()]
    own = sum("\u3040" <= c <= "\u30ff" or "\u3400" <= c <= "\u9fff" for c in letters)
    return own < FOREIGN * len(letters)
