"""What the words say of a seam: does the text run on from one fragment into another?"""

from __future__ import annotations

from math import log

from papercleaner.language.trigrams import mark_odds, probability
from papercleaner.language.tables import DIGIT, LATIN, PAUSE, STOP, symbols, word_weight

PAIRS = {"《": "》", "（": "）", "(": ")", "“": "”", "「": "」", "『": "』", "‘": "’", "〈": "〉", "【": "】"}


LOST_PAUSE = 2.0
"""What it costs, in nats, to read a pause mark that the engine lost at the right edge into a seam."""


def continuation(left: str, right: str) -> float:
    """Mutual information, in nats, of the end of `left` and the start of `right` in the trigram model.

    Engines lose the marks that hang at the right edge of a column, so the seam may also be read with a
    pause in it, at a price.
    """
    before, after = symbols(left[-2:]), symbols(right[:2])
    if not before or not after:
        return 0.0
    direct = _information(before, after)
    if before[-1] in (PAUSE, STOP) or after[0] in (PAUSE, STOP):
        return direct
    return max(direct, _information(before, PAUSE) + _information(before[-1] + PAUSE, after) - LOST_PAUSE)


def _information(before: str, after: str) -> float:
    score = log(probability(after[0], before)) - log(probability(after[0]))
    if len(after) > 1:
        score += log(probability(after[1], before[-1] + after[0])) - log(probability(after[1], after[0]))
    return score


def crossing(left: str, right: str) -> float:
    """Evidence that a word, a number or a pair of marks runs across the seam: its weight, less that of words ending there."""
    before, after = symbols(left[-3:]), symbols(right[:3])
    if before[-1:] == after[:1] and after[:1] in (DIGIT, LATIN):
        return 3.0
    across = max(
        (
            (len(before) - i + j) * word_weight(before[i:] + after[:j])
            for i in range(len(before))
            for j in range(1, len(after) + 1)
        ),
        default=0.0,
    )
    parted = min(_ending(before), _starting(after))
    return (across - parted) / 2 + _pairs(left, right)


def _ending(before: str) -> float:
    return max(((len(before) - i) * word_weight(before[i:]) for i in range(len(before))), default=0.0)


def _starting(after: str) -> float:
    return max((j * word_weight(after[:j]) for j in range(1, len(after) + 1)), default=0.0)


def _pairs(left: str, right: str) -> float:
    """A pair of marks opened in `left` and closed in `right` before it opens again, or left open at the seam."""
    for opening, closing in PAIRS.items():
        if left.rfind(opening) > left.rfind(closing):
            first = right.find(closing)
            return 2.0 if first >= 0 and not 0 <= right.find(opening) < first else 0.0
    return 0.0


def ends(text: str) -> float:
    """Log-odds, against the average, that a sentence may end after `text`."""
    return mark_odds(symbols(text[-2:]))
