"""Speed of the stages that mend text, in MB of UTF-8 a second: the typography, and all of them with character repair.

    python bench/typography.py [FILE] [--rounds 5]

FILE holds a paragraph a line; without it the paragraphs of the pages in fixtures/pages are taken, as they were printed
(clean) and as an engine read them (dump).  Processor time, the best of the rounds: the rest is the machine's noise.
"Cold" is the first round, which reads the tables too and has nothing to remember; each kind has a process of its own.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from papercleaner.config import Config
from papercleaner.model import Article, Block, Page, Source
from papercleaner.stages import characters, controls, glyphs, punctuation, quotes, script, spacing, suggest
from papercleaner.text import Text

TYPOGRAPHY = (controls.STAGE, characters.STAGE, spacing.STAGE, punctuation.STAGE, quotes.STAGE)
REPAIR = (glyphs.STAGE, script.STAGE, suggest.STAGE)

Times = dict[str, float]


def page(paragraphs: Iterable[str]) -> Page:
    """A page of one article with these paragraphs."""
    whole = "\n\n".join(paragraphs)
    blocks: list[Block] = []
    start = 0
    for text in paragraphs:
        blocks.append(Block(Text.of(whole, start, start + len(text)), index=len(blocks)))
        start += len(text) + 2
    return Page(Source("bench", "", whole), articles=(Article(tuple(blocks)),))


def once(paragraphs: list[str]) -> Times:
    """Seconds of each stage."""
    done, times = page(paragraphs), {}
    for stage in (*TYPOGRAPHY, *REPAIR):
        started = time.process_time()
        done = stage.run(done, Config())
        times[stage.name] = time.process_time() - started
    return times


def shown(title: str, size: float, times: Times) -> str:
    """MB a second of the typography, of all, and of each stage."""
    typography = sum(times[stage.name] for stage in TYPOGRAPHY)
    each = "  ".join(f"{name} {size / t:.1f}" for name, t in times.items() if t)
    return f"{title}: typography {size / typography:.2f}, with repair {size / sum(times.values()):.2f} MB/s  ({each})"


def speed(kind: str, paragraphs: list[str], rounds: int) -> None:
    """Prints the speed of one kind of text, cold and warm."""
    size = len("".join(paragraphs).encode()) / 1e6
    print(shown(f"{kind}, cold", size, once(paragraphs)))
    later = [once(paragraphs) for _ in range(rounds)]
    print(shown(f"{kind}, warm", size, {name: min(times[name] for times in later) for name in later[0]}))


def kinds(file: Path | None) -> dict[str, list[str]]:
    """The paragraphs of the file, or those of the fixtures, as printed and as read."""
    if file:
        return {file.name: file.read_text(encoding="utf-8").splitlines()}
    folders = sorted((ROOT / "fixtures" / "pages").glob("p*"))
    truths = [json.loads((f / "truth.json").read_text(encoding="utf-8")) for f in folders]
    printed = [b["text"] for t in truths for a in t["articles"] for b in a["blocks"]]
    dumps = [(f / "raw.seed.txt").read_text(encoding="utf-8").split("\n\n") for f in folders]
    return {"clean": printed, "dump": [text for dump in dumps for text in dump]}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    for kind, paragraphs in kinds(options.file).items():
        texts = [text for text in paragraphs if text.strip()]
        process = multiprocessing.get_context("spawn").Process(target=speed, args=(kind, texts, options.rounds))
        process.start()
        process.join()
    return 0


if __name__ == "__main__":
    sys.exit(main())
