"""Blanks that belong to a form of a newspaper, wherever they stand: no scar, and no printed line ends there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from papercleaner.knowledge import table
from papercleaner.typography.glyphs import BLANK, HAN

_GAP = f"([{BLANK}\n]+)"
_FIELD = re.compile(f"(?<=[{HAN}A-Za-z0-9）)]){_GAP}(?=[{HAN}]{{2,5}}[：:])")
_COLON = re.compile("[：:]")
_SENTENCE = re.compile("[，。；！？,;!?]")
_DAY = re.compile(f"[{HAN}0-9 ]{{0,40}}[日號号]{_GAP}星期[一二三四五六日天]")
TAIL = 40
"""Characters at the end of a text in which its signature stands."""
_QUICK = re.compile(f"[{BLANK}\n]")


@cache
def _sources() -> str:
    return "|".join(table("spacing")["sources"])


@cache
def _heads() -> tuple[re.Pattern[str], ...]:
    """What opens a text and is set apart: a report's or a notice's name, with its reporter in brackets or without."""
    known = table("spacing")
    words = "|".join(map(re.escape, sorted(known["openers"] + known["notices"], key=len, reverse=True)))
    opener = rf"\A(?:{words}|{_sources()})"
    named = rf"{opener}{_GAP}[（(][^（()）]{{2,24}}[）)]{_GAP}"
    return re.compile(named), re.compile(opener + _GAP)


@cache
def _signatures() -> tuple[re.Pattern[str], re.Pattern[str]]:
    kinds, firms, notices = ("|".join(map(re.escape, table("spacing")[k])) for k in ("signers", "firms", "notices"))
    firm = rf"\A(?:{notices})[^\n]*。{_GAP}[{HAN}]{{2,16}}(?:{firms})\Z"
    return re.compile(rf"(?:{kinds}){_GAP}[{HAN}]{{2,4}}\Z"), re.compile(firm)


@cache
def _photographer() -> re.Pattern[str]:
    known = table("spacing")
    blank = f"[{BLANK}\n]*"
    offices = "|".join(blank.join(map(re.escape, office)) for office in known["offices"])
    works = "|".join(map(re.escape, known["works"] + known["arts"]))
    name = rf"(?:[{HAN}]{{2,4}}|[{HAN}][{BLANK}][{HAN}])"
    who = rf"(?:[{HAN}]{{0,4}}(?:{offices}){blank})?{name}{blank}(?:{works})[）)]?\Z"
    return re.compile(rf"(?<=[。！？）)”]){_GAP}(?={who})")


@lru_cache(maxsize=256)
def photographer(text: str) -> int:
    """Where the gap starts that parts a caption's words from who made the picture; -1 if none does."""
    found = _photographer().search(text, max(0, len(text) - TAIL))
    return found.start(1) if found else -1


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(rf"\A(?:{_sources()}){_GAP}")


def dateline(text: str) -> int:
    """Where the gap starts after where and when a report comes from; -1 if none does.  It may fill a printed line."""
    found = _dateline().match(text)
    return found.start(1) if found else -1


def signature(text: str) -> int:
    """Where the gap starts in, or before, what signs a letter or a notice; -1 if nobody does."""
    person, firm = _signatures()
    found = person.search(text, max(0, len(text) - TAIL)) or firm.match(text)
    return found.start(1) if found else -1


@lru_cache(maxsize=256)
def formal(text: str) -> frozenset[int]:
    """Starts of the gaps that a form of newspapers has: after what opens a report, before a field or a signature."""
    return frozenset(_formal(text)) if _QUICK.search(text) else frozenset()


def _formal(text: str) -> Iterator[int]:
    yield signature(text)
    for m in (pattern.match(text) for pattern in _heads()):
        if m:
            yield from (m.start(group) for group in range(1, m.re.groups + 1))
    if _SENTENCE.search(text):
        return
    day = _DAY.match(text)
    if day:
        yield day.start(1)
    first = _COLON.search(text)
    if first:
        yield from (m.start(1) for m in _FIELD.finditer(text, first.end()))
