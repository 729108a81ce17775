"""The dumps of a sheet: the orders in which engines give its blocks, and the styles in which they print them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from random import Random

from press.noise import Noise, garbage, garble, spoil, spread
from press.sheet import Printed, Sheet, Zone

HEADS = frozenset({"kicker", "title", "subtitle"})


def in_flow(sheet: Sheet) -> list[Zone]:
    """Article by article, each column by column."""
    return sorted(sheet.zones, key=lambda z: z.rank)


def by_columns(sheet: Sheet) -> list[Zone]:
    """Column by column over the whole page, whatever belongs together."""
    lefts: list[float] = []
    for left in sorted(z.box.x for z in sheet.zones):
        if not lefts or left - lefts[-1] > 3.5:
            lefts.append(left)
    return sorted(sheet.zones, key=lambda z: (sum(x <= z.box.x + 0.01 for x in lefts), z.box.y))


def top_down(sheet: Sheet) -> list[Zone]:
    """Band by band from the top, each from left to right."""
    tops: list[float] = []
    for top in sorted(z.box.y for z in sheet.zones):
        if not tops or top - tops[-1] > 1.5:
            tops.append(top)
    return sorted(sheet.zones, key=lambda z: (sum(y <= z.box.y + 0.01 for y in tops), z.box.x))


def cut(zones: list[Zone]) -> list[Zone]:
    """By the widest gap that parts them, again and again."""
    if len(zones) < 2:
        return zones
    best: tuple[float, list[Zone], list[Zone]] | None = None
    for axis, weight in ((1, 1.6), (0, 1.0)):
        ordered = sorted(zones, key=lambda z: z.box[axis])
        reach = ordered[0].box[axis] + ordered[0].box[axis + 2]
        for k, zone in enumerate(ordered[1:], 1):
            gap = (zone.box[axis] - reach) * weight
            if gap > 0.15 and (best is None or gap > best[0]):
                best = gap, ordered[:k], ordered[k:]
            reach = max(reach, zone.box[axis] + zone.box[axis + 2])
    if best is None:
        return sorted(zones, key=lambda z: (z.box.y, z.box.x))
    return cut(best[1]) + cut(best[2])


def blocks(random: Random, zones: Iterable[Zone], n: Noise, spoiled: dict[int, str]) -> list[list[Printed]]:
    """A block a paragraph or part of one, some merged with the next or split."""
    found: list[list[Printed]] = []
    for zone in zones:
        fresh = True
        for _, group in groupby(zone.lines, key=lambda x: id(x.piece)):
            own = list(group)
            running = own[0].piece.kind == "paragraph"
            if not fresh and running and random.random() < n.merge:
                found[-1] += own
            elif len(own) > 3 and random.random() < n.split:
                at = random.randrange(1, len(own) - 1)
                found += [own[:at], own[at:]]
            elif len(own) > 1 and not running and random.random() < 0.12:
                found += [[line] for line in own]
            else:
                found.append(own)
            fresh = False
            if running and own[-1].last and len(own) > 1 and len(own[-1].text) <= 5 and random.random() < n.tail_drop:
                found[-1] = [x for x in found[-1] if x is not own[-1]]
    found = [piece for b in found for piece in _fragments(random, b, n)]
    return [b for b in found if any(spoiled[id(x)] for x in b)]


def _fragments(random: Random, block: list[Printed], n: Noise) -> list[list[Printed]]:
    """A block, or the pieces that an engine broke it in: a few lines each."""
    if len(block) < 3 or random.random() > 3 * n.fragments:
        return [block]
    at = sorted(random.sample(range(1, len(block)), min(len(block) - 1, random.choice([1, 1, 2, 3]))))
    return [block[a:b] for a, b in zip([0, *at], [*at, len(block)], strict=True)]


def read_lines(random: Random, sheet: Sheet, n: Noise) -> dict[int, str]:
    """What was read of each printed line."""
    found = {}
    for zone in sheet.zones:
        broken = random.random() < n.garble * (1.0 if zone.kind == "title" else 0.3)
        for line in zone.lines:
            text = spread(random, line.text, n) if line.piece.kind in HEADS else line.text
            garbled = broken and zone.kind in HEADS
            found[id(line)] = garble(random, text, n) if garbled else spoil(random, text, n, not line.last)
    return found


def wrapped(random: Random, found: list[list[Printed]], spoiled: dict[int, str], n: Noise) -> str:
    """The seed's style: lines joined by a space, a blank line between blocks."""
    out = []
    for block in found:
        glue = "" if block[0].piece.kind in HEADS and random.random() < 0.5 else " "
        text = glue.join(filter(None, (spoiled[id(x)] for x in block)))
        pictured = n.pictures and (block[0].piece.kind == "caption" or random.random() < 0.01)
        out.append(("\n\n" if pictured else "") + text)
        if n.tesseract and random.random() < 0.06:
            out.append(garbage(random))
    return "\n\n".join(out) + "\n"


def geometric(random: Random, sheet: Sheet, n: Noise, spoiled: dict[int, str]) -> str:
    """Blocks by geometry alone, a printed line a line; now and then a line runs on across a gutter.

    Such geometry makes one block of a page set vertically.
    """
    if sheet.vertical:
        return in_rows(random, sheet, n, spoiled)
    lines = sorted((x for z in sheet.zones for x in z.lines), key=lambda x: (x.box.y, x.box.x))
    groups: list[list[Printed]] = []
    sticky, loose = random.uniform(0.0, 0.8), random.random() < 0.6
    for line in lines:
        for group in reversed(groups[-24:] if random.random() > n.fragments else []):
            last = group[-1].box
            near = 0 <= line.box.y - last.y <= 2.0 * max(last.h, line.box.h) and 0.7 < line.box.h / last.h < 1.4
            shift = line.box.x - last.x
            beside = abs(shift) < 1.2 or (-2.5 < shift < 2.5 and random.random() < sticky)
            common = min(line.box.right, last.right) - max(line.box.x, last.x)
            beside = beside or (loose and common > 0.7 * min(line.box.w, last.w))
            if near and beside and common > 0:
                group.append(line)
                break
        else:
            groups.append([line])
    texts = ["\n".join(filter(None, (spoiled[id(x)] for x in g))) for g in groups]
    return "\n\n".join(filter(None, _merged(random, texts, n))) + "\n"


def _merged(random: Random, texts: list[str], n: Noise) -> list[str]:
    """Some lines of neighbouring blocks as one line."""
    for k in range(len(texts) - 1):
        if random.random() < n.gutter and "\n" in texts[k] and "\n" in texts[k + 1]:
            own, other = texts[k].split("\n"), texts[k + 1].split("\n")
            row = random.randrange(min(len(own), len(other)))
            own[row] += other[row]
            texts[k], texts[k + 1] = "\n".join(own), "\n".join(other[:row] + other[row + 1 :])
    return texts


def in_rows(random: Random, sheet: Sheet, n: Noise, spoiled: dict[int, str]) -> str:
    """The engine's own order: row by row across the columns; some rows run on across a gutter."""
    way = -1 if sheet.vertical and random.random() < 0.5 else 1
    lines = sorted((x for z in sheet.zones for x in z.lines), key=lambda x: (round(x.box.y / 0.7), way * x.box.x))
    out: list[str] = []
    for line in lines:
        text = spoiled[id(line)]
        if out and text and random.random() < n.gutter * 0.7 and line.piece.kind == "paragraph":
            out[-1] += text
        elif text:
            out.append(text)
    return "\n".join(out) + "\n"
