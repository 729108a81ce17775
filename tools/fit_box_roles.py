"""Fit what coordinates say of a block's role, and write knowledge/box_roles.toml.

    PYTHONPATH=src:tools python tools/fit_box_roles.py PAGES [--inputs rapid.json.gz hocr.html.gz] [--l2 X] [--folds N]

PAGES holds pages read by engines, of which only those with even numbers are used.  The weights of role_weights.toml
stay as they are, so pages without coordinates are read as before: only features named `box…` are fitted, on top of
what the others say.  With --folds nothing is written: each page is judged by weights fitted without it.
Needs numpy and scipy.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from chain_batch import Array, Batch
from fit_roles import N, judge
from role_eval import pages
from role_examples import Example, examples
from scipy.optimize import minimize

from papercleaner.grammar.reading import standard_weights
from papercleaner.grammar.sequence import STATES, Weights

INPUTS = ["rapid.json.gz", "rapid_zoned.json.gz", "hocr.html.gz"]
PAGES = 4
"""A feature must occur on at least so many pages."""
OWN = "box"
OUT = Path("src/papercleaner/knowledge/box_roles.toml")


def base() -> Weights:
    """The weights of text alone."""
    found = standard_weights()
    kept = {f: row for f, row in found.features.items() if not f.startswith(OWN)}
    return Weights(kept, found.order, found.inner)


def fit(found: Sequence[Example], l2: float) -> Weights:
    """The weights of text with those of coordinates that make the true roles likeliest, less penalty."""
    text = base()
    seen = Counter(f for f, _ in {(x, e.page) for e in found for row in e.features for x in row if x.startswith(OWN)})
    own = sorted(f for f, n in seen.items() if n >= PAGES)
    names = {f: k for k, f in enumerate([*own, *text.features])}
    fixed = np.array(list(text.features.values()))
    steps = np.array([text.order, text.inner])
    batch = Batch(found, names, [1.0] * len(found))

    def loss(flat: Array) -> tuple[float, Array]:
        free = flat.reshape(-1, N)
        gain, slope, _ = batch.likelihood(np.vstack([free, fixed]), steps)
        return l2 / 2 * float((free**2).sum()) - gain, (l2 * free - slope[: len(own)]).ravel()

    best = minimize(loss, np.zeros(len(own) * N), jac=True, method="L-BFGS-B", options={"maxiter": 200, "ftol": 1e-6})
    print(f"{len(found)} inputs, {len(own)} features, {best.nit} rounds, loss {best.fun:.1f}", flush=True)
    rows = {f: tuple(round(float(x), 3) for x in best.x.reshape(-1, N)[k]) for k, f in enumerate(own)}
    return Weights({**text.features, **rows}, text.order, text.inner)


def write(weights: Weights, note: str) -> None:
    out = [
        "# What coordinates say of a block's role, in natural log-odds, on top of role_weights.toml.",
        f"# {note}",
        "# Written by tools/fit_box_roles.py: do not edit by hand.  Licence: Apache-2.0.",
        "",
        "[features]",
    ]
    for name, row in weights.features.items():
        if name.startswith(OWN):
            cells = ", ".join(f"{r.value}={x:.2f}" for r, x in zip(STATES, row, strict=True) if abs(x) >= 0.05)
            out.append(f'"{name}" = {{{cells}}}')
    OUT.write_text("\n".join(out) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--inputs", nargs="+", default=INPUTS)
    parser.add_argument("--l2", type=float, default=3.0)
    parser.add_argument("--folds", type=int, default=0, help="judge each page by weights fitted without it")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--cache", type=Path, help="keep what does not change with the evidence in this folder")
    options = parser.parse_args()
    found = list(examples([(f, d) for f in pages(options.pages, "even") for d in options.inputs], options.cache))
    if not options.folds:
        write(fit(found, options.l2), f"Fitted on {len(found)} inputs of {len({e.page for e in found})} pages.")
        return
    text = base()
    judge("text", [(text, e) for e in found], False)
    weighed = []
    for k in range(options.folds):
        weights = fit([e for e in found if int(e.page[1:]) // 2 % options.folds != k], options.l2)
        weighed += [(weights, e) for e in found if int(e.page[1:]) // 2 % options.folds == k]
    judge("crossed", weighed, options.errors)


if __name__ == "__main__":
    main()
