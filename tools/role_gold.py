"""Gold roles of the blocks of a dump, by fuzzy matching with the page's truth."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from rapidfuzz import fuzz

from papercleaner import readers
from papercleaner.config import Config
from papercleaner.model import HEADS, Page, Role, Source
from papercleaner.pipeline import STAGES
from papercleaner.readers.plain import read
from papercleaner.stages import lines
from papercleaner.stages.lines import recover_lines

FURNITURE_TYPES = {
    "page_number": Role.FOLIO,
    "section": Role.SECTION,
    "paper": Role.MASTHEAD,
    "date": Role.DATE,
    "editors": Role.EDITORS,
    "ad": Role.ADVERTISEMENT,
    "footer": Role.FOOTER,
    "sponsor": Role.SPONSOR,
    "credit": Role.CREDIT,
    "garbled": Role.NOISE,
}
UNWRAPPED = ":unwrapped"
"""Put after a dump's name: the dump without the spaces that its printed lines left, so without geometry."""
VARIED = ":varied"
"""Put after a dump's name: heads and captions reshaped, garble added; see role_vary."""


class Unit(NamedTuple):
    """One piece of the truth: its role, its loose text, and the article it belongs to (-1: none)."""

    role: Role
    text: str
    article: int


def loose(text: str) -> str:
    """`text` without space, punctuation, width or case."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LNM")


def load(folder: Path, name: str) -> tuple[Page, list[Unit]]:
    """A page's dump after the lines stage, and the units of its truth."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    pieces = list(units(truth))
    if name.endswith(".gz"):
        return measured(folder / name), pieces
    text = (folder / name.split(":", maxsplit=1)[0]).read_text(encoding="utf-8")
    if VARIED in name:
        text = vary(text, pieces, f"{folder.name} {name}")
    if UNWRAPPED in name:
        text = re.sub(r"(?<=[\u2e80-\uffef]) (?=[\u2e80-\uffef])", "", text)
    source = Source(name, hashlib.sha256(text.encode()).hexdigest(), text)
    return recover_lines(read(source), Config()), pieces


def measured(path: Path) -> Page:
    """A page with coordinates, up to its printed lines."""
    page = readers.read(path.read_bytes(), path.name)
    for stage in STAGES[: STAGES.index(lines.STAGE) + 1]:
        page = stage.run(page, Config())
    return page


def units(truth: dict) -> Iterator[Unit]:  # type: ignore[type-arg]
    for k, article in enumerate(truth["articles"]):
        for key, role in (
            ("kicker", Role.KICKER),
            ("title", Role.HEADLINE),
            ("subtitle", Role.SUBTITLE),
            ("byline", Role.BYLINE),
            ("jump_from", Role.JUMP),
            ("jump_to", Role.JUMP),
        ):
            if article.get(key):
                yield Unit(role, loose(article[key]), k)
        for block in article["blocks"]:
            role = Role.BODY if block["type"] == "paragraph" else Role(block["type"])
            yield Unit(role, loose(block["text"]), k)
        for credit in article["credits"]:
            yield Unit(Role.CREDIT, loose(credit), k)
    for item in truth["furniture"]:
        role = FURNITURE_TYPES.get(item["type"], Role.FOOTER)
        yield Unit(role, loose(item["text"]), -1)
        for line in item["text"].split("\n"):
            yield Unit(role, loose(line), -1)


def gold(text: str, pieces: list[Unit]) -> Unit | None:
    """The unit a block was printed as; None if nothing on the page explains it, or two do equally."""
    own = loose(text)
    if not own:
        return Unit(Role.NOISE, "", -1)
    whole = max(pieces, key=lambda u: fuzz.ratio(own, u.text))
    if fuzz.ratio(own, whole.text) >= 70:
        return whole
    small, a = _closest(own, [u for u in pieces if len(u.text) >= len(own) and u.role is not Role.BODY])
    body, b = _closest(own, [u for u in pieces if u.role is Role.BODY])
    if (len(own) == 1 and max(a, b) >= 99) or (small and body and a >= 90 and b >= 90 and _edge(own, small.text)):
        found = None
    elif body and b >= 72 and b >= a and len(own) <= 1.3 * len(body.text):
        found = body
    elif small and a >= 80 and len(own) >= 2:
        found = small
    elif held := _held(own, pieces):
        found = held
    elif max(a, b, fuzz.ratio(own, whole.text)) >= 50:
        found = body if b >= max(a, 50) and len(own) > 12 else None
    else:
        found = Unit(Role.NOISE, "", -1) if len(own) <= 30 else None
    return found


def _closest(own: str, units_: list[Unit]) -> tuple[Unit | None, float]:
    """The unit that holds most of the text, and how much of it in percent."""
    best = max(units_, key=lambda u: fuzz.partial_ratio(own, u.text), default=None)
    return best, fuzz.partial_ratio(own, best.text) if best else 0.0


def _edge(own: str, text: str) -> bool:
    """Whether the text is as likely the first or last line of a head as a piece of running text."""
    return 4 <= len(own) < len(text) <= 40 and (text.startswith(own[:4]) or text.endswith(own[-4:]))


def _held(own: str, pieces: list[Unit]) -> Unit | None:
    """The unit that the text holds and mostly is."""
    inside = [u for u in pieces if 4 <= len(u.text) <= len(own) and u.role is not Role.BODY]
    held = max(inside, key=lambda u: fuzz.partial_ratio(u.text, own) * min(1, len(u.text) / len(own) * 2), default=None)
    fits = held and fuzz.partial_ratio(held.text, own) >= 80 and len(held.text) >= 0.45 * len(own)
    return held if fits else None


def vary(text: str, pieces: list[Unit], seed: str) -> str:
    """The dump with heads and captions in forms that newspapers have and the pages lack, and with garble.

    Reshaped: heads in two parts, in quotes, with a question mark; captions without credit or opening.
    Added: strings of characters drawn from the page, spaced or not, with stray letters and digits.
    """
    random = Random(seed)
    han = [c for c in text if "\u4e00" <= c <= "\u9fff"] or ["而"]
    out = []
    for block in re.split(r"\n\s*\n", text):
        unit = gold(block, pieces) if block.strip() else None
        role = unit.role if unit else None
        if role is Role.HEADLINE and random.random() < 0.15:
            out.append(_garble(random, han))
        out.append(_varied(random, block, role))
    if random.random() < 0.4:
        out.insert(random.randrange(3), _garble(random, han))
        if random.random() < 0.5:
            out.insert(random.randrange(3), random.choice(han))
    return "\n\n".join(out)


def _varied(random: Random, block: str, role: Role | None) -> str:
    """A head reshaped, a caption in half the cases without its credit and opening, all else as it is."""
    if role in _HEADS and "\n" not in block and len(block) <= 40:
        return _reshape(random, block.strip())
    if role is Role.CAPTION and random.random() < 0.5:
        return re.sub(_OPENING, "", re.sub(_CREDIT, "", block))
    return block


def _garble(random: Random, han: list[str]) -> str:
    stray = list("M4E力7工一口丨.·、|『i1")
    chars = [
        random.choice(stray) if random.random() < 0.15 else random.choice(han) for _ in range(random.randint(5, 15))
    ]
    spaced = random.random() < 0.6
    return "".join(c + (" " if spaced and random.random() < 0.5 else "") for c in chars).strip()


def _reshape(random: Random, head: str) -> str:
    kind, size = random.random(), len(head)
    made = head
    if size < 8 or any(c in head for c in '“”"「『（('):
        return head
    if kind < 0.15 or 0.42 <= kind < 0.48:
        cut = random.randint(4, size - 4)
        made = head[:cut] + (" " if kind < 0.15 else random.choice(["——", ":", "·"])) + head[cut:]
    elif kind < 0.3:
        cut = size - random.randint(3, 5)
        made = head[:cut] + '"' + head[cut:] + '"'
    elif kind < 0.36:
        cut = random.randint(3, 5)
        made = '"' + head[:cut] + '"' + head[cut:]
    elif kind < 0.42:
        made = head + random.choice("?！…")
    return made


_HEADS = HEADS | {Role.HEADING}
_CREDIT = re.compile(r"[（(][^（()）]{2,20}[）)]\s*$|(?:本报|新华社)记者\s?.{2,8}$|[\u4e00-\u9fff]{2,4}\s?/\s?摄\s*$")
_OPENING = re.compile(r"^(?:图为[：:]?|图片?说明[：:]?|压题图片[：:])")
