"""Feasts and days of the moon's calendar in words, of any year."""

from datetime import date, datetime, timedelta, timezone

import holidays
import pytest

from bot.language.feasts import lunar, term
from bot.language.when import find_days, read_day

SHANGHAI = timezone(timedelta(hours=8))
NOVEMBER = datetime(2026, 11, 25, 15, 30, tzinfo=SHANGHAI)


def day_of(text: str, sent: datetime = NOVEMBER, future: bool = True) -> str:
    found = find_days(text, sent, future)
    return found[0].day.isoformat() if found else ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("元旦回来", "2027-01-01"),
        ("住到年初五", "2027-02-10"),
        ("大年初一", "2027-02-06"),
        ("初八回来", "2027-02-13"),
        ("正月十五", "2027-02-20"),
        ("元宵节回来", "2027-02-20"),
        ("正月底", "2027-03-07"),
        ("大年夜", "2027-02-05"),
        ("小年夜", "2027-02-04"),  # in Shanghai the day before that
        ("年三十", "2027-02-05"),
        ("今年除夕", "2027-02-05"),  # the end of the moon's year
        ("明年清明", "2027-04-05"),
        ("清明", "2027-04-05"),
        ("五一回来", "2027-05-01"),
        ("端午", "2027-06-09"),
        ("七夕", "2027-08-08"),
        ("中秋节", "2027-09-15"),
        ("国庆回来", "2027-10-01"),
        ("住到十一", "2027-10-01"),
        ("重阳节", "2027-10-08"),
        ("冬至", "2026-12-22"),
        ("腊八", "2027-01-15"),
        ("腊月廿三", "2027-01-30"),
        ("三月初三", "2027-04-09"),  # nobody says 初三 of the other calendar
        ("农历八月十六", "2027-09-16"),
        ("8号401年初五去", "2027-02-10"),  # no 401 years
    ],
)
def test_a_feast_lies_ahead(text: str, day: str) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("中秋去看过", "2026-09-25"),
        ("去年冬至去的", "2025-12-21"),
        ("年初五去了", "2026-02-21"),
        ("春节去了12号302", "2026-02-17"),
    ],
)
def test_or_behind(text: str, day: str) -> None:
    assert day_of(text, future=False) == day


@pytest.mark.parametrize(
    "text",
    [
        "孙女读初二", "上初三了", "最初三天", "当初五个人", "王国庆回来了", "国庆路", "五一村", "十一号楼", "中秋月饼", "重阳糕",
        "元旦前", "国庆以后", "春节慰问", "过年都在家", "元旦放假", "每月初一十五",
    ],
)  # fmt: skip
def test_what_only_sounds_like_one_is_no_day(text: str) -> None:
    assert [when.source for when in find_days(text, NOVEMBER, future=True) if when.sure] == []


def test_asked_which_day_the_spring_festival_is_its_first() -> None:
    found = read_day("春节", NOVEMBER, future=True)
    assert found and found.day == date(2027, 2, 6)
    assert read_day("春节以后", NOVEMBER, future=True) is None


@pytest.mark.parametrize("year", range(2024, 2100, 5))
def test_any_year_agrees_with_the_calendar_of_holidays(year: int) -> None:
    off = set(holidays.country_holidays("CN", years=year))
    assert {lunar(year, 1, 1), term(year, "清明"), lunar(year, 5, 5), lunar(year, 8, 15)} <= off


def test_years_beyond_every_table_are_reckoned() -> None:
    assert day_of("春节那天去了", datetime(2150, 3, 1, 9, tzinfo=SHANGHAI), future=False) == "2150-01-29"
    assert day_of("清明", datetime(2300, 1, 1, 9, tzinfo=SHANGHAI)) == "2300-04-05"
