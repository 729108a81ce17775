"""The repair of characters: precision, recall, false changes of clean text, and the curve of its threshold.

    python bench/repair.py DIR [--json OUT] [--no-learn]

DIR/repair/*.jsonl holds {"raw", "truth"} a line, DIR/repair/lookalikes.txt the groups of characters whose
confusions count for recall, DIR/clean/*.txt clean text, a paragraph a line.  A change is right if it makes
the character the truth's, false if it changes one that was right, wrong if it makes a wrong one another wrong
one; precision is right / all.  Clean text is read as it stands, then with one look-alike put in every 300
characters (fixed seed).  Figures are given for even and odd lines: bars were chosen on even ones.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from rapidfuzz.distance import Levenshtein

from papercleaner import learn
from papercleaner.config import Config
from papercleaner.language.learned.archive import decode
from papercleaner.language.repair.scan import doubts
from papercleaner.service import Reading
from papercleaner.stages.glyphs import mend

RATE = 300
BARS = (2.0, 3.0, 4.0, 4.5, 5.0, 5.5, 6.0, 7.0, 8.0)


@dataclass(frozen=True)
class Pair:
    """A text as read and as printed, of which set and half."""

    name: str
    half: str
    raw: str
    truth: str


def groups(root: Path) -> dict[str, set[str]]:
    """Character -> its look-alikes by the evaluation's own list."""
    found: dict[str, set[str]] = {}
    for line in (root / "repair" / "lookalikes.txt").read_text(encoding="utf-8").split():
        for char in line:
            found.setdefault(char, set()).update(set(line) - {char})
    return found


def inject(text: str, seed: int, alike: dict[str, set[str]]) -> str:
    """`text` with one look-alike put in every RATE characters, on the mean."""
    chance, signs = random.Random(seed), list(text)
    places = [i for i, c in enumerate(signs) if c in alike]
    for i in chance.sample(places, min(len(places), int(len(text) / RATE + chance.random()))):
        signs[i] = chance.choice(sorted(alike[signs[i]]))
    return "".join(signs)


def halves(lines: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    for n, line in enumerate(lines):
        if line:
            yield ("even", "odd")[n % 2], n, line


def pairs(root: Path, alike: dict[str, set[str]]) -> Iterator[Pair]:
    """All sets of the folder."""
    for path in sorted((root / "repair").glob("*.jsonl")):
        for half, _, line in halves(path.read_text(encoding="utf-8").splitlines()):
            said = json.loads(line)
            yield Pair(path.stem, half, said["raw"], said["truth"])
    for path in sorted((root / "clean").glob("*.txt")):
        for half, n, line in halves(path.read_text(encoding="utf-8").splitlines()):
            yield Pair("clean", half, line, line)
            yield Pair("injected", half, inject(line, n, alike), line)


def printed(pair: Pair) -> list[str]:
    """For each character as read: the one that was printed, "" for one that was not."""
    if pair.raw == pair.truth:
        return list(pair.raw)
    found = [""] * len(pair.raw)
    for step in Levenshtein.opcodes(pair.raw, pair.truth):
        if step.tag in ("equal", "replace"):
            found[step.src_start : step.src_end] = pair.truth[step.dest_start : step.dest_end]
    return found


Change = tuple[int, str]
Changes = Callable[[str], list[Change]]


def applied(config: Config) -> Changes:
    """What the stage changes of a text."""

    def changes(text: str) -> list[Change]:
        return [(i, b) for i, (a, b) in enumerate(zip(text, str(mend(text, config)[0]), strict=True)) if a != b]

    return changes


def suggested(config: Config) -> Changes:
    def changes(text: str) -> list[Change]:
        return [(e.spans[0][0], e.after) for e in mend(text, config)[1] if len(e.before) == 1]

    return changes


def above(bar: float) -> Changes:
    """What would be changed at another bar."""

    def changes(text: str) -> list[Change]:
        return [(d.at, d.new) for d in doubts(text) if d.listed and d.agreed and d.odds >= bar]

    return changes


def measure(texts: Sequence[Pair], changes: Changes, alike: dict[str, set[str]]) -> dict[str, Any]:
    """The figures of some sets together."""
    kinds: Counter[str] = Counter()
    errors = size = 0
    for pair in texts:
        truth = printed(pair)
        size += len(pair.raw)
        errors += sum(b in alike.get(a, ()) for a, b in zip(pair.raw, truth, strict=True))
        for at, new in changes(pair.raw):
            kind = "false" if truth[at] == pair.raw[at] else "right" if truth[at] == new else "wrong"
            kinds[kind] += 1
            kinds["caught"] += kind == "right" and new in alike.get(pair.raw[at], ())
    made = kinds["right"] + kinds["false"] + kinds["wrong"]
    return {
        "characters": size,
        "errors": errors,
        "right": kinds["right"],
        "false": kinds["false"],
        "wrong": kinds["wrong"],
        "precision": round(kinds["right"] / made, 4) if made else None,
        "recall": round(kinds["caught"] / errors, 4) if errors else None,
        "false_per_100k": round(1e5 * kinds["false"] / size, 3) if size else None,
    }


def row(name: str, found: dict[str, Any]) -> None:
    print(f"{name:<34}" + "  ".join(f"{key} {value}" for key, value in found.items() if value is not None))


SETS = {"real": ("tesseract", "ecspell_law", "ecspell_odw"), "injected": ("injected",), "clean": ("clean",)}


def table(texts: Sequence[Pair], changes: Changes, alike: dict[str, set[str]], title: str) -> dict[str, Any]:
    """Figures by set and half, printed and given."""
    record: dict[str, Any] = {}
    print(f"== {title}")
    for name, names in SETS.items():
        for half in ("even", "odd", "all"):
            chosen = [p for p in texts if p.name in names and half in (p.half, "all")]
            record[f"{name} {half}"] = found = measure(chosen, changes, alike)
            row(f"{name} {half}", found)
    return record


def curve(texts: Sequence[Pair], alike: dict[str, set[str]]) -> dict[str, Any]:
    """Precision and recall over real and injected errors, and false changes of clean text, by the bar."""
    print("== curve (log-odds that are applied)")
    record = {}
    for bar in BARS:
        wrongs = measure([p for p in texts if p.name != "clean"], above(bar), alike)
        clean = measure([p for p in texts if p.name == "clean"], above(bar), alike)
        record[str(bar)] = found = {k: wrongs[k] for k in ("precision", "recall")} | {
            "false_per_100k": clean["false_per_100k"]
        }
        row(str(bar), found)
    return record


def learned(texts: Sequence[Pair], alike: dict[str, set[str]]) -> dict[str, Any]:
    """What a model adds that was learned from the very texts, errors and all: an archive of one newspaper."""
    damaged = [p for p in texts if p.name == "injected"]
    parts = (learn.part(pair.raw.encode(), "page", Reading(reader="plain")) for pair in damaged)
    model, said = decode(learn.model(parts), "the learned model")
    config = Config(model=model)
    print(f"== with a model of the damaged text itself ({said['phrases']} phrases)")
    record = {}
    for name, chosen in (("injected", damaged), ("clean", [p for p in texts if p.name == "clean"])):
        for title, changes in (("without", applied(Config())), ("with", applied(config))):
            record[f"{name} {title}"] = found = measure(chosen, changes, alike)
            row(f"{name} {title}", found)
    return record


def speed(texts: Sequence[Pair]) -> tuple[float, float]:
    """MB of UTF-8 a second of processor time, clean text through the stage paragraph by paragraph: first, and again."""
    lines = [p.raw for p in texts if p.name == "clean"]
    size = sum(len(line.encode()) for line in lines) / 1e6
    times = []
    for _ in range(2):
        started = time.process_time()
        for line in lines:
            mend(line, Config())
        times.append(time.process_time() - started)
    return size / times[0], size / times[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--no-learn", action="store_true")
    options = parser.parse_args()
    alike = groups(options.folder)
    texts = list(pairs(options.folder, alike))
    cold, warm = speed(texts)
    record: dict[str, Any] = {"megabytes_a_second": round(cold, 2), "megabytes_a_second_warm": round(warm, 2)}
    print(f"{cold:.2f} MB/s, read before {warm:.2f} MB/s")
    record["applied"] = table(texts, applied(Config()), alike, "applied")
    record["suggested"] = table(texts, suggested(Config()), alike, "suggested")
    record["curve"] = curve(texts, alike)
    if not options.no_learn:
        record["learned"] = learned(texts, alike)
    if options.json:
        options.json.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
