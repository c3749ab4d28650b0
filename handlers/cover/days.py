"""The days of a leave in the many ways in which they are written: 12.1, 明后天, 周一、周二, 25号26号."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import pairwise

from bot.language.feasts import DAY
from bot.language.numbers import NUMERALS
from bot.language.when import When, read_day


def _two_days(told: re.Match[str]) -> str:
    """明后天, 今明两天."""
    return {"今明": "今天到明天", "明后": "明天到后天"}.get(told[0][:2], told[0])


def dated(flat: str, sent: datetime) -> str:
    """12.1, 12/1, 1号到5号 in words that are surely days."""
    flat = re.sub(r"(?:今明|明后)两?天", _two_days, flat)
    flat = re.sub(
        r"(?<![\d.])(1[0-2]|0?[1-9])[./](3[01]|[12]\d|0?[1-9])(?![\d.])", lambda m: f"{int(m[1])}月{int(m[2])}日", flat
    )
    flat = re.sub(
        rf"(?<![月\d])([{NUMERALS}]{{1,3}})[号日]?\s*(到|至|-|~)\s*([{NUMERALS}]{{1,3}})[号日]", r"\1日\2\3日", flat
    )
    several = rf"(?<![月{NUMERALS}])(\d{{1,2}})([、,和跟与及])(?=(?:\d{{1,2}}[号日]?[、,和跟与及])*\d{{1,2}}[号日](?![楼门房室\d]))"
    flat = re.sub(several, r"\1日\2", flat)
    return re.sub(rf"(?<![月{NUMERALS}到至~-])(\d{{1,2}})号(?![楼门房室]|\d{{1,4}}(?![\d号日]))", r"\1日", flat)


def in_a_row(flat: str, days: Sequence[When], sent: datetime) -> list[date]:
    """明天后天, 周一、周二, 25号26号: the first day named and those that follow it with nothing between."""
    row, end = [days[0].day], days[0].end
    row += [days[0].last] if days[0].last else []
    for when in days[1:]:
        if not re.fullmatch(r"\s*(?:[、，,和跟与及]|还有)?\s*", flat[end : when.start]):
            break
        after = datetime.combine(row[-1] + DAY, sent.timetz())
        again = read_day(when.source, after, future=True) if when.day <= row[-1] else when
        row.append(again.day if again else when.day)
        end = when.end
    return row


def joined(row: Sequence[date], working: Callable[[date], bool]) -> bool:
    """Whether nobody would be at work between them: 周五和周一."""
    between = ((one + DAY * n, after) for one, after in pairwise(row) for n in range(1, (after - one).days))
    return row == sorted(row) and (row[-1] - row[0]).days < 60 and not any(working(day) for day, _ in between)
