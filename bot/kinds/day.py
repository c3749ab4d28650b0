"""A day, with the part of it that was named: 今天上午, 上周三, 11月20日."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, NamedTuple

from bot.kinds.base import Option, Unclear
from bot.language.when import When, no_such_day, read_day
from bot.saying import say_day, say_time

HALF_A_YEAR = 183


class DayPart(NamedTuple):
    """A day and 上午, 下午三点 … or ""."""

    day: date
    part: str = ""


@dataclass(frozen=True)
class Day:
    """A day between `earliest` and `latest`; a bare 周四 lies ahead if `future`."""

    today: date
    earliest: date
    latest: date
    future: bool = False
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> list[str]:
        found = read_day(text, sent, self.future)
        if found is None:
            gone = no_such_day(text, sent)
            raise Unclear(
                f"没有「{gone}」这一天，请再看看。"
                if gone
                else "没看懂是哪天。可以说「今天」「昨天」「上周三」或「11月20日」。"
            )
        self._meant(found, text, sent)
        self._within(found.day)
        return [found.day.isoformat(), part_of(found)]

    def _meant(self, found: When, text: str, sent: datetime) -> None:
        """12月5日, written in November of a visit, is rather a slip than a day of last year: unless the year is told."""
        ahead = None if self.future else read_day(text, sent, future=True)
        if (
            ahead is None
            or ahead.day <= sent.date()
            or (sent.date() - found.day).days <= HALF_A_YEAR
            or "年" in found.source
        ):
            return
        day = f"{found.day.month}月{found.day.day}日"
        raise Unclear(f"{day}还没到。如果是{found.day.year}年的，请连年份一起写：{found.day.year}年{day}。")

    def _within(self, day: date) -> None:
        said = f"{day.year}年{day.month}月{day.day}日" if day.year != self.today.year else say_day(day, self.today)
        if day > self.latest:
            raise Unclear(f"{said}还没到。" + ("" if self.future else "要记打算，可以说「明天去看12号302」。"))
        if day < self.earliest:
            raise Unclear(
                f"{said}已经过去了，请说今天或以后的日子。" if self.future else f"{said}太早了，这里只记一年以内的。"
            )

    def load(self, stored: Any) -> DayPart:
        return DayPart(date.fromisoformat(stored[0]), stored[1])

    def show(self, value: DayPart) -> str:
        return f"{said_in_full(value.day, self.today)}{value.part}"

    def options(self) -> Sequence[Option]:
        near = (("明天", 1), ("后天", 2)) if self.future else (("今天", 0), ("昨天", -1))
        days = [(word, self.today + timedelta(days=away)) for word, away in near]
        return [Option(word, [day.isoformat(), ""]) for word, day in days if self.earliest <= day <= self.latest]


def part_of(when: When) -> str:
    """下午, or 下午四点半 where the time was told."""
    return say_time(time.fromisoformat(when.time)) if when.time else when.part


def begins(part: str) -> time | None:
    """When 下午 or 下午四点半 begins; None for mornings and for the day as a whole."""
    told = read_day(part, datetime(2024, 7, 31)) if part else None  # noqa: DTZ001 the time of day alone is wanted
    if told and told.time:
        return time.fromisoformat(told.time)
    return {"中午": time(12), "下午": time(14), "傍晚": time(17), "晚上": time(18)}.get(part)


def said_in_full(day: date, today: date) -> str:
    """今天（11月24日 周二）: a review shows the date as well."""
    said = say_day(day, today)
    return said if "月" in said else f"{said}（{day.month}月{day.day}日）"
