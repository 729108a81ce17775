"""True seams of a dump: which fragment of running text goes on in which, by aligning the dump with the truth."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from role_gold import measured

from papercleaner.config import Config
from papercleaner.evaluate.align import align
from papercleaner.evaluate.forms import loose
from papercleaner.model import Page, Source
from papercleaner.readers.plain import read
from papercleaner.seams.features import (
    Features,
    across,
    between_features,
    end_features,
    start_features,
    step_features,
    topic_features,
    words,
)
from papercleaner.seams.fragments import Fragments, fragments
from papercleaner.seams.score import reach
from papercleaner.seams.second_look import unsure_places
from papercleaner.stages.lines import recover_lines
from papercleaner.stages.roles import tell_roles

UNWRAPPED = ":unwrapped"
"""Put after a dump's name: the dump without the spaces that its printed lines left, so without geometry."""


class Place(NamedTuple):
    """Where a block stands in the truth: unit, its type, first and last character (loose form) in the unit."""

    unit: int
    type: str
    start: int
    end: int
    share: float


def load(folder: Path, dump: str) -> tuple[Page, dict[str, Any]]:
    """A page's dump after the lines stage, and its truth."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    if dump.endswith(".gz"):
        return measured(folder / dump), truth
    text = (folder / dump.removesuffix(UNWRAPPED)).read_text(encoding="utf-8")
    if dump.endswith(UNWRAPPED):
        text = re.sub(r"(?<=[\u2e80-\uffef]) (?=[\u2e80-\uffef])", "", text)
    source = Source(dump, hashlib.sha256(text.encode()).hexdigest(), text)
    return recover_lines(read(source), Config()), truth


def units(truth: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(type, text) of every piece of the truth."""
    for article in truth["articles"]:
        for field in ("kicker", "title", "subtitle", "byline"):
            yield field, article[field] or ""
        for block in article["blocks"]:
            yield block["type"], block["text"]
        for credit in article["credits"]:
            yield "credit", credit
    for item in truth["furniture"]:
        yield "furniture", item["text"]


def places(page: Page, truth: dict[str, Any]) -> list[Place | None]:
    """The place of each block in the truth; None where nothing matches."""
    kinds, bounds, parts = [], [0], []
    for kind, text in units(truth):
        kinds.append(kind)
        parts.append(loose(text))
        bounds.append(bounds[-1] + len(parts[-1]))
    owner = [i for i, part in enumerate(parts) for _ in part]
    texts = [loose(str(b.text)) for b in page.blocks]
    found = align("".join(parts), "".join(texts)).place
    inverse = {p: t for t, p in enumerate(found) if p >= 0}
    out: list[Place | None] = []
    at = 0
    for text in texts:
        hits = [inverse[p] for p in range(at, at + len(text)) if p in inverse]
        at += len(text)
        if len(hits) < 0.4 * len(text) or not hits:
            out.append(None)
            continue
        unit = Counter(owner[t] for t in hits).most_common(1)[0][0]
        own = [t - bounds[unit] for t in hits if owner[t] == unit]
        out.append(Place(unit, kinds[unit], min(own), max(own) + 1, len(own) / len(text)))
    return out


def true_seams(found: list[Place | None], at: Sequence[int]) -> dict[int, int]:
    """{fragment: the fragment that goes on}, for the fragments at the places `at` of a page's blocks."""
    by_unit: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for i, place in enumerate(at):
        where = found[place]
        if where and where.type == "paragraph" and where.share > 0.6:
            by_unit[where.unit].append((where.start, where.end, i))
    seams = {}
    for pieces in by_unit.values():
        pieces.sort()
        for (_, end, a), (start, _, b) in itertools.pairwise(pieces):
            if abs(start - end) <= 6:
                seams[a] = b
    return seams


class Case(NamedTuple):
    """A page's fragments, the pairs in reach with their features, and the true seams among them."""

    page: Fragments
    pairs: list[tuple[int, int]]
    features: list[Features]
    seams: dict[int, int]
    made: bool
    """Whether the page was made for fitting and its words are those that the language tables were counted on."""


def case(folder: Path, dump: str, made: bool = False) -> Case:
    """One dump, with the roles that the roles stage tells."""
    page, truth = load(folder, dump)
    blocks = tell_roles(page, Config()).blocks
    parts = fragments(blocks, unsure_places(blocks))
    found = places(replace(page, blocks=blocks), truth)
    ends, starts = [end_features(f) for f in parts.all], [start_features(f) for f in parts.all]
    pairs = [(a, b) for a in range(len(ends)) for b in reach(a, len(ends))]
    features = [
        ends[a]
        | starts[b]
        | step_features(parts, a, b)
        | between_features(parts, a, b)
        | topic_features(parts, a, b)
        | words(parts, a, b)
        | across(parts, a, b)
        for a, b in pairs
    ]
    return Case(parts, pairs, features, true_seams(found, parts.places), made)
