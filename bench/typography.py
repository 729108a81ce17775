"""Speed of the typography alone: spaces, marks and quotes of news paragraphs, in MB of UTF-8 a second.

    python bench/typography.py [FILE] [--rounds 5]

FILE holds a paragraph a line; without it the paragraphs of the pages in fixtures/pages are taken, as they were printed
(clean) and as an engine read them (dump).  Processor time, the best of the rounds: the rest is the machine's noise.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from papercleaner.config import Config
from papercleaner.model import Article, Block, Page, Source
from papercleaner.pipeline import TYPOGRAPHY
from papercleaner.text import Text


def page(paragraphs: Iterable[str]) -> Page:
    """A page of one article with these paragraphs."""
    blocks: list[Block] = []
    parts: list[str] = []
    start = 0
    for text in paragraphs:
        parts.append(text)
        blocks.append(Block(Text.of(text), index=len(blocks)))
        start += len(text) + 2
    return Page(Source("bench", "", "\n\n".join(parts)), articles=(Article(tuple(blocks)),))


def speed(paragraphs: list[str], rounds: int) -> dict[str, float]:
    """MB a second of each stage and of all together."""
    size = len("".join(paragraphs).encode()) / 1e6
    best = dict.fromkeys([stage.name for stage in TYPOGRAPHY], 1e9)
    for _ in range(rounds):
        done = page(paragraphs)
        for stage in TYPOGRAPHY:
            started = time.process_time()
            done = stage.run(done, Config())
            best[stage.name] = min(best[stage.name], time.process_time() - started)
    return {**{name: size / t for name, t in best.items()}, "together": size / sum(best.values())}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if options.file:
        kinds = {options.file.name: options.file.read_text(encoding="utf-8").splitlines()}
    else:
        folders = sorted((ROOT / "fixtures" / "pages").glob("p*"))
        truths = [json.loads((f / "truth.json").read_text(encoding="utf-8")) for f in folders]
        printed = [b["text"] for t in truths for a in t["articles"] for b in a["blocks"]]
        dumps = [(f / "raw.seed.txt").read_text(encoding="utf-8").split("\n\n") for f in folders]
        kinds = {"clean": printed, "dump": [text for dump in dumps for text in dump]}
    for kind, paragraphs in kinds.items():
        texts = [text for text in paragraphs if text.strip()]
        shown = "  ".join(f"{name} {value:.2f}" for name, value in speed(texts, options.rounds).items())
        print(f"{kind}: {shown} MB/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
