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


PROMISED = [*STREET[:4], "三门居民区,一网格,微网格1,益港花园,9号,201,许月琴,女,1958-02-03,,,"]


def test_a_promise_stays_until_it_is_kept_and_after_a_week_the_secretary_hears_of_it(community) -> None:
    street = community(*PROMISED, start=MONDAY)
    fang = street.person("王芳").says("周五去看9号201，带血压计").hears("请核对这个打算").says("保存").hears("记下了")
    street.clock_goes_to(datetime(2026, 12, 3, 9))
    fang.says("今天看谁").hears("9号201 许月琴：带血压计（11月27日的）")
    street.person("刘书记").says("晚了").hears("没有晚了的")
    (told,) = of_secretary(street.clock_goes_to(datetime(2026, 12, 4, 9)))
    assert told.text == (
        "1户过了说好的日子还没联系上，请您看看怎么办：\n9号201 许月琴：说好11月27日去的，还没去，王芳负责\n"
        "　没办完：带血压计"
    )
    assert told.buttons == ("问王芳", "交给别人", "先不提醒")
    liu = street.person("刘书记").taps("问王芳").hears("问了王芳")
    assert [event.text.split("\n")[0] for event in liu.everybody if event.to == "王芳"] == [
        "刘书记问起9号201 许月琴：说好11月27日去的，还没去（带血压计）"
    ]
    street.clock_goes_to(datetime(2027, 1, 15, 9))
    fang.says("今天看谁").hears("9号201 许月琴：带血压计（2026年11月27日的）")  # however long
    fang.says("今天去了9号201，血压正常").says("保存").hears("记好了")
    fang.says("今天看谁").hears_nothing_of("血压计")
    street.person("刘书记").says("晚了").hears("没有晚了的")


def test_whoever_stands_in_or_comes_after_is_asked_about_it(community) -> None:
    jie = "三门居民区,一网格,微网格1,,,,陈洁,女,1990-07-11,,,干部"
    street = community(*PROMISED, jie, start=MONDAY)
    street.person("王芳").says("周五去看9号201").says("保存").hears("记下了")
    street.clock_goes_to(datetime(2026, 12, 4, 9))
    street.person("王芳").says("今天到下周五请假，陈洁代我").says("保存").hears("记好了")
    street.person("刘书记").says("晚了").hears("9号201 许月琴：说好11月27日去的，还没去", "陈洁负责")


def test_what_nobody_will_do_any_more_is_given_up_in_words(community) -> None:
    street = community(*PROMISED, start=MONDAY)
    fang = street.person("王芳").says("周五去看9号201").says("保存").hears("记下了")
    fang.says("9号201不用去了").hears("好，9号201不用去了：周五去看看，不再提醒").says("撤销").hears("撤销了")
    fang.says("取消9号201的计划").hears("9号201不用去了")
    fang.says("9号201那件事不用办了").hears("9号201没有您记着要去的事")
    assert not [event for event in street.clock_goes_to(datetime(2026, 11, 27, 12)) if "记着" in event.text]


def test_of_several_promises_one_is_chosen(community) -> None:
    street = community(*PROMISED, start=MONDAY)
    fang = street.person("王芳").says("周五去看9号201").says("保存").hears("记下了")
    fang.says("下周三去看9号201，送年历").says("保存").hears("记下了")
    fang.says("9号201不用去了").hears("哪一件不去了").taps("周五去看看").hears("不用去了：周五去看看")
    street.clock_goes_to(datetime(2026, 12, 2, 9))
    fang.says("今天看谁").hears("送年历").hears_nothing_of("去看看（")


def test_nothing_is_late_before_the_cadre_had_a_chance(community) -> None:
    """A tag given today, an age reached today: days count from then, however long ago somebody was there."""
    rows = [
        *STREET[:4],
        "三门居民区,一网格,微网格1,益港花园,8号,401,李国强,男,1946-11-27,,独居老人,",  # 80 on Friday
        "三门居民区,一网格,微网格1,益港花园,9号,201,许月琴,女,1958-02-03,,,",
    ]
    street = community(*rows, start=datetime(2026, 11, 2, 9))
    fang = street.person("王芳").says("今天去了8号401和9号201，都好").taps("保存").hears("记好了")
    street.clock_goes_to(datetime(2026, 11, 26, 10))
    fang.says("给9号201许月琴加重大病").taps("保存")
    for day in (27, 30):
        events = street.clock_goes_to(datetime(2026, 11, day, 10))
        assert of_secretary(events) == []
        assert any("8号401" in event.text and "9号201" in event.text for event in events if event.to == "王芳")
    street.person("周科").says("晚了几户").hears("晚了0户")
    street.person("刘书记").says("晚了").hears("没有晚了的")
    events = [one for day in (1, 2, 3) for one in of_secretary(street.clock_goes_to(datetime(2026, 12, day, 10)))]
    assert ["8号401" in one.text and "9号201" in one.text for one in events][-1]


def test_a_looser_cadence_that_was_long_due_is_late_whatever_came_later(community) -> None:
    rows = [*STREET[:4], "三门居民区,一网格,微网格1,益港花园,8号,401,李国强,男,1946-12-09,,独居老人,"]
    street = community(*rows, start=datetime(2026, 11, 2, 9))
    street.person("王芳").says("今天去了8号401，都好").taps("保存").hears("记好了")
    told = of_secretary(street.clock_goes_to(datetime(2026, 12, 9, 10)))  # monthly since 2 December, and 80 today
    assert any("8号401" in one.text for one in told)


def test_two_doors_of_one_number_are_told_apart_by_their_estate(community) -> None:
    rows = [*ROWS, "三门居民区,一网格,微网格1,益港新村,8号,401,钱阿大,男,1940-02-03,,独居老人,"]
    street = community(*rows, start=MONDAY)
    (told,) = of_secretary(street.clock_goes_to(NEXT_MONDAY))
    assert "益港花园8号401 李伯伯" in told.text and "益港新村8号401 钱伯伯" in told.text
    assert {"益港花园8号401", "益港新村8号401"} <= set(told.buttons)
