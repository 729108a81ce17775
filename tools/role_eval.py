"""Precision and recall of each role, on the dumps of pages with a truth.

    PYTHONPATH=src:tools python tools/role_eval.py PAGES [--dump raw.seed.txt ...] [--only even|odd] [--errors]

PAGES is a folder of page folders, each with truth.json and dumps.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from role_gold import gold, load

from papercleaner.config import Config
from papercleaner.model import FURNITURE, HEADS, Page, Role
from papercleaner.stages.roles import tell_roles

DUMPS = ["raw.seed.txt", "raw.columns.txt", "raw.topdown.txt", "raw.rapid_blocks.txt", "raw.tess_seed.txt"]


def merged(role: Role) -> str:
    """Roles that need not be told apart for a reader: furniture, and bylines with datelines."""
    if role in FURNITURE:
        return "furniture"
    return "byline" if role is Role.DATELINE else role.value


def pages(root: Path, only: str) -> list[Path]:
    folders = sorted(p.parent for p in root.glob("*/truth.json")) or [root]
    parity = {"even": 0, "odd": 1}.get(only)
    return [f for f in folders if parity is None or not f.name[1:].isdigit() or int(f.name[1:]) % 2 == parity]


def compare(folder: Path, dump: str, counts: Counter[tuple[str, str]], show: bool) -> float:
    """Count (gold, told) pairs of one dump; the seconds the stage took."""
    page, units = load(folder, dump)
    started = time.perf_counter()
    told: Page = tell_roles(page, Config())
    spent = time.perf_counter() - started
    for k, block in enumerate(told.blocks):
        right = gold(str(block.text), units)
        if right is None:
            continue
        pair = merged(right.role), "furniture" if block.why == "role.page-credit" else merged(block.role)
        counts[pair] += 1
        if show and pair[0] != pair[1]:
            text = str(block.text)[:60]
            print(
                f"{folder.name} {dump} #{k} gold={pair[0]} told={pair[1]} {block.confidence:.2f} {block.why} | {text}"
            )
    return spent


def table(counts: Counter[tuple[str, str]]) -> dict[str, list[float]]:
    """Per role: precision, recall, number of gold blocks; `heads` counts all heads as one."""
    result = {}
    heads = {r.value for r in HEADS}
    names = sorted({a for a, _ in counts} | {b for _, b in counts})
    groups = {n: {n} for n in names} | {"heads": heads, "heads+heading": heads | {"heading"}}
    for name, group in groups.items():
        hit = sum(n for (a, b), n in counts.items() if a in group and b in group)
        told = sum(n for (a, b), n in counts.items() if b in group)
        true = sum(n for (a, b), n in counts.items() if a in group)
        result[name] = [round(hit / told, 3) if told else 1.0, round(hit / true, 3) if true else 1.0, true]
    right = sum(n for (a, b), n in counts.items() if a == b)
    share = round(right / max(1, sum(counts.values())), 4)
    result["ALL"] = [share, share, sum(counts.values())]
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--dump", action="append")
    parser.add_argument("--only", choices=["even", "odd"], default="")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    for dump in options.dump or DUMPS:
        counts: Counter[tuple[str, str]] = Counter()
        found = [f for f in pages(options.pages, options.only) if (f / dump.split(":")[0]).exists()]
        spent = [compare(f, dump, counts, options.errors) for f in found]
        figures = table(counts)
        if options.json:
            print(json.dumps({dump: figures}))
            continue
        print(f"== {dump} {options.only} pages={len(found)} ms/page={1000 * sum(spent) / max(1, len(spent)):.1f}")
        for name, (p, r, n) in figures.items():
            print(f"   {name:16} p={p:.3f} r={r:.3f} n={n:.0f}")


if __name__ == "__main__":
    main()
