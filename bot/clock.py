"""Now, working days, quiet hours: time is a value that the edge hands down, and tests and the demo set it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import Protocol

import chinese_calendar
import holidays

from bot.config import Settings
from storage.base import SHANGHAI

DAY = timedelta(days=1)
# 《全国年节及纪念日放假办法》（2024年修订）第二条: those with a fixed date, for years that no library reckons.
FIXED = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})


class Clock(Protocol):
    """Whatever tells the time."""

    def now(self) -> datetime:
        """This moment, aware, in Shanghai time."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(SHANGHAI)  # noqa: TID251 the one place that may ask


class StoryClock:
    """Stands still until told to move. Moments without a zone are Shanghai time."""

    def __init__(self, start: datetime) -> None:
        self._now = in_shanghai(start)

    def now(self) -> datetime:
        return self._now

    def set(self, moment: datetime) -> None:
        """Forwards or backwards: a new story."""
        self._now = in_shanghai(moment)

    def goes_to(self, moment: datetime) -> None:
        """Forwards only. Raises ValueError for a moment that has passed."""
        if in_shanghai(moment) < self._now:
            raise ValueError(f"the clock stands at {self._now:%Y-%m-%d %H:%M}, and time goes forwards")
        self._now = in_shanghai(moment)


class ShiftedClock:
    """Runs like the machine's clock, `shift` away from it: the demo's. A `file` keeps the shift over a restart."""

    def __init__(self, shift: timedelta = timedelta(), file: Path | None = None) -> None:
        kept = file.read_text() if file and file.exists() else ""
        self.shift, self.file = timedelta(seconds=int(kept)) if kept.isdecimal() else shift, file

    def now(self) -> datetime:
        return SystemClock().now() + self.shift

    def goes_to(self, moment: datetime) -> None:
        """It is now that moment. Raises ValueError for one that has passed."""
        ahead = in_shanghai(moment) - self.now()
        if ahead < timedelta():
            raise ValueError(f"it is {self.now():%Y-%m-%d %H:%M}, and time goes forwards")
        self.shift += ahead
        if self.file:
            self.file.write_text(str(ceil(self.shift.total_seconds())))


def in_shanghai(moment: datetime) -> datetime:
    """The same moment in Shanghai time; without a zone it is taken to be that already."""
    return moment.replace(tzinfo=SHANGHAI) if moment.tzinfo is None else moment.astimezone(SHANGHAI)


class Calendar:
    """Working days as the State Council announces them, the street's own days above them, and quiet hours."""

    def __init__(self, settings: Settings) -> None:
        self._workdays = frozenset(settings.calendar.extra_workdays)
        self._holidays = frozenset(settings.calendar.extra_holidays)
        self._quiet_from, self._quiet_until = settings.sending.quiet_from, settings.sending.quiet_until

    def is_working_day(self, day: date) -> bool:
        """True from Monday to Friday except public holidays, and on make-up days (调休)."""
        day = _plain(day)
        if day in self._workdays or day in self._holidays:
            return day in self._workdays
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            return day.weekday() < 5 and day not in _statutory(day.year)

    def festival(self, name: str, day: date) -> tuple[date, date] | None:
        """The first and the last day off of a festival (春节, 国庆节) that ends on or after a day; None if none is known."""
        for year in (day.year, day.year + 1):
            days = [one for one, called in _named_days(year) if called == name]
            if days and (span := self._around(days)) and span[1] >= day:
                return span
        return None

    def _around(self, days: list[date]) -> tuple[date, date]:
        """These days with the days off that lie right before and after them."""
        first, last = min(days), max(days)
        while not self.is_working_day(first - DAY):
            first -= DAY
        while not self.is_working_day(last + DAY):
            last += DAY
        return first, last

    def provisional(self, year: int) -> bool:
        """No notice of that year is known: its statutory days are reckoned, its make-up days missing."""
        try:
            chinese_calendar.is_workday(date(year, 1, 1))
        except NotImplementedError:
            return True
        return False

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        return self.working_days_after(day, 1)

    def working_days_after(self, day: date, n: int) -> date:
        """The n-th working day after `day`, which itself is not counted; 0 is `day` itself.

        A period in days does not count its first day: 《民法典》第二百零一条. Raises ValueError for n < 0.
        """
        if n < 0:
            raise ValueError("working days are counted forwards")
        day = _plain(day)
        while n:
            day += DAY
            n -= self.is_working_day(day)
        return day

    def quiet(self, moment: datetime) -> bool:
        """True from the beginning of the quiet hours until just before their end, Shanghai time."""
        now = in_shanghai(moment).time()
        if self._quiet_from <= self._quiet_until:
            return self._quiet_from <= now < self._quiet_until
        return now >= self._quiet_from or now < self._quiet_until

    def next_allowed(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours in which it lies."""
        moment = in_shanghai(moment)
        if not self.quiet(moment):
            return moment
        end = datetime.combine(moment.date(), self._quiet_until, SHANGHAI)
        return end if end > moment else end + DAY


def _plain(day: date) -> date:
    """A datetime is a date too, and equals none."""
    return day.date() if isinstance(day, datetime) else day


# What the library calls them, in the order in which one name may hold another.
FESTIVALS = {
    "Chinese New Year": "春节", "New Year": "元旦", "Tomb": "清明节", "Labor": "劳动节", "Dragon": "端午节", "Autumn": "中秋节",
    "National": "国庆节",
}  # fmt: skip


@lru_cache(maxsize=64)
def _named_days(year: int) -> tuple[tuple[date, str], ...]:
    """The year's statutory days with the festival that they belong to."""
    try:
        known = holidays.country_holidays("CN", years=year, language="en_US")
        return tuple(
            (day, next((name for word, name in FESTIVALS.items() if word in called), ""))
            for day, called in sorted(known.items())
        )
    except Exception:  # noqa: BLE001 - as below: people go on, whatever a library does not know
        return ()


@lru_cache(maxsize=64)
def _statutory(year: int) -> frozenset[date]:
    """The year's statutory days, with those moved from a weekend to the next weekdays (第六条)."""
    try:
        known = frozenset(holidays.country_holidays("CN", years=year))
    except Exception:  # noqa: BLE001 - whatever a library does in the year 2200, people still have working days
        known = frozenset()
    return known or frozenset(date(year, month, day) for month, day in FIXED)
