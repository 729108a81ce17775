"""Small items as papers have them by the dozen: news in a paragraph, letters, tables, photographs with a headline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from press import heads, small
from press.compose import Copy, caption
from press.corpus import DATED, Story, plain
from press.sheet import Piece

KINDS = ("news", "letter", "table", "photo")
LONGEST = 220
"""Characters: an item has so many at most."""


@dataclass
class Habit:
    """How one paper sets its small items."""

    dateline: str
    signed: float
    kinds: tuple[int, int, int, int]
    """How often each of KINDS comes."""


def habit(random: Random) -> Habit:
    """The habits of one paper, drawn anew for each page."""
    place = small.pick(random, "places")
    day = f"{random.randint(1, 30)}日"
    forms = (
        "", "", "", "本报讯 ", "本报讯 ", "【本报讯】", "〔本报讯〕", "（本报讯）", f"【{place}讯】",
        f"【新华社{place}{day}电】", f"新华社{place}{day}电 ", "本报讯（记者 {name}） ", "本报讯 记者{name}报道：",
        "【记者{name}／" + place + "报道】", "据新华社电 ", "本报今晨消息 ", f"【本报{place}讯】",
    )  # fmt: skip
    return Habit(
        random.choice(forms),
        random.choice([0.0, 0.0, 0.3, 0.9]),
        random.choice([(1, 0, 0, 0), (8, 1, 1, 1), (4, 1, 2, 1), (1, 3, 0, 0), (2, 0, 0, 1)]),
    )


def brief(random: Random, stories: Sequence[Story], article: int, own: Habit) -> Copy:
    """One small item."""
    kind = random.choices(KINDS, own.kinds)[0]
    story = random.choice(stories)
    title = Piece("title", heads.title(random, story), article, random.choice([1.0, 1.1, 1.3, 1.6]))
    copy = Copy(heads=[title])
    if kind == "photo":
        copy.captions.append(Piece("caption", caption(random, story, [story]), article, random.choice([0.9, 1.0])))
        return copy
    if kind == "table":
        title.text = small.pick(random, "tables")
        rows = tuple(_row(random) for _ in range(random.randint(2, 6)))
        copy.body.append(Piece("paragraph", "".join(rows), article, verse=rows))
        return copy
    texts = _texts(random, story)
    if kind == "letter":
        copy.body.append(Piece("paragraph", small.greeting(random), article))
    elif not DATED.match(texts[0]):
        texts[0] = own.dateline.format(name=small.name(random)) + texts[0]
    copy.body += [Piece("paragraph", t, article) for t in texts]
    if kind == "letter" or random.random() < own.signed:
        copy.byline, copy.signed = Piece("byline", small.signature(random, kind == "letter"), article), True
    return copy


def _texts(random: Random, story: Story) -> list[str]:
    """One or two paragraphs of the story, cut after a sentence."""
    found, room = [], random.randint(40, LONGEST)
    for paragraph in story.paragraphs[:2]:
        text = ""
        for sentence in plain(paragraph).split("。"):
            if sentence and (not text or len(text) + len(sentence) < room):
                text += sentence + "。"
        found.append(text.replace("。”。", "。”"))
        room -= len(text)
        if room < 30:
            break
    return found


def _row(random: Random) -> str:
    """A line of a table: what, and figures."""
    what = small.pick(random, "wares")
    price = f"{random.randint(0, 30)}.{random.randint(0, 99):02d}元"
    forms = (
        f"{what} {price}", f"{what} 每公斤{price}", f"{small.pick(random, 'places')} 晴 {random.randint(1, 36)}℃",
        f"{random.randint(6, 23)}:{random.choice('0134')}0 {what}",
        f"{small.pick(random, 'places')}队 {random.randint(0, 30)}",
        f"{what} 买进{random.randint(1, 900)} 卖出{random.randint(1, 900)}",
    )  # fmt: skip
    return random.choice(forms)
