"""What is late or nobody's goes to the secretary, once a day, with what can be done about it."""

from __future__ import annotations

from datetime import datetime

from tests.community import MONDAY, STREET

ROWS = [
    *STREET[:4],
    "三门居民区,一网格,微网格1,益港花园,8号,401,李国强,男,1942-02-03,,独居老人,",
    "三门居民区,一网格,微网格1,益港花园,9号,201,许月琴,女,1958-02-03,,独居老人,",
]
TUESDAY, NEXT_MONDAY, NEXT_TUESDAY = datetime(2026, 11, 24, 9), datetime(2026, 11, 30, 9), datetime(2026, 12, 1, 9)


def of_secretary(events) -> list:
    return [event for event in events if event.to == "刘书记" and event.lane == "digest"]


def test_after_three_working_days_it_stands_in_one_list_a_day(community) -> None:
    street = community(*ROWS, start=MONDAY)
    assert of_secretary(street.clock_goes_to(datetime(2026, 11, 27, 9))) == []  # due on Tuesday: Wed, Thu, Fri
    (told,) = of_secretary(street.clock_goes_to(NEXT_MONDAY))
    assert told.text.startswith(
        "2户过了说好的日子还没联系上，请您看看怎么办：\n8号401 李伯伯：还没有联系过（说好每周一次），王芳负责"
    )
    assert told.buttons == ("8号401", "9号201")
    assert of_secretary(street.clock_goes_to(datetime(2026, 11, 30, 18))) == []
    assert len(of_secretary(street.clock_goes_to(NEXT_TUESDAY))) == 1


def test_the_secretary_asks_and_the_cadre_answers_with_a_visit(community) -> None:
    street = community(*ROWS, start=MONDAY)
    street.clock_goes_to(NEXT_MONDAY)
    liu = (
        street.person("刘书记").taps("8号401").hears("8号401 李伯伯", "怎么办好").sees("问王芳", "交给别人", "先不提醒")
    )
    liu.taps("问王芳").hears("问了王芳")
    (told,) = [event for event in liu.everybody if event.to == "王芳"]
    assert told.text == "刘书记问起8号401 李伯伯：还没有联系过（说好每周一次）\n今天能去看看吗？"
    fang = street.person("王芳").taps("记8号401").says("都好，昨天出去了").says("保存").hears("记好了")
    assert fang
    (told,) = of_secretary(street.clock_goes_to(NEXT_TUESDAY))
    assert "8号401" not in told.text and told.buttons == ("问王芳", "交给别人", "先不提醒")  # of a single one, at once


def test_a_reason_why_not_today_reaches_the_secretary_word_for_word(community) -> None:
    street = community(*ROWS, start=MONDAY)
    street.clock_goes_to(NEXT_MONDAY)
    street.person("刘书记").says("问王芳 8号401").hears("问了王芳")
    fang = street.person("王芳").taps("今天去不了").hears("什么原因").says("今天全天在街道开会")
    fang.hears("转给书记了", "8号401")
    (told,) = [event for event in fang.everybody if event.to == "刘书记"]
    assert told.text == "王芳今天去不了8号401：今天全天在街道开会" and told.buttons[0] == "问王芳"


def test_what_nobody_is_in_charge_of_is_the_secretarys_at_once(community) -> None:
    street = community(*ROWS, "三门居民区,,,益港花园,18号,101,赵国强,男,1940-02-03,,独居老人,", start=MONDAY)
    (told,) = of_secretary(street.clock_goes_to(TUESDAY))
    assert (
        told.text.startswith("1户还没有人负责，请您看看怎么办：\n18号101 赵伯伯")
        and "还没有人负责" in told.text.splitlines()[1]
    )
    assert told.buttons == ("交给别人", "先不提醒")


def test_without_a_secretary_it_is_the_streets(community) -> None:
    street = community(*[row for row in ROWS if "刘书记" not in row], start=MONDAY)
    events = street.clock_goes_to(NEXT_MONDAY)
    assert [event.to for event in events if "还没联系上" in event.text] == ["周科"]


def test_the_secretary_may_ask_at_any_time_and_others_may_not(community) -> None:
    street = community(*ROWS, start=MONDAY)
    street.person("刘书记").says("晚了").hears("没有晚了的，也没有没人负责的")
    street.clock_goes_to(NEXT_MONDAY)
    street.person("刘书记").says("谁超期了").hears("2户过了说好的日子", "8号401")
    street.person("王芳").says("谁超期了").hears_nothing_of("8号401 李伯伯")
    street.person("李国强").says("晚了的户").hears_nothing_of("9号201")


def test_asking_somebody_else_than_who_is_in_charge_asks_nobody(community) -> None:
    street = community(*ROWS, start=MONDAY)
    street.clock_goes_to(NEXT_MONDAY)
    liu = street.person("刘书记").says("问陈洁 8号401").hears("现在是王芳在管，没有去问陈洁")
    assert not [event for event in liu.everybody if event.to in ("王芳", "陈洁")]
    liu.taps("问王芳").hears("问了王芳")
