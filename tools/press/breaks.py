"""Text broken in printed lines of a width in ems, with squeezed marks and no mark at a line's head."""

from __future__ import annotations

import re

HANG = "，。、；：！？”’）》】』」"
"""Marks that may not open a line."""
OPEN = "“‘（《【『「"
"""Marks that may not close one."""
_UNIT = re.compile(r"[A-Za-z0-9.%\-/]+|——|……|.", re.DOTALL)


def width(text: str, digit: float = 0.5) -> float:
    """Width in ems, marks unsqueezed."""
    return sum(digit if c.isascii() else 1.0 for c in text)


class Breaker:
    """Takes lines off the head of a text."""

    def __init__(self, text: str, squeeze: float, digit: float) -> None:
        self.units: list[str] = _UNIT.findall(text)
        self.at, self.squeeze, self.digit = 0, squeeze, digit

    @property
    def done(self) -> bool:
        return self.at >= len(self.units)

    def line(self, room: float) -> tuple[str, float]:
        """The next line for `room` ems, and its width as set."""
        start, total, slack = self.at, 0.0, 0.0
        while self.at < len(self.units):
            unit = self.units[self.at]
            own = width(unit, self.digit)
            give = self.squeeze if unit in HANG or unit in OPEN else 0.0
            if total + own - slack - give > room + 0.01 and self.at > start:
                break
            total, slack = total + own, slack + give
            self.at += 1
        self._mend(start)
        text = "".join(self.units[start : self.at])
        return text, min(room, width(text, self.digit)) if not self.done else width(text, self.digit)

    def _mend(self, start: int) -> None:
        """No closing mark first on the next line, no opening mark last on this one."""
        while self.at < len(self.units) and self.units[self.at] in HANG and self.at - start > 1:
            self.at -= 1
            if self.units[self.at] not in HANG:
                break
        while self.at - start > 1 and self.units[self.at - 1] in OPEN:
            self.at -= 1
