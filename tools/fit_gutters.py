"""Fits the weights that tell whether a detection ran across a gutter, by ridge logit on pages with known lines.

    python tools/fit_gutters.py PAGES_FOLDER      (needs numpy)

Each page holds `layout.json.gz` (the true lines and where they lie on the image) and boxes of engines.  Every gutter
that a detection may run across is a row; it is right if two true lines part there.  Only pages with even numbers are
used; Tesseract's boxes weigh less.  Gutters between words, where the engine gave words, have weights of their own.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from logit import fit

from papercleaner import readers
from papercleaner.knowledge import table
from papercleaner.layout.boxes.gutters import Cut, Rows, cuts, rows_of
from papercleaner.layout.boxes.items import Item, items, page_em
from papercleaner.layout.boxes.parting import company
from papercleaner.layout.boxes.stacks import heads
from papercleaner.printed import Box

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


Row = tuple[dict[str, float], bool]


def sheets(folders: Sequence[Path]) -> Iterator[tuple[Rows, list[list[float]], float]]:
    """The text of each page as each engine read it, the true gutters under each line, and what the page weighs."""
    for folder in folders:
        for engine, share in ENGINES.items():
            read = readers.read((folder / engine).read_bytes(), engine)
            found = items([x for block in read.blocks for x in block.lines])
            em, lines = page_em(found), true_lines(folder)
            titled = {id(x) for group in heads(found, em) for stack in group for x in stack.items}
            text = rows_of([x for x in found if id(x) not in titled], em)
            yield text, [true_gutters(one, lines, em) for one in text.items], share


def told(cut: Cut, known: Sequence[float], em: float) -> bool | None:
    """Whether a cut is a true gutter; None where it is near one and not at it."""
    away = min((abs((cut.start + cut.end) / 2 - x) for x in known), default=CLEAR * em)
    return away < RIGHT * em if not RIGHT * em <= away < CLEAR * em else None


def solve(rows: Sequence[Row], shares: Sequence[float]) -> dict[str, float]:
    weights = fit([f for f, _ in rows], [right for _, right in rows], RIDGE, shares)
    weights["bias"] = weights.pop("any")
    return weights


def main(folder: Path) -> None:
    read = list(sheets([p for p in sorted(folder.glob("p*")) if int(p.name[1:]) % 2 == 0]))
    thought = [{id(one): list(cuts(one, text)) for one in text.items} for text, _, _ in read]
    alone: list[Row] = []
    together: list[Row] = []
    shares: list[float] = []
    for (text, known, share), thinkable in zip(read, thought, strict=True):
        for one, gutters in zip(text.items, known, strict=True):
            for cut in thinkable[id(one)]:
                if (right := told(cut, gutters, text.em)) is not None:
                    alone.append((cut.features, right))
                    shares.append(share)
    between = [(row, share) for row, share in zip(alone, shares, strict=True) if "strip" in row[0]]
    inside = [(row, share) for row, share in zip(alone, shares, strict=True) if "strip" not in row[0]]
    weights = solve([row for row, _ in inside], [share for _, share in inside])
    strips = solve([row for row, _ in between], [share for _, share in between])
    table("gutters")["weights"] |= weights
    for (text, known, _), thinkable in zip(read, thought, strict=True):
        for one, gutters in zip(text.items, known, strict=True):
            for cut, said in zip(thinkable[id(one)], company(one, text, thinkable), strict=True):
                if "strip" not in cut.features and (right := told(cut, gutters, text.em)) is not None:
                    together.append((said | {"own": cut.score}, right))
    company_weights = solve(together, [share for _, share in inside])
    write({"weights": weights, "company": company_weights, "strips": strips})
    print(f"{len(alone)} candidates, {sum(right for _, right in alone)} gutters")


def write(found: Mapping[str, Mapping[str, float]]) -> None:
    text = OUT.read_text(encoding="utf-8").split("[weights]")[0]
    for name, weights in found.items():
        text += f"[{name}]\n" + "".join(f"{n} = {value:.3f}\n" for n, value in sorted(weights.items())) + "\n"
    OUT.write_text(text.rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
