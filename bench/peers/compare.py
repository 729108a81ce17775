"""Side by side with the fixers of Chinese typography: the same files through each of them.

    python bench/peers/compare.py [PAGES] [--zhlint COMMAND] [--json OUT]

PAGES (fixtures/pages by default) holds folders with raw.seed.txt and truth.json.  Of each tool:

    gaps      spaces between two Han characters that stand in its output (in the truth some are right)
    marks     half-width marks and brackets that touch a Han character
    straight  straight double quotes
    nesting   quotation marks in its output that do not nest, paragraph by paragraph
    harm      characters that it changes in the truth itself, which is right already
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from bench.peers.adapters import installed, our_typography, ours

HAN = "\u3400-\u9fff"
GAP = re.compile(f"(?<=[{HAN}])[ \t\u00a0\u3000]+(?=[{HAN}])")
MARK = re.compile(f"(?<=[{HAN}])[,;:?!()]|[,;:?!()](?=[{HAN}])")


def printed(truth: Path) -> Iterator[str]:
    """The paragraphs of the page as they were printed."""
    for article in json.loads(truth.read_text(encoding="utf-8"))["articles"]:
        for block in article["blocks"]:
            yield from block["text"].split("\n")


def nesting(text: str) -> int:
    """Quotation marks that do not nest, and those left open at a paragraph's end that ends in a stop."""
    wrong = 0
    for line in text.split("\n"):
        waiting: list[str] = []
        for mark in re.findall("[“”‘’]", line):
            if mark in "“‘":
                wrong += mark in waiting
                waiting.append(mark)
            elif waiting and waiting[-1] + mark in ("“”", "‘’"):
                waiting.pop()
            else:
                wrong += 1
        wrong += len(waiting) if line.rstrip()[-1:] in "。！？" else 0
    return wrong


def harm(before: str, after: str) -> int:
    """How many characters differ."""
    lines = zip(before.split("\n"), after.split("\n"), strict=False)
    return sum(_differing(a, b) for a, b in lines if a != b)


def _differing(before: str, after: str) -> int:
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for tag, a, b, c, d in codes if tag != "equal")


def counts(text: str) -> dict[str, int]:
    """What is left in a text."""
    return {
        "gaps": len(GAP.findall(text)),
        "marks": len(MARK.findall(text)),
        "straight": text.count('"'),
        "nesting": nesting(text),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, nargs="?", default=ROOT / "fixtures" / "pages")
    parser.add_argument("--zhlint", metavar="COMMAND", help="where zhlint is, if not on the PATH")
    parser.add_argument("--json", type=Path, help="write the figures there")
    options = parser.parse_args()
    folders = sorted(f.parent for f in options.pages.glob("*/raw.seed.txt"))
    dumps = [(f / "raw.seed.txt").read_text(encoding="utf-8") for f in folders]
    truths = ["\n".join(printed(f / "truth.json")) for f in folders]
    rows = {"the dumps": {**_sum(dumps), "harm": 0}, "the truth": {**_sum(truths), "harm": 0}}
    for name, tool in {"papercleaner": ours, **installed(options.zhlint)}.items():
        beside = our_typography if tool is ours else tool
        rows[name] = {**_sum([tool(d) for d in dumps]), "harm": sum(harm(t, beside(t)) for t in truths)}
    for name, row in rows.items():
        print(f"{name:20}", *(f"{key} {value:6}" for key, value in row.items()))
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _sum(texts: list[str]) -> dict[str, int]:
    found = [counts(text) for text in texts]
    return {key: sum(row[key] for row in found) for key in found[0]}


if __name__ == "__main__":
    sys.exit(main())
