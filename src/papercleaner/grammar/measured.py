"""What only coordinates tell of a block: its size, how it stands in its column, what is blank above and below."""

from __future__ import annotations

from bisect import bisect_right

from papercleaner.printed import Setting

_SIZES = (0.86, 0.92, 0.96, 1.0, 1.04, 1.09, 1.15, 1.22, 1.3)
"""Borders between sizes, in ems of running text."""
_BLANKS = (-0.25, 0.12, 0.3, 0.6, 1.2, 2.4)
"""Borders between blanks, in ems beyond the usual one."""
_INSETS = (0.7, 1.4, 3.0)
_APART = 0.3
_LARGE = 1.04


def setting_marks(one: Setting, short: bool) -> list[str]:
    """The names of what is true of how a block, or a part of one, is set."""
    size, above, below = bisect_right(_SIZES, one.size), _blank(one.above), _blank(one.below)
    found = ["box", f"box:size:{size}", f"box:above:{above}", f"box:below:{below}"]
    if not short:
        return [f"{name}:long" for name in found]
    apart = (one.above > _APART) + 2 * (one.below > _APART)
    found.append(f"box:apart:{apart}:{'large' if one.size > _LARGE else 'plain'}")
    if one.inset is not None:
        left, right = one.inset
        found.append(f"box:place:{bisect_right(_INSETS, left)}:{bisect_right(_INSETS, right)}")
        if abs(left - right) < 0.15 * (left + right) and left > _INSETS[0]:
            found.append("box:centred")
    return found


def _blank(ems: float) -> int:
    return bisect_right(_BLANKS, ems)
