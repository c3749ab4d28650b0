"""The days of a tag as people say them: 即日起, 12月1日起, 到明年6月底, 半年."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from bot.language.numbers import number, plain
from bot.language.when import no_such_day, read_day

_N = "[0-9一二三四五六七八九十两〇零]"
_YEAR = rf"(?P<year>[前去今明后本]年?|{_N}{{2,4}}年)?的?"
_YEAR_END = re.compile(rf"{_YEAR}(?:年)?[底末]")
_MONTH = re.compile(rf"{_YEAR}(?P<month>{_N}{{1,3}})月份?(?P<piece>[底末初]?)")
_LENGTH = re.compile(rf"(?P<n>半|{_N}{{1,3}})(?P<unit>个月|年|天|周|个星期)(?:以?后)?")
_BEFORE = {"前": -2, "去": -1, "今": 0, "本": 0, "明": 1, "后": 2}
_TOO_LONG = timedelta(days=300)  # 12月1日到11月1日: rather a slip than eleven months


def read_first(text: str, sent: datetime) -> date | None:
    """The day from which on; of days without a year the nearest."""
    said = _clean(text)
    if re.fullmatch("即日|现在|今朝|当天|马上|立即", said):
        return sent.date()
    if special := _special(said, sent, first=True):
        return special
    past, ahead = read_day(said, sent), read_day(said, sent, future=True)
    days = [when.day for when in (past, ahead) if when]
    return min(days, key=lambda day: abs((day - sent.date()).days), default=None)


def read_last(text: str, sent: datetime, since: date) -> date | None:
    """The last day. One without a year lies after the first day, unless that would be the better part of a year later."""
    said = _clean(text)
    if length := _LENGTH.fullmatch(said):
        return _later(since, length["n"], length["unit"])
    if special := _special(said, sent, first=False):
        return special
    when = read_day(said, sent, future=True)
    if when is None or not re.match(rf"{_N}{{1,3}}[月./-]", said) or re.search(r"\d{4}", said):
        return when.day if when else None
    after = read_day(said, datetime.combine(since, sent.timetz()), future=True)
    soon = after.day if after else when.day
    if soon - since <= _TOO_LONG:
        return soon
    return soon.replace(year=soon.year - 1) if (soon.month, soon.day) != (2, 29) else soon


def no_day(text: str, sent: datetime) -> str:
    """The piece that looks like a date of which there is no day."""
    return no_such_day(_clean(text), sent)


def _clean(text: str) -> str:
    said = re.sub(
        r"^(?:从|自|直?到|至|截至|截止到?)|(?:起|开始|为?止|结束|到期|以前|之前|算起)+$",
        "",
        plain(text).strip(" 。，,！!的了"),
    )
    figures = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", said)
    return "-".join(figures.groups()) if figures else said


def _special(said: str, sent: datetime, *, first: bool) -> date | None:
    """年底, 明年6月, 明年6月底."""
    if found := _YEAR_END.fullmatch(said):
        return date(_year(found["year"], sent.year), 12, 31)
    if found := re.fullmatch(rf"(?P<year>[前去今明后]年|{_N}{{4}}年)", said):
        return date(_year(found["year"], sent.year), *((1, 1) if first else (12, 31)))
    found = _MONTH.fullmatch(said)
    if not found or not 1 <= number(found["month"]) <= 12:
        return None
    month, year = number(found["month"]), _year(found["year"], sent.year)
    if not found["year"] and month < sent.month and not first:
        year += 1
    begins = found["piece"] == "初" or (first and not found["piece"])
    return date(year, month, 1 if begins else monthrange(year, month)[1])


def _year(said: str | None, this: int) -> int:
    if not said:
        return this
    if said[0] in _BEFORE:
        return this + _BEFORE[said[0]]
    year = number(said.removesuffix("年"))
    return year + 2000 if year < 100 else year


def _later(since: date, n: str, unit: str) -> date:
    """The last day of so long a time: half a year from 1 December ends on 31 May."""
    half = n == "半"
    if unit in ("天", "周", "个星期") or (half and unit == "个月"):
        size = {"天": 1, "个月": 30}.get(unit, 7)
        return since + timedelta(days=max(1, round(size * (0.5 if half else number(n)))) - 1)
    months = (6 if half else 12 * number(n)) if unit == "年" else number(n)
    index = since.year * 12 + since.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return since.replace(year=year, month=month, day=min(since.day, monthrange(year, month)[1])) - timedelta(days=1)
