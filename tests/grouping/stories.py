"""Four small news stories of different subjects, made for the tests, and pages put together from them."""

from __future__ import annotations

from collections.abc import Sequence

from papercleaner.config import Config
from papercleaner.model import Article, Block, Page, Role, Source
from papercleaner.stages.articles import STAGE
from tests.seams.fragments import body, numbered, other

FARM = (
    "东湖镇今年把蔬菜生产作为农民增收的主要门路，全镇新建蔬菜大棚三百个，种植黄瓜、番茄和辣椒五千亩，农民种菜的积极性很高。",
    "镇政府请来农业技术员，到田间地头教农民育苗、施肥和防治病虫害，蔬菜大棚的产量比去年提高两成，每亩大棚收入八千元。",
    "镇里还在公路边建起蔬菜批发市场，外地客商每天开车来收购黄瓜和番茄，农民种的蔬菜不愁卖，蔬菜大棚成了农民的摇钱树。",
)
SPORT = (
    "全国女子排球联赛昨天在体育馆继续进行，主队以三比一战胜客队，取得本次排球联赛的第五场胜利，积分排在各队的第二位。",
    "比赛一开始，客队的拦网十分出色，主队扣球屡屡受阻，先输一局。第二局教练换上年轻队员，排球队的进攻有了起色，连胜三局。",
    "赛后主队教练说，队员们拦网和扣球的水平都有提高，但是一传还不稳定，下一场比赛的对手是联赛冠军，排球队要认真准备。",
)
SPACE = (
    "我国自行研制的气象卫星昨晚在卫星发射中心用运载火箭发射成功，火箭起飞十分钟后卫星进入预定轨道，各种仪器工作正常。",
    "这颗气象卫星装有多种遥感仪器，可以昼夜观测云层和海洋的温度，卫星云图将由地面站接收处理，提高天气预报的准确程度。",
    "科研人员介绍，运载火箭的发动机作了改进，发射前火箭和卫星经过多次试验，地面测控站和测量船圆满完成了卫星的跟踪任务。",
)
STORIES = (FARM, SPORT, SPACE)
HEADS = ("蔬菜大棚富了东湖农民", "女排主队三比一胜客队", "气象卫星昨晚发射成功")


def story(paragraphs: Sequence[str], column: float = 18.0) -> list[Block]:
    """Running text of whole paragraphs, indented and ending in short lines."""
    return [body(text, column=column) for text in paragraphs]


def head(text: str, confidence: float = 0.95) -> Block:
    return other(Role.HEADLINE, text, confidence)


def grouped(blocks: Sequence[Block]) -> Page:
    """The page after the articles stage."""
    placed = numbered(list(blocks))
    text = "".join(f"{b.text}\n\n" for b in placed)
    return STAGE.run(Page(Source("page.txt", "", text), tuple(placed)), Config())


def told(article: Article) -> list[str]:
    """The article's running text."""
    return [str(b.text) for b in article.blocks if b.role is Role.BODY]


def title(article: Article) -> str:
    return str(article.title.text) if article.title else ""
