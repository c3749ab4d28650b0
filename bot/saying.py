"""Days and times as people say them: 今天, 周四, 下周二（12月1日）, 上午九点半."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

WEEKDAYS = "一二三四五六日"
DIGITS = "零一二三四五六七八九十"
NEAR = {-1: "昨天", 0: "今天", 1: "明天"}
# From which hour on (24) the part of the day is called so.
PARTS = ((0, "凌晨"), (5, "早上"), (9, "上午"), (12, "中午"), (13, "下午"), (18, "晚上"))


def brief(text: str) -> str:
    """The beginning of what a person wrote, as it is said back to them."""
    return text if len(text) <= 80 else f"{text[:80]}…"


def say_day(day: date, today: date) -> str:
    """今天, 周四; with its date when it is not this week (Monday to Sunday): 下周二（12月1日）, 12月18日（周五）."""
    apart = (day - today).days
    if apart in NEAR:
        return NEAR[apart]
    weekday = f"周{WEEKDAYS[day.weekday()]}"
    weeks = (_monday(day) - _monday(today)).days // 7
    if weeks == 0:
        return weekday
    if abs(weeks) == 1:
        return f"{'下' if weeks > 0 else '上'}{weekday}（{_date(day, today)}）"
    return f"{_date(day, today)}（{weekday}）"


def say_time(moment: datetime | time) -> str:
    """上午九点半, 下午两点零五分, 中午十二点. Seconds are left out; `moment` is in the zone to be spoken of."""
    part = next(name for hour, name in reversed(PARTS) if moment.hour >= hour)
    hour = moment.hour - 12 if moment.hour > 12 else moment.hour
    return f"{part}{'两' if hour == 2 else _number(hour)}点{_minutes(moment.minute)}"


def say_moment(moment: datetime, today: date) -> str:
    """今天上午九点半."""
    return say_day(moment.date(), today) + say_time(moment)


_COUNTER = {"照片": "张", "语音": "条", "位置": "个"}


def say_files(kinds: Sequence[str]) -> str:
    """（发来2张照片、1条语音）; "" for none."""
    told = [f"{kinds.count(kind)}{_COUNTER.get(kind, '个')}{kind}" for kind in dict.fromkeys(kinds)]
    return f"（发来{'、'.join(told)}）" if told else ""


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _date(day: date, today: date) -> str:
    year = f"{day.year}年" if day.year != today.year else ""
    return f"{year}{day.month}月{day.day}日"


def _minutes(minute: int) -> str:
    if minute in (0, 30):
        return "半" if minute else ""
    return f"{'零' if minute < 10 else ''}{_number(minute)}分"


def _number(n: int) -> str:
    """0 to 59 in Chinese."""
    if n <= 10:
        return DIGITS[n]
    tens, ones = divmod(n, 10)
    return f"{DIGITS[tens] if tens > 1 else ''}十{DIGITS[ones] if ones else ''}"
