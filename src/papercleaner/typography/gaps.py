"""Reads the gaps between characters: which are scars of the scan, which mean something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from papercleaner.knowledge import table
from papercleaner.model import Role
from papercleaner.typography.glyphs import BLANK, HAN
from papercleaner.typography.parted import runs_over

GAP = re.compile(f"[{BLANK}]+")
_CELLS = re.compile(f"[{BLANK}\n]+")
_WIDE_GAP = re.compile(f"\t|[{BLANK}]{{2}}")
_FIGURE = re.compile(r"[+\-]?\d[\d.,:：%/\-]*\Z")
_DATE = re.compile(f"[0-9][{BLANK}]*[年月]")
_SENTENCE = re.compile("[，。、；！？,;!?]")
_SCORES = re.compile(
    f"(?:[{HAN}]{{2,10}}[{BLANK}\n]+)?(?:[{HAN}]{{2,8}}[{BLANK}]+[0-9]+[:：][0-9]+[{BLANK}]+[{HAN}]{{2,8}}(?:[{BLANK}\n]+|\\Z))+\\Z"
)
_VERSE = re.compile(f"[{HAN}]{{4,7}}[，。；！？、,;!?]?\\Z")
_RUN = re.compile(f"(?:^|(?<=[：（:(]))[{HAN}]{{2,4}}(?:[{BLANK}]+[{HAN}]{{2,4}}){{2,}}(?=[。）)]|$)", re.MULTILINE)
_INNER = re.compile(f"[{BLANK}][{HAN}]{{2,4}}[{BLANK}]")
"""What any such run has in it: most texts need no long look."""
_DRAWN = re.compile(f"(?<![^{BLANK}\n])[{HAN}](?:[{BLANK}][{HAN}]){{2,}}(?![^{BLANK}\n])")
"""Three characters or more that stand alone, one after the other."""
_LONG = re.compile(f"[{HAN}]{{2}}[{BLANK}]+[{HAN}]")
_STRETCH = re.compile("[^，。、；：？！（）《》—…「」『』【】,;:?!()\n]+")
FEW_CELLS = 4

SHORT = 14
"""How many characters two halves of a title inside a caption may have together."""


@cache
def roles(name: str) -> frozenset[Role]:
    """The roles listed under `name` in spacing.toml."""
    return frozenset(Role(r) for r in table("spacing")[name])


@lru_cache(maxsize=64)
def is_tabular(text: str) -> bool:
    """Rows of figures: cells parted by blanks, no sentence among them, two of five cells or more figures; or of scores,
    each between the names of two sides."""
    if _SCORES.match(text):
        return True
    if _SENTENCE.search(text):
        return False
    cells = _CELLS.split(text.strip())
    if len(cells) < FEW_CELLS or _DATE.search(text):
        return False
    figures = sum(_FIGURE.match(c) is not None for c in cells)
    apart = sum(_FIGURE.match(a) is not None and _FIGURE.match(b) is not None for a, b in pairwise(cells))
    return figures * 5 >= len(cells) * 2 and (apart >= 2 or _WIDE_GAP.search(text) is not None or len(cells) >= 6)


@lru_cache(maxsize=64)
def is_verse(text: str) -> bool:
    """Lines of one length, four to seven characters, set side by side."""
    stripped = text.strip()
    first = _CELLS.search(stripped)
    if first is None or _VERSE.match(stripped[: first.start()]) is None:
        return False
    parts = _CELLS.split(stripped)
    marked = sum(p[-1:] in "，。；！？、,;!?" for p in parts)
    if len(parts) < (4 if marked else 2) or marked not in (0, len(parts), len(parts) // 2):
        return False
    return all(map(_VERSE.match, parts)) and len({len(p.rstrip("，。；！？、,;!?")) for p in parts}) == 1


@cache
def _edge() -> re.Pattern[str]:
    """A blank beside what stands on one side of any gap that `_name_gaps` finds: a quick look, most texts have none."""
    known = table("spacing")
    last = "".join(sorted({words[-1] for words in known["offices"]}))
    first = "".join(sorted({words[0] for words in known["works"]}))
    return re.compile(f"[{BLANK}](?:(?<=[{re.escape(last)}][{BLANK}])|(?=[{re.escape(first)}]))")


@cache
def _name_gaps() -> tuple[re.Pattern[str], ...]:
    known = table("spacing")
    offices, works = ("|".join(map(re.escape, known[k])) for k in ("offices", "works"))
    end = r"[）)]?(?:[\n。]|\Z)"
    after_office = rf"(?:{offices})([{BLANK}]+)(?=[{HAN}]{{2,4}}(?:(?![{HAN}])|(?:{works}){end}))"
    before_work = rf"(?<=[{HAN}]{{2}})([{BLANK}]+)(?=(?:{works}){end})"
    return re.compile(after_office), re.compile(before_work)


@lru_cache(maxsize=64)
def meant(text: str, role: Role) -> frozenset[int]:
    """Starts of the gaps between two ideographs that mean something."""
    if role in roles("keep_roles"):
        return frozenset() if _letter_spaced(text) else frozenset(_halves(text, role))
    kept: set[int] = set()
    if role in roles("short_roles"):
        for stretch in _STRETCH.finditer(text):
            gaps = list(GAP.finditer(text, *stretch.span()))
            if gaps and len(_CELLS.sub("", stretch.group())) <= SHORT:
                kept.update(m.start() for m in gaps if not _torn(text, *m.span()))
    for pattern in _name_gaps() if _edge().search(text) else ():
        kept.update(m.start(1) for m in pattern.finditer(text))
    for run in _RUN.finditer(text) if _INNER.search(text) else ():
        kept.update(m.start() + run.start() for m in GAP.finditer(run.group()))
    return frozenset(kept)


def _halves(text: str, role: Role) -> Iterator[int]:
    """The gaps of a headline or a rubric, but for those inside words that are drawn wide or torn."""
    wide: set[int] = set()
    if role in roles("drawn_roles"):
        wide = {m.start() + at.start() for m in _DRAWN.finditer(text) for at in GAP.finditer(m.group())}
    yield from (m.start() for m in GAP.finditer(text) if m.start() not in wide and not _torn(text, *m.span()))


def _torn(text: str, start: int, end: int) -> bool:
    """Whether the gap is inside a word; a character alone before it may be a surname, or drawn apart."""
    return _LONG.match(text, max(0, start - 2)) is not None and runs_over(text, start, end)


def _letter_spaced(text: str) -> bool:
    """A heading drawn wide: every character stands alone.  Two may be a name, which is printed so."""
    parts = _CELLS.split(text.strip())
    return len(parts) > 2 and all(len(p) == 1 for p in parts)
