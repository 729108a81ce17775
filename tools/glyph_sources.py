"""The sources of the repair's tables: the dictionary, and the corpus lines that may be counted, cut into words."""

from __future__ import annotations

import sys
import tarfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

from build_language import CORPUS, fold_pairs, module_file  # noqa: E402

from papercleaner.language.classes import classes  # noqa: E402
from papercleaner.language.repair.lattice import LONGEST  # noqa: E402


def fold_table() -> dict[int, str]:
    pairs = fold_pairs(module_file("opencc", "dictionary", "TSCharacters.txt"))
    return {ord(a): b for a, b in pairs.items()}


def dictionary(data: bytes, fold: dict[int, str]) -> dict[str, int]:
    """Words of Han characters and their counts, folded."""
    words: Counter[str] = Counter()
    for line in data.decode("utf-8").splitlines():
        word, count, *_ = line.split(" ")
        if len(word) <= LONGEST and all("\u4e00" <= c <= "\u9fff" for c in word):
            words[word.translate(fold)] += int(count)
    return dict(words)


def corpus_bytes(sdist: Path) -> bytes:
    """The segmented corpus as it lies in the source distribution."""
    with tarfile.open(sdist) as archive:
        member = archive.extractfile(CORPUS)
        if member is None:
            raise SystemExit(f"{sdist} has no {CORPUS}")
        return member.read()


def corpus_lines(data: bytes, fold: dict[int, str]) -> list[list[str]]:
    """The lines named in `language_lines.txt`, as words in the alphabet of the tables."""
    listed = (HERE / "language_lines.txt").read_text(encoding="utf-8").split("\n")
    wanted = [int(line) for line in listed if line and not line.startswith("#")]
    lines = data.decode("utf-8").split("\n")
    tokens = ([t.rpartition("/")[0] for t in lines[n - 1].split()] for n in wanted)
    signs = ([classes(t.translate(fold)) for t in line] for line in tokens)
    return [kept for line in signs if (kept := [s for s in line if s])]
