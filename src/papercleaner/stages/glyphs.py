"""Glyphs: a character that the page did not print becomes the look-alike it did, where evidence proves it.

Runs on dumps alone: a page of our own is taken as repaired, so that a second pass finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from papercleaner.config import Config
from papercleaner.language.learned.archive import Archive, archive
from papercleaner.language.repair.contexts import Contexts
from papercleaner.language.repair.doubt import Doubt
from papercleaner.language.repair.echo import echoes
from papercleaner.language.repair.evidence import probability
from papercleaner.language.repair.scan import doubts
from papercleaner.lexicon import Lexicon
from papercleaner.model import HEADS, Article, Block, Edit, Page, Role, Source
from papercleaner.stage import Stage
from papercleaner.text import Change, Text
from papercleaner.typography.context import is_chinese
from papercleaner.typography.numbers import RULES as NUMBERS
from papercleaner.typography.rounds import settle

_READ = HEADS | {Role.BODY, Role.CAPTION, Role.QUOTE, Role.LIST, Role.NOTE, Role.HEADING}


@dataclass(frozen=True, slots=True)
class _Job:
    """What every text of one page is looked at with."""

    config: Config
    contexts: Contexts
    echoes: dict[str, dict[int, str]]
    """Text -> place -> what the same phrase has there elsewhere on the page."""
    archive: Archive | None


def lexical(text: str, known: Lexicon) -> list[Change]:
    """The user's own pairs."""
    if not known.replace:
        return []
    pairs = dict(known.replace)
    longest_first = sorted(pairs, key=lambda old: (-len(old), old))
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    return [
        Change(m.start() + i, m.start() + i + 1, new, "glyphs.lexicon")
        for m in pattern.finditer(text)
        for i, (old, new) in enumerate(zip(m.group(), pairs[m.group()], strict=True))
        if old != new
    ]


def kept(text: str, known: Lexicon) -> set[int]:
    """Places of characters in words that the user protects, or has put there."""
    words = {*known.keep, *(new for _, new in known.replace)}
    return {at for word in words for m in re.finditer(re.escape(word), text) for at in range(*m.span())}


def _found(text: str, job: _Job) -> Iterator[tuple[Doubt, bool]]:
    """The doubts about one text, and whether each is to be mended."""
    spared = kept(text, job.config.lexicon)
    for doubt in doubts(text, job.archive):
        if doubt.at not in spared and not job.contexts.usual(text, doubt.at):
            yield doubt, doubt.sure and job.config.repair == "safe" and not job.contexts.repeated(text, doubt.at)


def _mended(text: Text, before: str, job: _Job) -> tuple[Text, list[Change]]:
    """The text with what is sure, and what is only to be suggested; `before`: as it stood when the page was read."""
    mended: list[Change] = []
    listed: list[Change] = []
    spared = kept(text.value, job.config.lexicon)
    for doubt, sure in _found(text.value, job):
        rule = "glyphs.lookalike" if doubt.sure else "glyphs.doubt" if doubt.listed else "glyphs.shape"
        change = Change(doubt.at, doubt.at + 1, doubt.new, rule, probability(doubt.odds))
        (mended if sure else listed).append(change)
    done = {change.start for change in mended}
    listed = [change for change in listed if change.start not in done]
    told = spared | done | {change.start for change in listed}
    listed += [
        Change(at, at + 1, new, "glyphs.echo", 0.5) for at, new in job.echoes.get(before, {}).items() if at not in told
    ]
    return text.edit(mended), listed


def _formal(text: Text, role: Role, config: Config) -> tuple[Text, list[Change]]:
    """What needs no language: the user's pairs, and letters and strokes inside numbers of Chinese text."""
    pairs = lexical(text.value, config.lexicon)
    rules = NUMBERS if is_chinese(text.value) else ()
    if config.repair == "safe":
        return settle(text.edit(pairs), role, config, rules), []
    return text, pairs + [change for rule in rules for change in rule(text.value, role, config)]


def _told(text: Text, listed: list[Change]) -> list[Edit]:
    """The changes as suggestions, by their place; of several for one place the first."""
    places = {change.start: change for change in reversed(listed)}
    return [
        Edit(
            "replace",
            text.part(c.start, c.end).spans,
            text.value[c.start : c.end],
            c.after,
            c.rule,
            c.confidence,
            False,
        )
        for _, c in sorted(places.items())
    ]


def _looked_at(block: Block, job: _Job) -> tuple[Block, list[Edit]]:
    """A block after both steps, and its suggestions."""
    text, listed = _formal(block.text, block.role, job.config)
    if is_chinese(text.value):
        told = _told(text, listed)
        text, listed = _mended(text, block.text.value, job)
        return block.saying(text), told + _told(text, listed)
    return block.saying(text), _told(text, listed)


def mend(text: str, config: Config, role: Role = Role.BODY) -> tuple[Text, list[Edit]]:
    """One paragraph, repaired as if it were all of its page, and the suggestions."""
    page = Page(Source("", "", text), articles=(Article(blocks=(Block(Text.of(text), role),)),))
    done = run(page, config)
    return done.articles[0].blocks[0].text, list(done.suggestions)


def run(page: Page, config: Config) -> Page:
    """The page with its characters repaired or doubted, as the configuration allows."""
    if page.structured or config.repair == "off":
        return page
    texts = [b.text.value for b in page.units() if b.role in _READ]
    own = archive(config.model) if config.model else None
    job = _Job(config, Contexts(texts), dict(zip(texts, echoes(texts), strict=True)), own)
    suggested: list[Edit] = []

    def change(block: Block) -> Block:
        if block.role not in _READ:
            return block
        block, told = _looked_at(block, job)
        suggested.extend(told)
        return block

    page = page.map(change)
    return replace(page, suggestions=page.suggestions + tuple(suggested))


STAGE = Stage("glyphs", run, requires=frozenset({"quotes"}), provides=frozenset({"glyphs"}))
