"""What the words say of a seam: does the text run on from one fragment into another?"""

from __future__ import annotations

from typing import Final

from papercleaner.language.ngrams import MARKS, seam
from papercleaner.language.ngrams import may_end as ends
from papercleaner.language.words import crossing

__all__ = ["continuation", "crossing", "ends"]

LOST_PAUSE: Final = 2.0
"""What it costs, in nats, to read a pause mark that the engine lost at the right edge into a seam."""


def continuation(left: str, right: str) -> float:
    """Mutual information, in nats, of the end of `left` and the start of `right`.

    Engines lose the marks that hang at the right edge of a column, so the seam may also be read with a
    pause in it, at a price.
    """
    direct = seam(left, right)
    if left[-1:] in MARKS or right[:1] in MARKS:
        return direct
    return max(direct, seam(left, "，") + seam(left + "，", right) - LOST_PAUSE)
