"""kill -9 of a batch's whole process group at random moments, each followed by --resume.

    python bench/kills.py [--kills 30] [--count 200] [--seed 1] [--engine local|ray]

After each the tree must equal, byte for byte, that of a run that nobody disturbed, and right after the kill no file
under a final name may differ from what it will be.  Also measures how long a run takes to end after Ctrl-C.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.batch.archive import fill, tree


def start(folder: Path, *args: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "papercleaner", "batch", "in", "out", "-q", "-j", "2", "--shard-size", "8", *args]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen(command, cwd=folder, env=environment, start_new_session=True)


def killed(folder: Path, after: float, *args: str) -> bool:
    """Kill a run `after` seconds; False if it had ended before."""
    process = start(folder, *args)
    time.sleep(after)
    alive = process.poll() is None
    if alive:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return alive


def interrupted(folder: Path, after: float) -> float:
    """Seconds that a run takes to end after Ctrl-C."""
    process = start(folder)
    time.sleep(after)
    os.killpg(process.pid, signal.SIGINT)
    sent = time.perf_counter()
    code = process.wait()
    if code not in (0, 130):
        raise SystemExit(f"interrupted run ended with {code}")
    return time.perf_counter() - sent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("local", "ray"), default="local")
    options = parser.parse_args()
    moments = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as place:
        folder, engine = Path(place), ("--engine", options.engine)
        fill(folder / "in", options.count)
        started = time.perf_counter()
        if start(folder, *engine).wait() != 0:
            return 1
        whole, want = time.perf_counter() - started, tree(folder / "out")
        hits = runs = bad = 0
        while hits < options.kills:
            shutil.rmtree(folder / "out")
            runs += 1
            hits += killed(folder, moments.uniform(0.0, whole), *engine)
            left = {name: data for name, data in tree(folder / "out").items() if not name.endswith(".tmp")}
            code = start(folder, "--resume", *engine).wait()
            good = left.items() <= want.items() and code == 0 and tree(folder / "out") == want
            bad += not good
            print(f"{runs}: {len(left)} of {len(want)} files at the kill, {'equal' if good else 'DIFFERENT'}")
        print(f"{hits} of {runs} runs were killed ({whole:.1f} s undisturbed), {bad} trees differ")
        ends = [interrupted(folder, moments.uniform(0.5, whole)) for _ in range(10)]
        print(f"Ctrl-C: ended after {', '.join(f'{end:.2f}' for end in sorted(ends))} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
