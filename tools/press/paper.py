"""A whole page: rectangles for its articles, advertisements and furniture, filled from the stories."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from random import Random

from press import plain, small
from press.breaks import width
from press.briefs import brief, habit
from press.compose import Copy, compose, halved, traditional
from press.corpus import Story
from press.heads import STYLES
from press.setting import grid, lay
from press.sheet import Piece, Printed, Rect, Sheet, Style, Zone


def style(random: Random, broad: bool = False) -> Style:
    """The habits of one paper, drawn anew for each page; a broad one has long articles and no small items."""
    odds = {
        "byline": random.uniform(0.2, 0.9), "photo": random.uniform(0.1, 0.9),
        "quote": random.choice([0, 0, 0.1, 0.3]), "credit": random.uniform(0.0, 0.7),
        "jump_to": random.choice([0, 0.1, 0.25]), "headless": random.choice([0, 0, 0.05, 0.12]),
        "jump_from": random.choice([0, 0, 0.1]), "kicker": random.uniform(0.0, 0.8),
        "subtitle": random.uniform(0.05, 0.8), "headed": random.uniform(0.1, 0.9),
        "brief": random.choice([0, 0, 0.2, 0.5, 0.9]), "box": random.choice([0, 0.1, 0.3]),
        "ad": random.uniform(0, 0.8),
    }  # fmt: skip
    if broad:
        odds |= {
            "brief": 0, "box": 0, "kicker": random.uniform(0.1, 0.6), "subtitle": random.uniform(0.1, 0.6),
            "headed": random.uniform(0.4, 1.0),
        }  # fmt: skip
    return Style(
        pitch=random.uniform(1.25, 1.7), gutter=random.uniform(1.2, 2.4), squeeze=random.choice([0.0, 0.3, 0.5, 0.5]),
        digit=random.uniform(0.48, 0.62), title=random.uniform(1.8, 3.6), kicker=random.uniform(1.1, 1.7),
        subtitle=random.uniform(1.1, 1.7), heading=random.choice([1.0, 1.0, 1.15, 1.3]),
        caption=random.choice([0.85, 0.9, 1.0]), centred=random.random() < 0.7,
        byline_place=random.choice(["head", "head", "head", "column", "foot"]),
        headings=random.choice(STYLES), odds=odds, halved=random.random() < 0.75, traditional=random.random() < 0.12,
    )  # fmt: skip


class Maker:
    """Fills sheets from stories; each story is used at most once on a page."""

    def __init__(self, stories: list[Story], broad: bool = False) -> None:
        self.broad = broad
        together = [Story(a.title, a.paragraphs + b.paragraphs) for a, b in pairwise(stories[::4])]
        self.stories = sorted([*stories, *together], key=lambda s: s.size)
        self.sizes = [s.size for s in self.stories]
        self.titled = [s for s in stories if s.title or s.size < 300]

    def sheet(self, random: Random) -> Sheet:
        """One page, or now and then a text that is none."""
        sheet = Sheet(style(random, self.broad))
        upright = random.random() < 0.08
        if upright:
            sheet.style.traditional = random.random() < 0.8
        if random.random() < 0.12 and not self.broad:
            return self._plain(random, sheet)
        wide, tall = random.uniform(56, 118), random.uniform(66, 135)
        top = self._edges(random, sheet, wide, tall)
        columns = max(2, int(wide / random.uniform(12, 24)))
        used: set[int] = set()
        target = random.uniform(1200, 3200) if self.broad else random.uniform(500, 2400)
        for k, rect in enumerate(_cut(random, Rect(0, top, wide, tall - top), target, wide / columns)):
            if random.random() < sheet.style.odds["brief"]:
                self._briefs(random, sheet, rect, 100 * k)
            else:
                self._fill(random, sheet, rect, used, 100 * k)
        if upright:
            turn(sheet)
        return sheet

    def _plain(self, random: Random, sheet: Sheet) -> Sheet:
        """One text in one column, without furniture."""
        s = sheet.style
        copy = Copy(body=plain.pieces(random, self.stories))
        for piece in copy.body:
            piece.text = halved(piece.text) if s.halved else piece.text
        if copy.body[0].kind == "title":
            copy.heads = [copy.body.pop(0)]
        wide = random.uniform(14, 34)
        lay(random, sheet, grid(Rect(0, 0, wide, 400.0), 1, 0.0), copy, 0)
        sheet.pieces, sheet.articles = _kept(copy), 1
        return sheet

    def _story(self, random: Random, size: float, used: set[int]) -> int:
        """The index of an unused story of about this size."""
        at = bisect_left(self.sizes, size * random.uniform(0.85, 1.05))
        near = [k for k in range(max(0, at - 60), min(len(self.sizes), at + 20)) if k not in used]
        return random.choice(near) if near else random.randrange(len(self.sizes))

    def _fill(self, random: Random, sheet: Sheet, rect: Rect, used: set[int], order: int) -> None:
        """Articles in a rectangle, one under the other, until it is full."""
        s = sheet.style
        while rect.h > 9 and rect.w > 7:
            if rect.h < 16 and random.random() < s.odds["ad"]:
                _advertise(random, sheet, rect, order)
                return
            count = max(1, min(5, round(rect.w / random.uniform(10.5, 25))))
            g = grid(rect, count, s.gutter)
            index = self._story(random, 0.72 * g.column * count * rect.h / s.pitch, used)
            used.add(index)
            if random.random() < s.odds["box"]:
                rect = _box(random, sheet, rect, order)
            copy = compose(random, self.stories[index], sheet.articles, s, self.stories)
            self._spell(copy, s)
            need = (self.stories[index].size * 1.12 + 30) * s.pitch / (g.column * count) + 3 + sum(
                1.3 * p.size * (1 + width(p.text) * p.size // rect.w) for p in copy.heads
            ) + 13 * len(copy.captions) / count  # fmt: skip
            box = Rect(rect.x, rect.y, rect.w, min(rect.h, need))
            foot = lay(random, sheet, grid(box, count, s.gutter), copy, order)
            sheet.pieces += _kept(copy)
            sheet.articles += 1
            foot = max(foot, *(z.box.foot for z in sheet.zones if z.article == sheet.articles - 1))
            rect = Rect(rect.x, foot + 1.2, rect.w, rect.foot - foot - 1.2)
            order += 1

    def _briefs(self, random: Random, sheet: Sheet, rect: Rect, order: int) -> None:
        """Small items in a rectangle, column by column, perhaps under a rubric."""
        own, count = habit(random), max(1, round(rect.w / random.uniform(11, 20)))
        wide = (rect.w - (count - 1) * 1.6) / count
        for k in range(count):
            stripe = Rect(rect.x + k * (wide + 1.6), rect.y, wide, rect.h)
            while stripe.h > 9:
                if random.random() < (0.5 if stripe.y == rect.y and k == 0 else 0.04):
                    stripe = _box(random, sheet, stripe, order)
                copy = brief(random, self.titled, sheet.articles, own)
                self._spell(copy, sheet.style)
                foot = lay(random, sheet, grid(stripe, 1, 0.0), copy, order)
                sheet.pieces += _kept(copy)
                sheet.articles += 1
                foot = max(foot, *(z.box.foot for z in sheet.zones if z.article == sheet.articles - 1))
                stripe = Rect(stripe.x, foot + 1.2, stripe.w, stripe.foot - foot - 1.2)
                order += 1

    def _spell(self, copy: Copy, s: Style) -> None:
        """Digits and characters as the paper has them."""
        for piece in _kept(copy):
            piece.text = halved(piece.text) if s.halved else piece.text
            piece.text = traditional(piece.text) if s.traditional else piece.text
            piece.verse = tuple(traditional(x) if s.traditional else x for x in piece.verse)

    def _edges(self, random: Random, sheet: Sheet, wide: float, tall: float) -> float:
        """Furniture at the head and foot; where the articles begin."""
        items = small.furniture(random, old=random.random() < 0.3)
        random.shuffle(items)
        x, y = 0.0, 0.0
        for kind, text in items:
            size = random.choice([1.0, 1.0, 1.6, 2.2]) if kind in ("page_number", "section", "paper") else 1.0
            if kind == "footer":
                _put(sheet, Piece(kind, text), (0.0, tall + 1.5), 9999)
                continue
            _put(sheet, Piece(kind, text, size=size), (x, y), -1)
            x += random.uniform(0.25, 0.5) * wide
            if x > 0.75 * wide:
                x, y = 0.0, y + 2.4
        return y + 4.5


def _put(sheet: Sheet, piece: Piece, at: tuple[float, float], order: int) -> None:
    """Furniture: lines that belong to no article."""
    (x, y), size, texts = at, piece.size, piece.text.split("\n")
    zone = Zone("furniture", -1, (order, x + y / 1000))
    for k, text in enumerate(texts):
        box = Rect(x, y + 1.4 * k * size, width(text) * size, size)
        zone.lines.append(Printed(text, box, piece, k == 0, k == len(texts) - 1))
    sheet.zones.append(zone)
    sheet.pieces.append(piece)


def _advertise(random: Random, sheet: Sheet, rect: Rect, order: int) -> None:
    texts = small.advertisement(random)
    size = min(1.4, rect.w / max(map(width, texts)))
    _put(sheet, Piece("ad", "\n".join(texts), size=size), (rect.x + 1, rect.y + 1.5), order)


def _box(random: Random, sheet: Sheet, rect: Rect, order: int) -> Rect:
    """The rubric of a box above an article."""
    _put(sheet, Piece("section", small.pick(random, "boxes"), size=1.2), (rect.x, rect.y + 0.5), order)
    sheet.zones[-1].rank = (order, -2)
    return Rect(rect.x, rect.y + 2.6, rect.w, rect.h - 2.6)


def _kept(copy: Copy) -> list[Piece]:
    own = [copy.jump_from, *copy.heads, copy.byline, *copy.body, *copy.captions, copy.quote, *copy.tail]
    return [p for p in own if p is not None and p.text]


def _cut(random: Random, rect: Rect, target: float, column: float) -> list[Rect]:
    """The rectangle cut by straight lines until the parts hold about `target` characters."""
    area = rect.w * rect.h / 1.6
    if area < target * random.uniform(0.8, 2.2) or (rect.w < 2.2 * column and rect.h < 30):
        return [rect]
    across = rect.h / 1.2 > rect.w * random.uniform(0.6, 1.6)
    if (across or rect.w < 2.2 * column) and rect.h > 24:
        at = rect.h * random.uniform(0.3, 0.7)
        first, second = Rect(rect.x, rect.y, rect.w, at - 1), Rect(rect.x, rect.y + at + 1, rect.w, rect.h - at - 1)
    elif rect.w >= 2 * column:
        at = column * random.randint(1, max(1, int(rect.w / column) - 1))
        first, second = Rect(rect.x, rect.y, at - 1, rect.h), Rect(rect.x + at + 1, rect.y, rect.w - at - 1, rect.h)
    else:
        return [rect]
    return [*_cut(random, first, target, column), *_cut(random, second, target, column)]


def turn(sheet: Sheet) -> None:
    """The page set vertically: what ran from left to right runs from top to bottom, lines follow to the left."""
    sheet.vertical = True
    for zone in sheet.zones:
        for line in zone.lines:
            x, y, wide, tall = line.box
            line.box = Rect(-y - tall, x, tall, wide)
