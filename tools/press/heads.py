"""Heads for a story: kicker, title, subtitle, section headings, pull quotes; from the story's own words."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from press.corpus import Story, Token, Tokens, clauses, plain

LOOSE = frozenset({"u", "y", "e", "o", "c", "r", "d", "k"})
"""Classes of words that terse heads leave out: particles, conjunctions, pronouns, adverbs."""
SAYS = ("强调", "指出", "要求", "提出", "表示", "认为", "呼吁", "透露")
CLOSERS = ("的思考", "纪事", "侧记", "的启示", "见闻", "随想", "探秘", "调查", "之路", "综述")


def _clean(text: str) -> str:
    return text.strip("“”《》·—、")


def _fits(text: str, low: int, high: int) -> bool:
    return low <= len(text) <= high and text[0] not in "的了着过们之等" and text.count("“") == text.count("”")


def clause(random: Random, paragraphs: Sequence[Tokens], low: int, high: int) -> str:
    """A clause as the text has it; "" if none fits."""
    found = [t for c in clauses(paragraphs) if _fits(t := _clean(plain(c)), low, high)]
    return random.choice(found) if found else ""


def terse(random: Random, paragraphs: Sequence[Tokens], low: int, high: int) -> str:
    """A clause in the style of heads: without the words that heads leave out, ending in a noun or a verb."""
    found = []
    for tokens in clauses(paragraphs):
        words = _content(tokens)
        while words and words[-1][1][0] not in "nvN":
            words = words[:-1]
        text = _clean(plain(words))
        if len(words) >= 2 and text and _fits(text, low, high):
            found.append(text)
    return random.choice(found) if found else ""


def _content(tokens: Tokens) -> list[Token]:
    kept = [t for t in tokens if t[1] not in LOOSE]
    return kept[1:] if kept and kept[0][1] in ("p", "t") else kept


def word(random: Random, paragraphs: Sequence[Tokens]) -> str:
    """A noun of the text."""
    found = [w for p in paragraphs for w, c in p if c in ("n", "vn", "nz", "ns", "an") and 2 <= len(w) <= 4]
    return random.choice(found) if found else ""


def title(random: Random, story: Story) -> str:
    """The story's own title, or one made of its words; now and then a single word."""
    if random.random() < 0.08 and (short := word(random, story.paragraphs)):
        return short
    if story.title and random.random() < 0.85:
        return story.title
    first = story.paragraphs[:2]
    kind = random.random()
    head = terse(random, first, 6, 16) or terse(random, story.paragraphs, 4, 20) or clause(random, first, 5, 22)
    if kind < 0.2 and (second := terse(random, story.paragraphs, 4, 12)) and second != head:
        head += random.choice([" ", "　", "，", ""]) + second
    elif kind < 0.3:
        head = _name(random, story) + random.choice("：∶:") + head
    elif kind < 0.36:
        head += random.choice(["？", "！", "……"])
    elif kind < 0.44 and len(head) <= 10:
        head += random.choice(CLOSERS)
    elif kind < 0.5 and len(head) >= 8:
        cut = random.randint(2, 5)
        head = "“" + head[:cut] + "”" + head[cut:]
    return head or story.title or plain(story.paragraphs[0])[:10].strip("，。、“”")


def _name(random: Random, story: Story) -> str:
    names = [w for p in story.paragraphs for w, c in p if c in ("ns", "nt", "nz") and 2 <= len(w) <= 6]
    return random.choice(names) if names else "记者观察"


def kicker(random: Random, story: Story) -> str:
    """What leads up to the title."""
    kind = random.random()
    if kind < 0.6:
        return clause(random, story.paragraphs, 6, 20)
    if kind < 0.75:
        return terse(random, story.paragraphs[:4], 6, 18)
    if kind < 0.85:
        place = _name(random, story)
        about = terse(random, story.paragraphs, 4, 10)
        return random.choice([f"{place}{random.choice(SAYS)}", f"{place}{about}", f"在{about}会议上", f"{about}之后"])
    return terse(random, story.paragraphs, 5, 9) + " " + terse(random, story.paragraphs, 5, 9)


def subtitle(random: Random, story: Story) -> str:
    """What explains the title: often after a dash, often two clauses; seldom in the words of the text."""
    kind = random.random()
    if kind < 0.25:
        text = clause(random, story.paragraphs, 7, 24)
    elif kind < 0.55:
        text = terse(random, story.paragraphs, 8, 22)
    elif kind < 0.8:
        pair = [terse(random, story.paragraphs, 5, 12) for _ in range(2)]
        text = random.choice([" ", "，", ""]).join(pair)
    else:
        about = _name(random, story) + terse(random, story.paragraphs, 3, 9)
        text = random.choice(["访", "记", "写在", "来自", "纪念", "读", "——", "——"]) + about
        text += random.choice(["", "的报告", "侧记", "之前", "有感"])
    return "——" + text.strip("—") if random.random() < 0.35 else text


def heading(random: Random, paragraphs: Sequence[Tokens], style: str, number: int) -> str:
    """A section heading over the paragraphs, in the style that all of the story's headings have."""
    low, high = (4, 16) if random.random() < 0.9 else (14, 24)
    if random.random() < 0.08 and (short := word(random, paragraphs)):
        return short
    text = clause(random, paragraphs, low, high) if style.startswith("clause") else terse(random, paragraphs, 3, 14)
    text = text or clause(random, paragraphs, 4, 18)
    if not text:
        return ""
    numeral = "一二三四五六七八九十"[number]
    more = terse(random, paragraphs, 3, 9) if style.endswith("pair") else ""
    forms = {
        "number": f"{numeral}、{text}",
        "bracket": f"（{numeral}）{text}",
        "digit": f"{number + 1}.{text}",
        "bullet": random.choice("■●◆▲") + text,
        "question": text + "？",
        "pair": text + random.choice([" ", "：", "——"]) + more if more else text,
    }
    return forms.get(style.rsplit(maxsplit=1)[-1], text)


STYLES = (
    *["clause"] * 5, *["terse"] * 3, "terse number", "clause number", "terse bullet", "clause bullet",
    "terse question", "terse pair", "terse bracket", "terse digit",
)  # fmt: skip


def sentence(random: Random, paragraphs: Sequence[Tokens], low: int, high: int) -> str:
    """A sentence of the paragraphs."""
    found = [s for p in paragraphs for s in plain(p).split("。") if low <= len(s) <= high]
    found = [s for s in found if s.count("“") == s.count("”") and s[:1] not in "”，）"]
    return random.choice(found) + "。" if found else ""
