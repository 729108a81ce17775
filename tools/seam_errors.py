"""Lists where the seams of pages go wrong, end to end, and whose fault it was: roles, lines, scores or the choice.

python tools/seam_errors.py PAGES_FOLDER [--dump raw.seed.txt] [--parity 0] [--pages p000,p002] [--quiet]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from seam_gold import Place, load, places, true_seams

from papercleaner.config import Config
from papercleaner.model import Block, Page
from papercleaner.seams.assignment import assign
from papercleaner.seams.company import Company, chances
from papercleaner.seams.evidence import weights
from papercleaner.seams.features import (
    across,
    between_features,
    end_features,
    start_features,
    step_features,
    topic_features,
    words,
)
from papercleaner.seams.fragments import Fragments, fragments
from papercleaner.seams.score import first_scores, seam_scores
from papercleaner.seams.second_look import settled, unsure_places, without_heads
from papercleaner.stages.roles import tell_roles


def shape(b: Block) -> str:
    s = b.shape
    return f"{b.role.value[:8]}/{b.confidence:.2f} col={s.column} ind={s.indent:+.1f} full={s.fullness:+.1f}"


def spoke(parts: Fragments, a: int, b: int) -> list[tuple[str, float]]:
    """What each feature gives to a seam by itself."""
    w = weights()["features"]
    found = end_features(parts.all[a]) | start_features(parts.all[b]) | step_features(parts, a, b)
    found |= between_features(parts, a, b) | topic_features(parts, a, b) | words(parts, a, b) | across(parts, a, b)
    return sorted(((n, v * w.get(n, 0.0)) for n, v in found.items() if v), key=lambda x: -abs(x[1]))


def show(parts: Fragments, a: int, b: int) -> str:
    alone = first_scores(parts)
    w = weights()["company"]
    company = Company(parts, chances(alone, len(parts.all))).features(a, b)
    told = [*spoke(parts, a, b), *((f"*{n}", v * w.get(n, 0.0)) for n, v in company.items())]
    return " ".join(f"{n}{v:+.1f}" for n, v in told if abs(v) > 0.15)


def pair(parts: Fragments, a: int, b: int, score: float) -> str:
    x, y = parts.blocks[a], parts.blocks[b]
    return (
        f"      …{str(x.text)[-18:]} | {str(y.text)[:18]}…  step {b - a}  score {score:+.2f}\n"
        f"        {shape(x)} | {shape(y)}\n        {show(parts, a, b)}"
    )


def errors(page: Page, truth: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(kind of error, what a person needs to see of it)."""
    parts = fragments(page.blocks, unsure_places(page.blocks))
    scores = seam_scores(parts)
    chosen = without_heads(assign(scores), parts)
    blocks = settled(page.blocks, parts, chosen)
    found = places(replace(page, blocks=blocks), truth)
    gold = true_seams(found, range(len(blocks)))
    at = {place: i for i, place in enumerate(parts.places)}
    yield from _missed(parts, scores, chosen, {p: q for p, q in gold.items() if p in at and q in at})
    for p, q in sorted(gold.items()):
        if p not in at or q not in at:
            bad = blocks[p] if p not in at else blocks[q]
            text = f"…{str(blocks[p].text)[-25:]} | {str(blocks[q].text)[:25]}"
            yield "seam: role", f"{bad.role} for running text: {text} {shape(bad)} {bad.why}"
    for a, b in sorted(chosen.items()):
        p, q = parts.places[a], parts.places[b]
        kinds = [one.type if (one := found[x]) else "nothing" for x in (p, q)]
        if gold.get(p) != q and any(k != "paragraph" for k in kinds):
            yield "join: role", f"{kinds}\n" + pair(parts, a, b, scores[a, b])
        elif gold.get(p) != q and p not in gold and q not in gold.values():
            yield "join: wrong", pair(parts, a, b, scores[a, b])
    yield from _roles(blocks, found)


def _missed(
    parts: Fragments, scores: dict[tuple[int, int], float], chosen: dict[int, int], gold: dict[int, int]
) -> Iterator[tuple[str, str]]:
    """True seams that were not made, and what was made instead."""
    at = {place: i for i, place in enumerate(parts.places)}
    before = {b: a for a, b in chosen.items()}
    for p, q in sorted(gold.items()):
        a, b = at[p], at[q]
        if chosen.get(a) == b:
            continue
        out = [pair(parts, a, b, scores.get((a, b), sum(v for _, v in spoke(parts, a, b))))]
        for c, d in [(a, chosen.get(a)), (before.get(b), b)]:
            if c is not None and d is not None:
                out.append("     took instead\n" + pair(parts, c, d, scores[c, d]))
        yield ("seam: rival" if len(out) > 1 else "seam: score"), "\n".join(out)


def _roles(blocks: Sequence[Block], found: Sequence[Place | None]) -> Iterator[tuple[str, str]]:
    """Running text told to be something else, and the reverse."""
    for block, place in zip(blocks, found, strict=True):
        told, true = block.role.value, {"paragraph": "body"}.get(place.type, place.type) if place else "nothing"
        if told != true and {told, true} & {"body", "heading"}:
            yield f"role: {true} as {told}", f"      {str(block.text)[:40]}… {shape(block)} {block.why}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dump", default="raw.seed.txt")
    parser.add_argument("--parity", type=int, default=0)
    parser.add_argument("--pages", default="")
    parser.add_argument("--quiet", action="store_true", help="only the counts")
    o = parser.parse_args()
    tally: Counter[str] = Counter()
    for path in sorted(o.folder.glob("p*")):
        wanted = int(path.name[1:]) % 2 == o.parity and (not o.pages or path.name in o.pages.split(","))
        if not wanted or not (path / o.dump).exists():
            continue
        page, truth = load(path, o.dump)
        for kind, text in errors(tell_roles(page, Config()), truth):
            tally[kind] += 1
            if not o.quiet:
                print(f"{path.name} {kind}\n{text}")
    for kind, n in tally.most_common():
        print(n, kind)


if __name__ == "__main__":
    main()
