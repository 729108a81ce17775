"""Setting an article in a rectangle: heads, pictures and pull quotes stand in the columns' way, text flows round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from press.breaks import Breaker, width
from press.compose import Copy
from press.sheet import Piece, Printed, Rect, Sheet, Zone


@dataclass
class Grid:
    """The columns of a rectangle and what stands in them."""

    rect: Rect
    count: int
    column: float
    gutter: float
    taken: list[list[tuple[float, float]]]

    def left(self, k: int) -> float:
        return self.rect.x + k * (self.column + self.gutter)

    def span(self, a: int, b: int) -> float:
        """Width from column a to column b (excluded)."""
        return (b - a) * self.column + (b - a - 1) * self.gutter

    def take(self, a: int, b: int, top: float, foot: float) -> None:
        for k in range(a, b):
            self.taken[k].append((top, foot))

    def free(self, k: int) -> list[tuple[float, float]]:
        """The free stretches of column k from the top."""
        top, found = self.rect.y, []
        for a, b in sorted(self.taken[k]):
            if a - top > 2:
                found.append((top, a))
            top = max(top, b)
        if self.rect.foot - top > 2:
            found.append((top, self.rect.foot))
        return found


def grid(rect: Rect, count: int, gutter: float) -> Grid:
    column = float(int((rect.w - (count - 1) * gutter) / count))
    return Grid(rect, count, column, gutter, [[] for _ in range(count)])


def lay(random: Random, sheet: Sheet, g: Grid, copy: Copy, order: int) -> float:
    """Sets the article; how far down it reaches."""
    _lay_heads(random, sheet, g, copy, order)
    for piece in copy.captions:
        _lay_picture(random, sheet, g, piece, order)
    if copy.quote:
        _lay_quote(random, sheet, g, copy.quote, order)
    return _flow(random, sheet, g, copy, order)


def _stack(sheet: Sheet, pieces: list[Piece], box: Rect, centred: bool, rank: tuple[int, float]) -> float:
    """Pieces under one another in a box, each a zone; where the last ends."""
    y = box.y + 0.4
    for piece in pieces:
        breaker = Breaker(piece.text, 0.0, sheet.style.digit)
        room = max(box.w / piece.size, 2.0)
        total = width(piece.text, sheet.style.digit)
        rows = -(-total // room)
        room = max(room * 0.6, total / rows + 0.6) if rows > 1 else room
        zone = Zone(piece.kind, piece.article, (rank[0], rank[1] + y / 1000))
        while not breaker.done:
            text, wide = breaker.line(room)
            shift = (box.w - wide * piece.size) / 2 if centred else 0.0
            line = Rect(box.x + max(0.0, shift), y, wide * piece.size, piece.size)
            zone.lines.append(Printed(text, line, piece))
            y += piece.size * 1.25
        zone.lines[0].first = zone.lines[-1].last = True
        piece.printed = piece.text
        sheet.zones.append(zone)
        y += 0.3
    return y + 0.3


def _lay_heads(random: Random, sheet: Sheet, g: Grid, copy: Copy, order: int) -> None:
    own = list(copy.heads)
    if copy.jump_from:
        own.append(copy.jump_from) if random.random() < 0.8 else own.insert(0, copy.jump_from)
    if copy.byline and sheet.style.byline_place == "head" and not copy.signed:
        own.append(copy.byline)
    if not own:
        return
    a, b, top, centred = 0, g.count, g.rect.y, sheet.style.centred
    kind = random.random()
    if g.count >= 3 and kind < 0.1:
        a = random.randint(0, g.count - 2)
        b = random.randint(a + 2, g.count)
    elif g.count >= 2 and kind < 0.17:
        a, b = 0, 1
    elif g.rect.h > 20 and kind < 0.21:
        top += random.uniform(0.2, 0.5) * g.rect.h
    foot = _stack(sheet, own, Rect(g.left(a), top, g.span(a, b), 0), centred, (order, -1))
    g.take(a, b, top - 0.2, foot)


def _room(g: Grid, a: int, b: int, tall: float, random: Random) -> float | None:
    """A place of some height in columns a to b; None if there is none."""
    tops = [max((f for t, f in g.taken[k]), default=g.rect.y) for k in range(a, b)]
    low, high = max(tops), g.rect.foot - tall
    if high < low:
        return None
    return random.choice([low, high, random.uniform(low, high)])


def _lay_picture(random: Random, sheet: Sheet, g: Grid, piece: Piece, order: int) -> None:
    span = random.choice([1, 1, 2, 2, 3])
    a = random.randint(0, max(0, g.count - span))
    b = min(g.count, a + span)
    image = random.uniform(6, 14)
    wide = g.span(a, b)
    rows = -(-width(piece.text) * piece.size // wide)
    top = _room(g, a, b, image + rows * 1.3 + 1.4, random)
    if top is None:
        piece.text = ""
        return
    foot = _stack(sheet, [piece], Rect(g.left(a), top + image, wide, 0), random.random() < 0.2, (order, a))
    sheet.zones[-1].rank = (order, a + (top + image) / 1000)
    g.take(a, b, top, foot)


def _lay_quote(random: Random, sheet: Sheet, g: Grid, piece: Piece, order: int) -> None:
    a = random.randrange(g.count)
    rows = -(-width(piece.text) * piece.size // g.column)
    top = _room(g, a, a + 1, rows * piece.size * 1.3 + 2, random)
    if top is None:
        piece.text = ""
        return
    foot = _stack(sheet, [piece], Rect(g.left(a), top + 0.6, g.column, 0), False, (order, a))
    sheet.zones[-1].rank = (order, a + top / 1000)
    g.take(a, a + 1, top, foot + 0.6)


class _Flow:
    """The free stretches of all columns, line by line."""

    def __init__(self, sheet: Sheet, g: Grid, order: int, article: int) -> None:
        self.sheet, self.g, self.order, self.article = sheet, g, order, article
        self.places = self._places()
        self.zone: Zone | None = None
        self.foot = g.rect.y
        self.next = next(self.places, None)

    def _places(self) -> Iterator[tuple[int, float, float]]:
        pitch = self.sheet.style.pitch
        for k in range(self.g.count):
            for top, foot in self.g.free(k):
                rows = int((foot - top) / pitch)
                for row in range(rows):
                    yield (k, top + row * pitch, 1.0 if row == 0 else 0.0)

    def put(self, text: str, wide: float, piece: Piece, shift: float) -> Printed:
        """One line in the next place; a new zone where a stretch begins."""
        assert self.next
        column, y, fresh = self.next
        if fresh or self.zone is None:
            self.zone = Zone("text", self.article, (self.order, column + y / 1000))
            self.sheet.zones.append(self.zone)
        line = Printed(text, Rect(self.g.left(column) + shift, y, wide, 1.0), piece)
        self.zone.lines.append(line)
        self.foot = max(self.foot, y + self.sheet.style.pitch)
        self.next = next(self.places, None)
        return line


def _flow(random: Random, sheet: Sheet, g: Grid, copy: Copy, order: int) -> float:
    if not copy.body and not copy.tail:
        return g.rect.y
    article = (copy.body or copy.tail)[0].article
    flow = _Flow(sheet, g, order, article)
    pieces = list(copy.body)
    if copy.byline and (copy.signed or sheet.style.byline_place != "head"):
        foot = copy.signed or sheet.style.byline_place == "foot"
        pieces.insert(len(pieces) if foot else 0, copy.byline)
    centred = random.random() < 0.6
    for piece in [*pieces, *copy.tail]:
        if flow.next is None:
            break
        _set(flow, piece, centred)
    for piece in [*pieces, *copy.tail]:
        piece.text = piece.printed
    while copy.body and (not copy.body[-1].text or copy.body[-1].kind == "heading"):
        dropped = copy.body.pop()
        dropped.kind = "paragraph" if dropped.text else dropped.kind
        if dropped.text:
            copy.body.append(dropped)
            break
    return flow.foot


def _set(flow: _Flow, piece: Piece, centred: bool) -> None:
    """One piece line by line, as long as there is room."""
    breaker = Breaker(piece.text, flow.sheet.style.squeeze, flow.sheet.style.digit)
    if piece.verse:
        return _set_verse(flow, piece)
    column, first, line = flow.g.column, True, None
    running = piece.kind == "paragraph"
    while not breaker.done and flow.next is not None:
        indent = 2.0 if first and running else 0.0
        text, wide = breaker.line((column - indent) / (1 if running else piece.size))
        wide *= 1 if running else piece.size
        if piece.kind in ("credit", "jump_to"):
            indent = max(0.0, column - wide)
        elif not running:
            indent = max(0.0, (column - wide) / 2) if centred else 0.0
        line = flow.put(text, wide, piece, indent)
        line.first, first = first, False
        piece.printed += text
    if line is not None and breaker.done:
        line.last = True


def _set_verse(flow: _Flow, piece: Piece) -> None:
    """The lines of a stanza as they are."""
    for k, text in enumerate(piece.verse):
        if flow.next is None:
            return
        line = flow.put(text, width(text, flow.sheet.style.digit), piece, 2.0)
        line.first, line.last = k == 0, k == len(piece.verse) - 1
        piece.printed += text
