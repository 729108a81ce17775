"""Round trips: pages in every supported encoding, and in every wrong decoding, back to the clean text.

    python bench/encodings.py [FILE…] [--clean FILE…] [--json OUT]

FILE: texts in UTF-8 (the seed and the pages of fixtures/ by default).  For Big5 they are turned into traditional script
first.  Of each damage:

    whole     texts, and lines of them, of which the damage lost no byte
    back      those of them that come back equal
    survived  share of the characters of which no byte was lost, over all texts
    read      share of the characters that are read rightly in what comes back (never more than survived)

Every text of --clean (fixtures/clean by default) is read as it stands: changes made there are false.
"""

from __future__ import annotations

import argparse
import codecs
import json
import re
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from rapidfuzz.distance import LCSseq

from papercleaner import readers
from papercleaner.readers.mojibake import mended
from papercleaner.text import Text

LOST = "\ufffd"
HAN = re.compile("[\u4e00-\u9fff]")
SUPPORTED = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk", "big5", "big5hkscs")
DAMAGES: dict[str, tuple[tuple[str, str], ...]] = {
    f"{was} as {read}": ((was, read),)
    for was, reads in {
        "utf-8": ("latin-1", "cp1252", "gb18030", "gbk", "big5", "big5hkscs", "cp950"),
        "gb18030": ("latin-1", "cp1252", "big5", "big5hkscs", "cp950"),
        "big5hkscs": ("latin-1", "cp1252", "gb18030", "gbk"),
    }.items()
    for read in reads
} | {
    "utf-8 as latin-1, twice": (("utf-8", "latin-1"),) * 2,
    "utf-8 as cp1252, twice": (("utf-8", "cp1252"),) * 2,
    "utf-8 as gb18030, twice": (("utf-8", "gb18030"),) * 2,
    "gb18030 as cp1252, then utf-8 as cp1252": (("gb18030", "cp1252"), ("utf-8", "cp1252")),
    "utf-8 as gb18030, then utf-8 as cp1252": (("utf-8", "gb18030"), ("utf-8", "cp1252")),
    "gb18030 as big5hkscs, then utf-8 as cp1252": (("gb18030", "big5hkscs"), ("utf-8", "cp1252")),
    "gb18030 as latin-1, then utf-8 as gb18030": (("gb18030", "latin-1"), ("utf-8", "gb18030")),
}


class Damaged(NamedTuple):
    """A text after a wrong decoding, and for each of its characters before whether all its bytes survived."""

    text: str
    survived: tuple[bool, ...]


def damaged(text: str, layers: Sequence[tuple[str, str]]) -> Damaged:
    """`text` encoded and wrongly decoded, layer upon layer."""
    alive = (True,) * len(text)
    for was, read in layers:
        text, alive = _layer(text, was, read, alive)
    return Damaged(text, alive)


def _layer(text: str, was: str, read: str, alive: tuple[bool, ...]) -> Damaged:
    raw, gone = text.encode(was), set[int]()
    if read == "cp1252":
        return Damaged("".join(map(_western, raw)), alive)

    def broken(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        gone.update(range(error.start, error.end))
        return LOST, error.end

    codecs.register_error("papercleaner.bench", broken)
    said = raw.decode(read, "papercleaner.bench")
    place, owner = 0, list[bool]()
    for size in (len(char.encode(was)) for char in text):
        owner.append(not gone.intersection(range(place, place + size)))
        place += size
    if len(owner) != len(alive):  # a layer above the first: told for the whole text alone
        return Damaged(said, alive if all(owner) else (False,) * len(alive))
    return Damaged(said, tuple(a and b for a, b in zip(alive, owner, strict=True)))


def _western(byte: int) -> str:
    return chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252")


def _back(text: str) -> str:
    return str(mended(Text.of(text)))


def measure(texts: Sequence[str], layers: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The figures of one damage."""
    whole = back = lines = lines_back = 0
    survived, found, size = 0, 0, sum(map(len, texts))
    for text in texts:
        bad = damaged(text, layers)
        good = _back(bad.text)
        whole, back = whole + all(bad.survived), back + (all(bad.survived) and good == text)
        survived += sum(bad.survived)
        found += LCSseq.similarity(good.replace(LOST, ""), text)
        for line in _lines(text):
            bad = damaged(line, layers)
            lines += all(bad.survived)
            lines_back += all(bad.survived) and _back(bad.text) == line
    shares = {"survived": round(survived / size, 4), "read": round(found / size, 4)}
    return {"texts whole": whole, "back": back, "lines whole": lines, "lines back": lines_back, **shares}


def _lines(text: str) -> Iterator[str]:
    yield from (line for line in text.split("\n") if len(HAN.findall(line)) >= 4)


def encodings(texts: Sequence[str], traditional: Sequence[str]) -> dict[str, int]:
    """How many texts the readers bring back from each supported encoding, told to none of them."""
    found = {}
    for name in SUPPORTED:
        chosen = [t.encode(name, "ignore").decode(name) for t in (traditional if "big5" in name else texts)]
        found[name] = sum(readers.read(t.encode(name), "page").source.text == t for t in chosen)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--clean", type=Path, nargs="*", default=[ROOT / "fixtures" / "clean" / "paragraphs.txt"])
    parser.add_argument("--json", type=Path, help="write the figures there")
    options = parser.parse_args()
    pages = sorted((ROOT / "fixtures" / "pages").glob("p[0-9]*/raw.seed.txt"))
    files = options.files or [ROOT / "seeds" / "raw.seed.txt", *pages]
    texts = [f.read_text(encoding="utf-8") for f in files]
    convert = import_module("opencc").OpenCC("s2t").convert
    traditional = [convert(t).encode("big5hkscs", "ignore").decode("big5hkscs") for t in texts]
    rows: dict[str, Any] = {"texts": len(texts), "encodings": encodings(texts, traditional)}
    print(f"{len(texts)} texts; back from", ", ".join(f"{k} {v}" for k, v in rows["encodings"].items()))
    for name, layers in DAMAGES.items():
        rows[name] = row = measure(traditional if layers[0][0].startswith("big5") else texts, layers)
        print(f"{name:44}", "  ".join(f"{key} {value}" for key, value in row.items()), flush=True)
    clean = [*texts, *(f.read_text(encoding="utf-8") for f in options.clean)]
    rows["clean texts changed"] = sum(_back(t) != t for t in clean)
    rows["clean lines changed"] = sum(_back(line) != line for t in clean for line in t.split("\n"))
    print(f"clean texts changed {rows['clean texts changed']}, clean lines changed {rows['clean lines changed']}")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
