"""Speed of the structure stages (lines, roles, joins, articles), in milliseconds of the processor's time.

    python bench/structure.py [--page FILE] [--rounds 15] [--against FOLDER]

`--against` names the src folder of another checkout, which is measured in turn with this one: on a machine that others
use too, only figures taken in turn can be compared.  Each figure is the least of the rounds; first calls, which load
tables, are left out.  Growth is measured on different pages one after the other, for copies of one page would be taken
for one article each.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STAGES = ("lines", "roles", "joins", "articles")
SIZE = 8_000
"""Characters of the page that the goal speaks of."""
TIMES = (1, 2, 4)
TURNS = 3
"""How often two checkouts are measured in turn."""


def measured(raw: bytes, rounds: int) -> dict[str, float]:
    """The least time of each structure stage on one page."""
    from papercleaner import pipeline, readers  # from the checkout that the call names
    from papercleaner.config import Config

    config, least = Config(), dict.fromkeys(STAGES, float("inf"))
    start = readers.read(raw, "page.txt")
    for count in range(rounds + 1):
        page = start
        for stage in pipeline.STAGES:
            began = time.process_time()
            page = stage.run(page, config)
            if stage.name in least and count:
                least[stage.name] = min(least[stage.name], 1000 * (time.process_time() - began))
    return least


def newspaper(size: int) -> bytes:
    """Pages one after the other, at least so many characters."""
    found, length = list[str](), 0
    for path in sorted(ROOT.glob("fixtures/pages/*/raw.seed.txt")):
        if length < size:
            found.append(path.read_text(encoding="utf-8"))
            length += len(found[-1])
    return "\n\n".join(found).encode()


def record(page: Path, rounds: int) -> dict[str, dict[str, float]]:
    """The stages on one page, and on more and more pages the time for each 8,000 characters."""
    found = {page.name: measured(page.read_bytes(), rounds)}
    for times in TIMES:
        raw = newspaper(times * SIZE)
        share = SIZE / len(raw.decode())
        per_page = {name: share * ms for name, ms in measured(raw, max(3, rounds // times)).items()}
        found[f"a page of {len(raw.decode())}"] = per_page
    return found


def least_of(
    source: Path, options: argparse.Namespace, before: dict[str, dict[str, float]]
) -> dict[str, dict[str, float]]:
    """The figures of a checkout, in a process of its own; the lesser of these and of those taken before."""
    call = [sys.executable, __file__, "--measure", str(source), "--page", str(options.page)]
    said = subprocess.run([*call, "--rounds", str(options.rounds)], check=True, capture_output=True, text=True).stdout
    new: dict[str, dict[str, float]] = json.loads(said)
    return {
        text: {k: min(v, before.get(text, times).get(k, v)) for k, v in times.items()} for text, times in new.items()
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--page", type=Path, default=ROOT / "seeds" / "raw.seed.txt")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--against", type=Path, help="src folder of another checkout")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        sys.path.insert(0, str(options.measure))
        print(json.dumps(record(options.page, options.rounds)))
        return 0
    sources = [ROOT / "src", *([options.against] if options.against else [])]
    figures: dict[Path, dict[str, dict[str, float]]] = {source: {} for source in sources}
    for _ in range(TURNS if options.against else 1):
        for source in sources:
            figures[source] = least_of(source, options, figures[source])
    for source in sources:
        print(f"{source}: milliseconds for each {SIZE} characters, but for the first line")
        for text, times in figures[source].items():
            parts = ", ".join(f"{name} {ms:.1f}" for name, ms in times.items())
            print(f"  {text:<16} {sum(times.values()):6.1f}   ({parts})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
