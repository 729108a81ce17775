"""Pages as examples for the role chain: for each block its evidence, its candidate states and the true one."""

from __future__ import annotations

import pickle
import tomllib
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from role_gold import Unit, gold, load

from papercleaner.grammar.evidence import Evidence
from papercleaner.grammar.parts import part, parts
from papercleaner.grammar.reading import _AS, candidates, mend_page_credit
from papercleaner.grammar.sequence import PLACE
from papercleaner.grammar.sketch import gaps, sketch
from papercleaner.language import ngrams
from papercleaner.model import FURNITURE, Block, Role

Drawn = list[tuple[Block, bool, int]]
"""The parts of a dump's blocks, each with the gap before it and its true state; -1 where the truth does not tell."""


class Example(NamedTuple):
    features: list[list[str]]
    states: list[tuple[int, ...]]
    gold: list[tuple[int, ...]]
    inner: list[bool]
    texts: list[str]
    page: str
    dump: str


def draw(folder: Path, dump: str) -> Drawn:
    """The parts of a dump with their true states."""
    page, units = load(folder, dump)
    after_gap = gaps(page.source.text, page.blocks)
    blocks = [(part(b, *p), g and p[0] == 0) for b, g in zip(page.blocks, after_gap, strict=True) for p in parts(b)]
    return [(b, g, _state(gold(str(b.text), units))) for b, g in blocks]


def _state(unit: Unit | None) -> int:
    if unit is None:
        return -1
    role = _AS.get(unit.role, unit.role)
    if role in FURNITURE and role not in (Role.SECTION, Role.ADVERTISEMENT):
        role = Role.SECTION
    return PLACE.get(role, -1)


def drawn(folder: Path, dump: str, cache: Path | None) -> Drawn:
    """The same, kept in a folder between runs: the lines and the truth do not change with the evidence."""
    if cache is None:
        return draw(folder, dump)
    path = cache / f"{folder.name}-{dump}.pickle"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(draw(folder, dump)))
    found: Drawn = pickle.loads(path.read_bytes())
    return found


def example(folder: Path, dump: str, cache: Path | None = None) -> Example | None:
    """One dump as an example; None if it is all furniture."""
    pieces = drawn(folder, dump, cache)
    sketches = mend_page_credit([sketch(b, g) for b, g, _ in pieces])
    evidence = Evidence(sketches)
    found = Example([], [], [], [], [], folder.name, dump)
    before = -1
    for i, (one, (block, _, state)) in enumerate(zip(sketches, pieces, strict=True)):
        if one.furniture:
            continue
        own = (PLACE[Role.BODY],) if evidence.plain(i) else candidates(one)
        found.states.append(own)
        found.gold.append((state,) if state in own else own)
        found.inner.append(before >= 0 and evidence.together(before, i))
        found.texts.append(str(block.text))
        found.features.append([] if len(own) == 1 else evidence.features(i))
        before = i
    return found if found.states else None


def _one(job: tuple[Path, str, Path | None]) -> Example | None:
    return example(*job)


def _use(language: Path | None) -> None:
    """Read the n-grams from another folder in this process."""
    if language is not None:
        toml = tomllib.loads((language / "language.toml").read_text(encoding="utf-8"))
        ngrams.data = lambda name: (language / name).read_bytes()  # type: ignore[attr-defined]
        ngrams.table = lambda _: toml  # type: ignore[attr-defined]


def examples(jobs: Iterable[tuple[Path, str]], cache: Path | None, language: Path | None = None) -> Iterator[Example]:
    """All dumps that are there, in order, by two processes; with n-grams that have not seen them."""
    wanted = [(f, d, cache) for f, d in jobs if (f / d.split(":", maxsplit=1)[0]).exists()]
    context = get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context, initializer=_use, initargs=(language,)) as pool:
        yield from (e for e in pool.map(_one, wanted, chunksize=8) if e)
