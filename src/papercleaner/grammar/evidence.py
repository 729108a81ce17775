"""The evidence for a block's role: named features of its form, its place and its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from papercleaner.grammar.heads import Heads
from papercleaner.grammar.marks import edge_marks, inner_marks, run_on, size_marks, word_marks
from papercleaner.grammar.measured import setting_marks
from papercleaner.grammar.overview import (
    Bigrams,
    Spans,
    Widths,
    bigrams,
    links_of,
    one_column,
    part_sizes,
    places_of,
    runs_of,
    widest_column,
)
from papercleaner.grammar.parts import STACK
from papercleaner.grammar.patterns import pattern
from papercleaner.grammar.sketch import SHORT, STOP, Sketch, neighbours
from papercleaner.model import Role

MANY = 5
"""Parts: a block of so many short lines is rather verse than heads."""
ROWS = 0.6
"""Part of the page's blocks that are single lines of one block of the dump: such a page shows no blocks."""


class Evidence:
    """All features of a page's blocks; built once a page, asked block by block."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        self.blocks = sketches
        self.before, self.after = neighbours(sketches)
        none = bigrams("")
        self.own = [bigrams(s.text) for s in sketches]
        self.grams = [grams if s.running else none for s, grams in zip(sketches, self.own, strict=True)]
        self.page = frozenset(chain.from_iterable(self.grams))
        self.runs = runs_of(sketches)
        self.sizes = part_sizes(sketches)
        self.widest = widest_column(sketches)
        self.places = places_of(self.grams)
        self.links = links_of(self.places)
        self.widths = Widths(sketches)
        single = sum(s.lines == 1 and n > STACK for s, (n, _) in zip(sketches, self.sizes, strict=True))
        self.loose_lines = single > ROWS * len(sketches)
        self.plain_page = one_column(sketches)
        self.spans = Spans(sketches)
        self.heads = Heads(sketches, self.runs, self.places)

    def together(self, i: int, k: int) -> bool:
        """Whether blocks `i` and `k` are parts of one block of the dump."""
        return self.blocks[i].index == self.blocks[k].index >= 0

    def plain(self, i: int) -> bool:
        """Whether block `i` is running text set in several lines of the same column as the text beside it."""
        one = self.blocks[i]
        if one.lines < 4 or one.form is not None or one.column is None or not one.running:
            return False
        near = self._column(i)
        return near is not None and abs(near - one.column) < 1.2

    def features(self, i: int) -> list[str]:
        """The names of what is true of block `i`."""
        one = self.blocks[i]
        found = ["any", *size_marks(one), *edge_marks(one), *inner_marks(one), *self._measure(i)]
        found += [*self._previous(i), *self._next(i), *self._place(i)]
        if one.size <= SHORT:
            found += [*word_marks(one), *self._shared(i), *self._run(i), *self._sides(i), *self._span(i)]
            found += [*self.heads.worded(i), *self.heads.told_in(i, self._ahead(i)), *self.heads.carried(i)]
            share = self.widths.share(one)
            mode = 0 if share < 0.02 else 1 if share < 0.06 else 2 if share < 0.15 else 3
            found.append(f"mode:{mode}")
            if self.loose_lines:
                found.append(f"rows:mode:{mode}")
        if one.setting:
            found += setting_marks(one.setting, one.short)
        if one.pictured:
            found.append("gap")
        if self.heads.again(i):
            found.append("again")
        if self.loose_lines:
            found.append("rows")
        if self.plain_page:
            found.append("page:plain")
        if one.form:
            found.append(f"form:{one.form.why}")
        return found + self._seams(i)

    def _seams(self, i: int) -> list[str]:
        """Whether the words run on into the block, out of it, or past it."""
        found = []
        k, m = self.before[i], self.after[i]
        own = self.blocks[i].text
        if k is not None and not self.blocks[k].furniture:
            found.append(f"seam:before:{run_on(self.blocks[k].text, own)}")
        if m is not None:
            found.append(f"seam:after:{run_on(own, self.blocks[m].text)}")
            if k is not None and self.blocks[k].running and self.blocks[m].running:
                found.append(f"seam:past:{run_on(self.blocks[k].text, self.blocks[m].text)}")
        return found

    def _measure(self, i: int) -> list[str]:
        """The widest line against the column, its own or its neighbours'."""
        one = self.blocks[i]
        column = one.column if one.lines > 1 else self._column(i)
        found = ["w:beyond"] if self.widest and one.width > 1.25 * self.widest else []
        if column is None:
            return [*found, "w:?"]
        over = one.width - column
        if one.lines == 1:
            if over > 1.3:
                found.append("w:wide" if one.width < 1.5 * column else "w:wider")
            elif over > -0.9:
                found.append("w:exact" if abs(over) < 0.35 else "w:full")
            elif over > -2.9:
                found.append("w:indented")
            else:
                found.append("w:narrow" if one.width > column / 2 else "w:half")
        else:
            near = self._column(i)
            if near is not None:
                found.append("c:same" if abs(near - column) < 1.2 else "c:wide" if column > near else "c:narrow")
        if one.indent:
            found.append("in+" if one.indent > 1 else "in-" if one.indent < -1 else "in0")
        if one.fullness:
            found.append(f"e:{one.end}:{'full' if one.fullness > 0 else 'short'}")
        return found

    def _column(self, i: int) -> float | None:
        """The column of the nearest running text beside block `i`."""
        blocks = self.blocks
        for step in (1, -1):
            k = i + step
            while 0 <= k < len(blocks) and abs(k - i) <= 4:
                if blocks[k].running and blocks[k].column is not None:
                    return blocks[k].column
                k += step
        return self.blocks[i].column

    def _previous(self, i: int) -> list[str]:
        k = self.before[i]
        if k is None:
            return ["pv:none"]
        one = self.blocks[k]
        if one.form and one.form.sure:
            return [f"pv:{one.form.role.value}"]
        if not one.running:
            return ["pv:name"] if one.names else ["pv:short"]
        if one.end == STOP:
            return ["pv:closed"]
        return ["pv:open-full" if one.fullness > 0 else "pv:open-short", f"pv:{one.end}"]

    def _next(self, i: int) -> list[str]:
        k = self.after[i]
        if k is None:
            return ["nx:none"]
        one = self.blocks[k]
        if one.form and one.form.sure:
            lone = one.form.role is Role.CAPTION and one.size <= 24
            return [f"nx:{'photo' if lone else one.form.role.value}"]
        if not one.running:
            return ["nx:greeting"] if one.greeting else ["nx:name"] if one.names else ["nx:short"]
        if one.dateline:
            return ["nx:dateline"]
        start = "nx:in" if one.indent > 0.5 else "nx:un" if one.indent < -0.5 else "nx:run"
        previous = self.before[i]
        bridged = start == "nx:un" and previous is not None and self.blocks[previous].open_end
        return [start, "bridge"] if bridged and self.blocks[previous or 0].running else [start]

    def _place(self, i: int) -> list[str]:
        found = []
        if i < 6:
            found.append("at:top")
        if i >= len(self.blocks) - 3:
            found.append("at:foot")
        beside = [self.blocks[k].furniture for k in (i - 1, i + 1) if 0 <= k < len(self.blocks)]
        if any(beside):
            found.append("by:furniture")
        return found

    def _shared(self, i: int) -> list[str]:
        """Share of the block's character pairs that the running text after it, and the page, use too.

        Shares count up to a quarter only: more is no better evidence of a headline.
        """
        own, ahead = self.own[i], self._ahead(i)
        if not own or not ahead:
            return ["sh:?"]
        near = self._told(own, ahead) / len(own)
        page = len(self.page.intersection(own)) / len(own)
        return [f"sh:{min(2, int(near * 8))}", f"sp:{min(2, int(page * 8))}"]

    def _ahead(self, i: int) -> tuple[int, ...]:
        """The next three blocks of running text, if they stand near."""
        return tuple(k for k in range(i + 1, min(len(self.grams), i + 9)) if self.grams[k])[:3]

    def _told(self, grams: Bigrams, blocks: tuple[int, ...]) -> int:
        """How many of the character pairs any of the blocks uses."""
        return len(set(chain.from_iterable([filter(self.grams[k].__contains__, grams) for k in blocks])))

    def _common(self, back: tuple[int, ...], ahead: tuple[int, ...]) -> int:
        """How much of its subject the text before shares with the text after, in five steps."""
        common = sum([self.links.get((a, b), 0.0) for a in back for b in ahead])
        size = min(sum([len(self.grams[k]) for k in side]) for side in (back, ahead))
        return min(4, int(80 * common / size))

    def _span(self, i: int) -> list[str]:
        """How much text stands before the block's run of heads and after it, and usually on the page."""
        spans = self.spans
        back, ahead = spans.step(spans.back[i]), spans.step(spans.ahead[i])
        return [f"span:back:{back}", f"span:ahead:{ahead}", f"span:usual:{spans.usual}"]

    def _sides(self, i: int) -> list[str]:
        """What stands on both sides: words in common, column widths, pairs of characters across the edges."""
        found = []
        back = tuple(k for k in range(max(0, i - 8), i) if self.grams[k])[-3:]
        ahead = self._ahead(i)
        if back and ahead:
            found.append(f"coh:{self._common(back, ahead)}")
            own = self.own[i]
            found.append(f"shb:{min(2, int(8 * self._told(own, back) / max(1, len(own))))}")
            columns = self.blocks[back[-1]].column, self.blocks[ahead[0]].column
            if columns[0] is not None and columns[1] is not None:
                found.append("col:same" if abs(columns[0] - columns[1]) < 1.2 else "col:change")
        for k, name in ((self.before[i], "pair:before"), (self.after[i], "pair:after")):
            if k is not None:
                a, b = (k, i) if k < i else (i, k)
                pair = self.blocks[a].text[-1:] + self.blocks[b].text[:1]
                if pair in self.page:
                    found.append(name)
        lines, place = self.sizes[i]
        if lines > 1:
            where = "first" if place == 0 else "last" if place == lines - 1 else "mid"
            found.append(f"part:{min(lines, 3) if lines < MANY else MANY}:{where}")
        return found

    def _run(self, i: int) -> list[str]:
        """Place among the short blocks that stand together, and whether it is the longest of them."""
        run = self.runs[i]
        if len(run) < 2:
            return ["run:alone"]
        loose = [len(pattern("head", "function").findall(self.blocks[k].text)) for k in run]
        place = run.index(i)
        where = "first" if place == 0 else "last" if place == len(run) - 1 else "middle"
        sizes = [self.blocks[k].size for k in run]
        rank = (
            "longest"
            if self.blocks[i].size == max(sizes)
            else "shortest"
            if self.blocks[i].size == min(sizes)
            else "mid"
        )
        found = [f"run:{where}", f"run:{rank}", f"run:{min(4, len(run))}:{min(place, 3)}"]
        for k, name in ((place - 1, "up"), (place + 1, "down")):
            if 0 <= k < len(run):
                ratio = sizes[place] / max(1, sizes[k])
                found.append(f"rel:{name}:{'longer' if ratio > 1.35 else 'shorter' if ratio < 0.74 else 'alike'}")
                terse = "more" if loose[place] < loose[k] else "less" if loose[place] > loose[k] else "same"
                found.append(f"terse:{name}:{terse}")
        return found
