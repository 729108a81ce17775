"""Differences between two texts: as a unified diff of lines, and character by character for golden files."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_PATIENCE = 4_000_000
"""Most comparisons (old length times new) that one character-level difference may cost; about 1 s."""


class Part(NamedTuple):
    """Characters that are equal (`old == new`), dropped (`new` empty), added (`old` empty) or replaced."""

    old: str
    new: str

    @property
    def same(self) -> bool:
        return self.old == self.new


@dataclass(frozen=True, slots=True)
class Hunk:
    """A run of changed lines: number of its first line in the old and new text (from 1), and its parts."""

    old_line: int
    new_line: int
    parts: tuple[Part, ...]

    @property
    def size(self) -> int:
        """Characters changed: the longer side of each part that differs."""
        return sum(max(len(p.old), len(p.new)) for p in self.parts if not p.same)


def unified(before: str, after: str, name: str) -> str:
    """A unified diff of two texts, "" if they are equal; `name` stands in its header."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"{name} (before)", f"{name} (after)"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def hunks(old: str, new: str) -> Iterator[Hunk]:
    """The differing runs of lines, each with its character-level parts, from top to bottom."""
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if b - a == d - c:  # as many lines as before: each changed by itself
            for row in range(b - a):
                yield Hunk(a + row + 1, c + row + 1, tuple(parts(old_lines[a + row], new_lines[c + row])))
        else:
            yield Hunk(a + 1, c + 1, tuple(parts("".join(old_lines[a:b]), "".join(new_lines[c:d]))))


def parts(old: str, new: str) -> Iterator[Part]:
    """`old` and `new` as runs of equal and of differing characters."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    if head:
        yield Part(old[:head], old[:head])
    yield from _middle(old[head : len(old) - tail], new[head : len(new) - tail])
    if tail:
        yield Part(old[len(old) - tail :], old[len(old) - tail :])


def _common(one: str, other: str) -> int:
    """Length of the common beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def _middle(old: str, new: str) -> Iterator[Part]:
    if not old or not new or len(old) * len(new) > _PATIENCE:
        if old or new:
            yield Part(old, new)
        return
    for _, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield Part(old[a:b], new[c:d])
