"""Fits the weights of the seam score on evaluation pages with known truth, by a conditional logit with ridge.

    python tools/fit_seams.py PAGES_FOLDER      (needs numpy, scipy and rapidfuzz)

For each end of a fragment the alternatives are all fragments in reach and "nothing goes on here" (score 0);
for each start likewise "nothing comes before".
Only pages with even numbers are used.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parent))
from seam_gold import cases

SEED = "raw.seed.txt"
DUMPS = (SEED, SEED, "raw.columns.txt", "raw.topdown.txt", "raw.rapid_blocks.txt", SEED + ":unwrapped")
RIDGE = 1.0
OUT = Path(__file__).parent.parent / "src" / "papercleaner" / "knowledge" / "seams.toml"


def design(folder: Path) -> tuple[list[str], list[tuple[np.ndarray, int]]]:
    """Feature names, and per end the matrix of its alternatives with the index of the true one (0 is none)."""
    raw = [case for dump in DUMPS for case in cases(folder, dump, parity=0)]
    names = sorted({n for alternatives, _ in raw for f in alternatives for n in f})
    place = {n: i for i, n in enumerate(names)}
    sets = []
    for alternatives, true in raw:
        matrix = np.zeros((len(alternatives) + 1, len(names)))
        for row, features in enumerate(alternatives, 1):
            for name, value in features.items():
                matrix[row, place[name]] = value
        sets.append((matrix, true))
    return names, sets


def loss(w: np.ndarray, sets: list[tuple[np.ndarray, int]]) -> tuple[float, np.ndarray]:
    total, gradient = RIDGE * float(w @ w), 2 * RIDGE * w
    for matrix, true in sets:
        scores = matrix @ w
        scores -= scores.max()
        odds = np.exp(scores)
        odds /= odds.sum()
        total -= float(np.log(odds[true] + 1e-12))
        gradient = gradient + matrix.T @ odds - matrix[true]
    return total, gradient


def main() -> None:
    names, sets = design(Path(sys.argv[1]))
    found = minimize(loss, np.zeros(len(names)), args=(sets,), jac=True, method="L-BFGS-B")
    lines = [f"{name} = {value:.3f}" for name, value in zip(names, found.x, strict=True)]
    table = OUT.read_text(encoding="utf-8")
    head, rest = table.split("[features]\n")
    tail = rest[rest.index("\n\n[") :]
    OUT.write_text(head + "[features]\n" + "\n".join(lines) + tail, encoding="utf-8")
    print(f"{len(sets)} ends and starts, mean loss {found.fun / len(sets):.4f}")


if __name__ == "__main__":
    main()
