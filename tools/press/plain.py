"""Dumps that are no newspaper page: prose, interviews, talk, lists and letters in one column, mostly without a head."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from press import heads, small
from press.corpus import Story, plain
from press.sheet import Piece


def pieces(random: Random, stories: list[Story]) -> list[Piece]:
    """The paragraphs of one such text."""
    kind: Callable[[Random, list[Story]], list[str]] = random.choice(
        [_prose, _prose, _interview, _talk, _list, _letter]
    )
    found = [Piece("paragraph", text, 0) for text in kind(random, stories) if text]
    if kind is _letter:
        found += [
            Piece("paragraph", small.name(random), 0),
            Piece("paragraph", f"{random.randint(1, 12)}月{random.randint(1, 28)}日", 0),
        ]
    if random.random() < 0.25:
        found.insert(0, Piece("title", heads.title(random, random.choice(stories)), 0))
    return found


def _prose(random: Random, stories: list[Story]) -> list[str]:
    chosen = random.sample(stories, 3)
    return [plain(p) for s in chosen for p in s.paragraphs][:14]


def _interview(random: Random, stories: list[Story]) -> list[str]:
    ask, answer = random.choice(["问答", "记者主任", "甲乙"]), []
    marks = (ask[:1], ask[1:]) if len(ask) == 2 else (ask[:2], ask[2:])
    for story in random.sample(stories, random.randint(4, 9)):
        answer.append(f"{marks[0]}：{heads.clause(random, story.paragraphs, 5, 24)}？")
        answer.append(f"{marks[1]}：{heads.sentence(random, story.paragraphs, 6, 160)}")
    return answer


def _talk(random: Random, stories: list[Story]) -> list[str]:
    found = []
    for story in random.sample(stories, random.randint(4, 9)):
        said = heads.clause(random, story.paragraphs, 3, 20)
        name = small.name(random)
        found.append(
            random.choice([f"“{said}。”{name}说。", f"“{said}？”", f"{name}：{said}。", f"{name}：（{said}）"])
        )
        found.append(heads.sentence(random, story.paragraphs, 10, 120))
    return found


def _list(random: Random, stories: list[Story]) -> list[str]:
    story = max(random.sample(stories, 8), key=lambda s: s.size)
    marks = random.choice(["{}. ", "{}、", "（{}）", "• "])
    first = heads.sentence(random, story.paragraphs, 10, 80)
    rows = [heads.clause(random, story.paragraphs, 4, 30) for _ in range(random.randint(3, 9))]
    return [first, *(marks.format(k) + row + random.choice(["。", "；", ""]) for k, row in enumerate(rows, 1))]


def _letter(random: Random, stories: list[Story]) -> list[str]:
    greeting = random.choice(
        [f"{small.name(random)}同志：", "编辑同志：", f"{small.name(random)[0]}老师：", "亲爱的朋友："]
    )
    story = max(random.sample(stories, 4), key=lambda s: s.size)
    closing = random.choice(["此致", "敬礼！", "祝好", "祝工作顺利！"])
    return [greeting, *(plain(p) for p in story.paragraphs), closing]
