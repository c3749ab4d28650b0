"""Until when: the many ways in which people say it, read on Tuesday 24 November 2026."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.clock import Calendar
from bot.config import Settings
from bot.kinds.base import Unclear
from handlers.rests.kinds import Until
from handlers.rests.rules import has_returned, reason_in

SENT = datetime(2026, 11, 24, 15)
UNTIL = Until(SENT.date(), Calendar(Settings()))
SAID = {
    "住到12月20日": date(2026, 12, 20),
    "12月20日回来": date(2026, 12, 20),
    "昨天去的，12月20日回来": date(2026, 12, 20),
    "下周三": date(2026, 12, 2),
    "到月底": date(2026, 11, 30),
    "下个月15号": date(2026, 12, 15),
    "两周": date(2026, 12, 8),
    "停两个礼拜": date(2026, 12, 8),
    "10天": date(2026, 12, 4),
    "半个月": date(2026, 12, 9),
    "一个月": date(2026, 12, 24),
    "一个半月": date(2027, 1, 8),
    "三个月": date(2027, 2, 24),
    "半年": date(2027, 5, 24),
    "一年": date(2027, 11, 24),
    "下个月回来": date(2026, 12, 1),  # the first day it can be: nobody is reminded too late
    "明年3月": date(2027, 3, 1),
    "3月份": date(2027, 3, 1),
    "明年3月底": date(2027, 3, 31),
    "年底": date(2026, 12, 31),
    "元旦": date(2027, 1, 1),
    "住到春节后": date(2027, 2, 11),  # the first day after the days off
    "过完年回来": date(2027, 2, 11),
    "春节前回来": date(2027, 2, 5),
    "国庆以后": date(2027, 10, 6),
    "住到年初五": date(2027, 2, 10),
    "去儿子家过年，初八回来": date(2027, 2, 13),  # the day that is told, not the feast before it
    "过年去女儿家，住到3月1日": date(2027, 3, 1),
    "去儿子家过年": date(2027, 2, 11),  # as long as everybody is off
    "过年回来": date(2027, 2, 6),
    "过好年再回来": date(2027, 2, 11),
    "年后回来": date(2027, 2, 11),
    "正月十五以后回来": date(2027, 2, 21),
    "正月底回来": date(2027, 3, 7),
    "元宵节回来": date(2027, 2, 20),
    "去女儿家过元宵": date(2027, 2, 21),
    "住到大年夜": date(2027, 2, 5),
    "小年夜回来": date(2027, 2, 4),
    "元旦过了回来": date(2027, 1, 4),
    "明年清明回来": date(2027, 4, 5),  # the very day, not the first of the days off
    "五一回来": date(2027, 5, 1),
    "春节假期结束": date(2027, 2, 11),
    "重阳节后": date(2027, 10, 9),
}  # fmt: skip


@pytest.mark.parametrize(("words", "day"), SAID.items())
def test_a_day_is_said_in_many_ways(words: str, day: date) -> None:
    assert UNTIL.load(UNTIL.read(words, SENT)) == day


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("1990年", "1990年不在今天以后"),
        ("到1990年1月1日", "1990年不在今天以后"),
        ("昨天", "不在今天以后"),
        ("今天", "不在今天以后"),
        ("2月30日", "没有「2月30日」这一天"),
        ("三年", "最多停一年"),
        ("2030年1月1日", "最多停一年"),
        ("不知道", "没看懂停到哪天"),
        ("看情况", "没看懂停到哪天"),
    ],
)
def test_what_is_no_day_is_told_with_what_one_can_say(words: str, why: str) -> None:
    with pytest.raises(Unclear, match=why) as told:
        UNTIL.read(words, SENT)
    assert "请" in str(told.value) or "可以说" in str(told.value)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("去儿子家了", "外出"),
        ("回老家了", "外出"),
        ("住到女儿家去了", "外出"),
        ("去杭州旅游", "外出"),
        ("去世了", "去世"),
        ("昨天夜里走了", "去世"),
        ("搬走了", "搬走"),
        ("房子卖了", "搬走"),
        ("住院了", "住院"),
        ("老伴去世了", ""),  # befell somebody else
        ("儿子搬走了", ""),
        ("没有搬走", ""),
        ("准备搬走", ""),
        ("不肯住院", ""),
        ("走了一圈", ""),
    ],
)
def test_why_is_read_from_words(words: str, reason: str) -> None:
    assert reason_in(words) == reason


def test_coming_back_is_told_from_asking() -> None:
    assert has_returned("12号302回来了") and has_returned("王阿婆从儿子家回来了，身体好")
    assert not has_returned("12号302回来了吗") and not has_returned("回来了三天")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("去儿子家过年，初八回来", date(2027, 2, 13)),
        ("正月十五以后回来", date(2027, 2, 21)),
        ("元宵节回来", date(2027, 2, 20)),
        ("过完年回来", date(2027, 2, 11)),
        ("五一回来", date(2027, 5, 1)),
    ],
)
def test_shortly_before_the_new_year_words_mean_this_one(words: str, day: date) -> None:
    sent = datetime(2027, 2, 4, 10)
    until = Until(sent.date(), Calendar(Settings()))
    assert until.load(until.read(words, sent)) == day
