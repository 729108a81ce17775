"""How Chinese a text reads: the measure by which encodings are told apart and damage is known."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

from papercleaner.language import ngrams
from papercleaner.language.fold import reading

LOST: Final = "\ufffd"
"""Stands for a character that nobody can read any more; it speaks neither for nor against a text."""

RARE: Final = -10.5
"""Log-probability below which a character is not everyday: the rest are 99 in a hundred of the characters of news."""

_MARKS = "\u2014\u2018\u2019\u201c\u201d\u2026\u00b7\u2103\u2030\u00b0\u00d7\uff01-\uff5e\u3000-\u3011\uffe5"


class Fluency(NamedTuple):
    """Log-likelihood of a text in nats, and how many signs it was read as."""

    nats: float
    signs: int

    @property
    def mean(self) -> float:
        """Nats a sign: about -5 for news, -12 for characters at random; 0 for no text."""
        return self.nats / self.signs if self.signs else 0.0


def fluency(text: str) -> Fluency:
    """How well `text` reads as Chinese of either script."""
    signs = reading(text.replace(LOST, ""))
    return Fluency(ngrams.logprob(signs), len(signs))


@cache
def strange() -> re.Pattern[str]:
    """A character that everyday Chinese does not use: in a hundred of a text there is about one.

    Everyday are the frequent characters of the first levels of GB 2312 and Big5, kana, the marks and whatever is Latin.
    """
    first = bytes(chain.from_iterable((a, b) for a in range(0xB0, 0xD8) for b in range(0xA1, 0xFF)))
    pairs = ((a, b) for a in range(0xA4, 0xC7) for b in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    known = set(first.decode("gb2312", "ignore")) | set(bytes(chain.from_iterable(pairs)).decode("big5", "ignore"))
    han = sorted(char for char in known if "\u4e00" <= char <= "\u9fff")
    everyday = [c for c, sign in zip(han, reading("".join(han)), strict=True) if ngrams.conditional(sign) > RARE]
    return re.compile(f"[^\\x00-\u024f{_MARKS}\u3041-\u30ff{''.join(everyday)}]")
