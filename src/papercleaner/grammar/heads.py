"""The evidence of heads: their wording, what they are about, what runs on into them, what is printed twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from math import floor

from papercleaner.grammar.overview import Places, bigrams, nearest
from papercleaner.grammar.patterns import has
from papercleaner.grammar.sketch import SHORT, STOP, Sketch
from papercleaner.grammar.style import wording
from papercleaner.language.ngrams import edges, meeting, starts

AGAIN, LONGEST = 12, 140
"""Characters: a sentence printed a second time, set apart, has so many."""
LINE = 26
"""Characters: what is longer is no line of a head."""
SAME = 0.85
"""Part of its pairs of characters that a text printed again has in common with where it was taken from."""
_MARKS = ("numbered", "bullet", "dash")


class Heads:
    """What tells heads from pieces of running text, and from one another; built once a page."""

    def __init__(self, sketches: Sequence[Sketch], runs: Sequence[list[int]], places: Places) -> None:
        self.blocks, self.runs, self.places = sketches, runs, places
        self.open = [i for i, s in enumerate(sketches) if s.open_end and (s.running or s.lines > 1)]
        self.loose = [i for i, s in enumerate(sketches) if s.indent <= 0 and (s.running or s.lines > 1)]
        self.edges = [edges(s.text) for s in sketches]
        self.marked = {kind: _marked(sketches, kind) for kind in _MARKS}

    def again(self, i: int) -> bool:
        """Whether one other text of the page has nearly all of its words, and it is more than a line of a head."""
        one = self.blocks[i]
        if not AGAIN <= one.size <= LONGEST:
            return False
        if one.end != STOP and one.lines < 2 and one.size <= LINE:
            return False
        told = one.text.split("——", maxsplit=1)[0]
        own = bigrams(told if len(told) > AGAIN // 2 else one.text)
        count = Counter(chain.from_iterable([self.places.get(gram, ()) for gram in own]))
        del count[i]
        return bool(count) and max(count.values()) >= SAME * len(own)

    def worded(self, i: int) -> list[str]:
        """How far the words are a headline's, by themselves and against the heads beside it."""
        one = self.blocks[i]
        own = wording(one.text)
        found = [f"tc:{_step(own.clause)}", f"tp:{_step(own.piece)}", f"begins:{_step(starts(one.text) / 2)}"]
        run = self.runs[i]
        if len(run) > 1:
            place = run.index(i)
            rivals = [wording(self.blocks[k].text).clause for k in run if abs(run.index(k) - place) <= 2 and k != i]
            found.append("tc:best" if own.clause > max(rivals) else "tc:beaten")
            for k, name in ((place - 1, "up"), (place + 1, "down")):
                if 0 <= k < len(run):
                    lead = own.clause - wording(self.blocks[run[k]].text).clause
                    found.append(f"tc:{name}:{max(-2, min(2, round(lead / 1.5)))}")
        found += [f"peer:{kind}" for kind in _MARKS if self._peer(i, kind)]
        return found

    def told_in(self, i: int, ahead: Sequence[int]) -> list[str]:
        """Which running text tells of the same: the next, the last, one further off; and how much of it."""
        own = bigrams(self.blocks[i].text)
        scores: dict[int, float] = {}
        for gram in own:
            users = self.places.get(gram, ())
            share = 1.0 / len(users) if users else 0.0
            for k in users:
                scores[k] = scores.get(k, 0.0) + share
        if not scores:
            return ["told:none"]
        best = max(scores, key=lambda k: (scores[k], -abs(k - i)))
        where = "ahead" if best in ahead else "back" if i - 6 <= best < i else "far"
        return [f"told:{where}:{min(2, int(4 * scores[best] / len(own)))}"]

    def carried(self, i: int) -> list[str]:
        """Whether some text near by that breaks off runs on into the block, or the block into another."""
        first, last = self.edges[i]
        into = [meeting(self.edges[k][1], first) for k in nearest(self.open, i)]
        on = [meeting(last, self.edges[k][0]) for k in nearest(self.loose, i)]
        return [f"into:{_flowing(into)}", f"on:{_flowing(on)}"]

    def _peer(self, i: int, kind: str) -> bool:
        """Whether another short block opens with a mark of the same kind."""
        marked = self.marked[kind]
        return i in marked and len(marked) > 1


def _marked(sketches: Sequence[Sketch], kind: str) -> frozenset[int]:
    """The short blocks that open with a mark of a kind."""
    return frozenset(i for i, s in enumerate(sketches) if s.size <= SHORT and has("head", kind, s.text))


def _step(score: float) -> int:
    """Log-odds in whole steps, from -4 to 3."""
    return max(-4, min(3, floor(score)))


def _flowing(seams: Sequence[float]) -> int:
    """How well the best of the seams reads, in steps from -1 to 4."""
    return max(-1, min(4, round(max(seams) / 1.5))) if seams else -1
