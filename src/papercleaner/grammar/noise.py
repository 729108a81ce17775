"""How far a short block reads as the garble an engine makes of a decorative headline or a picture."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from papercleaner.grammar.sketch import Sketch
from papercleaner.language.words import is_word

_HAN: Final = re.compile("[\u3400-\u9fff〇]")
_ODD: Final = re.compile(r"[^\w\u3400-\u9fff〇，。、；：！？“”‘’（）【】《》—·…%/\-\"'～~+℃]")
"""Neither Han character, letter, digit nor a mark of everyday print; the low line, which `\\w` takes in, is odd too."""
_ASCII: Final = re.compile("[A-Za-z0-9]")


@cache
def is_common(char: str) -> bool:
    """Whether a Han character is of the first level of GB 2312 or Big5: the ones in daily use."""
    for codec, low, high in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        try:
            lead = char.encode(codec)[0]
        except UnicodeEncodeError:
            continue
        if low <= lead <= high:
            return True
    return False


def _latin(text: str) -> bool:
    """Whether a text without Han characters could be said: letters for the most part, a fair share of them vowels."""
    letters = [c for c in text.lower() if c.isascii() and c.isalpha()]
    vowels = sum(c in "aeiouy" for c in letters)
    return len(letters) >= 4 and len(letters) >= 0.7 * len(text) and 0.2 <= vowels / len(letters) <= 0.65


def readable(one: Sketch) -> bool:
    """Whether a short block reads as text: a word, or three characters and more, and none of the marks of garble."""
    return (one.size >= 3 or is_word(one.text)) and garble(one) == 0


def garble(one: Sketch) -> int:
    """0 (reads as text) to 3 (cannot be text): rare characters, stray Latin, marks, loose single characters."""
    text = one.text
    han = _HAN.findall(text)
    if not han:
        return 0 if _latin(text) else 3 if len(text) <= 3 else 2
    rare = (len(han) - sum(map(is_common, han))) / len(han)
    odd = (len(_ODD.findall(text)) + text.count("_")) / len(text)
    mixed = _ASCII.search(text) is not None
    loose = 0.0 if one.spread else one.spaced / max(1, len(text) - 1)
    score = 2.5 * rare + 4 * odd + 2 * loose
    if loose > 0.25 and mixed:
        score += 1
    if len(han) == 1 and len(text) <= 2:
        score += 1.2
    return min(3, int(score * 1.5))
