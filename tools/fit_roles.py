"""Fit the weights of the role chain on pages with a truth, and write knowledge/role_weights.toml.

    PYTHONPATH=src:tools python tools/fit_roles.py PAGES [--odd] [--epochs N] [--l2 X] [-o FILE]

A linear-chain conditional random field: maximum likelihood with an L2 penalty, by AdaGrad over the pages in
a fixed order.  Only the even-numbered pages are used unless --odd asks for all.  A feature must occur on
at least four pages.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import sqrt
from pathlib import Path
from random import Random
from typing import NamedTuple

from chain_sums import expectations
from role_eval import DUMPS, pages
from role_gold import UNWRAPPED, VARIED, gold, load

from papercleaner.grammar.evidence import Evidence
from papercleaner.grammar.parts import part, parts
from papercleaner.grammar.reading import _AS, candidates, mend_page_credit
from papercleaner.grammar.sequence import PLACE, STATES, Chain, Weights, best_path
from papercleaner.grammar.sketch import sketch
from papercleaner.model import FURNITURE, Role

Row = list[float]
Pairs = dict[tuple[int, int], float]
RATE = 0.3
"""First step of AdaGrad."""
N = len(STATES)
PAGES = 4
"""A feature must occur on at least so many pages."""
TRAIN = [*DUMPS, "raw.seed.txt" + UNWRAPPED]
REAL = ["raw.seed.txt", "raw.seed.txt" + UNWRAPPED, "raw.seed.txt" + VARIED, "raw.seed.txt" + VARIED + UNWRAPPED] * 2
TRAIN += [d + VARIED for d in DUMPS[:3]] + ["raw.seed.txt" + VARIED + UNWRAPPED]


class Example(NamedTuple):
    features: list[list[str]]
    states: list[tuple[int, ...]]
    gold: list[tuple[int, ...]]
    inner: list[bool]
    texts: list[str]
    page: str


def example(folder: Path, dump: str) -> Example | None:
    page, units = load(folder, dump)
    blocks = [part(b, *p) for b in page.blocks for p in parts(b)]
    sketches = [sketch(b) for b in blocks]
    sketches = mend_page_credit(sketches)
    evidence = Evidence(sketches)
    inside = [i for i, s in enumerate(sketches) if not s.furniture]
    found = Example([], [], [], [], [], folder.name)
    before = -1
    for i in inside:
        own = (PLACE[Role.BODY],) if evidence.plain(i) else candidates(sketches[i])
        unit = gold(str(blocks[i].text), units)
        allowed = own
        if unit is not None:
            role = _AS.get(unit.role, unit.role)
            if role in FURNITURE and role not in (Role.SECTION, Role.ADVERTISEMENT):
                role = Role.SECTION
            place = PLACE.get(role)
            if place in own:
                allowed = (place,)
        found.states.append(own)
        found.gold.append(allowed)
        found.inner.append(len(found.inner) > 0 and evidence.together(before, i))
        found.texts.append(str(blocks[i].text))
        before = i
        found.features.append([] if len(own) == 1 else evidence.features(i))
    return found if inside else None


class Trainer:
    """Maximum likelihood with a ridge by AdaGrad (Duchi et al. 2011), one page at a time."""

    def __init__(self, examples: list[Example], l2: float) -> None:
        seen = Counter(f for f, _ in {(x, e.page) for e in examples for row in e.features for x in row})
        self.features = {f: [0.0] * N for f, n in sorted(seen.items()) if n >= PAGES}
        self.squares = {f: [1e-2] * N for f in self.features}
        self.steps = {parted: [[0.0] * N for _ in range(N + 1)] for parted in (False, True)}
        self.step_squares = {parted: [[1e-2] * N for _ in range(N + 1)] for parted in (False, True)}
        self.l2, self.size = l2, len(examples)
        self.weights = Weights(self.features, self.steps[False], self.steps[True])  # type: ignore[arg-type]

    def learn(self, e: Example) -> float:
        """One step on one page; the loss before it."""
        scores = [self.weights.score(f, s) if f else (0.0,) * len(s) for f, s in zip(e.features, e.states, strict=True)]
        narrow = [
            tuple(x for s, x in zip(own, row, strict=True) if s in g)
            for own, row, g in zip(e.states, scores, e.gold, strict=True)
        ]
        inner = tuple(e.inner)
        unary, pairs, whole = expectations(Chain(tuple(e.states), tuple(scores), inner), self.weights)
        right, right_pairs, part = expectations(Chain(tuple(e.gold), tuple(narrow), inner), self.weights)
        slopes = self._feature_slopes(e, unary, right)
        self._move_steps(step_slopes(pairs, right_pairs, e.inner))
        self._move_features(slopes)
        return whole - part

    def _feature_slopes(self, e: Example, unary: list[Row], right: list[Row]) -> dict[str, list[float]]:
        slopes: dict[str, list[float]] = defaultdict(lambda: [0.0] * N)
        for k, own in enumerate(e.states):
            if len(own) == 1:
                continue
            delta = dict.fromkeys(own, 0.0)
            for s, p in zip(own, unary[k], strict=True):
                delta[s] -= p
            for s, p in zip(e.gold[k], right[k], strict=True):
                delta[s] += p
            if max(map(abs, delta.values())) < 1e-3:
                continue
            for name in e.features[k]:
                if name in self.features:
                    for s, d in delta.items():
                        slopes[name][s] += d
        return slopes

    def _move_features(self, slopes: dict[str, list[float]]) -> None:
        for name, row in slopes.items():
            target, square = self.features[name], self.squares[name]
            for s, g in enumerate(row):
                if g or target[s]:
                    self._move(target, square, s, g - 4 * self.l2 * target[s] / self.size)

    def _move_steps(self, slopes: dict[tuple[bool, int, int], float]) -> None:
        for (parted, a, b), slope in slopes.items():
            target, square = self.steps[parted][a], self.step_squares[parted][a]
            self._move(target, square, b, slope - self.l2 * target[b] / self.size)

    @staticmethod
    def _move(target: list[float], square: list[float], at: int, pull: float) -> None:
        square[at] += pull * pull
        target[at] += RATE * pull / sqrt(square[at])

    def snapshot(self) -> Weights:
        """The weights as they stand."""
        rows = {f: tuple(row) for f, row in self.features.items()}
        return Weights(rows, _frozen(self.steps[False]), _frozen(self.steps[True]))


def step_slopes(pairs: list[Pairs], right: list[Pairs], inner: Sequence[bool]) -> dict[tuple[bool, int, int], float]:
    """Expected minus true steps between states, by whether they stand inside one dump block."""
    slopes: dict[tuple[bool, int, int], float] = defaultdict(float)
    for found, true, parted in zip(pairs, right, inner, strict=True):
        if len(found) == 1:
            continue
        for (x, y), p in found.items():
            slopes[parted, x, y] -= p
        for (x, y), p in true.items():
            slopes[parted, x, y] += p
    return slopes


def fit(examples: list[Example], epochs: int, l2: float, quiet: bool = False) -> Weights:
    """The weights, averaged over the later half of the epochs."""
    trainer, random = Trainer(examples, l2), Random(7)
    shuffled, kept = list(examples), list[Weights]()
    for epoch in range(epochs):
        random.shuffle(shuffled)
        loss = sum(trainer.learn(e) for e in shuffled)
        if not quiet:
            print(f"epoch {epoch} loss {loss / len(examples):.3f}", flush=True)
        if epoch >= epochs // 2:
            kept.append(trainer.snapshot())
    return mean_of(kept)


def _frozen(rows: list[list[float]]) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(row) for row in rows)


def mean_of(many: list[Weights]) -> Weights:
    """The mean of the weights of the later epochs: steadier than the last."""

    def rows(squares: list[tuple[tuple[float, ...], ...]]) -> tuple[tuple[float, ...], ...]:
        return tuple(tuple(sum(x) / len(x) for x in zip(*same, strict=True)) for same in zip(*squares, strict=True))

    features = {f: rows([(w.features[f],) for w in many])[0] for f in many[0].features}
    return Weights(features, rows([w.order for w in many]), rows([w.inner for w in many]))


def held_out(folders: list[Path], options: argparse.Namespace) -> None:
    """Accuracy of each fifth of the pages under weights fitted on the other four."""
    found = {f: [(d, e) for d in TRAIN if (f / d.split(":")[0]).exists() and (e := example(f, d))] for f in folders}
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    for fold in range(5):
        rest = [e for k, f in enumerate(folders) if k % 5 != fold for _, e in found[f]]
        weights = fit(rest, options.epochs, options.l2, quiet=True)
        for dump, e in [x for k, f in enumerate(folders) if k % 5 == fold for x in found[f]]:
            scores = [weights.score(f, s) if f else (0.0,) * len(s) for f, s in zip(e.features, e.states, strict=True)]
            path = best_path(Chain(tuple(e.states), tuple(scores), tuple(e.inner)), weights)
            for state, own, allowed, text in zip(path, e.states, e.gold, e.texts, strict=True):
                if options.errors and len(allowed) == 1 and state != allowed[0]:
                    print(f"{dump} {STATES[allowed[0]].value}>{STATES[state].value} | {text[:60]}")
                if len(own) > 1 and len(allowed) == 1:
                    total[dump] += 1
                    right[dump] += state == allowed[0]
                    wrong[STATES[allowed[0]].value, STATES[state].value] += state != allowed[0]
    for dump in TRAIN:
        print(f"{dump:32} {right[dump] / max(1, total[dump]):.4f} of {total[dump]}")
    print(f"{'ALL':32} {sum(right.values()) / sum(total.values()):.4f}")
    print(", ".join(f"{a}>{b} {n}" for (a, b), n in wrong.most_common(16)))


def write(weights: Weights, path: Path, note: str) -> None:
    names = [r.value for r in STATES]
    out = [
        "# Weights of the role chain, in natural log-odds: what each feature and each order is worth for a role.",
        f"# {note}",
        "# Written by tools/fit_roles.py: do not edit by hand.  Licence: Apache-2.0.",
        "",
        "[order]",
    ]

    def cells(row: Sequence[float]) -> str:
        return "{" + ", ".join(f"{n}={x:.2f}" for n, x in zip(names, row, strict=True) if abs(x) >= 0.05) + "}"

    out += [f"{a} = {cells(row)}" for a, row in zip([*names, "start"], weights.order, strict=True)]
    out += ["", "[inner]"]
    out += [f"{a} = {cells(row)}" for a, row in zip([*names, "start"], weights.inner, strict=True)]
    out += ["", "[features]"]
    out += [f'"{f}" = {cells(row)}' for f, row in weights.features.items()]
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--odd", action="store_true", help="fit on all pages")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--l2", type=float, default=1.0)
    parser.add_argument("--real", type=Path, help="a folder of one real page, fitted on too")
    parser.add_argument("--cv", action="store_true", help="only print figures of held-out pages")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("-o", "--output", type=Path, default=Path("src/papercleaner/knowledge/role_weights.toml"))
    options = parser.parse_args()
    folders = pages(options.pages, "" if options.odd else "even")
    if options.cv:
        held_out(folders, options)
        return
    found = [example(f, d) for f in folders for d in TRAIN if (f / d.split(":")[0]).exists()]
    examples = [e for e in found if e]
    if options.real:
        real = [example(options.real, d) for d in REAL]
        examples += [e for e in real if e]
    weights = fit(examples, options.epochs, options.l2)
    real_page = ", and one real page" if options.real else ""
    data = f"{len(folders)} pages, {len(examples)} dumps"
    note = f"Fitted on {data}, L2 {options.l2}, {options.epochs} epochs{real_page}."
    write(weights, options.output, note)


if __name__ == "__main__":
    main()
