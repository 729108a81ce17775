"""What a scan and an engine do to printed lines: look-alikes, lost marks, half-width marks, stray spaces, garble."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from press.small import data

HALF = str.maketrans("，；：（）！？“”", ',;:()!?""')
_BORDER = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])")
SMALL = frozenset("，。、；：")
GARBAGE = "MEW1Il|.·、-_~^*口丨工刁冖灬囗彡匕卜乂NAROHe0a》}]"


@dataclass
class Noise:
    """How one page was scanned and read."""

    half: bool
    digit_space: float
    comma_space: float
    wrong: float
    lost_mark: float
    tail_drop: float
    merge: float
    split: float
    garble: float
    gutter: float
    head_space: float
    fragments: float
    pictures: bool
    dash: float
    tesseract: bool = False
    unmarked: float = 0.0
    """Share of the pauses and stops that were not read at all, wherever they stand: the fate of vertical lines."""


def noise(random: Random, tesseract: bool = False) -> Noise:
    """One page's noise, from none to plenty."""
    return Noise(
        half=random.random() < 0.65,
        digit_space=random.choice([0, 0, 0.2, 0.6]),
        comma_space=random.choice([0, 0.02, 0.05]),
        wrong=random.choice([0.001, 0.003, 0.006, 0.015]) * (3 if tesseract else 1),
        lost_mark=random.choice([0, 0, 0.02, 0.08]) + (0.03 if tesseract else 0),
        tail_drop=random.choice([0, 0, 0.1, 0.2]),
        merge=random.choice([0.0, 0.06, 0.06, 0.15]),
        split=random.choice([0.0, 0.015, 0.03]),
        garble=random.choice([0.0, 0.1, 0.25]) + (0.3 if tesseract else 0),
        gutter=random.choice([0.0, 0.0, 0.03, 0.1]),
        head_space=random.choice([0.0, 0.0, 0.15]),
        fragments=random.choice([0.0, 0.01, 0.03]) + (0.03 if tesseract else 0),
        pictures=random.random() < 0.65,
        dash=random.choice([0.0, 0.4, 0.8]),
        tesseract=tesseract,
    )


def rough(random: Random, n: Noise, vertical: bool) -> Noise:
    """The noise of traditional characters, which engines read worse, and of vertical lines, whose marks they miss.

    Measured with Tesseract 5 on passages set vertically: it keeps nearly all marks of one page and none of another, and
    has 3 to 8 of 100 characters wrong.
    """
    worse = replace(n, wrong=random.choice([0.01, 0.02, 0.03, 0.05]), garble=n.garble + 0.2, tesseract=True)
    if not vertical:
        return worse
    return replace(worse, unmarked=random.choice([0.0, 0.3, 0.6, 0.9, 1.0]), wrong=random.choice([0.03, 0.05, 0.08]))


@cache
def _alike() -> dict[str, str]:
    groups = str(data()["marks"]["alike"]).split()
    return {c: g.replace(c, "") for g in groups for c in g}


def spoil(random: Random, text: str, n: Noise, inside: bool) -> str:
    """A printed line as it was read; `inside`: another line of the same paragraph follows."""
    if "——" in text and random.random() < n.dash:
        text = text.replace("——", random.choice(["一一", "一", "—", "一-", "", "--"]), 1)
    out = "".join(_wrong(random, c) if random.random() < n.wrong else c for c in text)
    if n.unmarked:
        out = "".join(c for c in out if c not in SMALL or random.random() >= n.unmarked)
    if out[-1:] in "，。、；" and random.random() < (n.lost_mark if inside else 0.7 * n.lost_mark):
        out = out[:-1]
    out = _BORDER.sub(lambda _: " " if random.random() < n.digit_space else "", out)
    if n.half:
        out = out.translate(HALF)
    if n.comma_space:
        out = re.sub(r"([,，])(?=.)", lambda m: m[1] + (" " if random.random() < n.comma_space else ""), out)
    return _tesseract(random, out) if n.tesseract else out


def _wrong(random: Random, char: str) -> str:
    kind = random.random()
    if char in _alike() and kind < 0.9:
        return random.choice(_alike()[char])
    if char in "，。、；：" and kind < 0.7:
        return random.choice(["", ".", "·", "、", "，"])
    return "" if kind < 0.15 else chr(random.randrange(0x4E00, 0x8FFF)) if kind < 0.25 else char


def _tesseract(random: Random, text: str) -> str:
    text = re.sub(r"([,;:\"()])", lambda m: f" {m[1]} " if random.random() < 0.6 else m[1], text)
    text = re.sub(r"(\d+)", lambda m: f" {m[1]} " if random.random() < 0.6 else m[1], text)
    return re.sub(r"\s+", " ", text).strip()


def garble(random: Random, text: str, n: Noise) -> str:
    """A decorative head as it was read: characters wrong, lost or replaced by strokes."""
    share = random.choice([0.1, 0.3, 0.6, 0.9])
    out = []
    for c in text:
        kind = random.random()
        if kind > share:
            out.append(c)
        elif kind < share * 0.3:
            out.append(random.choice(GARBAGE))
        elif kind < share * 0.7:
            out.append(_wrong(random, c) if random.random() < 0.5 else chr(random.randrange(0x4E00, 0x7FFF)))
    spaced = random.random() < 0.4 * (share > 0.2)
    joined = "".join(c + (" " if spaced and random.random() < 0.4 else "") for c in out).strip()
    return joined or random.choice(GARBAGE)


def garbage(random: Random) -> str:
    """What an engine reads in a picture."""
    return "".join(random.choice(GARBAGE + " ") for _ in range(random.randint(1, 9))).strip() or "|"


def spread(random: Random, text: str, n: Noise) -> str:
    """A short head with spaces between its characters, as it is printed when it must fill a line."""
    return " ".join(text) if len(text) <= 10 and random.random() < n.head_space else text
