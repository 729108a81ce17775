"""The small pieces of a page: names, bylines, credits, captions' ends, jumps, furniture, advertisements."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from papercleaner.knowledge import table


@cache
def data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data.toml").read_text(encoding="utf-8"))


def pick(random: Random, key: str, section: str = "names") -> str:
    """One of the words listed under a key."""
    return random.choice(str(data()[section][key]).split())


def name(random: Random) -> str:
    """A person's name; the commoner surnames more often."""
    surnames = "".join(table("newspaper")["names"]["surnames"].split())
    common = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
    family = random.choice(common if random.random() < 0.6 else surnames)
    if random.random() < 0.02:
        family = random.choice(table("newspaper")["names"]["compound"].split())
    return family + "".join(random.choice(data()["names"]["given"]) for _ in range(random.choice([1, 2, 2])))


def byline(random: Random) -> str:
    """Who wrote the story, in one of the forms that newspapers use."""
    a, b, c = name(random), name(random), name(random)
    mark = random.choice(data()["names"]["bullets"])
    place = pick(random, "places")
    forms = (
        f"本报记者 {a}", f"本报记者 {a} {b}", f"本报记者 {a} 通讯员 {b}", f"本报记者{a}", f"{mark}本报记者 {a}",
        f"{mark}{a}", f"{mark} {a} {b}", a, a, a, f"{a[0]} {a[1:]}", f"{a} {b}", f"{a}{b}", f"{a}{b}{c}",
        f"{a} {b} {c}", f"本报记者{a}{b}", f"记者 {a}/文", f"文/{a}", f"{a}/文",
        f"文/本报记者 {a}", f"{mark}记者 {a} {b}", f"本报记者 {a} 实习生 {b}", f"特约记者 {a}", "本报评论员",
        f"本报特约评论员 {a}", f"通讯员 {a} 记者 {b}", f"本报驻{place}记者 {a}", f"记者 {a} 文/图", f"{a}文 {b}图",
        f"本报记者 {a} 文/摄", f"本刊记者 {a}", f"新华社记者 {a}", f"新华社记者 {a} {b}", f"见习记者 {a}",
        f"{mark}{a} {b} 文/图", f"撰文/{a}", f"本报通讯员 {a}", f"{place}记者站 {a}", f"{place}市市长 {a}",
        f"读者 {a}", f"{place} {a}",
        f"{place}大学教授 {a}", f"（{place}）{a}", f"□ 本报记者 {a}", f"{mark}本报首席记者 {a}",
    )  # fmt: skip
    return random.choice(forms)


def greeting(random: Random) -> str:
    """How a letter to the paper begins."""
    whom = random.choice(["编辑同志", "编辑先生", "记者同志", "编辑部", "主编先生", "亲爱的编辑", "编辑", "各位读者"])
    return whom + "："


def signature(random: Random, letter: bool) -> str:
    """Who sent in a small item; a letter's writer says where from."""
    a, b, place = name(random), name(random), pick(random, "places")
    gapped = a[0] + " " + a[1:] if len(a) == 2 else a
    if not letter:
        return random.choice([gapped, gapped, a, f"{gapped} {b}", f"通讯员 {a}", f"{a} {b}"])
    where = random.choice(["街居民", "中学", "大学学生", "机械厂", "读者", "小区住户", "县医院"])
    return random.choice([f"{place}{where} {a}", f"{place} {a}", f"读者 {a}", a, gapped, f"{place}{where}部分职工"])


def credit(random: Random) -> str:
    """What stands after a story's last line."""
    a, b = name(random), name(random)
    place, paper = pick(random, "places"), pick(random, "papers")
    forms = (
        f"（{a}）", f"（{a}）", f"（{a} {b}）", f"（{a}{b}）", f"（记者 {a}）", f"（本报记者 {a}）", "（据新华社）",
        f"（{a} 供稿）", "（作者系本报特约撰稿人）", f"（作者单位：{place}大学）", f"（据《{place}{paper}》）",
        f"（摘自《{place}{paper}》）", f"（通讯员 {a}）", "（新华社供本报专稿）", "（待续）", f"本文摄影 {a}",
        f"（{place} {a}）", f"（作者为{place}市委书记）", f"（{a}整理）", f"（本报记者 {a} 通讯员 {b}）", "（完）",
    )  # fmt: skip
    return random.choice(forms)


def photo_credit(random: Random) -> str:
    """How a caption ends; "" where it has no credit."""
    a = name(random)
    forms = (
        f"本报记者 {a} 摄", f"（{a} 摄）", f"（{a}摄）", f"{a} 摄", f"{a}/摄", "（资料图片）", "（新华社发）",
        f"摄影/{a}",
        f"新华社记者{a}摄", f"（本报记者 {a} 摄）", f"（通讯员 {a} 摄）", f"（{a} 图）", f"新华社发（{a}摄）",
        f"本报记者 {a} 摄影报道", f"（{a}供图）", "（图片来源：网络）", f"图/{a}", "（资料照片）", f"{a}摄影",
    )  # fmt: skip
    return random.choice(forms) if random.random() < 0.7 else ""


def jump(random: Random, back: bool) -> str:
    """A line to another page, or from one."""
    page = random.choice([str(random.randint(1, 16)), random.choice("一二三四五六七八"), f"A{random.randint(2, 24)}"])
    verb = random.choice(["上接", "上接", "紧接"]) if back else random.choice(["下转", "下转", "转", "详见", "续转"])
    left, right = random.choice(["（）", "（）", "（）", "()", "【】"])
    return f"{left}{verb}第{page}版{right}" if random.random() < 0.85 else f"{left}{verb}{page}版{right}"


def furniture(random: Random, old: bool) -> list[tuple[str, str]]:
    """Kind and text of what stands at the page's edges."""
    place = pick(random, "places")
    paper = place + pick(random, "papers")
    rubrics = [pick(random, "rubrics") for _ in range(random.choice([1, 1, 1, 2]))]
    found = [
        ("page_number", _folio(random)),
        ("section", random.choice(["", " · "]).join(rubrics)),
        ("paper", paper),
        ("date", _date(random, old)),
        ("editors", _editors(random, paper)),
        ("footer", _imprint(random, place)),
    ]
    odds = {"page_number": 0.75, "section": 0.85, "paper": 0.65, "date": 0.9, "editors": 0.9, "footer": 0.4}
    return [item for item in found if random.random() < odds[item[0]]]


def _folio(random: Random) -> str:
    number = random.randint(1, 32)
    numeral = "一二三四五六七八九十"[min(number, 10) - 1]
    forms = (f"第{number}版", str(number), f"{number}版", f"A{number}", f"第{numeral}版", f"{number:02d}", f"B{number}")
    return random.choice(forms)


def _date(random: Random, old: bool) -> str:
    year = random.randint(1952, 1999) if old else random.randint(2000, 2020)
    day, week = f"{random.randint(1, 12)}月{random.randint(1, 28)}日", f"星期{random.choice('一二三四五六日')}"
    month, tens = random.choice("正二三四五六七八九十"), random.choice("初十廿")
    moon = f"农历{month}月{tens}{random.choice('一二三四五六七八九')}"
    forms = (f"{year}年{day} {week}", f"{year}年{day}", week, f"{year}年{day}　{week}　{moon}", f"{day} {week}")
    return random.choice(forms)


def _editors(random: Random, paper: str) -> str:
    colon = random.choice(["：", "：", " ", "/", ":"])
    post = random.choice(["责任编辑", "责编", "本版编辑", "编辑", "执行主编"])
    more = random.choice(["美编", "校对", "版式", "组版", "图片编辑", "视觉编辑"])
    first = f"{post}{colon}{name(random)}"
    both = first + random.choice([" ", "　", ""]) + f"{more}{colon}{name(random)}"
    return random.choice([first, both, both, f"{paper} {both}", f"{first} 电话：{phone(random)}"])


def _imprint(random: Random, place: str) -> str:
    road = f"{place}市{pick(random, 'roads', 'contacts')}路"
    number = f"CN{random.randint(11, 65)}-{random.randint(1, 99):04d}"
    forms = (
        f"社址：{road}{random.randint(1, 300)}号 邮编：{random.randint(100000, 699999)} 新闻热线：{phone(random)}",
        f"国内统一刊号：{number} 邮发代号：{random.randint(1, 80)}-{random.randint(1, 90)}",
        f"本报地址：{road} 广告部电话：{phone(random)} 零售价：0.{random.randint(30, 90)}元",
    )
    return random.choice(forms)


def phone(random: Random) -> str:
    """A telephone number in one of the usual forms."""
    parted = f"{random.randint(10, 9999)}-{random.randint(2000000, 89999999)}"
    whole, mobile = str(random.randint(20000000, 89999999)), f"1{random.randint(3000000000, 8999999999)}"
    return random.choice([parted, whole, mobile])


def advertisement(random: Random) -> list[str]:
    """The lines of a notice or advertisement."""
    form = random.choice([x for x in data()["contacts"]["ads"].strip().split("\n") if x])
    words = {
        "place": pick(random, "places"), "firm": pick(random, "firms", "contacts"), "name": name(random),
        "name2": name(random)[0] + random.choice(["先生", "小姐", "女士"]), "good": pick(random, "goods", "contacts"),
        "road": pick(random, "roads", "contacts"), "num": random.randint(12, 998), "d": random.randint(2, 9),
        "tel": phone(random), "month": random.randint(1, 12), "day": random.randint(1, 28),
    }  # fmt: skip
    jobs = form.replace("{job}", pick(random, "jobs", "contacts"), 1).replace("{job}", "司机", 1)
    return jobs.format(**words).split("|")
