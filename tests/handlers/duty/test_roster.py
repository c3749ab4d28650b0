"""Who is on duty is asked, set, and changed between two who agree."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.config import Settings
from tests.community import TUESDAY
from tests.handlers.duty.test_alerts import ROSTER

EVENING = datetime(2026, 11, 25, 20)


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("谁值班", "现在值班的是王芳，到明天早上八点半"),
        ("现在谁值班？", "现在值班的是王芳"),
        ("今晚谁值班", "今天晚上六点到明天早上八点半：王芳"),
        ("明天晚上谁值班", "明天晚上六点到周四早上八点半：陈洁"),
        ("周五谁值班", "周五晚上六点到周六早上八点半：陈洁"),
        ("这周值班表", "周六晚上六点到周日早上八点半：王芳"),
        ("下周值班表", "下周一（11月30日）晚上六点到下周二（12月1日）早上八点半：陈洁"),
        ("我哪天值班", "您接下来值班：\n今天晚上六点到明天早上八点半"),
        ("三门谁值班", "现在值班的是王芳"),
    ],
)
def test_who_is_on_duty_is_asked_in_many_words(community, words, heard) -> None:
    street = community(start=datetime(2026, 11, 24, 19), settings=ROSTER)
    street.person("王芳").says(words).hears(heard)


def test_a_resident_hears_who_and_what_to_do_first(community) -> None:
    street = community(start=datetime(2026, 11, 24, 19), settings=ROSTER)
    street.person("赵国强").says("今天谁值班").hears("现在值班的是王芳", "110、119、120")
    street.person("路人").says("谁值班").hears("没有排值班表", "周科")


def test_without_a_roster_it_says_whom_one_calls_and_how_to_make_one(community) -> None:
    street = community(start=TUESDAY)
    street.person("王芳").says("值班表").hears("没有排值班表", "刘书记", "周三晚上陈洁值班")


@pytest.mark.parametrize("words", ["周三晚上陈洁值班", "明晚陈洁值班", "11月25日夜里陈洁值班", "排值班，明天晚上小陈"])
def test_the_secretary_puts_somebody_on_duty_and_takes_it_back(community, words) -> None:
    street = community(start=TUESDAY)
    liu = street.person("刘书记").says(words).hears("排好了", "明天晚上六点到周四早上八点半", "陈洁值班")
    assert "刘书记排了您值班" in next(event.text for event in liu.everybody if event.to == "陈洁")
    street.person("王芳").says("明晚谁值班").hears("陈洁")
    liu.says("撤销").hears("撤销了")
    street.person("王芳").says("明晚谁值班").hears("还没有排值班")


def test_it_replaces_the_pattern_for_these_hours_only_and_wakes_accordingly(community) -> None:
    street = community(start=TUESDAY, settings=ROSTER)
    street.person("刘书记").says("周三晚上王芳值班").hears("排好了")
    street.person("王芳").says("周五晚上谁值班").hears("陈洁")
    street.player.clock.set(EVENING)
    assert [e.to for e in street.line("赵国强", "家里着火了") if e.lane == "alert"] == ["赵国强", "王芳"]


def test_several_days_and_what_is_missing_is_asked(community) -> None:
    street = community(start=TUESDAY)
    liu = street.person("刘书记").says("周三、周五晚上我值班").hears("明天晚上六点", "周五晚上六点", "刘书记值班")
    liu.says("排值班").hears("谁值班").says("小李").hears("没找到这位同事", "王芳").says("王芳")
    liu.hears("哪天值班").says("随便").hears("没看懂是哪天").says("周六全天").hears("周六早上八点半到周日早上八点半")
    liu.says("昨天晚上王芳值班").hears("过去了").says("取消")
    street.person("王芳").says("周四晚上我值班").hears("由书记来排", "换周三的班")


def test_several_shifts_in_one_sentence(community) -> None:
    street = community(start=TUESDAY)
    liu = street.person("刘书记").says("明天白天陈洁值班，晚上王芳值班")
    liu.hears("明天早上八点半到晚上六点，陈洁值班", "明天晚上六点到周四早上八点半，王芳值班")
    liu.says("周五晚上陈洁值班，周六晚上王芳").hears(
        "周五晚上六点到周六早上八点半，陈洁值班", "周六晚上六点", "王芳值班"
    )


def test_two_change_shifts_when_both_agree(community) -> None:
    street = community(start=TUESDAY, settings=ROSTER)
    fang = street.person("王芳").says("我和陈洁换周三的班").hears("问了陈洁", "在这之前还是照原来的")
    pushed = next(event for event in fang.everybody if event.to == "陈洁")
    assert pushed.text == "王芳想跟您换班：您的明天晚上六点到周四早上八点半由王芳来值。可以吗？"
    assert pushed.buttons == ("同意换班", "不行")
    fang.says("明晚谁值班").hears("陈洁")
    jie = street.person("陈洁").taps("同意换班").hears("换好了", "王芳值班")
    told = {event.to: event.text for event in jie.everybody if event.to != "陈洁"}
    assert "陈洁同意换班" in told["王芳"] and "陈洁换了班" in told["刘书记"]
    fang.says("明晚谁值班").hears("王芳")
    jie.says("同意换班").hears("没有等您答复的换班")
    jie.says("撤销").hears("撤销了")
    fang.says("明晚谁值班").hears("陈洁")


@pytest.mark.parametrize("words", ["可以", "行", "同意", "好的", "没问题，我来", "可以的"])
def test_any_yes_agrees(community, words) -> None:
    street = community(start=TUESDAY, settings=ROSTER)
    street.person("王芳").says("我和陈洁换周三的班").hears("问了陈洁")
    street.person("陈洁").says(words).hears("换好了", "王芳值班")


@pytest.mark.parametrize("words", ["我不行", "不行，我家里有事", "不好意思，那天没空", "换不了"])
def test_any_no_refuses(community, words) -> None:
    street = community(start=TUESDAY, settings=ROSTER)
    street.person("王芳").says("我和陈洁换周三的班").hears("问了陈洁")
    jie = street.person("陈洁").says(words).hears("我去回一声")
    assert "这次换不了" in next(event.text for event in jie.everybody if event.to == "王芳")


def test_a_yes_without_a_question_swaps_nothing(community) -> None:
    street = community(start=TUESDAY, settings=ROSTER)
    street.person("陈洁").says("可以").hears_nothing_of("换好了").hears_nothing_of("换班")


def test_by_day_it_tells_who_is_next(community) -> None:
    street = community(start=datetime(2026, 11, 24, 14), settings=ROSTER)
    heard = street.person("王芳").says("谁值班").hears("现在没有排人", "刘书记", "今天晚上六点", "王芳")
    heard.hears_nothing_of("没有排值班表")


def test_whoever_has_the_shift_asks_to_be_covered_and_others_ask_for_leave(community) -> None:
    street = community(start=TUESDAY, settings=ROSTER)
    asked = street.person("王芳").says("今晚我有事，陈洁帮我顶一下").hears("问了陈洁")
    assert "请您替王芳值今天晚上六点" in next(event.text for event in asked.everybody if event.to == "陈洁")
    street.person("陈洁").says("明天晚上我有事，王芳帮我顶一下").hears("问了王芳")


def test_who_takes_the_place_of_another_is_on_duty_alone(community) -> None:
    street = community(start=TUESDAY, settings=ROSTER)
    liu = street.person("刘书记").says("今天周二晚上王芳值班，王芳生病换陈洁").hears("排好了", "陈洁值班")
    liu.hears_nothing_of("王芳、").hears_nothing_of("、王芳")
    street.person("陈洁").says("今晚谁值班").hears("：陈洁")


def test_two_shifts_are_exchanged(community) -> None:
    street = community(start=TUESDAY, settings=ROSTER)
    fang = street.person("王芳").says("我周四和陈洁周五换班").hears("问了陈洁")
    assert "请您替王芳值周四" in fang.everybody[-1].text or "请您替王芳值周四" in fang.everybody[1].text
    street.person("陈洁").says("同意换班").hears("换好了")
    fang.says("周四谁值班").hears("陈洁").says("周五谁值班").hears("王芳")


def test_a_swap_is_refused_withdrawn_or_impossible(community) -> None:
    street = community(start=TUESDAY, settings=ROSTER)
    fang = street.person("王芳").says("跟陈洁换周三的班").hears("问了陈洁")
    jie = street.person("陈洁").taps("不行").hears("我去回一声")
    assert "这次换不了" in next(event.text for event in jie.everybody if event.to == "王芳")
    fang.says("跟陈洁换周三的班").says("撤销").hears("撤销了", "不会换了")
    jie.says("同意换班").hears("没有等您答复的换班")
    fang.says("我和刘书记换周三的班").hears("值班的是陈洁", "换不了")
    street.person("赵国强").says("我和陈洁换周三的班").hears_nothing_of("问了")


def test_a_swap_of_what_has_changed_meanwhile_is_not_made(community) -> None:
    street = community(start=TUESDAY, settings=ROSTER)
    street.person("王芳").says("我和陈洁换周三的班").hears("问了陈洁")
    street.person("刘书记").says("周三晚上刘书记值班").hears("排好了")
    street.person("陈洁").says("同意换班").hears("已经不是原来的人了")
    assert Settings().duty.weekly == ()
