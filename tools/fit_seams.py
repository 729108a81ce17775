"""Fits the weights of the seam score on pages with known truth, by conditional logits with ridge.

    python tools/fit_seams.py PAGES_FOLDER [MADE_FOLDER]      (needs numpy, scipy and rapidfuzz)

For each end of a fragment the alternatives are all fragments in reach and "nothing goes on here" (score 0);
for each start likewise "nothing comes before".  Then the weights of the company that other seams make are
fitted, the score by itself held fixed, round by round.  Of PAGES_FOLDER only pages with even numbers are used,
and with them the seed page.  Pages of MADE_FOLDER weigh less, and get weights of their own for what the language
tables say: their words may be the ones that the tables were counted on.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parent))
from seam_gold import UNWRAPPED, Case, case

from papercleaner.seams.company import Company, chances
from papercleaner.seams.evidence import weights

SEED = "raw.seed.txt"
DUMPS = {SEED: 2.0, "raw.columns.txt": 1.0, "raw.topdown.txt": 1.0, SEED + UNWRAPPED: 1.0}
MADE_DUMPS = {SEED: 1.0, "raw.columns.txt": 1.0, "raw.topdown.txt": 1.0}
REAL = Path(__file__).parent.parent / "fixtures" / "pages" / "seed"
REAL_SHARE = 6.0
"""The one real page there is."""
MADE_SHARE = 0.15
MADE_PAGES = 80
RIDGE = 1.0
ROUNDS = 4
TABLES = {"information", "crossing", "end-words", "start-words", "seen"}
"""Features of the words: the language tables decide most of them."""
OUT = Path(__file__).parent.parent / "src" / "papercleaner" / "knowledge" / "seams.toml"


def load(folder: Path, made: Path | None) -> tuple[list[Case], list[float]]:
    """The dumps and what each weighs."""
    jobs = [(p, d, w, False) for p in sorted(folder.glob("p*")) if int(p.name[1:]) % 2 == 0 for d, w in DUMPS.items()]
    if made:
        some = sorted(made.glob("s*"))[:MADE_PAGES]
        jobs += [(p, d, w * MADE_SHARE, True) for p in some for d, w in MADE_DUMPS.items()]
    jobs.append((REAL, SEED, REAL_SHARE, False))
    jobs = [job for job in jobs if (job[0] / job[1].removesuffix(UNWRAPPED)).exists()]
    return [case(p, d, own) for p, d, _, own in jobs], [w for _, _, w, _ in jobs]


Rows = Sequence[Sequence[dict[str, float]]]


class Design:
    """All pairs of all pages as one matrix, each with its end and its start."""

<<<<<<< HEAD
    def __init__(
        self, cases: Sequence[Case], rows: Sequence[Sequence[dict[str, float]]], shares: Sequence[float]
    ) -> None:
=======
    def __init__(self, cases: Sequence[Case], rows: Rows, shares: Sequence[float]) -> None:
>>>>>>> seams
        self.names = sorted({name for page in rows for row in page for name in row})
        place = {name: i for i, name in enumerate(self.names)}
        self.matrix = np.zeros((sum(map(len, rows)), len(self.names)), np.float32)
        for k, row in enumerate(row for page in rows for row in page):
            for name, value in row.items():
                self.matrix[k, place[name]] = value
        first = np.cumsum([0, *(len(c.page.all) for c in cases)])
        self.size = int(first[-1])
        self.end = np.array([a + n for c, n in zip(cases, first, strict=False) for a, _ in c.pairs])
        self.start = np.array([b + n for c, n in zip(cases, first, strict=False) for _, b in c.pairs])
        self.true = np.array([c.seams.get(a) == b for c in cases for a, b in c.pairs])
        self.share = np.repeat(shares, [len(c.pairs) for c in cases])
        self.node_share = np.repeat(shares, [len(c.page.all) for c in cases])

    def loss(self, w: np.ndarray, offset: np.ndarray) -> tuple[float, np.ndarray]:
        """Negative log-likelihood of both sides, and its gradient."""
        scores = (self.matrix @ w.astype(np.float32)).astype(float) + offset
        total, slope = RIDGE * float(w @ w), np.zeros_like(scores)
        for side in (self.end, self.start):
            top = np.zeros(self.size)
            np.maximum.at(top, side, scores)
            raised = np.exp(scores - top[side])
            sums = np.exp(-top) + np.bincount(side, raised, self.size)
            total += float((self.node_share * (np.log(sums) + top)).sum() - (scores * self.share)[self.true].sum())
            slope += raised / sums[side]
        slope = (slope - 2 * self.true) * self.share
        return total, np.asarray(self.matrix.T @ slope.astype(np.float32), float) + 2 * RIDGE * w

    def fit(self, offset: np.ndarray | None = None) -> dict[str, float]:
        zero = np.zeros(len(self.true)) if offset is None else offset
        found = minimize(self.loss, np.zeros(len(self.names)), args=(zero,), jac=True, method="L-BFGS-B")
        print(f"{len(self.names)} weights, loss {found.fun:.1f}")
        return dict(zip(self.names, map(float, found.x), strict=True))

    def scores(self, w: dict[str, float]) -> np.ndarray:
        return self.matrix @ np.array([w.get(n, 0.0) for n in self.names])


def own_names(one: Case) -> list[dict[str, float]]:
    """The features of a page's pairs; a made page's words speak under names of their own."""
    if not one.made:
        return one.features
    return [{(n + "@made" if n in TABLES else n): v for n, v in row.items()} for row in one.features]


def company_rows(cases: Sequence[Case], alone: np.ndarray, now: np.ndarray) -> list[list[dict[str, float]]]:
    """The features of company for all pairs, given the scores as they stand."""
    rows, at, least = [], 0, weights()["thinkable"]["least"]
    for one in cases:
        stop = at + len(one.pairs)
        thinkable = [(p, s) for p, s, own in zip(one.pairs, now[at:stop], alone[at:stop], strict=True) if own >= least]
        company = Company(one.page, chances(dict(thinkable), len(one.page.all)))
        kept = {p for p, _ in thinkable}
        rows.append(
            [
                ({"own": float(own)} | company.features(*p)) if p in kept else {"own": float(own)}
                for p, own in zip(one.pairs, alone[at:stop], strict=True)
            ]
        )
        at = stop
    return rows


def write(table: str, found: dict[str, float]) -> None:
    """Replace one table of the weights file."""
    lines = "\n".join(f"{name} = {value:.3f}" for name, value in sorted(found.items()))
    text = OUT.read_text(encoding="utf-8")
    head, rest = text.split(f"[{table}]\n")
    note = "".join(line + "\n" for line in rest.split("\n") if line.startswith("#") and line in rest.split("\n\n")[0])
    OUT.write_text(head + f"[{table}]\n" + note + lines + rest[rest.index("\n\n[") :], encoding="utf-8")


def main() -> None:
    cases, shares = load(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    design = Design(cases, [own_names(c) for c in cases], shares)
    found = design.fit()
    alone = now = design.scores(found)
    for _ in range(ROUNDS):
        company = Design(cases, company_rows(cases, alone, now), shares)
        weight = company.fit()
        now = company.scores(weight)
    write("features", {n: v for n, v in found.items() if not n.endswith("@made")})
    write("company", weight)


if __name__ == "__main__":
    main()
