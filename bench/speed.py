"""Speed: each stage on the seed page, a cold start from the shell, and twice the page against one.

    python bench/speed.py [--page seeds/raw.seed.txt] [--rounds 9] [--shapes] [--json OUT]

`--shapes` adds hostile shapes at n and 2n characters: time for 2n should be at most 2.3 times that for n.

Times are the least of several rounds, in milliseconds: the rest is the machine's noise.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from papercleaner import invariants, pipeline, readers, writers
from papercleaner.config import Config
from papercleaner.model import Page

SIZES = (1, 2, 4, 8)

PROSE = "会议要求，各单位要把责任落实到人，不留死角。"
SHAPES: dict[str, Callable[[int], str]] = {
    "one line": lambda n: PROSE * (n // len(PROSE)),
    "a space after each character": lambda n: " ".join("字" * (n // 2)),
    "many short blocks": lambda n: "\n\n".join(["天气晴好"] * (n // 6)),
    "many short lines": lambda n: "\n".join(["今日天气晴"] * (n // 6)),
    "many headlines": lambda n: "\n\n".join(f"第{i}号公告" for i in range(n // 9)),
    "quotes": lambda n: '"' * n,
    "brackets": lambda n: "(" * n,
}
"""Texts of about n characters that find what is not linear."""
SHAPE_SIZES = (5_000, 10_000)


def least(action: Callable[[], object], rounds: int) -> float:
    """The shortest of `rounds` runs, in milliseconds."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return 1000 * min(times)


def stages(raw: bytes, rounds: int) -> dict[str, float]:
    """Milliseconds of the reader, each stage, the proof and the writers on one page."""
    config = Config()
    times = {"read": least(lambda: readers.read(raw, "page.txt"), rounds)}
    page = readers.read(raw, "page.txt")
    for stage in pipeline.STAGES:
        times[stage.name] = least(partial(stage.run, page, config), rounds)
        page = stage.run(page, config)
    times["invariants"] = least(lambda: invariants.check(page, config), rounds)
    for form in ("md", "json"):
        times[f"write {form}"] = least(partial(writers.render, page, form, config), rounds)
    return times


def cold(path: Path, rounds: int) -> dict[str, float]:
    """Milliseconds from the shell's call to its end, with nothing loaded; Python's own start beside it."""

    def call(*arguments: str) -> Callable[[], object]:
        command = [sys.executable, *arguments]
        return lambda: subprocess.run(command, check=False, capture_output=True, cwd=ROOT)

    clean = call("-m", "papercleaner", "clean", str(path))
    return {"python": least(call("-c", "pass"), rounds), "clean": least(clean, rounds)}


def whole(data: bytes) -> Page:
    """Stages and proof."""
    config = Config()
    page = pipeline.run(readers.read(data, "page.txt"), config)
    invariants.check(page, config)
    return page


def growth(raw: bytes, rounds: int) -> dict[str, float]:
    """Milliseconds of stages and proof on 1, 2, 4 and 8 copies of the page, one after the other."""
    return {f"{n} x": least(partial(whole, b"\n\n".join([raw] * n)), max(1, rounds // n)) for n in SIZES}


def shapes() -> dict[str, float]:
    """Milliseconds of stages and proof on each hostile shape at two sizes, and prints their ratio."""
    times: dict[str, float] = {}
    for name, make in SHAPES.items():
        small, large = (least(partial(whole, make(n).encode()), 2) for n in SHAPE_SIZES)
        times |= {f"{name}, {SHAPE_SIZES[0]}": small, f"{name}, {SHAPE_SIZES[1]}": large}
        print(f"{name}: {small:.0f} ms, then {large:.0f} ms: {large / small:.2f} times")
    return times


def show(title: str, times: dict[str, float]) -> None:
    print(title)
    for name, value in times.items():
        print(f"  {name:<14} {value:9.1f} ms")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--page", type=Path, default=ROOT / "seeds" / "raw.seed.txt")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--shapes", action="store_true", help="also hostile shapes at n and 2n characters")
    parser.add_argument("--json", type=Path, help="write the figures there")
    options = parser.parse_args()
    raw = options.page.read_bytes()
    record = {
        "stages": stages(raw, options.rounds),
        "cold start": cold(options.page, options.rounds),
        "copies of the page": growth(raw, options.rounds),
    }
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    print(f"{options.page.name}, {len(raw.decode())} characters, {machine}")
    for title, times in record.items():
        show(title, times)
    print(f"all stages on one page: {sum(record['stages'].values()):.1f} ms")
    for (one, before), (two, after) in pairwise(record["copies of the page"].items()):
        print(f"{two} takes {after / before:.2f} times as long as {one}")
    if options.shapes:
        record["shapes"] = shapes()
    if options.json:
        options.json.write_text(json.dumps({"machine": machine, **record}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
