"""Fits what places on the page say of a seam, on top of the weights for text alone, by the same conditional logits.

    python tools/fit_box_seams.py PAGES_FOLDER [--folds N]      (needs numpy, scipy and rapidfuzz)

Only pages with even numbers are used.  The weights of text stay as they are, so pages without coordinates are read as
before.  With --folds nothing is written: the likelihood of each page is told under weights fitted without it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from fit_seams import Design, write
from seam_gold import Case, case

from papercleaner.seams.evidence import weights
from papercleaner.seams.score import dot

INPUTS = {"rapid.json.gz": 1.0, "rapid_zoned.json.gz": 0.5, "hocr.html.gz": 0.7}
OWN = "box"
EASE = 1.0
"""Added to what every seam bears: an end that finds nothing and a start that finds nothing are priced twice."""


def load(folder: Path) -> tuple[list[Case], list[float]]:
    folders = [p for p in sorted(folder.glob("p*")) if int(p.name[1:]) % 2 == 0]
    jobs = [(p, name, share) for p in folders for name, share in INPUTS.items()]
    return [case(p, name) for p, name, _ in jobs], [share for *_, share in jobs]


def design(cases: Sequence[Case], shares: Sequence[float]) -> tuple[Design, np.ndarray]:
    """The places' features as a matrix, and the score of all others."""
    text = weights()["features"]
    own = [[{n: v for n, v in row.items() if n.startswith(OWN)} for row in c.features] for c in cases]
    return Design(cases, own, shares), np.array([dot(row, text) for c in cases for row in c.features])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    cases, shares = load(options.folder)
    if not options.folds:
        found, offset = design(cases, shares)
        fitted = found.fit(offset)
        write("boxes", fitted | {OWN: fitted[OWN] + EASE})
        return
    before = after = 0.0
    for k in range(options.folds):
        inside = [(c, s) for i, (c, s) in enumerate(zip(cases, shares, strict=True)) if i // 3 % options.folds == k]
        rest = [(c, s) for i, (c, s) in enumerate(zip(cases, shares, strict=True)) if i // 3 % options.folds != k]
        kept, offset = design([c for c, _ in rest], [s for _, s in rest])
        fitted = kept.fit(offset)
        held, offset = design([c for c, _ in inside], [s for _, s in inside])
        nothing = np.zeros(len(held.names))
        before += held.loss(nothing, offset)[0]
        after += held.loss(nothing, offset + held.scores(fitted))[0]
    print(f"loss on pages not seen: {before:.1f} without places, {after:.1f} with")


if __name__ == "__main__":
    main()
