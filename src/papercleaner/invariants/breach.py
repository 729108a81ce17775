"""A broken promise: which, where and how."""

from __future__ import annotations

from typing import NamedTuple

_AROUND = 12


class Breach(NamedTuple):
    """`promise` I1 to I6; `start` an offset into the source, -1 where there is no place."""

    promise: str
    what: str
    start: int = -1
    end: int = -1

    def line(self, source: str) -> str:
        """One line for a report, with the place and a short excerpt."""
        if self.start < 0:
            return f"{self.promise}: {self.what}"
        line = source.count("\n", 0, self.start) + 1
        end = max(self.start, self.end)
        before = source[max(0, self.start - _AROUND) : self.start]
        middle = source[self.start : min(end, self.start + _AROUND)]
        return f"{self.promise} at {self.start} (line {line}): {self.what}: {before!r} >{middle!r}< "
