"""Marks: a mark that the engine lost at the end of a printed line is put back where the line's width and the language
agree; where they only lean that way it is suggested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import inf
from typing import NamedTuple

from papercleaner.config import Config
from papercleaner.knowledge import table
from papercleaner.language.fluency import fluency
from papercleaner.language.ngrams import logprob
from papercleaner.model import Block, Edit, Page, Role
from papercleaner.printed import Line
from papercleaner.stage import Stage
from papercleaner.text import Change, Text
from papercleaner.typography.glyphs import is_han


class Lost(NamedTuple):
    """A mark that may have stood at character `at`, after source offset `place`; whether it is put back."""

    at: int
    place: int
    mark: str
    applied: bool


def lost(block: Block) -> Iterator[Lost]:
    """The marks that may be missing at the ends of the printed lines of a paragraph, its first and last line aside."""
    known = table("punctuation")["lost"]
    for left, right in list(pairwise(block.lines))[1:]:
        short = (left.column or 0.0) - left.width
        if not known["leaning"]["short"] <= short <= known["shortest"]:
            continue
        words = _words(left), _words(right)
        if len(words[1]) < known["look"] or not (is_han(words[0][-1:]) and is_han(words[1][0])):
            continue
        mark, gain = _likeliest(*words)
        at = _after(block.text, place := left.text.pieces[-1].end)
        if gain >= known["leaning"]["gain"] and at > 0 and is_han(block.text.value[at - 1]):
            sure = short >= known["sure"]["short"] and gain >= known["sure"]["gain"]
            yield Lost(at, place, mark, sure)


def _words(line: Line) -> str:
    return "".join(str(line.text).split())


def _likeliest(left: str, right: str) -> tuple[str, float]:
    """The mark that the language would rather see between two lines, and by how many nats rather than none.

    Of words that are no Chinese, misread ones for example, the language can say nothing.
    """
    known = table("punctuation")["lost"]
    before, after = left[-2 * known["look"] :], right[: known["look"]]
    if fluency(before + after).mean < known["fluent"]:
        return "", -inf
    none = logprob(after, before)
    gains = {mark: logprob(mark + after, before) - none for mark in known["marks"]}
    best = max(gains, key=lambda mark: gains[mark])
    return best, gains[best]


def _after(text: Text, place: int) -> int:
    """How many characters of `text` end with the one before source offset `place`; -1 if that one is not there."""
    at = 0
    for piece in text.pieces:
        if piece.start < place <= piece.end:
            if place == piece.end:
                return at + len(piece.text)
            return -1 if piece.changed else at + place - piece.start
        at += len(piece.text)
    return -1


def run(page: Page, config: Config) -> Page:
    """The page with lost marks put back, each an edit and its paragraph flagged, or suggested."""
    if page.structured:
        return page
    known = table("punctuation")["lost"]
    doubts: list[Edit] = []

    def change(block: Block) -> Block:
        if block.role is not Role.BODY:
            return block
        found = list(lost(block))
        doubts.extend(
            Edit("insert", ((f.place, f.place),), "", f.mark, "suggest.mark", known["leaning"]["confidence"], False)
            for f in found
            if not f.applied
        )
        sure = known["sure"]["confidence"]
        changes = [Change(f.at, f.at, f.mark, "mark.lost", sure) for f in found if f.applied]
        return replace(block.flagged("lost-mark"), text=block.text.edit(changes)) if changes else block

    page = page.map(change)
    return page if config.repair == "off" else replace(page, suggestions=page.suggestions + tuple(doubts))


STAGE = Stage("marks", run, requires=frozenset({"articles"}), provides=frozenset({"marks"}))
