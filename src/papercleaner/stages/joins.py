"""Joins: fragments of one paragraph put together again, whatever stands between them in the dump."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import exp

from papercleaner.config import Config
from papercleaner.layout.ems import ASCII, char_class
from papercleaner.model import Block, Edit, Page
from papercleaner.seams.assignment import assign
from papercleaner.seams.captions import caption_seams
from papercleaner.seams.doubts import close_calls
from papercleaner.seams.fragments import fragments
from papercleaner.seams.score import seam_scores
from papercleaner.seams.second_look import settled, unsure_places, without_heads
from papercleaner.stage import Stage
from papercleaner.text import Text, insertion, join


def join_paragraphs(page: Page, _config: Config) -> Page:
    """The page with each paragraph in one block, at the place of its first fragment."""
    if page.structured:
        return page
    parts = fragments(page.blocks, unsure_places(page.blocks))
    scores = seam_scores(parts)
    following = without_heads(assign(scores), parts)
    blocks = settled(page.blocks, parts, following)
    places = parts.places
    seams = {places[a]: (places[b], _confidence(scores[a, b])) for a, b in following.items()}
    seams |= {k: (k + 1, sure) for k, sure in caption_seams(blocks)}
    taken = {b for b, _ in seams.values()}
    merged: dict[int, Block] = {}
    moves: list[Edit] = []
    for first in sorted(seams.keys() - taken):
        chain = _chain(first, seams)
        sure = [seams[a][1] for a in chain[:-1]]
        pieces = [blocks[i] for i in chain]
        whole = _merge(pieces, min(sure))
        merged[first] = replace(whole, places=tuple(chain), shapes=tuple([p.shape for p in pieces]))
        moves += [_move(a, b, c) for a, b, c in zip(pieces, pieces[1:], sure, strict=False)]
    kept = tuple(
        merged.get(i) or replace(b, places=(i,), shapes=(b.shape,)) for i, b in enumerate(blocks) if i not in taken
    )
    doubts = tuple(close_calls(parts, scores, following))
    return replace(page, blocks=kept, moves=page.moves + tuple(moves), issues=page.issues + doubts)


def _chain(first: int, seams: Mapping[int, tuple[int, float]]) -> list[int]:
    """The places of a paragraph's fragments from `first` on."""
    chain = [first]
    while chain[-1] in seams:
        chain.append(seams[chain[-1]][0])
    return chain


def _confidence(score: float) -> float:
    return round(1.0 / (1.0 + exp(-score)), 2)


def _merge(pieces: Sequence[Block], sure: float) -> Block:
    first, last = pieces[0], pieces[-1]
    texts: list[Text] = [first.text]
    for piece in pieces[1:]:
        if _needs_space(str(texts[-1]), str(piece.text)):
            texts.append(insertion(" ", texts[-1].pieces[-1].end, "join.latin-space"))
        texts.append(piece.text)
    return replace(
        first,
        text=join(texts),
        lines=tuple(line for piece in pieces for line in piece.lines),
        shape=replace(last.shape, indent=first.shape.indent, opening=first.shape.opening),
        confidence=min(sure, *(p.confidence for p in pieces)),
        flags=tuple(dict.fromkeys(f for p in pieces for f in p.flags)),
    )


def _needs_space(left: str, right: str) -> bool:
    """Two Latin words or numbers met at the seam."""
    return char_class(left[-1]) == ASCII == char_class(right[0]) and left[-1].isalpha() and right[0].isalpha()


def _move(first: Block, second: Block, sure: float) -> Edit:
    """The record of a seam: the end of one span joined to the start of another."""
    spans = (first.text.spans[-1], second.text.spans[0])
    return Edit("move", spans, "", "", "join.seam", sure)


STAGE = Stage("joins", join_paragraphs, requires=frozenset({"lines", "roles"}), provides=frozenset({"paragraphs"}))
