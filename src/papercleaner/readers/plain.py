"""Plain text dumps: blocks between blank lines, or one block a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from papercleaner.model import Block, Page, Source
from papercleaner.readers.mojibake import mended
from papercleaner.text import Span, Text

_LINE = re.compile(r"\S[^\n\f]*")
"""A line from its first visible character on; blank lines are never looked at one by one."""

LONGEST_PRINTED_LINE = 40.0
"""Ems.  Newspaper columns hold 10 to 30; only a line that is a whole paragraph is longer."""

_UNIFORM = 0.15
"""Lines that all lie so near (relative) to the widest were wrapped at one width by a printer."""


_CLOSING = '。！？”」』）…；：.!?")'
_CLOSED = 0.12
"""Least share of long lines that end in a closing mark, if lines are paragraphs: on newspaper dumps .19 to .6
(engines lose marks), but .06 where an engine ran the lines of neighbouring columns together."""


def read(source: Source) -> Page:
    """The page of a dump: one Block for each block of text, its characters verbatim, newlines kept.

    Blank lines and form feeds part blocks.  Where lines are far longer than a printed line can be, and
    not of one width, each line is a block of its own.  What was decoded wrongly is put right first.
    """
    whole = mended(Text.of(source.text))
    groups = list(_groups(whole.value))
    if _lines_are_blocks(whole.value, groups):
        spans: Iterable[Span] = (line for group in groups for line in group)
    else:
        spans = ((group[0][0], group[-1][1]) for group in groups)
    blocks = tuple(Block(text=whole.part(start, end), index=index) for index, (start, end) in enumerate(spans))
    return Page(source=source, blocks=blocks)


def _groups(text: str) -> Iterator[list[Span]]:
    """Runs of lines with no blank line and no form feed between them, each line with its indent."""
    group: list[Span] = []
    last = 0
    for match in _LINE.finditer(text):
        first = match.start()
        gap = text[last:first]
        if group and (gap.count("\n") > 1 or "\f" in gap):
            yield group
            group = []
        start = last + max(gap.rfind("\n"), gap.rfind("\f")) + 1
        last = match.end()
        group.append((start, last))
    if group:
        yield group


def _lines_are_blocks(text: str, groups: list[list[Span]]) -> bool:
    """Whether single newlines part blocks: most text stands in lines no column can hold, of many widths."""
    lines = [text[start:end].rstrip() for group in groups if len(group) > 1 for start, end in group]
    widths = [_ems(line) for line in lines]
    long = sorted(w for w in widths if w > LONGEST_PRINTED_LINE)
    if sum(long) < sum(widths) / 2 or not long:
        return False
    closed = sum(line[-1] in _CLOSING for line, w in zip(lines, widths, strict=True) if w > LONGEST_PRINTED_LINE)
    if closed < _CLOSED * len(long):
        return False
    typical = long[len(long) * 9 // 10]
    near = sum(abs(w - typical) <= _UNIFORM * typical for w in long)
    return len(long) < 4 or near < 0.75 * len(long)


def _ems(line: str) -> float:
    """Width of a line, ASCII counting half; rough, but at the speed of C."""
    stripped = line.strip()
    return len(stripped) - len(stripped.encode("ascii", "ignore")) / 2
