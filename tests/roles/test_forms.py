"""Forms: what a piece's own text gives away, and what it must not."""

from __future__ import annotations

import pytest

from papercleaner.grammar.forms import notice_weight, read_form
from papercleaner.grammar.names import count_names
from papercleaner.grammar.patterns import fold
from papercleaner.model import Role

SURE = [
    ("第8版", Role.FOLIO),
    ("A07", Role.FOLIO),
    ("2019年10 月10 日 星期四", Role.DATE),
    ("二〇一九年十月十日", Role.DATE),
    ("责任编辑:王明 校对:李华", Role.EDITORS),
    ("江城晚报 责编：王明 美编：李华", Role.EDITORS),
    ("国内统一刊号:CN11-0061 邮发代号:1-43", Role.FOOTER),
    ("社址：江城市中山路1号 邮编：100000 新闻热线：12345678", Role.FOOTER),
    ("江城某某有限责任公司提供支持", Role.SPONSOR),
    ("理论·实践 B3", Role.SECTION),
    ("本报记者王小明通讯员李华", Role.BYLINE),
    ("口本报记者 王小明 李华", Role.BYLINE),
    ("●本報記者 劉華 實習生 李明", Role.BYLINE),
    ("记者 王小明/文", Role.BYLINE),
    ("文/王小明 图/李华", Role.BYLINE),
    ("本报驻华盛顿记者王小明", Role.BYLINE),
    ("新华社北京1月5日电", Role.DATELINE),
    ("(王小明)", Role.CREDIT),
    ("（据新华社）", Role.CREDIT),
    ("(作者系本报特约撰稿人)", Role.CREDIT),
    ("（王小明 供稿）", Role.CREDIT),
    ("本文摄影 王小明", Role.CREDIT),
    ("(下转第3版)", Role.JUMP),
    ("（上接第一版）", Role.JUMP),
    ("(下轉第四版)", Role.JUMP),
    ("图为晚会的舞台设计。", Role.CAPTION),
    ("江边的灯会吸引了许多游客。(王小明摄)", Role.CAPTION),
    ("江边的灯会吸引了许多游客。王小明/摄", Role.CAPTION),
    ("江边的灯会吸引了许多游客。(资料图片)", Role.CAPTION),
    ("江邊的燈會吸引了許多遊客。本報記者 王小明攝", Role.CAPTION),
    ("编者按:灯会是江城的老传统。", Role.NOTE),
    ("遗失声明 王明遗失身份证 特此声明作废", Role.ADVERTISEMENT),
    ("诚聘会计、营业员各7名", Role.ADVERTISEMENT),
    ("地址:江城市人民路1号 电话:1234-5678901", Role.ADVERTISEMENT),
]


@pytest.mark.parametrize(("text", "role"), SURE)
def test_form_tells_the_role(text: str, role: Role) -> None:
    form = read_form(fold(text))
    assert form is not None
    assert (form.role, form.sure) == (role, True)


NOT_SURE = [
    "记者表示，这是第一次。",
    "他把照片交给了报社。",
    "一、事件经过",
    "加强产业集群党建 引领创新发展",
    "在顶层设计的首要位置,在深学力践习近平",
    "广告部的同志在电话中告诉记者,",
    "政府为企业提供支持,也为居民提供服务。",
    "本报讯(记者王小明)江城灯会昨晚开幕,万人空巷。",
    "2019年10月10日,会议在江城开幕。",
    "图书馆里读者很多",
    "(一)",
    "转到第四版的读者很多,他说。",
    "他遗失了身份证,到派出所补办了一张新的,花了一整天。",
    "江城日报",
]


@pytest.mark.parametrize("text", NOT_SURE)
def test_form_alone_does_not_decide(text: str) -> None:
    form = read_form(fold(text))
    assert form is None or not form.sure


@pytest.mark.parametrize(
    ("text", "count"),
    [("王小明", 1), ("王小明 李华", 2), ("张印东周庆新焦守云", 3), ("欧阳小明", 1), ("创新发展", 0), ("", 0)],
)
def test_names(text: str, count: int) -> None:
    assert count_names(text) == count


def test_a_page_credit_is_told_from_an_article_credit() -> None:
    form = read_form(fold("本版图文由区工会提供"))
    assert form is not None
    assert form.why == "role.page-credit"


def test_notices_are_mostly_contact_and_offer() -> None:
    assert notice_weight(fold("全场八折起 欢迎惠顾")) > 0.45
    assert notice_weight(fold("灯会昨晚在江边开幕")) == 0.0


def test_fold_makes_one_form() -> None:
    assert fold("本報記者 王明 : 攝") == "本报记者王明：摄"
