"""The morning's list: who stands in it, in what order, when it comes, and when it does not."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.config import Settings
from handlers.care.settings import Block
from tests.community import MONDAY, STREET

TUESDAY = datetime(2026, 11, 24, 9)
CARED_FOR = [
    *STREET[:4],
    "三门居民区,一网格,微网格1,益港花园,12号,301,王秀英,女,1940-02-03,,独居老人,",
    "三门居民区,一网格,微网格1,益港花园,12号,302,王阿娣,女,1956-02-03,,独居老人,",
    "三门居民区,一网格,微网格1,益港花园,2号,101,李国强,男,1942-02-03,,独居老人,",
    "三门居民区,一网格,微网格1,益港花园,13号,101,陈桂芳,女,1958-02-03,,低保,",
    "三门居民区,一网格,微网格2,益港花园,15号,101,孙大明,男,1955-02-03,,社区矫正,",
]
NOBODY_CARED_FOR = [*STREET[:4], "三门居民区,一网格,微网格1,益港花园,12号,402,李建国,男,1960-02-03,,,"]


def digests(events, to: str = "") -> list:
    return [event for event in events if event.lane in ("digest", "reminder") and to in ("", event.to)]


def doors(text: str) -> list[str]:
    """The doors at the beginning of the lines, in their order."""
    return [
        line.split(" ")[0] for line in text.splitlines() if "号" in line.split(" ")[0] and not line.startswith("今")
    ]


def test_it_tells_whom_to_see_the_weightiest_first_then_along_the_way(community) -> None:
    street = community(*CARED_FOR, start=MONDAY)
    (told,) = digests(street.clock_goes_to(TUESDAY), "王芳")
    assert f"{told.at:%m-%d %H:%M}" == "11-24 08:30"
    assert doors(told.text) == ["2号101", "12号301", "12号302", "13号101"]  # weekly, monthly, quarterly
    assert told.text.startswith("今天想请您看看4户，都在2号到13号。")
    assert "12号301 王阿婆：还没有联系过（说好每周一次）" in told.text
    assert told.buttons == ("记2号101", "记12号301", "记12号302", "记13号101")


def test_one_tap_starts_the_visit_and_the_next_list_does_not_hold_it(community) -> None:
    street = community(*CARED_FOR, start=MONDAY)
    street.clock_goes_to(TUESDAY)
    fang = street.person("王芳").taps("记12号301").hears("12号301家里情况怎么样").says("都好，在听广播")
    fang.taps("保存").hears("记好了：12号301王阿婆")
    (told,) = digests(street.clock_goes_to(datetime(2026, 11, 25, 9)), "王芳")
    assert doors(told.text) == ["2号101", "12号302", "13号101"]
    (told,) = digests(street.clock_goes_to(datetime(2026, 12, 1, 9)), "王芳")[-1:]
    assert (
        "12号301 王阿婆：七天没联系了（说好每周一次）" in told.text and "上次11月24日入户，都好，在听广播" in told.text
    )


def test_a_tap_in_the_middle_of_another_conversation_comes_back_to_it(community) -> None:
    street = community(*CARED_FOR, start=MONDAY)
    street.clock_goes_to(TUESDAY)
    fang = street.person("王芳").says("记计划").hears("打算去哪一户")
    fang.taps("记12号301").says("都好").taps("保存").hears("记好了", "接着刚才的", "打算去哪一户")


def test_a_tag_that_others_lead_is_neither_told_nor_the_cadres(community) -> None:
    street = community(*CARED_FOR, start=MONDAY)
    events = digests(street.clock_goes_to(TUESDAY))
    assert not any("矫正" in event.text for event in events)
    assert "每月一次" not in "".join(event.text for event in events if event.to == "陈洁")
    (told,) = [event for event in events if event.to == "刘书记"]
    assert "15号101 孙伯伯：要请专干来管，还没有定人" in told.text and "每月" not in told.text  # nobody holds the role
    assert told.buttons == ("先不提醒",)  # the cadre in charge is not to be asked about it


def test_a_note_that_names_what_is_secret_is_not_repeated(community) -> None:
    street = community(*CARED_FOR, start=MONDAY)
    fang = street.person("王芳")
    fang.says("11月3日去了12号302，说儿子是社区矫正对象，想申请助浴").says("保存").hears("记好了")
    street.clock_goes_to(datetime(2026, 12, 3, 9))
    fang.says("今天看谁").hears("12号302", "上次11月3日入户", "没办完：申请助浴").hears_nothing_of("矫正")


def test_free_days_are_free_and_the_day_after_holds_what_is_due_then(community) -> None:
    street = community(*CARED_FOR, start=datetime(2026, 12, 31, 9))
    events = digests(street.clock_goes_to(datetime(2027, 1, 5, 9)), "王芳")
    # New Year's Day is a Friday, for a year of which no notice is known; there are no make-up days.
    assert [f"{event.at:%m-%d}" for event in events] == ["01-04", "01-05"]


def test_homes_not_contacted_this_year_fill_the_list_house_by_house(community) -> None:
    rows = [
        f"三门居民区,一网格,微网格1,益港花园,{house}号,{room},李小{house}{room},男,1980-02-03,,,"
        for house in (3, 12)
        for room in (101, 102, 201, 202)
    ]
    street = community(*CARED_FOR[:5], *rows, "三门居民区,一网格,微网格1,益港花园,12号,502,,,,,,", start=MONDAY)
    (told,) = digests(street.clock_goes_to(TUESDAY), "王芳")
    filled = told.text.split("今年还没联系过的，顺路看看：\n")[1]
    assert doors(filled) == ["12号101", "12号102", "12号201", "12号202"]  # where she goes anyway; not the empty one
    fang = street.person("王芳")
    fang.says("今天去了12号101，敲门没人应").says("保存").hears("记好了")
    fang.says("今天打电话给12号102，不想被打扰，拒访").says("保存").hears("记好了")
    (told,) = digests(street.clock_goes_to(datetime(2026, 11, 25, 9)), "王芳")
    filled = told.text.split("今年还没联系过的，顺路看看：\n")[1]
    assert doors(filled) == ["12号201", "12号202", "3号101", "3号102"]


def test_when_everybody_is_seen_it_says_so_once_and_then_nothing(community) -> None:
    street = community(*NOBODY_CARED_FOR, start=MONDAY)
    street.clock_goes_to(TUESDAY)
    street.person("王芳").says("今天去了12号402，都好").says("保存").hears("记好了")
    (told,) = digests(street.clock_goes_to(datetime(2026, 11, 25, 9)), "王芳")
    assert told.text == "今天没有要紧的走访。"
    assert digests(street.clock_goes_to(datetime(2026, 12, 9, 9)), "王芳") == []


def test_more_than_five_are_read_five_at_a_time(community) -> None:
    rows = [f"三门居民区,一网格,微网格1,益港花园,12号,{100 + n},李小{n},男,1950-02-03,,独居老人," for n in range(1, 13)]
    street = community(*STREET[:4], *rows, start=MONDAY)
    (told,) = digests(street.clock_goes_to(TUESDAY), "王芳")
    assert told.text.startswith("今天要联系12户，先看这5户，都在12号。") and told.buttons[-1] == "更多"
    fang = street.person("王芳").taps("更多").hears("12号106", "12号110", "还有2户").hears_nothing_of("12号105")
    fang.says("今天去了12号107，都好").says("保存").hears("记好了")
    fang.says("更多").hears("12号111", "12号112").hears_nothing_of("12号110")


def test_after_two_days_of_downtime_there_is_one_list_and_it_is_right(community) -> None:
    street = community(*CARED_FOR, start=MONDAY)
    street.clock_goes_to(MONDAY)
    street.player.clock.set(datetime(2026, 11, 26, 10))
    (told,) = digests(street.clock_goes_to(datetime(2026, 11, 26, 10, 30)), "王芳")
    assert f"{told.at:%d %H:%M}" == "26 10:00" and len(doors(told.text)) == 4


def test_what_was_missed_until_the_evening_waits_for_the_next_morning(community) -> None:
    street = community(*CARED_FOR, start=MONDAY)
    street.clock_goes_to(MONDAY)
    street.player.clock.set(datetime(2026, 11, 24, 18))
    events = digests(street.clock_goes_to(datetime(2026, 11, 25, 9)), "王芳")
    assert [f"{event.at:%d %H:%M}" for event in events] == ["25 08:30"]


def test_another_hour_and_days_off_are_hers_to_choose(community) -> None:
    street = community(*CARED_FOR, start=datetime(2026, 11, 23, 8))
    street.clock_goes_to(MONDAY)
    fang = street.person("王芳").says("每天九点半提醒我").hears("以后工作日上午九点半")
    fang.says("周三不用提醒我").hears("周三不发")
    events = digests(street.clock_goes_to(datetime(2026, 11, 26, 12)), "王芳")
    assert [f"{event.at:%d %H:%M}" for event in events] == ["24 09:30", "26 09:30"]
    fang.says("撤销").says("周三恢复提醒").hears("以后工作日上午九点半发名单。")


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("每天晚上九点提醒我", "早上八点到下午五点之间"),
        ("提醒时间改成六点", "早上八点到下午五点之间"),
        ("周一周二周三周四周五都不用提醒我", "至少留一天"),
        ("周一到周五都不用提醒我", "至少留一天"),
        ("以后不用提醒我了", "名单不能全停"),
        ("每天都不要提醒我", "名单不能全停"),
        ("明天不用提醒我", "我明天请假"),
        ("周末也提醒我", "本来就不发"),
    ],
)
def test_hours_that_cannot_be_are_asked_again(community, said, heard) -> None:
    street = community(*CARED_FOR, start=MONDAY)
    street.person("王芳").says(said).hears(heard).says("九点").hears("以后工作日上午九点")


def test_a_promise_of_the_day_stands_in_the_same_message(community) -> None:
    street = community(*CARED_FOR, start=MONDAY)
    street.person("王芳").says("明天去看12号402").says("没有12号402，是13号101").says("取消")
    street.person("王芳").says("今天去了13号101，都好，明天儿子来配药").says("保存").hears("明天我会提醒您")
    events = [event for event in street.clock_goes_to(TUESDAY) if event.to == "王芳"]
    assert len(events) == 1 and "今天记着的事：\n13号101 陈桂芳：儿子来配药" in events[0].text


def test_the_list_is_dropped_rather_than_sent_in_the_evening(community) -> None:
    """Its channel was away all day."""
    street = community(*CARED_FOR, start=MONDAY, settings=Settings(blocks={"care": Block()}))
    street.player.app.sender.channels = {}
    street.restart = False
    street.clock_goes_to(datetime(2026, 11, 24, 18))
    street.restart = True
    street.player.app.close()
    street.player.app = street.player._open()
    events = digests(street.clock_goes_to(datetime(2026, 11, 25, 9)), "王芳")
    assert [f"{event.at:%d %H:%M}" for event in events] == ["25 08:30"]


def test_whoever_wants_the_list_later_gets_the_promise_with_it(community) -> None:
    street = community(*CARED_FOR, start=datetime(2026, 11, 23, 8))
    street.clock_goes_to(MONDAY)
    fang = street.person("王芳").says("每天九点半提醒我")
    fang.says("今天去了13号101，都好，明天儿子来配药").says("保存").hears("明天我会提醒您")
    events = [event for event in street.clock_goes_to(datetime(2026, 11, 24, 12)) if event.to == "王芳"]
    assert [f"{event.at:%H:%M}" for event in events] == ["09:30"] and "儿子来配药" in events[0].text


def test_a_call_told_after_the_tap_is_a_call(community) -> None:
    street = community(*CARED_FOR, start=MONDAY)
    street.clock_goes_to(TUESDAY)
    fang = street.person("王芳").taps("记12号301").hears("12号301家里情况怎么样").says("电话里聊的，都好")
    fang.hears("方式：电话").taps("保存").hears("记好了")
    assert [way for _, _, way, _ in street.visits("王芳")] == ["电话"]


def test_a_need_that_became_a_demand_is_told_once_and_its_number_stands_apart(community):
    street = community(start=datetime(2026, 11, 24, 9))
    fang = street.person("王芳").says("今天去看了12号301王秀英，人蛮好，想装个扶手").says("保存")
    fang.taps("转成诉求").says("提交").hears("编号0001")
    fang.says("查 12号301").hears("· 诉求0001号：").hears_nothing_of("· 诉求：")
    assert fang.heard.split("没办完的事")[1].count("扶手") == 1
    street.clock_goes_to(datetime(2027, 1, 4, 9))
    fang.says("今天看谁").hears("没办完：0001号 ")


def test_what_was_promised_for_a_day_without_a_list_stands_on_the_one_before(community) -> None:
    street = community(start=datetime(2026, 11, 26, 15))
    fang = street.person("王芳").says("每天九点半提醒我").hears("上午九点半")
    fang.says("周一我不上班别发").hears("周一不发")
    fang.says("几点提醒我的").hears("现在是工作日上午九点半发名单，周一不发")
    fang.says("下周一去看13号101，送年历").says("保存").hears("记下了")
    friday = [event for event in street.clock_goes_to(datetime(2026, 11, 27, 12)) if event.to == "王芳"]
    assert "记着的事：\n13号101 陈阿婆：送年历（11月30日）" in "\n".join(event.text for event in friday)
    fang.says("下周一去看12号302").says("保存").hears("记下了")  # told on no list
    assert [event for event in street.clock_goes_to(datetime(2026, 11, 30, 9)) if event.to == "王芳"] == []
    (monday,) = [event for event in street.clock_goes_to(datetime(2026, 11, 30, 12)) if event.to == "王芳"]
    assert "12号302" in monday.text and "送年历" not in monday.text
