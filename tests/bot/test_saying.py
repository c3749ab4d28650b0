"""Days and times, as people say them."""

from datetime import date, datetime, time

import pytest

from bot.saying import say_day, say_moment, say_time
from storage.base import SHANGHAI

TUESDAY = date(2026, 11, 24)

DAYS = [
    (date(2026, 11, 24), "今天"),
    (date(2026, 11, 23), "昨天"),
    (date(2026, 11, 25), "明天"),
    (date(2026, 11, 26), "周四"),  # this week, still to come
    (date(2026, 11, 29), "周日"),  # its last day
    (date(2026, 11, 30), "下周一（11月30日）"),
    (date(2026, 12, 1), "下周二（12月1日）"),  # look.md's own example
    (date(2026, 12, 6), "下周日（12月6日）"),
    (date(2026, 12, 7), "12月7日（周一）"),  # the week after
    (date(2026, 11, 18), "上周三（11月18日）"),
    (date(2026, 11, 16), "上周一（11月16日）"),
    (date(2026, 11, 15), "11月15日（周日）"),
    (date(2027, 2, 6), "2027年2月6日（周六）"),  # another year
    (date(2025, 11, 24), "2025年11月24日（周一）"),
]


@pytest.mark.parametrize(("day", "said"), DAYS, ids=[said for _, said in DAYS])
def test_a_day_is_said_as_people_say_it(day: date, said: str) -> None:
    assert say_day(day, TUESDAY) == said


@pytest.mark.parametrize(
    ("day", "today", "said"),
    [
        (date(2026, 11, 22), date(2026, 11, 23), "昨天"),  # a Sunday, on Monday: last week, and yet yesterday
        (date(2026, 11, 23), date(2026, 11, 22), "明天"),  # the other way round
        (date(2026, 11, 23), date(2026, 11, 26), "周一"),  # this week, gone by
        (date(2027, 1, 4), date(2026, 12, 31), "下周一（2027年1月4日）"),  # next week is next year
    ],
)
def test_the_week_begins_on_monday(day: date, today: date, said: str) -> None:
    assert say_day(day, today) == said


TIMES = [
    (time(0), "凌晨零点"),
    (time(0, 30), "凌晨零点半"),
    (time(2, 5), "凌晨两点零五分"),
    (time(5), "早上五点"),
    (time(8, 30), "早上八点半"),
    (time(9, 30), "上午九点半"),
    (time(10, 10), "上午十点十分"),
    (time(11, 59), "上午十一点五十九分"),
    (time(12), "中午十二点"),
    (time(12, 45), "中午十二点四十五分"),
    (time(13), "下午一点"),
    (time(14, 20), "下午两点二十分"),
    (time(17, 59, 59), "下午五点五十九分"),
    (time(18), "晚上六点"),
    (time(22, 15), "晚上十点十五分"),
    (time(23, 31), "晚上十一点三十一分"),
]


@pytest.mark.parametrize(("moment", "said"), TIMES, ids=[said for _, said in TIMES])
def test_a_time_is_said_as_people_say_it(moment: time, said: str) -> None:
    assert say_time(moment) == said


def test_a_moment_is_its_day_and_its_time() -> None:
    assert say_moment(datetime(2026, 12, 1, 9, 30, tzinfo=SHANGHAI), TUESDAY) == "下周二（12月1日）上午九点半"
