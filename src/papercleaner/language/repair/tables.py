"""The tables of the repair: words, pairs of words and character 4-grams as log-probabilities, in nats.

Text is read in the alphabet of `language.classes`, folded to simplified.  N-grams without any look-alike
are left to the trigram model that all of the package shares.
"""

from __future__ import annotations

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


Answer = TypeVar("Answer", bound=float | None)


def _remember(answers: dict[str, Answer], key: str, answer: Answer) -> Answer:
    """`answer`, kept for the next time."""
    if len(answers) >= MEMORY:
        answers.clear()
    answers[key] = answer
    return answer


class Tables:
    """Log-probabilities read from one static map; answers are remembered, never changed."""

    def __init__(self, grams: StaticMap, shown: frozenset[str]) -> None:
        """`shown`: the characters whose n-grams `grams` holds."""
        self._get = grams.get
        self._shown = shown
        self._chars: dict[str, float] = {}
        self._backoff: dict[str, float] = {}
        self._words: dict[str, float | None] = {}
        self._pairs: dict[str, float] = {}

    def char(self, gram: str) -> float:
        """log P(last character | those before it), gram of one to ORDER characters."""
        found = self._chars.get(gram)
        if found is None:
            found = _remember(self._chars, gram, self._char(gram))
        return found

    def _char(self, gram: str) -> float:
        if self._shown.isdisjoint(gram):
            return conditional(gram[-3:])
        value = self._get(gram)
        if value >= 0:
            return -STEP * value
        if len(gram) == 1:
            return FLOOR
        loss = self._backoff.get(history := gram[:-1])
        if loss is None:
            weight = self._get(history + BACKOFF)
            loss = _remember(self._backoff, history, STEP * weight if weight > 0 else 0.0)
        return self.char(gram[1:]) - loss

    def word(self, word: str) -> float | None:
        """Log-probability of a word, None if no source knows it."""
        try:
            return self._words[word]
        except KeyError:
            return _remember(self._words, word, self._word(word))

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
        key = before + PAIR + word
        found = self._pairs.get(key)
        if found is None:
            value = self._get(key)
            found = _remember(self._pairs, key, -STEP * value if value >= 0 else alone + self._unseen(before))
        return found

    def _unseen(self, before: str) -> float:
        """What a word loses that was never seen behind `before`."""
        share = self._get(before + AFTER)
        return -STEP * share if share > 0 else 0.0


@cache
def tables() -> Tables:
    """The tables that come with the package."""
    a, b, c = table("glyphs_tables")["grams"]["primes"]
    return Tables(StaticMap(data("glyphs_tables.bin"), (a, b, c)), shown())
