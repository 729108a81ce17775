"""Boxes: pages whose lines were measured are put in reading order, under their headlines, before anything else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from papercleaner.config import Config
from papercleaner.grammar.forms import read_form
from papercleaner.grammar.names import count_names
from papercleaner.grammar.patterns import fold
from papercleaner.layout.boxes.claims import claim, in_order, span
from papercleaner.layout.boxes.gutters import without_gutters
from papercleaner.layout.boxes.items import WIDE, Item, is_vertical, items, page_em, whole_rows
from papercleaner.layout.boxes.paragraphs import Edges, column_edges, paragraphs
from papercleaner.layout.boxes.stacks import Stack, beside, columns, heads, hole
from papercleaner.model import FURNITURE, Block, Line, Page, Role, Shape
from papercleaner.stage import Stage
from papercleaner.text import Text, insertion, join

SIGNATURE = 16
"""Characters: a small head no longer than that may be a name."""
MEASURED = 0.9
"""Least share of a sheet's characters in lines with boxes, if boxes are to order it."""
_NO_HEAD = FURNITURE | {Role.JUMP, Role.CREDIT}
CAPTION, HOLE, SMALLER = 5, 4.3, 0.945
"""Lines, ems above it, and size of a caption against running text."""
TOP, NAME = 0.06, 8
"""Share of the page that its running heads stand in, and how many characters such a name has at most."""


def lay_out(page: Page, _config: Config) -> Page:
    """The page with each sheet's lines in paragraphs, in reading order, headlines told by size."""
    if page.structured or not page.sheets:
        return page
    blocks: list[Block] = []
    zones = 0
    for number in range(len(page.sheets)):
        own = [b for b in page.blocks if b.sheet == number]
        lines = [x for b in own for x in b.lines]
        boxed = sum(len(x.text) for x in lines if x.box)
        if not boxed or boxed < MEASURED * sum(len(x.text) for x in lines):
            blocks += own
            continue
        made, zones = _sheet(lines, zones)
        blocks += [replace(b, sheet=number) for b in made]
    return replace(page, blocks=tuple(replace(b, index=i) for i, b in enumerate(blocks)))


def _sheet(lines: Sequence[Line], zones: int) -> tuple[list[Block], int]:
    found = items(lines)
    em = page_em(found)
    found = without_gutters(whole_rows(found, em) if is_vertical(lines) else found, em)
    furniture = _furniture(found)
    groups = heads([x for x in found if id(x) not in furniture], em)
    titled = {id(x) for g in groups for s in g for x in s.items}
    body = columns([x for x in found if id(x) not in titled and id(x) not in furniture], em)
    sides = column_edges([x for s in body for x in s.items], em)
    edges = (min(x.left for x in found), max(x.right for x in found))
    spans = [span(g, found, edges) for g in groups]
    claimed: dict[int, list[Stack]] = {k: [] for k in range(-1, len(groups))}
    for stack in body:
        claimed[claim(stack, groups, spans)].append(stack)
    out = [_single([x]) for x in found if id(x) in furniture]
    out += [b for s in in_order(claimed[-1]) for b in _text(s, em, zones, sides)]
    bounds = [Stack(tuple(x for s in g for x in s.items)) for g in groups]
    place = {id(b): k for k, b in enumerate(bounds)}
    for bound in in_order(bounds):
        k = place[id(bound)]
        zone = zones + k + 1
        out += _heads(groups[k], zone) if claimed[k] else [replace(_single(s.items), zone=zone) for s in groups[k]]
        captions = [s for s in claimed[k] if _is_caption(s, found, em)]
        out += [b for s in in_order([s for s in claimed[k] if s not in captions]) for b in _text(s, em, zone, sides)]
        out += [replace(_caption(s, em), zone=zone) for s in in_order(captions)]
    unboxed = [x for x in lines if x.box is None]
    return out + [Block(x.text, lines=(x,)) for x in unboxed], zones + len(groups) + 1


def _is_furniture(text: str) -> bool:
    form = read_form(fold(text))
    return form is not None and form.sure and (form.role in _NO_HEAD or form.why == "role.page-credit")


def _furniture(found: Sequence[Item]) -> set[int]:
    """The items (by identity) whose form says furniture, and short names in one row with it at the page's top."""
    known = [x for x in found if _is_furniture(str(x.text))]
    top, bottom = min(x.top for x in found), max(x.bottom for x in found)
    high = [x for x in known if x.top < top + TOP * (bottom - top)]
    names = [x for x in found if len(x.text) <= NAME and any(beside(x, h) > 0.3 for h in high)]
    return {id(x) for x in (*known, *names)}


def _heads(group: Sequence[Stack], zone: int) -> Iterable[Block]:
    """The largest is the headline, what stands above it a kicker, below a subtitle."""
    ordered = sorted(group, key=lambda s: s.top)
    main = max(range(len(ordered)), key=lambda k: ordered[k].em)
    for k, stack in enumerate(ordered):
        role = Role.HEADLINE if k == main else Role.KICKER if k < main else Role.SUBTITLE
        if k != main and _is_signature(str(join([x.text for x in stack.items]))):
            yield replace(_single(stack.items), zone=zone)
            continue
        yield replace(_single(stack.items), role=role, why=f"boxes.{role.value}", zone=zone)


def _is_caption(stack: Stack, found: Sequence[Item], em: float) -> bool:
    """A few lines under a picture: far below what stands above them, and set smaller or signed by a photographer."""
    if len(stack.items) > CAPTION or hole(stack, found) < HOLE * em:
        return False
    form = read_form(fold("".join(str(x.text) for x in stack.items)))
    sizes = [x.em for x in stack.items if len(x.text) > 5]
    small = bool(sizes) and median(sizes) < SMALLER * em
    return small or (form is not None and form.role is Role.CAPTION)


def _caption(stack: Stack, em: float) -> Block:
    lines = tuple(_measured(x, em, Shape()) for x in stack.items)
    text = _joined([x.text for x in stack.items], wrapped=True)
    return Block(text, Role.CAPTION, lines, why="boxes.caption")


def _is_signature(text: str) -> bool:
    form = read_form(fold(text))
    return len(text) <= SIGNATURE and (count_names(text) > 0 or (form is not None and form.role is Role.BYLINE))


def _text(stack: Stack, em: float, zone: int, sides: dict[int, Edges]) -> Iterable[Block]:
    for rows, shape in paragraphs(stack, em, sides):
        lines = tuple(_measured(x, em, shape) for x in rows)
        yield Block(_joined([x.text for x in rows], wrapped=True), lines=lines, shape=shape, zone=zone)


def _measured(item: Item, em: float, shape: Shape) -> Line:
    return replace(item.line, text=item.text, width=round(item.width / em, 2), column=shape.column, em=item.em)


def _single(found: Sequence[Item]) -> Block:
    lines = tuple(replace(x.line, text=x.text, width=round(x.width / x.em, 2)) for x in found)
    return Block(_joined([x.text for x in found], wrapped=False), lines=lines)


def _joined(texts: Sequence[Text], wrapped: bool) -> Text:
    """Lines as one text: halves of a headline parted by a space, Latin words too, Chinese by nothing."""
    out = [texts[0]]
    for left, right in pairwise(texts):
        latin = str(left)[-1] < WIDE and str(right)[0] < WIDE
        if latin or not wrapped:
            out.append(insertion(" ", left.pieces[-1].end, "join.latin-space" if latin else "boxes.rows"))
        out.append(right)
    return join(out)


STAGE = Stage("boxes", lay_out, provides=frozenset({"boxes"}))
