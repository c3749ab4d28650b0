"""Clocks, working days, quiet hours."""

from datetime import UTC, date, datetime, time, timedelta

import holidays
import pytest

from bot import clock
from bot.clock import Calendar, ShiftedClock, StoryClock, SystemClock
from bot.config import CalendarDays, Sending, Settings
from storage.base import SHANGHAI

CALENDAR = Calendar(Settings())


def at(hour: int, minute: int = 0, second: int = 0, day: int = 24) -> datetime:
    return datetime(2026, 11, day, hour, minute, second, tzinfo=SHANGHAI)


# Clocks


def test_every_clock_tells_shanghai_time() -> None:
    for one in (SystemClock(), StoryClock(at(15).replace(tzinfo=None)), ShiftedClock()):
        assert one.now().tzinfo == SHANGHAI


def test_a_story_clock_stands_still_until_it_goes_on() -> None:
    story = StoryClock(at(15).replace(tzinfo=None))
    assert story.now() == story.now() == at(15)
    story.goes_to(at(15))
    story.goes_to(datetime(2026, 11, 24, 8, tzinfo=UTC))
    assert story.now() == at(16)


def test_a_story_clock_goes_forwards_but_can_be_set() -> None:
    story = StoryClock(at(15))
    with pytest.raises(ValueError, match="forwards"):
        story.goes_to(at(14))
    story.set(at(14))
    assert story.now() == at(14)


def test_a_shifted_clock_runs_on_from_where_it_was_put() -> None:
    shifted = ShiftedClock()
    ahead = shifted.now() + timedelta(days=3)
    shifted.goes_to(ahead)
    assert ahead <= shifted.now() < ahead + timedelta(minutes=1)
    with pytest.raises(ValueError, match="forwards"):
        shifted.goes_to(ahead - timedelta(days=1))
    assert timedelta(days=3) - timedelta(minutes=1) < shifted.shift <= timedelta(days=3)


def test_the_demos_clock_stays_where_it_was_moved_to_over_a_restart(tmp_path) -> None:
    file = tmp_path / "clock"
    later = ShiftedClock(file=file).now() + timedelta(days=3)
    ShiftedClock(file=file).goes_to(later)
    assert timedelta() <= ShiftedClock(file=file).now() - later < timedelta(minutes=1)
    file.write_text("half wri")
    assert ShiftedClock(file=file).now() < later


# Working days

DAYS = [
    (date(2026, 11, 23), True),  # a Monday
    (date(2026, 11, 28), False),  # a Saturday
    (date(2026, 11, 29), False),  # a Sunday
    (date(2026, 10, 1), False),  # National Day
    (date(2026, 1, 4), True),  # a Sunday made up for 2 January
    (date(2026, 1, 2), False),  # the Friday it was made up for
    (date(2026, 2, 14), True),  # a Saturday made up for Spring Festival
    (date(2026, 2, 28), True),  # and another
    (date(2026, 9, 25), False),  # Mid-autumn
    (date(2020, 1, 31), False),  # the Spring Festival that was made longer
    (date(2004, 5, 1), False),  # the first year with data
    # 2027: no notice yet
    (date(2027, 1, 1), False),  # New Year
    (date(2027, 2, 5), False),  # Spring Festival's eve, since 2025 (第二条)
    (date(2027, 2, 8), False),  # its third day
    (date(2027, 2, 9), False),  # a Tuesday, for the days that fell on a weekend (第六条)
    (date(2027, 5, 3), False),  # a Monday for Labour Day on a Saturday
    (date(2027, 2, 20), False),  # a Saturday that the notice will perhaps make up: not known
    (date(2027, 6, 9), False),  # Dragon Boat Festival
    (date(2027, 6, 10), True),  # a Thursday
    # years that no library reckons
    (date(2200, 10, 1), False),  # a Wednesday: fixed by law
    (date(2200, 10, 6), True),  # a Monday
    (date(1900, 5, 1), False),  # a Tuesday
    (date(1900, 5, 3), True),  # a Thursday
]


@pytest.mark.parametrize(("day", "working"), DAYS, ids=[str(day) for day, _ in DAYS])
def test_a_working_day_is_what_the_state_council_says(day: date, working: bool) -> None:
    assert CALENDAR.is_working_day(day) is working


def test_any_year_has_working_days() -> None:
    for year in range(1900, 2201):
        days = [date(year, 1, 1) + timedelta(days=n) for n in range(0, 360)]
        assert 225 <= sum(map(CALENDAR.is_working_day, days)) <= 257, year


def test_a_library_that_fails_leaves_weekends_and_fixed_days(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no such year")

    monkeypatch.setattr(holidays, "country_holidays", fail)
    clock._statutory.cache_clear()
    assert [CALENDAR.is_working_day(date(2030, 10, day)) for day in range(1, 9)] == [False] * 3 + [True] + [
        False
    ] * 2 + [True] * 2
    clock._statutory.cache_clear()


@pytest.mark.parametrize(
    ("year", "unknown"), [(1900, True), (2003, True), (2004, False), (2026, False), (2027, True), (2200, True)]
)
def test_a_year_without_a_notice_is_provisional(year: int, unknown: bool) -> None:
    assert CALENDAR.provisional(year) is unknown


def test_the_streets_own_days_win() -> None:
    own = CalendarDays(
        extra_workdays=(date(2027, 2, 20), date(2026, 10, 1)), extra_holidays=(date(2026, 11, 24), date(2027, 6, 10))
    )
    calendar = Calendar(Settings(calendar=own))
    assert calendar.is_working_day(date(2027, 2, 20))  # made up, by next year's notice
    assert calendar.is_working_day(date(2026, 10, 1))  # on duty on National Day
    assert not calendar.is_working_day(date(2026, 11, 24))  # a typhoon
    assert not calendar.is_working_day(date(2027, 6, 10))


def test_a_moment_counts_as_its_day() -> None:
    assert not CALENDAR.is_working_day(datetime(2026, 10, 1, 9, tzinfo=SHANGHAI))


COUNTS = [
    (date(2026, 11, 24), 0, date(2026, 11, 24)),  # none: the day itself
    (date(2026, 11, 28), 0, date(2026, 11, 28)),  # even on a Saturday
    (date(2026, 11, 24), 1, date(2026, 11, 25)),  # Tuesday to Wednesday
    (date(2026, 11, 27), 1, date(2026, 11, 30)),  # Friday to Monday
    (date(2026, 11, 28), 1, date(2026, 11, 30)),  # Saturday to Monday
    (date(2026, 11, 24), 5, date(2026, 12, 1)),  # a week
    (date(2026, 9, 30), 1, date(2026, 10, 8)),  # over National Day
    (date(2026, 2, 13), 1, date(2026, 2, 14)),  # Friday to a made-up Saturday
    (date(2026, 2, 14), 1, date(2026, 2, 24)),  # over Spring Festival
    (date(2026, 12, 31), 1, date(2027, 1, 4)),  # into a year without a notice
    (date(2026, 11, 24), 15, date(2026, 12, 15)),  # 12345's longest
]


@pytest.mark.parametrize(("day", "n", "expected"), COUNTS, ids=[f"{day}+{n}" for day, n, _ in COUNTS])
def test_working_days_are_counted_from_the_next_day_on(day: date, n: int, expected: date) -> None:
    assert CALENDAR.working_days_after(day, n) == expected


def test_the_next_working_day_is_after_the_day() -> None:
    assert CALENDAR.next_working_day(date(2026, 11, 24)) == date(2026, 11, 25)
    assert CALENDAR.next_working_day(date(2026, 11, 27)) == date(2026, 11, 30)


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        CALENDAR.working_days_after(date(2026, 11, 24), -1)


# Quiet hours

NIGHT = [
    (at(20, 59, 59), False, at(20, 59, 59)),  # the last second of the evening
    (at(21), True, at(8, day=25)),  # nine sharp is quiet
    (at(23, 59), True, at(8, day=25)),  # before midnight: tomorrow
    (at(0), True, at(8)),  # after midnight: today
    (at(7, 59, 59), True, at(8)),  # the last quiet second
    (at(8), False, at(8)),  # eight sharp is not
    (at(12), False, at(12)),  # noon
    (datetime(2026, 11, 24, 13, 30, tzinfo=UTC), True, at(8, day=25)),  # 21:30 in Shanghai
]


@pytest.mark.parametrize(("moment", "quiet", "allowed"), NIGHT, ids=[str(moment) for moment, _, _ in NIGHT])
def test_nobody_is_woken(moment: datetime, quiet: bool, allowed: datetime) -> None:
    assert CALENDAR.quiet(moment) is quiet
    assert CALENDAR.next_allowed(moment) == allowed


@pytest.mark.parametrize(
    ("begins", "ends", "quiet_hours"),
    [
        (time(12), time(14), {12, 13}),  # a midday rest, not over midnight
        (time(0), time(6), set(range(6))),  # from midnight
        (time(22), time(0), {22, 23}),  # to midnight
        (time(9), time(9), set()),  # none
    ],
)
def test_quiet_hours_may_lie_anywhere(begins: time, ends: time, quiet_hours: set[int]) -> None:
    calendar = Calendar(Settings(sending=Sending(quiet_from=begins, quiet_until=ends)))
    assert {hour for hour in range(24) if calendar.quiet(at(hour))} == quiet_hours
    assert not any(calendar.quiet(calendar.next_allowed(at(hour))) for hour in range(24))
    assert all(calendar.next_allowed(at(hour)) >= at(hour) for hour in range(24))
