"""From a folder of texts or dumps to a model of what they say again and again.

Memory is bounded: counts that grow too many are written out sorted, and merged at the end.
"""

from __future__ import annotations

import heapq
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TextIO

from papercleaner import readers
from papercleaner.language.learned.archive import encode
from papercleaner.language.learned.counting import count
from papercleaner.service import AS_FOUND, Reading

ROOM = 1_000_000
"""Phrases that are held in memory at once."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a document, or a shard of many, adds to a model."""

    counts: Counter[str]
    documents: int
    paragraphs: int


def part(data: bytes, name: str, reading: Reading = AS_FOUND) -> Part:
    """What one document adds.  Raises InputError for bytes that cannot be read."""
    page = readers.read(data, name, reader=reading.reader, encoding=reading.encoding)
    blocks = page.blocks or page.units()
    texts = [str(block.text) for block in blocks]
    return Part(count(texts), 1, len(texts))


def model(parts: Iterable[Part]) -> bytes:
    """The model file of all parts.  Their order does not matter."""
    counts: Counter[str] = Counter()
    documents = paragraphs = 0
    with tempfile.TemporaryDirectory(prefix="papercleaner-") as folder, ExitStack() as open_files:
        runs: list[TextIO] = []
        for one in parts:
            documents, paragraphs = documents + one.documents, paragraphs + one.paragraphs
            counts.update(one.counts)
            if len(counts) > ROOM:
                runs.append(open_files.enter_context(_spilled(counts, Path(folder, str(len(runs))))))
                counts.clear()
        return encode(_merged([_read(run) for run in runs] + [iter(sorted(counts.items()))]), documents, paragraphs)


def _spilled(counts: Counter[str], path: Path) -> TextIO:
    """The counts as a sorted file, open for reading."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{phrase}\t{n}\n" for phrase, n in sorted(counts.items()))
    return path.open(encoding="utf-8", newline="\n")


def _read(file: TextIO) -> Iterator[tuple[str, int]]:
    for line in file:
        phrase, _, n = line.partition("\t")
        yield phrase, int(n)


def _merged(runs: list[Iterator[tuple[str, int]]]) -> Iterator[tuple[str, int]]:
    """The sums of sorted runs, sorted."""
    for phrase, same in groupby(heapq.merge(*runs), key=itemgetter(0)):
        yield phrase, sum(n for _, n in same)
