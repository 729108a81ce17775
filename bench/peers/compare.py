"""Side by side with the fixers of Chinese typography: the same files through each of them.

    python bench/peers/compare.py [PAGES] [--zhlint COMMAND] [--json OUT] [--list]

PAGES (fixtures/pages by default) holds folders with raw.seed.txt and truth.json.  Each tool is given the dump, and
judged by the printed page, place by place (bench/peers/judge.py):

    gaps      spaces between two Han characters that the page has not, and those of the dump that the page has (or that
              part its lines, as halves of a headline) which the tool closed
    marks     half-width marks and brackets that touch a Han character
    quotes    double quotes that stand straight, or turned the wrong way, where the page has a quotation mark
    nesting   quotation marks that do not nest, paragraph by paragraph
    harm      characters that the tool changed though they stood in the dump as they stand on the page

Places that the page does not have, misread or torn by a column's end, count for gaps and for no other column.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from rapidfuzz.distance import Levenshtein

from bench.peers.adapters import Tool, changed_by_us, installed, ours
from bench.peers.judge import FOLD, Truth, lines

HAN = "\u3400-\u9fff"
GAP = re.compile(f"(?<=[{HAN}])[ \t\u00a0\u3000]+(?=[{HAN}])")
MARK = re.compile(f"(?<=[{HAN}])[,;:?!()]|[,;:?!()](?=[{HAN}])")
REACH = 12
QUOTES = {"「": "“", "」": "”", "『": "“", "』": "”"}


class Change(NamedTuple):
    """What a tool changed of a dump."""

    start: int
    end: int
    after: str


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


def gaps(dump: str, text: str, truth: Truth) -> Iterator[str]:
    for start, end, meant in _gaps(text, truth):
        if not meant:
            yield text[max(0, start - 6) : end + 6]
    done = Truth(iter(text.split("\n")))
    for start, end, meant in _gaps(dump, truth):
        if meant and done.place(*_around(dump, start, end), 0).said == "":
            yield f"{dump[max(0, start - 6) : start]}[closed]{dump[end : end + 6]}"


def _gaps(text: str, truth: Truth) -> Iterator[tuple[int, int, bool]]:
    """The gaps between Han characters, and whether the page has them."""
    for m in GAP.finditer(text):
        place = truth.place(*_around(text, *m.span()), 0)
        yield m.start(), m.end(), place.edge or bool(place.said and place.said.isspace())


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(0, start - REACH) : start], text[end : end + REACH]


def quotes(text: str, truth: Truth) -> Iterator[str]:
    for m in re.finditer('["“”「」『』]', text):
        said = truth.place(*_around(text, *m.span()), 1).said or ""
        wanted, mark = QUOTES.get(said.strip(), said.strip()), QUOTES.get(m.group(), m.group())
        if wanted in ("“", "”") and mark != wanted:
            yield text[max(0, m.start() - 6) : m.end() + 6]


def harm(dump: str, changes: Iterable[Change], truth: Truth) -> Iterator[str]:
    """The changes, one for each character, of what stood as the page has it.

    Some truths are written with half-width marks throughout; they do not tell how wide a mark is.
    """
    untold = len(MARK.findall(truth.text)) > 1
    for start, end, after in changes:
        before = dump[start:end]
        said = truth.place(*_around(dump, start, end), 2).said
        if said is None or (untold and said.translate(FOLD) == after.translate(FOLD)):
            continue
        if said != after and said.replace("\u3000", " ") == before.replace("\u3000", " "):
            for _ in range(max(len(before), len(after))):
                yield f"{dump[max(0, start - 6) : start]}[{before}>{after}]{dump[end : end + 6]}"


def changes(before: str, after: str) -> Iterator[Change]:
    """What a tool that keeps the lines of a text changed."""
    place = 0
    for old, new in zip(before.split("\n"), after.split("\n"), strict=False):
        for step in Levenshtein.opcodes(old, new):
            if step.tag != "equal":
                span = place + step.src_start, place + step.src_end
                yield Change(*span, new[step.dest_start : step.dest_end])
        place += len(old) + 1


def judged(dump: str, tool: Tool, truth: Truth) -> dict[str, list[str]]:
    """What is wrong after a tool, by column."""
    text = tool(dump)
    made = map(Change._make, changed_by_us(dump)) if tool is ours else changes(dump, text)
    return {
        "gaps": list(gaps(dump, text, truth)),
        "marks": [text[max(0, m.start() - 6) : m.end() + 6] for m in MARK.finditer(text)],
        "quotes": list(quotes(text, truth)),
        "nesting": [""] * nesting(text),
        "harm": list(harm(dump, made, truth)),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, nargs="?", default=ROOT / "fixtures" / "pages")
    parser.add_argument("--zhlint", metavar="COMMAND", help="where zhlint is, if not on the PATH")
    parser.add_argument("--json", type=Path, help="write the figures there")
    parser.add_argument("--list", action="store_true", help="print every place that counts against papercleaner")
    options = parser.parse_args()
    folders = sorted(f.parent for f in options.pages.glob("*/raw.seed.txt"))
    pages = [((f / "raw.seed.txt").read_text(encoding="utf-8"), Truth(lines(f / "truth.json"))) for f in folders]
    rows: dict[str, dict[str, int]] = {}
    tools: dict[str, Tool] = {"the dumps": str, "papercleaner": ours, **installed(options.zhlint)}
    for name, tool in tools.items():
        found = [judged(dump, tool, truth) for dump, truth in pages]
        rows[name] = row = {key: sum(len(page[key]) for page in found) for key in found[0]}
        print(f"{name:20}", *(f"{key} {value:6}" for key, value in row.items()), flush=True)
        if options.list and tool is ours:
            told = (
                (f.name, key, said)
                for f, page in zip(folders, found, strict=True)
                for key in page
                for said in page[key]
            )
            print(*(" ".join(map(repr, line)) for line in told), sep="\n")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
