"""Lists where the seams of pages go wrong, end to end, and whose fault it was: roles, lines, scores or the choice.

    python tools/seam_errors.py PAGES_FOLDER [--dump raw.seed.txt] [--parity 0] [--pages p000,p002] [--quiet]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from seam_gold import load, places, true_seams, units

from papercleaner.config import Config
from papercleaner.evaluate.forms import loose
from papercleaner.model import Block, Page, Role
from papercleaner.seams.assignment import assign
from papercleaner.seams.company import Company, chances
from papercleaner.seams.evidence import weights
from papercleaner.seams.features import (
    between_features,
    end_features,
    start_features,
    step_features,
    topic_features,
    word_features,
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
    found = end_features(parts.all[a]) | start_features(parts.all[b]) | step_features(parts.flow, b - a)
    found |= between_features(parts, a, b) | topic_features(parts, a, b) | word_features(parts, a, b)
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


def errors(page: Page, truth: dict) -> Iterator[tuple[str, str]]:
    parts = fragments(page.blocks, unsure_places(page.blocks))
    scores = seam_scores(parts)
    chosen = without_heads(assign(scores), parts)
    blocks = settled(page.blocks, parts, chosen)
    found = places(replace(page, blocks=blocks), truth)
    gold = true_seams(found, range(len(blocks)))
    at = {p: i for i, p in enumerate(parts.places)}
    for p, q in sorted(gold.items()):
        if p not in at or q not in at:
            bad = blocks[p] if p not in at else blocks[q]
            yield "seam: role", f"{bad.role} for running text: …{str(blocks[p].text)[-25:]} | {str(blocks[q].text)[:25]} {shape(bad)} {bad.why}"
            continue
        a, b = at[p], at[q]
        if chosen.get(a) == b:
            continue
        full = scores.get((a, b), sum(v for _, v in spoke(parts, a, b)))
        out = [pair(parts, a, b, full)]
        kind = "seam: score"
        rival_b = chosen.get(a)
        if rival_b is not None:
            kind = "seam: rival"
            out.append("     took instead\n" + pair(parts, a, rival_b, scores[a, rival_b]))
        for c, d in chosen.items():
            if d == b:
                kind = "seam: rival"
                out.append("     taken by\n" + pair(parts, c, d, scores[c, d]))
        yield kind, "\n".join(out)
    for a, b in sorted(chosen.items()):
        p, q = parts.places[a], parts.places[b]
        if gold.get(p) == q:
            continue
        kinds = [found[x].type if found[x] else "nothing" for x in (p, q)]
        bad = any(k != "paragraph" for k in kinds)
        if bad:
            yield "join: role", f"{kinds}\n" + pair(parts, a, b, scores[a, b])
        elif p not in gold and q not in gold.values():
            yield "join: wrong", pair(parts, a, b, scores[a, b])
    yield from _inside(blocks, found, truth)


def _inside(blocks: tuple[Block, ...], found: list[Place | None], truth: dict) -> Iterator[tuple[str, str]]:
    """Paragraph starts that stand inside a block; blocks whose role is wrong."""
    listed = [(k, loose(t)) for k, t in units(truth)]
    for k, (kind, text) in enumerate(listed):
        if kind not in ("paragraph", "heading") or len(text) < 6:
            continue
        probe = text[:8]
        for block in blocks:
            mine = loose(str(block.text))
            at = mine.find(probe)
            if at > 2 and sum(mine.count(probe) for block in blocks) == 1 and (at >= 5):
                yield "start: hidden", f"      …{mine[max(0,at-20):at]} ¶{kind} {mine[at:at+20]} {shape(block)} lines " + " ".join(f"{x.width:.1f}" for x in block.lines)
    same = {"paragraph": "body"}
    for b, f in zip(blocks, found, strict=True):
        told = b.role.value
        true = same.get(f.type, f.type) if f else "nothing"
        body = {"body", "heading"}
        if (told in body) != (true in body) or (told in body and told != true):
            yield f"role: {true} as {told}", f"      {str(b.text)[:40]}… {shape(b)} {b.why}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dump", default="raw.seed.txt")
    parser.add_argument("--parity", type=int, default=0)
    parser.add_argument("--pages", default="")
    parser.add_argument("--quiet", action="store_true")
    o = parser.parse_args()
    tally: Counter[str] = Counter()
    for path in sorted(o.folder.glob("p*")):
        if int(path.name[1:]) % 2 != o.parity or (o.pages and path.name not in o.pages.split(",")):
            continue
        if not (path / o.dump).exists():
            continue
        page, truth = load(path, o.dump)
        page = tell_roles(page, Config())
        for kind, text in errors(page, truth):
            tally[kind] += 1
            if not o.quiet:
                print(f"{path.name} {kind}\n{text}")
    for kind, n in tally.most_common():
        print(n, kind)


if __name__ == "__main__":
    main()
