"""A batch of many pages: pages a second on one core and on two, memory of each worker over time, Ray beside it.

    python bench/batch.py [--pages FOLDER] [--count 2000] [--jobs 1 2] [--ray] [--json OUT]

The dumps in FOLDER (default: fixtures/pages) are repeated, each time under another name and with a few other
words.  Where other work shares the cores, wall time says little; so the CPU time of all processes is measured too,
and `fit` is what the run would reach on free cores: pages a CPU second, times the cores, less what was serial.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明"
SAMPLE_SECONDS = 0.5
WHOLE_BYTES = 8000


def dumps(folder: Path) -> list[str]:
    """The dumps of whole pages: parts of pages say little of what a page costs."""
    found = sorted(path for path in folder.rglob("raw.seed.txt") if path.stat().st_size >= WHOLE_BYTES)
    return [path.read_text(encoding="utf-8") for path in found]


def fill(folder: Path, texts: list[str], count: int) -> None:
    """`count` pages in folders of 100, no two alike."""
    for number in range(count):
        below = folder / f"{number // 100:03}"
        below.mkdir(parents=True, exist_ok=True)
        name = SURNAMES[number % 16] + GIVEN[number // 16 % 16] + GIVEN[number // 256 % 16]
        text = texts[number % len(texts)].replace("记者", f"记者{name}").replace("昨天", "昨日")
        text += f"\n\n{name}说,这是第{number}次来这里参观。"
        (below / f"page{number:05}.txt").write_text(text, encoding="utf-8")


class Memory(threading.Thread):
    """Resident megabytes of every cell below a process, again and again."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._over = threading.Event()
        self.samples: dict[int, list[float]] = {}

    def run(self) -> None:
        while not self._over.wait(SAMPLE_SECONDS):
            for cell in cells(self._process):
                size = resident(cell)
                if size:
                    self.samples.setdefault(cell, []).append(size)

    def figures(self) -> dict[str, float]:
        """Peak of any cell; means of its first and last quarter after the start."""
        self._over.set()
        self.join()
        settled = [series[len(series) // 10 :] for series in self.samples.values() if len(series) >= 40]
        made = {"peak": max((max(series) for series in self.samples.values()), default=0.0)}
        if settled:
            made["first quarter"] = max(mean(series[: len(series) // 4]) for series in settled)
            made["last quarter"] = max(mean(series[-(len(series) // 4) :]) for series in settled)
        return made


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def cells(process: int) -> list[int]:
    """Processes below `process` that clean documents."""
    found, waiting = [], [process]
    while waiting:
        current = waiting.pop()
        for task in Path(f"/proc/{current}/task").glob("*/children"):
            try:
                children = [int(word) for word in task.read_text().split()]
            except OSError:
                continue
            waiting += children
            found += [child for child in children if b"papercleaner.batch.cell" in command(child)]
    return found


def command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def resident(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure(inputs: Path, outputs: Path, jobs: int, engine: str) -> dict[str, Any]:
    """One run from a shell's point of view."""
    shutil.rmtree(outputs, ignore_errors=True)
    count = sum(1 for _ in inputs.rglob("*.txt"))
    args = ["batch", str(inputs), str(outputs), "-q", "-j", str(jobs), "--engine", engine]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    before, started = usage(), time.perf_counter()
    with subprocess.Popen([sys.executable, "-m", "papercleaner", *args], env=environment) as process:
        memory = Memory(process.pid)
        memory.start()
        code = process.wait()
    wall, cpu = time.perf_counter() - started, usage() - before
    figures = {f"megabytes, {name}": round(value, 1) for name, value in memory.figures().items()}
    load = os.getloadavg()[1]
    made = {"engine": engine, "jobs": jobs, "pages": count, "exit code": code, "seconds": round(wall, 1)}
    made |= {"pages/s": round(count / wall, 3), "load average": round(load, 1)}
    if engine == "local":
        made |= {"cpu seconds": round(cpu, 1), "pages a cpu second": round(count / cpu, 3)}
    return {**made, **figures}


def usage() -> float:
    """CPU seconds of all processes that ended below this one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, default=ROOT / "fixtures" / "pages")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--ray", action="store_true", help="also with Ray, on the most cores named")
    parser.add_argument("--json", type=Path, help="write the figures there")
    options = parser.parse_args()
    runs = []
    with tempfile.TemporaryDirectory() as place:
        inputs = Path(place) / "in"
        fill(inputs, dumps(options.pages), options.count)
        plans = [(jobs, "local") for jobs in options.jobs] + ([(max(options.jobs), "ray")] if options.ray else [])
        for jobs, engine in plans:
            runs.append(measure(inputs, Path(place) / "out", jobs, engine))
            print(json.dumps(runs[-1]), flush=True)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    if options.json:
        options.json.write_text(json.dumps({"machine": machine, "runs": runs}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
