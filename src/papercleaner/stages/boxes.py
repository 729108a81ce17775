"""Boxes: pages whose lines were measured are put in reading order, under their headlines, before anything else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from papercleaner.config import Config
from papercleaner.grammar.forms import read_form
from papercleaner.grammar.names import count_names
from papercleaner.grammar.patterns import fold, has
from papercleaner.layout.boxes.bands import bands
from papercleaner.layout.boxes.captions import captions, small_lines, with_tails
from papercleaner.layout.boxes.claims import claim, in_order, spans
from papercleaner.layout.boxes.ground import Ground, ground
from papercleaner.layout.boxes.items import WIDE, Item, is_vertical, items, page_em, whole_rows
from papercleaner.layout.boxes.noise import noise
from papercleaner.layout.boxes.paragraphs import Part, paragraphs
from papercleaner.layout.boxes.parting import without_gutters
from papercleaner.layout.boxes.pieces import whole_lines
from papercleaner.layout.boxes.stacks import Stack, columns, heads, overlap, upright, with_company
from papercleaner.model import FURNITURE, Block, Page, Role
from papercleaner.printed import UNKNOWN, Line, Shape
from papercleaner.stage import Stage
from papercleaner.text import Text, insertion, join

SIGNATURE = 16
"""Characters: a small head no longer than that may be a name."""
NAMES = 1.2
"""Size in ems of running text that names above an article do not reach."""
NOTICE = 2.0
"""Lines of a notice stand no further apart, in ems of their own."""
DASHES = "—一-–―"
"""What a subtitle may begin with and a name does not."""
MEASURED = 0.9
"""Least share of a sheet's characters in lines with boxes, if boxes are to order it."""
_NO_HEAD = FURNITURE | {Role.JUMP, Role.CREDIT}
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
        doubtful = noise(lines)
        aside = {id(x) for x in doubtful}
        made, zones = _sheet([x for x in lines if id(x) not in aside], zones)
        made += [Block(x.text, Role.NOISE, (x,), why="boxes.noise") for x in doubtful]
        blocks += [replace(b, sheet=number) for b in made]
    return replace(page, blocks=tuple(replace(b, index=i) for i, b in enumerate(blocks)))


def _sheet(lines: Sequence[Line], zones: int) -> tuple[list[Block], int]:
    found = items(lines)
    em = page_em(found)
    turned = is_vertical(lines)
    found = whole_rows(found, em) if turned else found
    furniture = _furniture(found)
    printed = [x for x in found if id(x) not in furniture]
    groups = with_company(heads(printed, em), printed, em)
    titled = {id(x) for g in groups for s in g for x in s.items}
    set_by = [x for x in found if id(x) in titled or id(x) in furniture]
    whole = small_lines(found, em)
    text = [x for x in found if id(x) not in titled and id(x) not in furniture]
    text = [*without_gutters([x for x in text if id(x) not in whole], em), *(x for x in text if id(x) in whole)]
    text = whole_lines(text, em)
    found = [*set_by, *text]
    body = columns(text, em)
    base = ground(found, [x for s in body for x in s.items], em)
    reach = spans(groups, found, turned)
    claimed: dict[int, list[Stack]] = {k: [] for k in range(-1, len(groups))}
    for stack in body:
        claimed[claim(stack, groups, reach)].append(stack)
    out = [_single([x], base) for x in found if id(x) in furniture]
    out += _article(claimed[-1], base, zones)
    bounds = [Stack(tuple(x for s in g for x in s.items)) for g in groups]
    place = {id(b): k for k, b in enumerate(bounds)}
    idle = [s for k, g in enumerate(groups) if not claimed[k] for s in g]
    idle += [Stack((x,)) for x in found if id(x) in furniture]
    for bound in in_order(bounds):
        k = place[id(bound)]
        zone = zones + k + 1
        out += _heads(groups[k], zone, base) if claimed[k] else _unclaiming(groups[k], zone, idle, base)
        out += _article(claimed[k], base, zone)
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
    foot = max((x.bottom for x in high), default=top)
    names = [x for x in found if len(x.text) <= NAME and x.level < foot]
    return {id(x) for x in (*known, *names)}


def _unclaiming(group: Sequence[Stack], zone: int, idle: Sequence[Stack], base: Ground) -> Iterable[Block]:
    """Large type without text: several lines of it are a notice, one may be a headline that lost its text."""
    size = max(s.em for s in group)
    near = [s for s in idle if any(overlap(s, o) > 0.3 and _gap(s, o) < NOTICE * size for o in group)]
    notice = sum(len(s.items) for s in near) > 1 and not any(upright(s) for s in near)
    for stack in group:
        block = replace(_single(stack.items, base), zone=zone)
        yield replace(block, role=Role.ADVERTISEMENT, why="boxes.notice") if notice else block


def _gap(a: Stack, b: Stack) -> float:
    return max(a.top, b.top) - min(a.bottom, b.bottom)


def _heads(group: Sequence[Stack], zone: int, base: Ground) -> Iterable[Block]:
    """The largest is the headline, what stands above it a kicker, below a subtitle."""
    ordered = sorted(group, key=lambda s: s.top)
    main = max(range(len(ordered)), key=lambda k: ordered[k].em)
    for k, stack in enumerate(ordered):
        role = Role.HEADLINE if k == main else Role.KICKER if k < main else Role.SUBTITLE
        if k != main and stack.em < NAMES * base.em and _is_signature(str(join([x.text for x in stack.items]))):
            yield replace(_single(stack.items, base), zone=zone)
            continue
        yield replace(_single(stack.items, base), role=role, why=f"boxes.{role.value}", zone=zone)


def _article(stacks: Sequence[Stack], base: Ground, zone: int) -> list[Block]:
    """What one headline claims: running text in reading order, then the captions."""
    em, sides = base.em, base.sides
    pictured: list[Stack] = []
    text: list[Stack] = []
    for stack in with_tails(stacks, em):
        above, below = captions(paragraphs(stack, em, sides), base.found, em, _caption_form)
        if above:
            pictured.append(Stack(above))
        if below:
            text.append(Stack(below))
    ordered = [s for band in bands(text, em) for s in in_order(band)]
    out = [b for s in ordered for b in _text(paragraphs(s, em, sides), base, zone)]
    return out + [replace(_caption(s, base), zone=zone) for s in in_order(pictured)]


def _caption_form(text: str) -> tuple[bool, bool]:
    folded = fold(text)
    form = read_form(folded)
    told = form is not None and form.role is Role.CAPTION
    return told, told and any(has("caption", end, folded) for end in ("credit", "source", "lone"))


def _caption(stack: Stack, base: Ground) -> Block:
    lines = tuple(_measured(x, base.em, UNKNOWN) for x in stack.items)
    text = _joined([x.text for x in stack.items], wrapped=True)
    return Block(text, Role.CAPTION, lines, why="boxes.caption", setting=base.setting(stack.items))


def _is_signature(text: str) -> bool:
    form = read_form(fold(text))
    return (
        len(text) <= SIGNATURE
        and text[:1] not in DASHES
        and (count_names(text) > 0 or (form is not None and form.role is Role.BYLINE))
    )


def _text(parts: Sequence[Part], base: Ground, zone: int) -> Iterable[Block]:
    for rows, shape, inset in parts:
        lines = tuple(_measured(x, base.em, shape) for x in rows)
        text = _joined([x.text for x in rows], wrapped=True)
        yield Block(text, lines=lines, shape=shape, zone=zone, setting=base.setting(rows, inset))


def _measured(item: Item, em: float, shape: Shape) -> Line:
    return replace(item.line, text=item.text, width=round(item.width / em, 2), column=shape.column, em=item.em)


def _single(found: Sequence[Item], base: Ground) -> Block:
    lines = tuple(replace(x.line, text=x.text, width=round(x.width / x.em, 2), em=x.em) for x in found)
    return Block(_joined([x.text for x in found], wrapped=False), lines=lines, setting=base.setting(found))


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
