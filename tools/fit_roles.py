"""Fit the weights of the role chain on pages with a truth, and write knowledge/role_weights.toml.

    PYTHONPATH=src:tools python tools/fit_roles.py PAGES --made MADE ... [--real PAGE] [--l2 X] [-o FILE]

PAGES holds pages read by engines, of which only those with even numbers are used; MADE holds pages made by
tools/make_pages.py.  A linear-chain conditional random field: maximum likelihood with an L2 penalty, by L-BFGS.
With --figures nothing is written: weights fitted on a part are judged on pages that were held out.  Needs numpy
and scipy.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from chain_batch import Array, Batch
from role_eval import DUMPS, pages
from role_examples import Example, examples
from role_gold import UNWRAPPED, VARIED
from scipy.optimize import minimize

from papercleaner.grammar.sequence import STATES, Chain, Weights, best_path

N = len(STATES)
PAGES = 8
"""A feature must occur on at least so many pages."""
TRAIN = [*DUMPS, "raw.seed.txt" + UNWRAPPED, *(d + VARIED for d in DUMPS[:3])]
REAL = ["raw.seed.txt", "raw.seed.txt" + UNWRAPPED, "raw.seed.txt" + VARIED, "raw.seed.txt" + VARIED + UNWRAPPED] * 2
MADE = [*(d for d in DUMPS if d != "raw.topdown.txt"), "raw.seed.txt" + UNWRAPPED]
READ_SHARE = 8.0
"""What a page read by an engine counts against a made one: there are few, but they are what is read."""
REAL_SHARE = 10.0
"""What the one real page counts."""
STEP_EASE = 0.25
"""Part of the penalty that steps between states bear."""


def fit(found: Sequence[Example], l2: float, start: Weights | None = None, rounds: int = 400) -> Weights:
    """The weights of greatest likelihood less penalty; the search begins at `start`, which only saves time."""
    seen = Counter(f for f, _ in {(x, e.page) for e in found for row in e.features for x in row})
    names = {f: k for k, f in enumerate(sorted(f for f, n in seen.items() if n >= PAGES))}
    batch = Batch(found, names, [_share(e) for e in found])
    size = len(names) * N

    def loss(flat: Array) -> tuple[float, Array]:
        features, steps = flat[:size].reshape(-1, N), flat[size:].reshape(2, N + 1, N)
        gain, slope, steps_slope = batch.likelihood(features, steps)
        penalty = l2 / 2 * (float((features**2).sum()) + STEP_EASE * float((steps**2).sum()))
        down = np.concatenate([(l2 * features - slope).ravel(), (l2 * STEP_EASE * steps - steps_slope).ravel()])
        return penalty - gain, down

    search = {"maxiter": rounds, "maxcor": 12, "ftol": 1e-6}
    best = minimize(loss, _flat(start, names), jac=True, method="L-BFGS-B", options=search)
    rows, steps = best.x[:size].reshape(-1, N), best.x[size:].reshape(2, N + 1, N)
    print(f"{len(found)} dumps, {len(names)} features, {best.nit} rounds, loss {best.fun:.1f}", flush=True)
    return Weights({f: _row(rows[k]) for f, k in names.items()}, _square(steps[0]), _square(steps[1]))


def _flat(start: Weights | None, names: dict[str, int]) -> Array:
    """Weights as the search has them; all 0 without any."""
    size = len(names) * N
    flat = np.zeros(size + 2 * (N + 1) * N)
    if start is not None:
        none = (0.0,) * N
        flat[:size] = np.array([start.features.get(f, none) for f in names]).ravel()
        flat[size:] = np.array([start.order, start.inner]).ravel()
    return flat


def _share(e: Example) -> float:
    if e.page == "seed":
        return REAL_SHARE
    return 1.0 if e.page[1:].isdigit() and e.page[0] == "s" else READ_SHARE


def _row(values: Array) -> tuple[float, ...]:
    return tuple(round(float(x), 3) for x in values)


def _square(values: Array) -> tuple[tuple[float, ...], ...]:
    return tuple(_row(row) for row in values)


def judge(name: str, weighed: Iterable[tuple[Weights, Example]], show: bool) -> None:
    """Share of right blocks by dump, among those that could be several things; and F1 of the roles that matter."""
    right, total, pairs = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    for weights, e in weighed:
        scores = [weights.score(f, s) if f else (0.0,) * len(s) for f, s in zip(e.features, e.states, strict=True)]
        path = best_path(Chain(tuple(e.states), tuple(scores), tuple(e.inner)), weights)
        for state, own, allowed, text in zip(path, e.states, e.gold, e.texts, strict=True):
            if len(allowed) > 1:
                continue
            true, told = STATES[allowed[0]].value, STATES[state].value
            pairs[true, told] += 1
            total[e.dump] += len(own) > 1
            right[e.dump] += len(own) > 1 and true == told
            if show and true != told:
                print(f"{e.page} {e.dump} {true}>{told} | {text[:70]}")
    cells = " ".join(
        f"{d[4:-4] if d.endswith('.txt') else d[-12:]} {right[d] / max(1, n):.3f}" for d, n in total.items()
    )
    print(f"{name:8} ALL {sum(right.values()) / max(1, sum(total.values())):.4f} | {cells}")
    roles = ("headline", "kicker", "subtitle", "heading", "caption", "byline", "quote", "noise", "section")
    print("         ", " ".join(f"{r} {_f1(pairs, r):.3f}" for r in roles))
    wrong = [(p, n) for p, n in pairs.most_common() if p[0] != p[1]]
    print("         ", ", ".join(f"{a}>{b} {n}" for (a, b), n in wrong[:14]), flush=True)


def _f1(pairs: Counter[tuple[str, str]], role: str) -> float:
    hit = pairs[role, role]
    told = sum(n for (_, b), n in pairs.items() if b == role)
    true = sum(n for (a, _), n in pairs.items() if a == role)
    return 2 * hit / max(1, told + true)


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
    parser.add_argument("--made", type=Path, nargs="*", default=[])
    parser.add_argument("--limit", type=int, default=10000, help="made pages to use")
    parser.add_argument("--l2", type=float, default=12.0)
    parser.add_argument("--bags", type=int, default=3, help="fits without a share of MADE to take the mean with")
    parser.add_argument("--real", type=Path, help="a folder of one real page, fitted on too")
    parser.add_argument("--figures", action="store_true", help="only print figures of held-out pages")
    parser.add_argument("--folds", type=int, default=0, help="judge the even pages by weights fitted without them")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--cache", type=Path, help="keep what does not change with the evidence in this folder")
    parser.add_argument("--language", type=Path, help="n-grams counted without the made pages, in this folder")
    parser.add_argument("-o", "--output", type=Path, default=Path("src/papercleaner/knowledge/role_weights.toml"))
    options = parser.parse_args()
    even = list(examples([(f, d) for f in pages(options.pages, "even") for d in TRAIN], options.cache))
    folders = [f for root in options.made for f in pages(root, "")[: options.limit]]
    made = list(examples([(f, d) for f in folders for d in MADE], options.cache, options.language))
    real = list(examples([(options.real, d) for d in REAL], options.cache)) if options.real else []
    if options.folds:
        crossed(even, [*made, *real], options)
        return
    if options.figures:
        figures(even, made, real, options)
        return
    weights = bagged([*even, *real], made, options)
    data = f"{len({e.page for e in even})} pages, {len(folders)} made pages, {len(even) + len(made)} dumps"
    write(weights, options.output, f"Fitted on {data}, L2 {options.l2}{', and one real page' if real else ''}.")


def figures(even: list[Example], made: list[Example], real: list[Example], options: argparse.Namespace) -> None:
    """Weights fitted without every sixth made page and half of the even ones, judged on those and on the odd."""
    out = [e for e in made if int(e.page[1:]) % 6 == 5]
    kept = [e for e in made if int(e.page[1:]) % 6 != 5]
    odd = list(examples([(f, d) for f in pages(options.pages, "odd") for d in DUMPS], options.cache))
    weights = fit([*even, *kept, *real], options.l2)
    judge("made", [(weights, e) for e in out], False)
    judge("even", [(weights, e) for e in even if e.dump in DUMPS], False)
    judge("odd", [(weights, e) for e in odd], False)
    weights = fit([*kept, *real], options.l2)
    judge("even, unseen", [(weights, e) for e in even if e.dump in DUMPS], False)


def bagged(kept: list[Example], made: list[Example], options: argparse.Namespace) -> Weights:
    """The mean of a fit on all pages and of fits that each leave out another share of the made ones: steadier."""
    whole = fit([*kept, *made], options.l2)
    if options.bags < 2:
        return whole
    drawn = [[*kept, *(e for e in made if int(e.page[1:]) % options.bags != k)] for k in range(options.bags)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        return mean([whole, *pool.map(fit, drawn, [options.l2] * options.bags, [whole] * options.bags)])


def mean(fits: Sequence[Weights]) -> Weights:
    """The mean of several weights; what one of them lacks counts as 0."""
    none = (0.0,) * N
    names = sorted({f for w in fits for f in w.features})
    rows = {f: _row(np.mean([w.features.get(f, none) for w in fits], axis=0)) for f in names}
    order, inner = (np.mean([getattr(w, kind) for w in fits], axis=0) for kind in ("order", "inner"))
    return Weights(rows, _square(order), _square(inner))


def crossed(even: list[Example], rest: list[Example], options: argparse.Namespace) -> None:
    """Each even page judged by weights fitted without it and the other pages of its fold."""
    folds = [[e for e in even if int(e.page[1:]) // 2 % options.folds == k] for k in range(options.folds)]
    kept = [[*(e for e in even if int(e.page[1:]) // 2 % options.folds != k), *rest] for k in range(options.folds)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        weights = list(pool.map(fit, kept, [options.l2] * options.folds))
    weighed = [(w, e) for w, fold in zip(weights, folds, strict=True) for e in fold if e.dump in DUMPS]
    judge("crossed", weighed, options.errors)


if __name__ == "__main__":
    main()
