"""Days and times in words. It is Wednesday, 25 November 2026, 15:30, unless a case says otherwise."""

from datetime import date, datetime, timedelta, timezone

import pytest

from bot.language.when import find_days, no_such_day, read_day

SHANGHAI = timezone(timedelta(hours=8))
SENT = datetime(2026, 11, 25, 15, 30, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("text", "day", "source"),
    [
        ("上周三下午去的", "2026-11-18", "上周三下午"),  # the week before, from Monday
        ("上上周五", "2026-11-13", "上上周五"),  # two weeks before
        ("上礼拜天下半日", "2026-11-22", "上礼拜天下半日"),  # Sunday closes a week
        ("这周六来", "2026-11-28", "这周六"),  # this week, ahead
        ("本周一", "2026-11-23", "本周一"),
        ("下周二之前", "2026-12-01", "下周二"),
        ("周二去的", "2026-11-24", "周二"),  # bare: the last one
        ("礼拜天", "2026-11-22", "礼拜天"),
        ("今朝", "2026-11-25", "今朝"),  # Shanghainese
        ("明朝上半日", "2026-11-26", "明朝上半日"),
        ("昨日下半日", "2026-11-24", "昨日下半日"),
        ("前日", "2026-11-23", "前日"),
        ("后日", "2026-11-27", "后日"),
        ("大前天", "2026-11-22", "大前天"),
        ("三天前", "2026-11-22", "三天前"),
        ("两天后", "2026-11-27", "两天后"),
        ("一个礼拜前", "2026-11-18", "一个礼拜前"),
        ("11月20日", "2026-11-20", "11月20日"),
        ("十一月二十号", "2026-11-20", "十一月二十号"),
        ("12月1日", "2025-12-01", "12月1日"),  # the nearest in the past
        ("去年12月3日", "2025-12-03", "去年12月3日"),
        ("2027年1月5号", "2027-01-05", "2027年1月5号"),
        ("2026-11-20", "2026-11-20", "2026-11-20"),
        ("26年3月2日", "2026-03-02", "26年3月2日"),
        ("补录11.3", "2026-11-03", "11.3"),
        ("11.20上午去的", "2026-11-20", "11.20上午"),
        ("上个月15号", "2026-10-15", "上个月15号"),
        ("月底", "2026-11-30", "月底"),
        ("2月29日", "2024-02-29", "2月29日"),  # the nearest leap year
        ("十八号走访了两户", "2026-11-18", "十八号"),  # a day because of the verb
        ("20号上午", "2026-11-20", "20号上午"),
        ("刚刚碰到", "2026-11-25", "刚刚"),
    ],
)
def test_a_day_is_read_into_the_past_and_its_words_kept(text, day, source):
    [when] = find_days(text, SENT)
    assert (when.day, when.source) == (date.fromisoformat(day), source)
    assert text[when.start : when.end] == source


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("周四来看", "2026-11-26"),  # bare: the next one
        ("周一", "2026-11-30"),
        ("1月3日", "2027-01-03"),  # over the year
        ("20号前交", "2026-12-20"),  # over the month
        ("下个月", "2026-12-01"),
        ("周末", "2026-11-28"),
    ],
)
def test_a_day_is_read_into_the_future_if_asked(text, day):
    assert find_days(text, SENT, future=True)[0].day == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "part", "time"),
    [
        ("昨晚七点半", "晚上", "19:30"),
        ("今天上午九点半", "上午", "09:30"),
        ("昨天下午3点", "下午", "15:00"),
        ("前日夜里向9点多", "晚上", "21:00"),
        ("明早9:15", "早上", "09:15"),
        ("今天中午12点", "中午", "12:00"),
        ("今天一刻钟", "", ""),  # a quarter of an hour is no time of day
        ("昨天10点一刻", "", "10:15"),
        ("今天上午10.30", "上午", "10:30"),  # after a part of the day it is a time
    ],
)
def test_part_and_time_of_the_day_go_with_it(text, part, time):
    [when] = find_days(text, SENT)
    assert (when.part, when.time) == (part, time)


@pytest.mark.parametrize(
    "text",
    [
        "2.7号灯坏了",  # item 2 of a list, then a house
        "3.11号204漏水",
        "去20号看了",  # a house, gone to
        "18号502没人",
        "到会不到2/3",  # two thirds
        "血压160/95，血糖7.8，",
        "好一点了",  # a little
        "提了三点意见",
        "以前天天来",  # 前天 within other words
        "每周三都去",  # no one day
        "目前天气冷",
        "宝宝三个月",
    ],
)
def test_what_only_looks_like_a_day_is_none(text):
    assert find_days(text, SENT) == []


def test_a_time_without_a_day_is_the_day_of_sending_and_unsure():
    [when] = find_days("下午上门再看", SENT)
    assert (when.day, when.part, when.sure) == (SENT.date(), "下午", False)


def test_several_days_in_one_breath_have_a_last():
    [when] = find_days("11月20日、21日都去了", SENT)
    assert (when.day, when.last) == (date(2026, 11, 20), date(2026, 11, 21))


def test_vague_words_are_unsure():
    assert not find_days("前两天滑了一下", SENT)[0].sure
    assert not find_days("上周", SENT)[0].sure


@pytest.mark.parametrize(
    ("text", "day"), [("20号", "2026-11-20"), ("11-20", "2026-11-20"), ("11/2", "2026-11-02"), ("昨天吧", "2026-11-24")]
)
def test_an_answer_may_be_shorter(text, day):
    assert read_day(text, SENT).day == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "piece"), [("2月30日去的", "2月30日"), ("9月31号", "9月31号"), ("2.30", "2.30"), ("45号", "45号")]
)
def test_a_date_that_does_not_exist_is_told_apart(text, piece):
    assert read_day(text, SENT) is None
    assert no_such_day(text, SENT) == piece


def test_no_date_at_all_is_no_wrong_date():
    assert read_day("不记得了", SENT) is None
    assert no_such_day("不记得了", SENT) == ""


@pytest.mark.parametrize("year", [1999, 2024, 2031])
def test_any_year_works(year):
    [when] = find_days("昨天", datetime(year, 3, 1, 9, tzinfo=SHANGHAI))
    assert when.day == date(year, 2, 29 if year == 2024 else 28)
