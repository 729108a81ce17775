"""Lift the floors of fixtures/pages to what is reached now; with --lower also let them down.

    python bench/floors.py [--lower]

A floor stands a little under what was reached (SLACK), so that an unlike platform does not trip over it.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from papercleaner import service, writers
from papercleaner.config import Config
from papercleaner.evaluate import score

PAGES = ROOT / "fixtures" / "pages"
FLOORS = PAGES / "floors.toml"
SLACK = 0.005
METRICS = (
    "coverage", "segmentation_f1", "article_f1", "title_sim", "heading_f1", "caption_f1", "boundary_f1",
    "continuity", "order_tau", "furniture_f1", "block_exact", "overall",
)  # fmt: skip
HEAD = "# The least that each metric may be on each page and dump.  Lifted by `python bench/floors.py`.\n"

Floors = dict[str, dict[str, dict[str, float]]]


def reached(page: Path, dump: Path) -> dict[str, float]:
    """The floors that a page would have today."""
    config = Config()
    raw = dump.read_bytes()
    record = json.loads(writers.render(service.clean(raw, dump.name, config), "json", config))
    truth = json.loads((page / "truth.json").read_text(encoding="utf-8"))
    metrics = score(record, truth, raw.decode())
    return {name: max(0.0, math.floor(100 * (metrics[name] - SLACK)) / 100) for name in METRICS}


def written(floors: Floors) -> str:
    """The floors as TOML."""
    lines = [HEAD]
    for page, dumps in floors.items():
        for dump, values in dumps.items():
            lines.append(f'[{page}."{dump}"]')
            lines += [f"{name} = {value:g}" for name, value in values.items()]
            lines.append("")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lower", action="store_true", help="let floors down where less is reached")
    options = parser.parse_args()
    old: Floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    new: Floors = {}
    under = 0
    for page in sorted(p for p in PAGES.iterdir() if p.is_dir()):
        for dump in sorted(page.glob("raw.*.txt")):
            now = reached(page, dump)
            was = old.get(page.name, {}).get(dump.stem, {})
            for name, value in now.items():
                if value < was.get(name, 0.0):
                    under += 1
                    print(f"{page.name} {dump.stem} {name}: {value:g} is under its floor of {was[name]:g}")
            kept = now if options.lower else {n: max(v, was.get(n, 0.0)) for n, v in now.items()}
            new.setdefault(page.name, {})[dump.stem] = kept
    FLOORS.write_text(written(new), encoding="utf-8")
    return 1 if under and not options.lower else 0


if __name__ == "__main__":
    sys.exit(main())
