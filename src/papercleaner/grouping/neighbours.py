"""Neighbours in the dump: whether two fragments that follow each other are of one article, in log-odds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise, product

from papercleaner.grouping.titles import greets, opens
from papercleaner.grouping.view import Part, View
from papercleaner.grouping.weights import fitted, sureness, weights
from papercleaner.model import HEADS, Block, Role
from papercleaner.seams.score import dot

Ties = dict[tuple[int, int], tuple[float, int]]
"""(paragraph, paragraph), the smaller number first: the sum of their fragments' log-odds, and how many there are."""

TOLD = (Role.CAPTION, Role.BYLINE, Role.CREDIT, Role.JUMP, Role.HEADING, Role.QUOTE)
"""Small pieces between two fragments that have a say."""


def ties(view: View, alike: Sequence[Sequence[float]]) -> Ties:
    """The ties of neighbouring fragments of different paragraphs; `alike` as cohesion.similarity_matrix gives it."""
    worth, found = fitted("neighbours"), Ties()
    for k, (one, two) in enumerate(pairwise(view.parts)):
        pair = (min(one.paragraph, two.paragraph), max(one.paragraph, two.paragraph))
        if pair[0] != pair[1]:
            total, number = found.get(pair, (0.0, 0))
            found[pair] = (total + dot(features(view, k, alike), worth), number + 1)
    return found


def likeness(alike: Sequence[Sequence[float]], a: int, b: int) -> float:
    """Cosine of paragraphs a < b, .3 at the most; 0 where they are too far apart to be compared."""
    return min(0.3, alike[a][b - a - 1]) if b - a <= len(alike[a]) else 0.0


WINDOW = 3
"""Paragraphs on either side of a place whose words are compared across it."""


def subject(view: View, number: int, alike: Sequence[Sequence[float]]) -> dict[str, float]:
    """How alike the paragraphs before and after a place are, and how much less than those of either side.

    The window of TextTiling (Hearst 1997), with what a reader knows of the two sides taken off.
    """
    before = _nearest(view.parts, range(number, -1, -1), ())
    after = _nearest(view.parts, range(number + 1, len(view.parts)), before)
    across = [likeness(alike, *sorted(pair)) for pair in product(before, after)]
    within = [likeness(alike, *sorted(pair)) for side in (before, after) for pair in combinations(side, 2)]
    if not across:
        return {}
    mean = 20.0 * sum(across) / len(across)
    return {"across": mean, "drop": min(0.0, mean - 20.0 * sum(within) / len(within))} if within else {"across": mean}


def _nearest(parts: Sequence[Part], places: range, others: Sequence[int]) -> list[int]:
    """The first paragraphs that the fragments at `places` belong to, WINDOW at the most, none of the others."""
    found: list[int] = []
    for place in places:
        paragraph = parts[place].paragraph
        if paragraph not in found and paragraph not in others:
            found.append(paragraph)
            if len(found) == WINDOW:
                break
    return found


def features(view: View, number: int, alike: Sequence[Sequence[float]]) -> dict[str, float]:
    """What speaks for or against fragment `number` and the next one being of one article."""
    one, two = view.parts[number : number + 2]
    cosine = likeness(alike, *sorted((one.paragraph, two.paragraph)))
    between = view.between(one.place, two.place)
    column, joint = _columns(one, two), ("end" if one.last else "mid") + ("start" if two.first else "cont")
    edge = f"{one.end}:{two.start}"
    found = {
        "any": 1.0,
        f"column:{column}": 1.0,
        f"joint:{joint}": 1.0,
        f"{column}:{edge}": 1.0,
        f"{joint}:{edge}": 1.0,
        "alike": cosine * 20.0,
        "jumpy": view.jumpiness,
        f"jumpy:{column}": view.jumpiness,
        f"jumpy:{joint}": view.jumpiness,
    }
    found |= (near := subject(view, number, alike))
    found |= {f"jumpy:{name}": view.jumpiness * worth for name, worth in near.items()}
    found |= _heads(between, view.likeliest(one.place, two.place), view.jumpiness)
    found |= {f"between:{role.value}": 1.0 for role in TOLD if any(b.role is role for b in between)}
    if two.first and opens(str(view.paragraphs[two.paragraph].text)):
        found["dateline"] = 1.0
    if any(greets(b) for b in between):
        found["greeting"] = 1.0
    return found


def _heads(between: Sequence[Block], likely: float | None, jumpiness: float) -> dict[str, float]:
    """What the heads between say: those told to be some, and how likely the likeliest title is one."""
    heads = [sureness(b) for b in between if b.role in HEADS]
    found = {}
    if heads:
        found = {"head": 1.0, "head:sure": max(-4.0, min(4.0, sum(heads))), "jumpy:head": jumpiness}
    if likely is not None and likely > UNLIKELY:
        found |= {"title": 1.0, "title:odds": likely, "jumpy:title": jumpiness}
    return found


UNLIKELY = -3.0
"""Log-odds under which what stands between is no title."""


def _columns(one: Part, two: Part) -> str:
    """Whether two fragments are set in one width."""
    left, right = one.shape.column, two.shape.opening or two.shape.column
    if left is None or right is None:
        return "unknown"
    return "same" if abs(left - right) < weights()["column_step"] else "other"
