"""The tables of the repair: words, pairs of words and character 4-grams as log-probabilities, in nats.

Text is read in the alphabet of `language.classes`, folded to simplified.  N-grams without any look-alike
are left to the trigram model that all of the package shares.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final, TypeVar

from papercleaner.knowledge import data, table
from papercleaner.language.classes import NUMBER
from papercleaner.language.ngrams import BACKOFF, FLOOR, STEP, conditional
from papercleaner.language.repair.pairs import shown
from papercleaner.language.static_map import StaticMap
from papercleaner.language.words import weight

ORDER: Final = 4
"""Characters of the longest n-gram."""
WORD: Final = "\x03"
"""Before a word: the key of its log-probability, in steps of WORD_STEP."""
WORD_STEP: Final = 0.08
PAIR: Final = "\x02"
"""Between two words: the key of log P(second | first)."""
AFTER: Final = "\x04"
"""Behind a word: the key of the weight that its unseen followers share."""
STRANGE: Final = -17.0
"""Log-probability of a character that is no word."""
COMMON: Final = -11.5
"""Log-probability of a word that only the corpus knows: at most this."""
MEMORY: Final = 1 << 17
"""How many answers are remembered."""


Answer = TypeVar("Answer")


class Memory(dict[str, Answer]):
    """Answers by their key, each asked for once; forgotten all at once when they are too many."""

    def __init__(self, ask: Callable[[str], Answer]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, key: str) -> Answer:
        answer = self._ask(key)
        if len(self) >= MEMORY:
            self.clear()
        self[key] = answer
        return answer


class Tables:
    """Log-probabilities read from one static map; answers are remembered, never changed."""

    def __init__(self, grams: StaticMap, shown: frozenset[str]) -> None:
        """`shown`: the characters whose n-grams `grams` holds."""
        self._get = grams.get
        self._shown = shown
        self.chars = Memory(self._char)
        """Gram of one to ORDER characters -> log P(last character | those before it)."""
        self.words = Memory(self._word)
        """Word -> its log-probability, None if no source knows it."""
        self._pairs = Memory(self._pair)
        self._losses = Memory(self._loss)

    def char(self, gram: str) -> float:
        """log P(last character | those before it), gram of one to ORDER characters."""
        return self.chars[gram]

    def _char(self, gram: str) -> float:
        if self._shown.isdisjoint(gram):
            return conditional(gram[-3:])
        history = gram[:-1]
        if not history:
            value = self._get(gram)
            return -STEP * value if value >= 0 else FLOOR
        loss = self._losses[history + BACKOFF]
        if loss is None:
            return self.chars[gram[1:]]
        value = self._get(gram)
        return -STEP * value if value >= 0 else self.chars[gram[1:]] - loss

    def _loss(self, key: str) -> float | None:
        """The weight that what was never seen behind a history or a word shares, by its key; None: no such history."""
        weight = self._get(key)
        return STEP * weight if weight >= 0 else None

    def word(self, word: str) -> float | None:
        """Log-probability of a word, None if no source knows it."""
        return self.words[word]

    def _word(self, word: str) -> float | None:
        """A map takes one unknown key in 65,536 for a known one, so what looks common is looked up twice."""
        value = self._get(WORD + word)
        if value < 0:
            return None
        found = -WORD_STEP * value
        sure = len(word) == 1 or found < COMMON or word[0] == NUMBER or weight(word) is not None
        return found if sure else None

    def pair(self, before: str, word: str, alone: float) -> float:
        """log P(word | the word before it); `alone` is its own log-probability."""
        loss = self._losses[before + AFTER]
        found = self._pairs[before + PAIR + word] if loss is not None else None
        return alone - (loss or 0.0) if found is None else found

    def _pair(self, key: str) -> float | None:
        value = self._get(key)
        return -STEP * value if value >= 0 else None


@cache
def tables() -> Tables:
    """The tables that come with the package."""
    a, b, c = table("glyphs_tables")["grams"]["primes"]
    return Tables(StaticMap(data("glyphs_tables.bin"), (a, b, c)), shown())
