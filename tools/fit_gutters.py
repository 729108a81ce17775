"""Fits the weights that tell whether a detection ran across a gutter, by ridge logit on pages with known lines.

    python tools/fit_gutters.py PAGES_FOLDER [weights] [strips]      (needs numpy)

Each page holds `layout.json.gz` (the true lines and where they lie on the image) and boxes of engines.  Every gutter
that a detection may run across is a row; it is right if two true lines part there.  Only pages with even numbers are
used; Tesseract's boxes weigh less.  Gutters inside
words and gutters between words have weights of their own; only the tables named are written.
"""

from __future__ import annotations

import gzip
import json
import sys
import tomllib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from logit import fit

from papercleaner import readers
from papercleaner.layout.boxes.gutters import cuts, rows_of
from papercleaner.layout.boxes.items import Item, items, page_em
from papercleaner.layout.boxes.stacks import heads
from papercleaner.model import Box

ENGINES = {"rapid.json.gz": 1.0, "hocr.html.gz": 0.7}
RIDGE = 1.0
RIGHT, CLEAR = 1.3, 3.0
"""Ems from a true gutter within which a candidate is it, and beyond which it is another."""
OUT = Path(__file__).parent.parent / "src" / "papercleaner" / "knowledge" / "gutters.toml"


def true_lines(page: Path) -> list[Box]:
    """The boxes of the printed lines on the image."""
    layout = json.loads(gzip.decompress((page / "layout.json.gz").read_bytes()))
    (a, b, c), (d, e, f) = layout["layout_to_image"][:2]
    found = []
    for left, top, right, bottom in (line["bbox"] for zone in layout["zones"] for line in zone["lines"]):
        corners = [(x, y) for x in (left, right) for y in (top, bottom)]
        xs, ys = [a * x + b * y + c for x, y in corners], [d * x + e * y + f for x, y in corners]
        found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


def true_gutters(one: Item, lines: Sequence[Box], em: float) -> list[float]:
    """Where the true lines under a detection part, on the straightened page."""
    box = one.line.box or (0.0, 0.0, 0.0, 0.0)
    under: list[Box] = []
    for left, top, right, bottom in sorted(lines):
        wide, high = min(right, box[2]) - max(left, box[0]), min(bottom, box[3]) - max(top, box[1])
        covered = wide > 0.6 * (right - left) and high > 0.5 * min(bottom - top, box[3] - box[1])
        if covered and all(left > x[2] - em / 2 for x in under):
            under.append((left, top, right, bottom))
    return [(a[2] + b[0]) / 2 + one.left - box[0] for a, b in pairwise(under)]


def rows(page: Path, engine: str) -> Iterator[tuple[dict[str, float], bool]]:
    """The features of every candidate of a page, and whether it is a gutter."""
    read = readers.read((page / engine).read_bytes(), engine)
    found = items([x for block in read.blocks for x in block.lines])
    em, lines = page_em(found), true_lines(page)
    titled = {id(x) for group in heads(found, em) for stack in group for x in stack.items}
    text = rows_of([x for x in found if id(x) not in titled], em)
    for one in text.items:
        known = true_gutters(one, lines, em)
        for cut in cuts(one, text):
            away = min((abs((cut.start + cut.end) / 2 - x) for x in known), default=CLEAR * em)
            if not RIGHT * em <= away < CLEAR * em:
                yield cut.features, away < RIGHT * em


def main(folder: Path, names: Sequence[str]) -> None:
    pages = [p for p in sorted(folder.glob("p*")) if int(p.name[1:]) % 2 == 0]
    found = [(row, share) for p in pages for engine, share in ENGINES.items() for row in rows(p, engine)]
    said = OUT.read_text(encoding="utf-8")
    tables = tomllib.loads(said)
    for name in names:
        chosen = [(row, share) for row, share in found if ("strip" in row[0]) == (name == "strips")]
        features, right = [f for (f, _), _ in chosen], [right for (_, right), _ in chosen]
        tables[name] = fit(features, right, RIDGE, [share for _, share in chosen])
        tables[name]["bias"] = tables[name].pop("any")
        print(f"{name}: {len(chosen)} candidates, {sum(right)} gutters")
    out = [f"[{name}]\n" + "".join(f"{n} = {w:.3f}\n" for n, w in sorted(t.items())) for name, t in tables.items()]
    OUT.write_text(said.split("[weights]")[0] + "\n".join(out), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or ("weights", "strips"))
