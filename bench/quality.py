"""Quality over a folder of pages: clean each in process, score it, print a row a page and the means.

    python bench/quality.py DIR [--dump raw.seed.txt] [--input NAME] [--split even|odd|all] [--pages p000,p002]
                                [--all-metrics] [--json OUT] [--unproved] [--jobs 2]

DIR holds pages: `<page>/truth.json` and `<page>/<dump>`; DIR may itself be one page.  `even` and `odd` go
by the digits at the end of a page's name; pages without digits count for `all` only.  With --input another
file of the page is cleaned (boxes, hOCR, ALTO) and --dump, the same engine's text, only tells what it lost.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import traceback
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from papercleaner import evaluate, pipeline, readers, service, writers
from papercleaner.config import Config
from papercleaner.evaluate.report import COLUMNS


@dataclass(frozen=True)
class Row:
    """One page: its metrics, the seconds its cleaning took, and what went wrong (or "")."""

    page: str
    metrics: dict[str, float] = field(default_factory=dict)
    seconds: float = 0.0
    error: str = ""


def clean(name: str, raw: bytes, proved: bool) -> bytes:
    """The page's JSON; without the invariants' proof if not `proved`."""
    config = Config()
    page = service.clean(raw, name, config) if proved else pipeline.run(readers.read(raw, name), config)
    return writers.render(page, "json", config)


def measure(folder: Path, options: argparse.Namespace) -> Row:
    """Clean and score one page; an exception becomes the row's error."""
    raw = (folder / options.dump).read_bytes()
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    name = options.input or options.dump
    data = (folder / name).read_bytes()
    started = time.perf_counter()
    try:
        predicted = json.loads(clean(name, data, not options.unproved))
        seconds = time.perf_counter() - started
    except Exception:
        return Row(folder.name, evaluate.score([], truth, raw.decode("utf-8")), 0.0, traceback.format_exc())
    return Row(folder.name, evaluate.score(predicted, truth, raw.decode("utf-8")), seconds)


def parity(name: str) -> str:
    """`even`, `odd`, or "" for a page without a number."""
    digits = re.search(r"(\d+)$", name)
    return "" if digits is None else ("even", "odd")[int(digits[1]) % 2]


def pages(root: Path, options: argparse.Namespace) -> list[Path]:
    """The page folders that were asked for, by name."""
    folders = [root] if (root / "truth.json").exists() else sorted(p for p in root.iterdir() if p.is_dir())
    wanted = set(options.pages.split(",")) if options.pages else None
    return [
        p for p in folders
        if (p / "truth.json").exists() and (p / options.dump).exists()
        and (p / (options.input or options.dump)).exists()
        and (options.split == "all" or parity(p.name) == options.split)
        and (wanted is None or p.name in wanted)
    ]  # fmt: skip


def line(name: str, metrics: dict[str, float], seconds: float) -> str:
    values = " ".join(f"{metrics[k]:6.3f}" for k in COLUMNS)
    return f"{name:<12} {values} {seconds * 1000:6.0f}ms"


def report(rows: list[Row], options: argparse.Namespace) -> dict[str, Any]:
    """Print rows and means; return the means by split."""
    print(" " * 12, " ".join(f"{head[:6]:>6}" for head in COLUMNS.values()), "   time")
    for row in rows:
        print(line(row.page, row.metrics, row.seconds) + ("  ERROR" if row.error else ""))
    means: dict[str, Any] = {}
    for split in ("even", "odd", "all"):
        chosen = [r for r in rows if split in ("all", parity(r.page))]
        if not chosen:
            continue
        means[split] = evaluate.summary([r.metrics for r in chosen])
        seconds = sum(r.seconds for r in chosen) / len(chosen)
        print(line(f"{split} ({len(chosen)})", means[split], seconds))
        if options.all_metrics:
            print(json.dumps(means[split], indent=1))
    errors = [r for r in rows if r.error]
    for row in errors[:3]:
        print(f"--- {row.page}\n{row.error}", file=sys.stderr)
    if errors:
        print(f"{len(errors)} pages raised: {' '.join(r.page for r in errors)}", file=sys.stderr)
    return means


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dump", default="raw.seed.txt")
    parser.add_argument("--input", default="", help="clean this file of each page instead of the dump")
    parser.add_argument("--split", choices=("even", "odd", "all"), default="all")
    parser.add_argument("--pages", default="", help="only these, with commas between")
    parser.add_argument("--all-metrics", action="store_true", help="print every metric of the means")
    parser.add_argument("--json", type=Path, help="write rows and means there")
    parser.add_argument("--unproved", action="store_true", help="skip the invariants' proof")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    folders = pages(options.folder, options)
    if not folders:
        parser.error(f"no page with truth.json and {options.dump} in {options.folder}")
    with ProcessPoolExecutor(options.jobs) as pool:
        rows = list(pool.map(measure, folders, [options] * len(folders)))
    means = report(rows, options)
    if options.json:
        record = {"dump": options.dump, "pages": {r.page: r.metrics for r in rows}, "mean": means}
        options.json.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if any(r.error for r in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
