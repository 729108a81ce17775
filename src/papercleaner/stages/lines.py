"""Lines: the printed lines and column widths of each block, from the spaces and newlines the dump kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from papercleaner.config import Config
from papercleaner.language.script import is_foreign
from papercleaner.layout.calibrate import calibrate, likely_widths
from papercleaner.layout.ems import Ems, measure
from papercleaner.layout.gaps import Atoms, Sample, atoms, find_gaps
from papercleaner.layout.linefit import (
    FIRST,
    LAST,
    MIDDLE,
    SINGLE,
    Fitted,
    ends,
    fit_lines,
    fullness,
    indentation,
)
from papercleaner.layout.rows import bullet, is_list, is_table
from papercleaner.layout.widths import HIGH, LOW, UNBROKEN, candidates, fills, modes, own_columns
from papercleaner.model import Block, Page, Role
from papercleaner.printed import Line, Shape
from papercleaner.stage import Stage
from papercleaner.text import Change, Text

UNBROKEN_SHARE = 0.25
"""Share of a dump's text in stretches wider than any column from which on its spaces are no line ends."""

UNSHAPED = 5.0
"""What it costs (natural log) to call a block one line of no column at all."""

SETTLED = 1.5
"""Cost of a block's lines in its own column below which no other column is tried."""

FULL = 1.5
"""A middle line further from its column, in ems, says nothing about the column."""

WIDE_FROM = "\u2000"
"""From here on characters are Han or full-width, or marks that stand among them."""

UPPER = 0.8
"""Quantile of its full lines that a column measures."""


@dataclass(frozen=True, slots=True)
class _Dump:
    """A block as the line fit sees it."""

    block: Block
    sample: Sample
    atoms: Atoms
    widths: tuple[float, ...]
    """Of the lines the block would have if every likely gap were a line end, in ems."""


def recover_lines(page: Page, _config: Config) -> Page:
    """The page with each block's printed lines, and blocks parted where a paragraph start stood hidden inside."""
    if page.structured or any(b.zone >= 0 for b in page.blocks):
        return page
    blocks = [b for block in page.blocks for b in _rows(block)]
    ems, dumps = _measure(blocks)
    if _unbroken(dumps) or is_foreign("".join(d.sample.text for d in dumps)):
        return replace(page, blocks=tuple(_plain(d, (), ems) for d in dumps))
    own = [own_columns(d.widths) for d in dumps]
    found = {i: _fit(d, own[i], ems) for i, d in enumerate(dumps) if own[i]}
    fits = {i: lines for i, (lines, _) in found.items()}
    columns, beside = _page_columns(fits), _neighbours(len(dumps), fits)
    out: list[Block] = []
    for i, dump in enumerate(dumps):
        near = beside[i] + columns
        wanted = candidates(own[i], dump.widths, near, ems.indent)
        told = i in found and (wanted == own[i] or found[i][1] < SETTLED)
        lines = fits[i] if told else _fit(dump, wanted, ems, found[i][1] if fits.get(i) else inf)[0]
        out.extend(_paragraph(dump, group, ems) for group in _paragraphs(lines)) if lines else out.append(
            _plain(dump, near, ems)
        )
    return replace(page, blocks=tuple(out))


def _unbroken(dumps: Sequence[_Dump]) -> bool:
    """Whether the dump kept no printed lines: much of its text stands in stretches wider than any column."""
    wide = sum(w for d in dumps for w in d.atoms.widths if w > UNBROKEN)
    return wide > UNBROKEN_SHARE * sum(w for d in dumps for w in d.atoms.widths)


def _rows(block: Block) -> list[Block]:
    """The rows of a table, or the items of a list, as blocks of their own; any other block as it is."""
    text = str(block.text)
    items = is_list(text)
    if not items and not is_table(text):
        return [block]
    role, why = (Role.LIST, "lines.item") if items else (Role.TABLE, "lines.row")
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        row = block.text.part(start, start + len(line)).strip()
        start += len(line)
        if row:
            drop = [Change(0, bullet(str(row)), "", "lines.bullet")]
            found.append(replace(block, text=row.edit(drop), role=role, why=why))
    return found


def _measure(blocks: Sequence[Block]) -> tuple[Ems, list[_Dump]]:
    """The page's em widths, and its blocks measured by them."""
    stripped = [replace(b, text=b.text.strip(), index=i) for i, b in enumerate(blocks)]
    kept = [(b, Sample(str(b.text), find_gaps(str(b.text)))) for b in stripped if b.text]
    ems = calibrate([s for _, s in kept])
    return ems, [_Dump(b, s, atoms(s, ems), likely_widths(s, ems)) for b, s in kept]


def _fit(dump: _Dump, columns: Sequence[float], ems: Ems, known: float = inf) -> tuple[list[Fitted], float]:
    """The block's lines in the given columns and their cost; none where it is one line, or shows no column.

    `known` is what lines in some of the columns are known to cost: all together cannot cost more.
    """
    if not columns or not _may_be_set(dump, columns, ems):
        return [], UNSHAPED
    unbroken = UNSHAPED + sum(g.as_space for g in dump.sample.gaps)
    lines, cost = fit_lines(dump.atoms, columns, ems, min(known, unbroken))
    return (lines if cost < unbroken else []), cost


def _may_be_set(dump: _Dump, columns: Sequence[float], ems: Ems) -> bool:
    """Whether the block may be lines of one of the columns: no table, no unbroken text, not all in one line."""
    if dump.block.role in (Role.TABLE, Role.LIST) or max(dump.atoms.widths) > UNBROKEN:
        return False
    whole = sum(dump.atoms.widths) + ems.gap * len(dump.sample.gaps)
    if whole <= max(columns) + HIGH and not any(g.certain for g in dump.sample.gaps):
        return False
    return len(dump.widths) == 1 or any(fills(w, c, ems.indent) for w in dump.widths for c in columns)


def _page_columns(fits: dict[int, list[Fitted]]) -> list[float]:
    """The columns the page is set in, by their middle lines, commonest first."""
    widths = [x.width for lines in fits.values() for x in lines if x.kind == MIDDLE]
    return modes(widths, least=max(3, len(widths) // 40))


def _neighbours(size: int, fits: dict[int, list[Fitted]]) -> list[list[float]]:
    """Columns of the nearest fitted blocks before and after each of `size` blocks; one pass from either side."""
    found = [list[float]() for _ in range(size)]
    for order, end in ((range(size), -1), (reversed(range(size)), 0)):
        near: list[float] = []
        for i in order:
            found[i] += near
            near = [fits[i][end].column] if fits.get(i) else near
    return found


def _plain(dump: _Dump, near: Sequence[float], ems: Ems) -> Block:
    """A block that shows no column: one line a newline; a single line is held against its neighbours' columns."""
    text = dump.block.text
    lines, changes, start = [], [], 0
    for gap in [g for g in dump.sample.gaps if g.certain]:
        lines.append(text.part(start, gap.start))
        changes.append(Change(gap.start, gap.end, " ", "space.newline"))
        start = gap.end
    lines.append(text.part(start, len(text)))
    printed = tuple(Line(line, round(measure(str(line), ems), 2)) for line in lines)
    block = replace(dump.block, text=text.edit(changes), lines=printed)
    width = printed[0].width
    column = next((c for c in near if fills(width, c, ems.indent)), near[0] if near else None)
    if len(lines) > 1 or column is None or width > column + HIGH:
        return block
    alone = Fitted(0, 1, SINGLE, width, column, sum(dump.atoms.marks))
    return replace(
        block, lines=(replace(printed[0], column=round(column, 2)),), shape=_shape([alone], ems, str(text)[-1])
    )


def _paragraphs(lines: Sequence[Fitted]) -> list[list[Fitted]]:
    """Lines grouped in paragraphs: a new one where one line ends a paragraph and the next begins one."""
    groups: list[list[Fitted]] = [[]]
    for line in lines:
        if groups[-1] and line.kind in (FIRST, SINGLE) and groups[-1][-1].kind in (LAST, SINGLE):
            groups.append([])
        groups[-1].append(line)
    return groups


def _paragraph(dump: _Dump, lines: Sequence[Fitted], ems: Ems) -> Block:
    """One paragraph's block: wrap scars dropped, lines and shape filled in."""
    parts, block = dump.atoms, dump.block
    start, end = parts.edges[lines[0].first][0], parts.edges[lines[-1].stop - 1][1]
    whole = block.text.part(start, end)
    changes = []
    for line in lines[:-1]:
        gap = parts.gaps[line.stop - 1]
        bridge = _bridge(parts.text, gap.start, gap.end)
        changes.append(Change(gap.start - start, gap.end - start, bridge, "space.wrap"))
    printed = tuple(_line(block.text, parts, line) for line in lines)
    return replace(block, text=whole.edit(changes), lines=printed, shape=_shape(lines, ems, parts.text[end - 1]))


def _line(text: Text, parts: Atoms, line: Fitted) -> Line:
    start, end = parts.edges[line.first][0], parts.edges[line.stop - 1][1]
    return Line(text.part(start, end), round(line.width, 2), round(line.column, 2))


def _bridge(text: str, start: int, end: int) -> str:
    """What stands for a line end: a space between Latin words and their marks, nothing beside Chinese."""
    return " " if text[start - 1] < WIDE_FROM and text[end] < WIDE_FROM else ""


def _shape(lines: Sequence[Fitted], ems: Ems, mark: str) -> Shape:
    """Indent and fullness against the columns as their middle lines measure them; `mark` is the last character.

    One line that closes with a mark may end anywhere, whether it is a paragraph by itself or the last line of
    one: only where it is wider than an indented one can be does its width speak.  One that is indented and closes
    with no mark is full if it fills the rest of the column: the first line of a paragraph that was cut there.
    """
    first, last = lines[0], lines[-1]
    columns = {c: _column(lines, c) for c in dict.fromkeys(x.column for x in lines)}
    opening, closing = columns[first.column], columns[last.column]
    indent = indentation(first.width, opening, first.marks, ems.indent)
    if len(lines) == 1 and (mark in ends() or first.width < opening - ems.indent - LOW):
        indent = min(0.0, indent) if mark in ends() else 0.0
    room = closing - ems.indent if len(lines) == 1 and indent > 0 else closing
    return Shape(
        column=round(closing, 2),
        opening=round(opening, 2),
        indent=round(max(-4.0, min(4.0, indent)), 3),
        fullness=round(max(-4.0, fullness(last.width, room, last.marks)), 3),
    )


def _column(lines: Sequence[Fitted], column: float) -> float:
    """Width of a column of the paragraph as its full lines measure it: marks that may not open a line
    leave some lines short, so the upper part of them is the truer."""
    full = sorted(x.width for x in lines if x.column == column and x.kind == MIDDLE and abs(x.width - column) < FULL)
    return full[int(len(full) * UPPER)] if len(full) >= 2 else column


STAGE = Stage("lines", recover_lines, provides=frozenset({"lines"}))
