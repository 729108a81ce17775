"""True seams of a dump: which fragment of running text goes on in which, by aligning the dump with the truth."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from papercleaner.config import Config
from papercleaner.evaluate.align import align
from papercleaner.evaluate.forms import loose
from papercleaner.model import Page, Role, Source
from papercleaner.readers.plain import read
from papercleaner.seams.score import (
    Fragments,
    between_features,
    end_features,
    fragments,
    language_features,
    reach,
    start_features,
    step_features,
)
from papercleaner.stages.lines import recover_lines

ROLES = {
    "paragraph": Role.BODY,
    "heading": Role.HEADING,
    "caption": Role.CAPTION,
    "quote": Role.QUOTE,
    "title": Role.HEADLINE,
    "kicker": Role.KICKER,
    "subtitle": Role.SUBTITLE,
    "byline": Role.BYLINE,
    "credit": Role.CREDIT,
}
Features = dict[str, float]

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
    text = (folder / dump.removesuffix(UNWRAPPED)).read_text(encoding="utf-8")
    if dump.endswith(UNWRAPPED):
        text = re.sub(r"(?<=[\u2e80-\uffef]) (?=[\u2e80-\uffef])", "", text)
    source = Source(dump, hashlib.sha256(text.encode()).hexdigest(), text)
    return recover_lines(read(source), Config()), json.loads((folder / "truth.json").read_text(encoding="utf-8"))


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


def with_roles(page: Page, found: list[Place | None]) -> Page:
    """The page with the true roles, so that seams are judged by themselves."""
    told = [
        replace(b, role=Role.NOISE if p is None else ROLES.get(p.type, Role.FOOTER))
        for b, p in zip(page.blocks, found, strict=True)
    ]
    return replace(page, blocks=tuple(told))


def true_seams(parts: Fragments, found: list[Place | None]) -> dict[int, int]:
    """{fragment: the fragment that goes on}."""
    by_unit: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for i, place in enumerate(parts.places):
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


def cases(folder: Path, dump: str, parity: int | None = None) -> Iterator[tuple[list[Features], int]]:
    """Per end and per start of a fragment: the features of its alternatives, and the number (from 1) of the true
    one, 0 for none."""
    for path in sorted(folder.glob("p*")):
        other = parity is not None and int(path.name[1:]) % 2 != parity
        if other or not (path / dump.removesuffix(UNWRAPPED)).exists():
            continue
        page, truth = load(path, dump)
        found = places(page, truth)
        parts = fragments(with_roles(page, found).blocks)
        seams = true_seams(parts, found)
        ends = [end_features(b) for b in parts.blocks]
        starts = [start_features(b) for b in parts.blocks]
        pairs = {
            (a, b): ends[a]
            | starts[b]
            | step_features(parts.flow, b - a)
            | between_features(parts, a, b)
            | language_features(parts, a, b)
            for a in range(len(ends))
            for b in reach(a, len(ends))
        }
        before = {b: a for a, b in seams.items()}
        for i in range(len(ends)):
            onward = [pair for pair in pairs if pair[0] == i]
            back = [pair for pair in pairs if pair[1] == i]
            for near, true in ((onward, (i, seams.get(i, -1))), (back, (before.get(i, -1), i))):
                yield [pairs[p] for p in near], near.index(true) + 1 if true in near else 0
