"""Lift the floors of fixtures/pages to what is reached now; with --lower also let them down.

    python bench/floors.py [--lower]

The seed page has a floor for each metric; the other pages have one for coverage and overall, and the means
over them (typeset pages, pages by hand, plain dumps) have one for each metric, for a change that is right may
cost a page something.
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
from papercleaner.evaluate import Metrics, score, summary

PAGES = ROOT / "fixtures" / "pages"
FLOORS = PAGES / "floors.toml"
STRICT = "seed"
KINDS = {"p": "mean", "hand-": "mean-hand", "plain-": "mean-plain"}
"""The mean that a page counts in, by how its name begins."""
METRICS = (
    "coverage", "segmentation_f1", "article_f1", "title_sim", "heading_f1", "caption_f1", "boundary_f1",
    "continuity", "order_tau", "furniture_f1", "block_exact", "overall",
)  # fmt: skip
FEW = ("coverage", "overall")
STRICT_SLACK, MEAN_SLACK, PAGE_SLACK = 0.005, 0.015, 0.03
"""How far a floor stands under what was reached."""
HEAD = "# The least that each metric may be on each page and dump.  Lifted by `python bench/floors.py`.\n"

Floors = dict[str, dict[str, dict[str, float]]]


def measured(page: Path, dump: Path) -> Metrics:
    """The metrics of a page as it is read today."""
    config = Config()
    raw = dump.read_bytes()
    record = json.loads(writers.render(service.clean(raw, dump.name, config), "json", config))
    truth = json.loads((page / "truth.json").read_text(encoding="utf-8"))
    return score(record, truth, raw.decode())


def mean_of(page: str) -> str:
    """The mean that a page counts in."""
    return KINDS[max((k for k in KINDS if page.startswith(k)), key=len)]


def under(metrics: Metrics, names: tuple[str, ...], slack: float) -> dict[str, float]:
    """Floors a little under the metrics, to two places."""
    return {name: max(0.0, math.floor(100 * (metrics[name] - slack)) / 100) for name in names}


def reached() -> Floors:
    """The floors that the pages would have today."""
    floors: Floors = {}
    others: dict[tuple[str, str], list[Metrics]] = {}
    for page in sorted(p for p in PAGES.iterdir() if p.is_dir()):
        for dump in sorted(page.glob("raw.*.txt")):
            metrics = measured(page, dump)
            if page.name == STRICT:
                values = under(metrics, METRICS, STRICT_SLACK)
            else:
                values = under(metrics, FEW, PAGE_SLACK)
                others.setdefault((mean_of(page.name), dump.stem), []).append(metrics)
            floors.setdefault(page.name, {})[dump.stem] = values
    for (mean, stem), rows in sorted(others.items()):
        floors.setdefault(mean, {})[stem] = under(summary(rows), METRICS, MEAN_SLACK)
    return floors


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
    new = reached()
    fallen = 0
    for page, dumps in new.items():
        for dump, values in dumps.items():
            was = old.get(page, {}).get(dump, {})
            for name, value in values.items():
                if value < was.get(name, 0.0):
                    fallen += 1
                    print(f"{page} {dump} {name}: {value:g} would be under its floor of {was[name]:g}")
                    values[name] = value if options.lower else was[name]
    FLOORS.write_text(written(new), encoding="utf-8")
    return 1 if fallen and not options.lower else 0


if __name__ == "__main__":
    sys.exit(main())
