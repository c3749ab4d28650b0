"""Which incidents words tell of, and on whose list they come."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from handlers.engines.plans.musts import KINDS
from handlers.engines.plans.rules import must_day
from handlers.incidents.rules import find

TOLD = [
    # As it happens
    ("王阿婆住院了", [("住院", "")]),
    ("血压高，昨天住院了", [("住院", "")]),
    ("住进了中心医院", [("住院", "")]),
    ("刚住院，女儿陪着", [("住院", "")]),
    ("女儿说她住院了", [("住院", "")]),  # the daughter only tells
    ("女儿送她去住院了", [("住院", "")]),
    ("在儿子家摔了一跤", [("摔伤", "")]),  # 儿子家 is where, not who
    ("出院了，恢复得不错", [("出院", "")]),
    ("前天从医院回来了", [("出院", "")]),
    ("住院一周，昨天出院了", [("出院", "")]),  # what is told last holds
    ("出院才三天又住院了", [("住院", "")]),
    ("上个月失业了，在找工作", [("失业", "")]),
    ("被公司裁员了", [("失业", "")]),
    ("厨房着火，邻居帮着扑灭了", [("火灾", "")]),
    ("收到家暴告诫书", [("家暴告诫", "")]),
    ("浴室里跌了一跤，骨折", [("摔伤", "")]),
    ("上周动了手术", [("手术", "")]),
    ("前天走失，派出所帮着找回来了", [("走失找回", "")]),
    ("老伴去世了", [("丧亲", "老伴")]),
    ("上周走了", [("丧亲", "")]),
    ("王阿婆昨天夜里走了", [("丧亲", "")]),
    ("我妈住院了", [("住院", "妈")]),
    ("我住院了", [("住院", "我")]),
    ("我老伴走了", [("丧亲", "老伴")]),
    ("我女儿失业了", [("失业", "女儿")]),
    ("我家着火了刚扑灭", [("火灾", "")]),
    ("她儿子上周病故", [("丧亲", "儿子")]),
    ("我失业了怎么办", [("失业", "我")]),  # asks for help, and tells
    # In everyday words
    ("昨天夜里送医院了，六院", [("住院", "")]),
    ("住进瑞金了", [("住院", "")]),
    ("120拉走了", [("住院", "")]),
    ("救护车送去新华了，女儿陪着", [("住院", "")]),
    ("夜里拉到中心医院抢救", [("住院", "")]),
    ("家里老人走掉了", [("丧亲", "")]),
    ("老头子昨天没了", [("丧亲", "老头子")]),
    ("阿婆前两天不在了", [("丧亲", "")]),
    ("厂里把他裁了", [("失业", "")]),
    ("单位裁员，他给裁了", [("失业", "")]),
    ("周阿姨住院了", [("住院", "")]),  # how she is called: nobody's aunt
    ("李先生动了手术", [("手术", "")]),
    ("她阿姨住院了", [("住院", "阿姨")]),
    ("送她去医院配药", []),
    ("儿子送到医院门口就走了", []),
    ("住进新房子了", []),
    ("药没了", []),
    ("钥匙没了，人不在", []),
    # Denied
    ("没住院，在家养着", []),
    ("不用住院", []),
    ("医生说不需要住院", []),
    ("还没出院", []),
    ("没有失业", []),
    ("不肯住院", []),
    ("没摔倒", []),
    ("差点摔倒", []),
    # Not yet, or only asked or feared
    ("准备住院", []),
    ("约了下周三住院", []),
    ("医生建议住院", []),
    ("下周要开刀", []),
    ("怕失业", []),
    ("住院费报销怎么办", []),
    ("问住院报销", []),
    ("什么时候出院", []),
    ("明天出院", []),
    ("说了防火灾的知识", []),
    ("住院了吗", []),
    # Past
    ("去年住院", []),
    ("上次住院回来一直蛮好", []),
    ("以前失业过", []),
    ("三年前动过手术", []),
    ("老伴去世多年，一个人住", []),
    ("老伴去世后一个人住", []),
    ("老伴早就去世了", []),
    # Somebody else's
    ("邻居住院了", []),
    ("楼上王家着火了", []),
    ("隔壁老太走了", []),
    # Something else
    ("她走了一圈回来", []),
    ("女儿已经搬走了", []),
    ("我去的时候她刚走了", []),
    ("身体都好", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), TOLD, ids=[text for text, _ in TOLD])
def test_words_tell_of_what_has_happened_and_to_whom(text: str, told: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.whose) for one in find(text, KINDS)] == told


def test_what_has_been_so_for_long_is_marked() -> None:
    assert [one.known for one in find("老伴已去世，独居", KINDS)] == [True]
    assert [one.known for one in find("老伴昨天已经去世", KINDS)] == [False]


def monday_after(day: date) -> date:
    return day + timedelta(days=(7 - day.weekday()) or 7)


@pytest.mark.parametrize(
    ("now", "working", "day"),
    [
        (datetime(2026, 11, 23, 9), True, date(2026, 11, 23)),  # today's list can still be walked
        (datetime(2026, 11, 23, 15, 59), True, date(2026, 11, 23)),
        (datetime(2026, 11, 27, 16), True, date(2026, 11, 30)),  # Friday, too late: on Monday, never later
        (datetime(2026, 11, 28, 10), False, date(2026, 11, 30)),  # Saturday
    ],
)
def test_it_stands_on_todays_list_while_that_can_be_walked(now: datetime, working: bool, day: date) -> None:
    assert must_day(now, time(16), monday_after, working=working) == day
