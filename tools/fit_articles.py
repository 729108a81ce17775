"""Fits the weights of the grouping: neighbours in the dump, seams between groups, homes of small pieces.

    python -m pip install numpy rapidfuzz
    PYTHONPATH=src:tools python tools/fit_articles.py PAGES [MORE_PAGES ...] [--check]

PAGES are folders of page folders, each with truth.json and dumps; of numbered pages only the even ones are fitted on.
The pages with odd numbers are only measured.  Seams are learnt by imitation: the greedy reading is walked with the
weights at hand, and every pair of groups that it looked at is an example, but for those that headlines claim by place.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

import logit  # noqa: E402
from article_gold import Case, case, neighbours_of, pairs_f1  # noqa: E402

from papercleaner.grouping import attach, cloth, neighbours, weights  # noqa: E402
from papercleaner.grouping.group import woven  # noqa: E402
from papercleaner.knowledge import table  # noqa: E402
from papercleaner.language import cohesion  # noqa: E402

DUMPS = (
    "raw.seed.txt",
    "raw.seed.txt:unwrapped",
    "raw.topdown.txt",
    "raw.columns.txt",
    "raw.rapid_blocks.txt",
    "rapid.json.gz",
    "hocr.html.gz",
)
RIDGE = {"neighbours": 4.0, "merge": 20.0, "attach": 6.0}
ROUNDS = 3
OUT = HERE.parent / "src" / "papercleaner" / "knowledge" / "article_weights.toml"
KINDS = ("head", "heading", "byline", "credit", "caption", "jump", "other")


def pages(root: Path, parity: int, most: int) -> list[Path]:
    """Page folders with even (0) or odd (1) numbers."""
    found = sorted(p.parent for p in root.glob("*/truth.json"))
    return [p for p in found if p.name[-1].isdigit() and int(p.name[-1]) % 2 == parity][:most]


def cases(folders: list[Path]) -> list[Case]:
    return [case(f, d) for f in folders for d in DUMPS if (f / d.split(":")[0]).exists()]


READ = 5.0
"""What a page that was read counts, in pages that were made (whose names begin with an s)."""


def count(one: Case) -> float:
    """How many pages a case counts for."""
    return 1.0 if one.name.startswith("s") else READ


FITTED: dict[str, dict[str, float]] = {}


def use(name: str, found: dict[str, float], note: str = "being fitted") -> None:
    """Lets the grouping work with these weights from now on."""
    FITTED[name] = found
    write(note)
    for known in (table, weights.fitted, attach._worth):
        known.cache_clear()


def fit_neighbours(found: list[Case]) -> dict[str, float]:
    rows, right, share = [], [], []
    for one in found:
        alike = cohesion.similarity_matrix(one.view.vectors)
        for a, b in neighbours_of(one):
            first, second = one.view.parts[a], one.view.parts[b]
            own, other = (one.article(one.view.paragraphs[p.paragraph]) for p in (first, second))
            if own is not None and other is not None:
                rows.append(neighbours.features(one.view, a, alike))
                right.append(own == other)
                share.append(count(one))
    return logit.fit(rows, right, RIDGE["neighbours"], share)


def fit_merge(found: list[Case]) -> dict[str, float]:
    rows: list[dict[str, float]] = []
    right: list[bool] = []
    share: list[float] = []
    for step in range(ROUNDS):
        for one in found:
            _walk(one, rows, right, share)
        use("merge", logit.fit(rows, right, RIDGE["merge"], share))
        print(f"  round {step}: {len(rows)} pairs", flush=True)
    return FITTED["merge"]


def _walk(one: Case, rows: list[dict[str, float]], right: list[bool], share: list[float]) -> None:
    """Examples of all pairs of groups on the way of the greedy reading."""
    page = woven(one.view)
    held = {k: one.articles(b) for k, b in enumerate(one.view.paragraphs)}
    worth = [weights.fitted("merge")[name] for name in cloth.FEATURES]
    while True:
        best, pair = 0.0, None
        for a in sorted(page.groups):
            for b in page.seams[a]:
                if a < b:
                    f = dict(zip(cloth.FEATURES, cloth.features(page, a, b), strict=True))
                    score = cloth.gain(page, a, b, worth)
                    if score > best:
                        best, pair = score, (a, b)
                    if cloth.zone_odds(page.groups[a].zones, page.groups[b].zones):
                        continue
                    before = len(share)
                    _example(f, [_sum(held, page.groups[g].members) for g in (a, b)], rows, right, share)
                    share[before:] = [n * count(one) for n in share[before:]]
        if pair is None:
            return
        cloth._join(page, *pair, best)


def _sum(held: dict[int, Counter[int]], members: list[int]) -> Counter[int]:
    total: Counter[int] = Counter()
    for m in members:
        total.update(held[m])
    return total


def _example(f: dict[str, float], sides: list[Counter[int]], rows: list, right: list, share: list) -> None:  # type: ignore[type-arg]
    if all(sides):
        (own, n), (other, m) = (s.most_common(1)[0] for s in sides)
        sizes = [sum(s.values()) for s in sides]
        rows.append(f)
        right.append(own == other)
        share.append((n / sizes[0]) * (m / sizes[1]) * min(sizes) ** 0.5)


def read_groups(one: Case) -> tuple[list[int], int]:
    """Owner of each paragraph by the weights at hand, and the number of groups."""
    page = cloth.sew(woven(one.view))
    owner = [0] * len(one.view.paragraphs)
    for k, number in enumerate(sorted(page.groups)):
        for m in page.groups[number].members:
            owner[m] = k
    return owner, len(page.groups)


def fit_attach(found: list[Case]) -> dict[str, dict[str, float]]:
    examples: dict[str, tuple[list[dict[str, float]], list[bool], list[float]]] = {k: ([], [], []) for k in KINDS}
    for one in found:
        for kind, rows, home in homes(one) if ":" not in one.dump else ():
            examples[kind][0].extend(rows.values())
            examples[kind][1].extend(k == home for k in rows)
            examples[kind][2].extend([count(one)] * len(rows))
    return {k: logit.fit(*found[:2], RIDGE["attach"], found[2]) for k, found in examples.items() if found[0]}


def homes(one: Case) -> list[tuple[str, dict[int, dict[str, float]], int]]:
    """(kind, features for each group, the true group) of each small piece, those before it in their true groups."""
    owner, count = read_groups(one)
    held: list[Counter[int]] = [Counter() for _ in range(count)]
    for k, block in zip(owner, one.view.paragraphs, strict=True):
        held[k].update(one.articles(block))
    board = attach.Board(one.view, owner, count)
    found = []
    for place, block in one.view.smalls:
        article = one.article(block)
        home = max(range(count), key=lambda k: (held[k][article or 0], -k)) if article is not None else -1
        if home >= 0 and held[home][article or 0]:
            rows = attach.features(board, place, block)
            if home in rows:
                found.append((attach.KINDS.get(block.role, "other"), rows, home))
            board.run[place] = home
    return found


def report(name: str, found: list[Case]) -> None:
    """Segmentation of the paragraphs, and the share of small pieces that find their home, by dump."""
    for dump in DUMPS:
        mine = [c for c in found if c.dump == dump and c.view.paragraphs]
        scores, right, total = [], Counter[str](), Counter[str]()
        for one in mine:
            owner, count = read_groups(one)
            groups: list[Counter[int]] = [Counter() for _ in range(count)]
            for k, block in zip(owner, one.view.paragraphs, strict=True):
                groups[k].update(one.articles(block))
            scores.append(pairs_f1(groups))
            for kind, rows, home in homes(one):
                best = max(rows, key=lambda k: (attach.dot(rows[k], weights.fitted(kind)), -k))
                right[kind] += best == home
                total[kind] += 1
        shares = " ".join(f"{k} {right[k] / total[k]:.3f}" for k in KINDS if total[k])
        print(f"{name:6} {dump:22} segmentation {sum(scores) / max(1, len(scores)):.3f}  {shares}", flush=True)


def write(note: str) -> None:
    """The weights as they stand, in the package's table."""
    out = [
        "# Weights of the grouping, in natural log-odds: neighbours in the dump, seams between groups, small pieces.",
        f"# {note[:1].upper()}{note[1:]}, ridge {RIDGE}.",
        "# Written by tools/fit_articles.py: do not edit by hand.  Licence: Apache-2.0.",
    ]
    for name, found in FITTED.items():
        out += ["", f"[{name}]"]
        out += [f'"{n}" = {w:.3f}' for n, w in sorted(found.items()) if abs(w) >= 0.0005 or name == "merge"]
    OUT.write_text("\n".join(out) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, nargs="+")
    parser.add_argument("--most", type=int, default=1000, help="pages of a folder at the most")
    parser.add_argument("--check", action="store_true", help="only measure the weights as they are")
    options = parser.parse_args()
    even = [f for root in options.pages for f in pages(root, 0, options.most)]
    odd = [f for root in options.pages for f in pages(root, 1, options.most)]
    if not options.check:
        found = cases(even)
        note = f"fitted on {len(even)} pages, {len(found)} dumps"
        use("merge", START)
        use("neighbours", fit_neighbours(found))
        fit_merge(found)
        for kind, worth in fit_attach(found).items():
            use(kind, worth, note)
        report("even", found)
    report("odd", cases(odd))


START = dict.fromkeys(cloth.FEATURES, 0.0) | {
    "any": -2.0, "likeness": 0.5, "likeness:crowd": 1.0, "neighbours": 0.5, "tie": 0.5, "tie:against": 0.5,
    "both-titled": -1.0, "same-column": 1.0, "other-column": -1.0,
}  # fmt: skip
"""Where the imitation begins."""


if __name__ == "__main__":
    main()
