"""The model file: a line with name and version, a line of JSON, and a static map of phrases to their counts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from heapq import nlargest
from math import exp, log
from typing import Any, Final

from papercleaner.errors import InputError
from papercleaner.language import static_build
from papercleaner.language.static_map import StaticMap
from papercleaner.lexicon import Learned

NAME: Final = b"papercleaner-model/"
VERSION: Final = 1
LEAST: Final = 2
"""Paragraphs that a phrase must stand in to be kept: what stands once may be an error."""
MOST: Final = 300_000
"""Phrases that are kept, the commonest; about 1.1 MB."""
STEP: Final = 12
"""Stored values are the logarithms of counts, times this."""
_HINT: Final = "papercleaner learn FOLDER -o MODEL makes a new one"


class Archive:
    """How many paragraphs of an archive have a phrase."""

    def __init__(self, grams: StaticMap) -> None:
        self._get = grams.get

    def count(self, phrase: str) -> int:
        """Paragraphs with `phrase`, roughly; 0 for one that was not counted or stands in fewer than LEAST."""
        value = self._get(phrase)
        return round(exp(value / STEP)) if value >= 0 else 0

    def sure_count(self, phrase: str, at: int) -> int:
        """The same, for a phrase of four or more, believed only as far as its part of three over `at` is.

        The map takes one unknown phrase in 65,536 for a known one; two at once it does not.
        """
        own = self.count(phrase)
        if not own:
            return 0
        start = min(max(0, at - 1), len(phrase) - 3)
        return min(own, self.count(phrase[start : start + 3]))


def encode(counts: Iterable[tuple[str, int]], documents: int, paragraphs: int) -> bytes:
    """The model file of these counts.  The same counts, in any order, give the same bytes."""
    kept = nlargest(MOST, ((n, gram) for gram, n in counts if n >= LEAST))
    entries = {gram: min(255, round(STEP * log(n))) for n, gram in sorted(kept, key=lambda pair: pair[1])}
    grams = static_build.build(entries)
    head = {
        "documents": documents,
        "paragraphs": paragraphs,
        "phrases": len(entries),
        "primes": list(grams.primes),
        "sha256": hashlib.sha256(grams.data).hexdigest(),
    }
    return NAME + b"%d\n" % VERSION + json.dumps(head, sort_keys=True).encode() + b"\n" + grams.data


def decode(data: bytes, where: str) -> tuple[Learned, dict[str, Any]]:
    """The model in the bytes of a file, and what it says of itself.  Raises InputError for anything else."""
    first, _, rest = data.partition(b"\n")
    if not first.startswith(NAME):
        raise InputError("is no model of papercleaner", where=where, hint=_HINT)
    if first != NAME + b"%d" % VERSION:
        named = first[len(NAME) :]
        version = named.decode() if named.isdigit() and len(named) < 9 else "?"
        raise InputError(f"is a model of version {version}; this papercleaner reads {VERSION}", where=where, hint=_HINT)
    head, _, body = rest.partition(b"\n")
    said = _head(head)
    if said is None or hashlib.sha256(body).hexdigest() != said.get("sha256") or not _fits(said.get("primes"), body):
        raise InputError("is a damaged model", where=where, hint=_HINT)
    return Learned("sha256:" + hashlib.sha256(data).hexdigest(), data), said


def _head(line: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(line)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _fits(primes: object, body: bytes) -> bool:
    """Whether a map of these primes has the size of the body."""
    if not isinstance(primes, list) or len(primes) != 3 or not all(type(p) is int and p > 0 for p in primes):
        return False
    return 3 * sum(primes) == len(body)


@lru_cache(maxsize=2)
def archive(learned: Learned) -> Archive:
    """The counts of a model that `decode` has seen."""
    _, head, body = learned.data.split(b"\n", 2)
    a, b, c = json.loads(head)["primes"]
    return Archive(StaticMap(body, (a, b, c)))
