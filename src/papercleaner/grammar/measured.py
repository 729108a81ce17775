"""What only coordinates tell of a block: its size, how it stands in its column, what is blank above and below."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from papercleaner.model import Block

_SIZES = (0.86, 0.92, 0.96, 1.0, 1.04, 1.09, 1.15, 1.22, 1.3)
"""Borders between sizes, in ems of running text."""
_BLANKS = (-0.25, 0.12, 0.3, 0.6, 1.2, 2.4)
"""Borders between blanks, in ems beyond the usual one."""
_INSETS = (0.7, 1.4, 3.0)
_APART = 0.3
_LARGE = 1.04


@dataclass(frozen=True, slots=True)
class Measured:
    """Size, inset and blanks of a block or a part of one, in ems of running text."""

    size: float
    inset: float | None
    lack: float | None
    above: float
    below: float

    def marks(self, short: bool) -> list[str]:
        """The names of what is true of it."""
        size, above, below = bisect_right(_SIZES, self.size), self._blank(self.above), self._blank(self.below)
        found = ["box", f"box:size:{size}", f"box:above:{above}", f"box:below:{below}"]
        if not short:
            return [f"{name}:long" for name in found]
        apart = (self.above > _APART) + 2 * (self.below > _APART)
        found.append(f"box:apart:{apart}:{'large' if self.size > _LARGE else 'plain'}")
        if self.inset is not None and self.lack is not None:
            found.append(f"box:place:{bisect_right(_INSETS, self.inset)}:{bisect_right(_INSETS, self.lack)}")
            if abs(self.inset - self.lack) < 0.15 * (self.inset + self.lack) and self.inset > _INSETS[0]:
                found.append("box:centred")
        return found

    @staticmethod
    def _blank(value: float) -> int:
        return bisect_right(_BLANKS, value)


def measured(block: Block) -> Measured | None:
    """What is measured of a block; None without coordinates."""
    setting = block.setting
    if setting is None:
        return None
    inset, lack = setting.inset or (None, None)
    return Measured(setting.size, inset, lack, setting.above, setting.below)
