"""The words for days, each with the rule that turns it into a date. Weeks start on Monday."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.language.feasts import YEAR, find_feasts, year_named
from bot.language.numbers import NUMERALS, number

N = f"[{NUMERALS}]"
PART = "清早|大清早|一早|早上|早晨|上午|上半日|中午|下午|下舞|下半日|傍晚|晚上|夜里向|夜里|半夜|凌晨|夜"
_GOING = "去|走访|上门|入户|来|到|看|打电话|电话|联系|碰到|接待|回访|补"
_WEEKDAY = "[一二三四五六日天1-7]"
_WEEK = "周|星期|礼拜"
_MONTH = "(?P<which>上个?月|这个?月|本月|下个?月)"
_NEAR = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}


@dataclass(frozen=True)
class Days:
    """A day that words name, or the first and last of several; unsure where words are vague or could be a door."""

    day: date
    last: date | None = None
    sure: bool = True


@dataclass(frozen=True)
class Span:
    """Where words for a day stand; `days` is None if they look like a date but there is no such day."""

    start: int
    end: int
    days: Days | None


Rule = Callable[[re.Match[str], date, bool], Days]


def find_spans(text: str, today: date, future: bool) -> list[Span]:
    """All words for days in a plain text, the longest of those that overlap. A day without year is the nearest."""
    found: list[Span] = []
    for span in sorted(_spans(text, today, future), key=lambda span: (span.start, -span.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def _spans(text: str, today: date, future: bool) -> Iterator[Span]:
    for pattern, rule in RULES:
        for match in pattern.finditer(text):
            try:
                days = rule(match, today, future)
            except (ValueError, OverflowError):
                days = None
            yield Span(*match.span(), days)
    for feast in find_feasts(text, today, future):
        if feast.season and (went := _WENT.match(text, feast.end)):
            yield Span(feast.start, went.end(), Days(feast.day, sure=False))
        elif not feast.season and not _NO_FEAST_DAY.match(text, feast.end):
            that_day = _THAT_DAY.match(text, feast.end)
            yield Span(feast.start, that_day.end() if that_day else feast.end, Days(feast.day))


def _near(match: re.Match[str], today: date, future: bool) -> Days:
    return Days(today + timedelta(days=_NEAR[match["near"]]))


def _just_now(match: re.Match[str], today: date, future: bool) -> Days:
    return Days(today)


def _weekday(match: re.Match[str], today: date, future: bool) -> Days:
    monday = today - timedelta(days=today.weekday())
    index = 6 if match["day"] in "日天7" else number(match["day"]) - 1
    which = match["which"] or ""
    if which:
        weeks = -which.count("上") if "上" in which else which.count("下")
        return Days(monday + timedelta(weeks=weeks, days=index))
    day = monday + timedelta(days=index)
    if future and day < today:
        day += timedelta(weeks=1)
    if not future and day > today:
        day -= timedelta(weeks=1)
    return Days(day, sure=day != today)


def _weekend(match: re.Match[str], today: date, future: bool) -> Days:
    which = match["which"] or ""
    saturday = today - timedelta(days=today.weekday() - 5)
    if which:
        saturday += timedelta(weeks=which.count("下") - which.count("上"))
    elif not future and saturday > today:
        saturday -= timedelta(weeks=1)
    return Days(saturday, saturday + timedelta(days=1))


def _week(match: re.Match[str], today: date, future: bool) -> Days:
    weeks = match["which"].count("下") - match["which"].count("上")
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)
    return Days(monday, monday + timedelta(days=6), sure=False)


def _steps(match: re.Match[str], today: date, future: bool) -> Days:
    amount = 0.5 if match["n"] == "半" else number(match["n"])
    size = {"天": 1, "日": 1}.get(match["unit"], 30 if "月" in match["unit"] else 7)
    days = timedelta(days=round(amount * size))
    back = match["way"] in ("前", "以前", "之前")
    return Days(today - days if back else today + days, sure=size == 1)


def _lately(match: re.Match[str], today: date, future: bool) -> Days:
    return Days(today - timedelta(days=3 if match["n"] == "几" else 2), sure=False)


def _date(match: re.Match[str], today: date, future: bool) -> Days:
    found = match.groupdict()
    month, day = number(found["month"]), number(found["day"])
    year = found.get("year")
    first = date(year_named(year, today), month, day) if year else _nearest(month, day, today, future)
    last = found.get("last")
    if not last:
        return Days(first)
    until = first.replace(month=number(found.get("last_month") or found["month"]), day=number(last))
    return Days(first, until if until >= first else until.replace(year=until.year + 1))


def _nearest(month: int, day: int, today: date, future: bool) -> date:
    """The nearest such day not after today, or not before it. Eight years hold at least one 29 February."""
    for step in range(9):
        try:
            found = date(today.year + (step if future else -step), month, day)
        except ValueError:
            continue
        if found >= today if future else found <= today:
            return found
    raise ValueError(f"{month}-{day}")


def _month_shift(first: date, months: int) -> date:
    index = first.year * 12 + first.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _month_of(match: re.Match[str], today: date) -> date:
    which = match["which"] or ""
    return _month_shift(today.replace(day=1), which.count("下") - which.count("上"))


def _day_number(match: re.Match[str], today: date, future: bool) -> Days:
    """20号: of the month that is named, else of the nearest month that has this day in the past or future."""
    found = match.groupdict()
    day, last = number(found["day"]), found.get("last")
    first = _month_of(match, today).replace(day=day) if found.get("which") else _nearest_number(day, today, future)
    until = first.replace(day=number(last)) if last else None
    return Days(first, until, sure=bool(last or found.keys() & {"which", "part"}))


def _nearest_number(day: int, today: date, future: bool) -> date:
    for step in range(3):
        month = _month_shift(today.replace(day=1), step if future else -step)
        if 0 < day <= monthrange(month.year, month.month)[1]:
            found = month.replace(day=day)
            if found >= today if future else found <= today:
                return found
    raise ValueError(day)


def _part_of_month(match: re.Match[str], today: date, future: bool) -> Days:
    first = _nearest(number(match["month"]), 1, today, future) if match["month"] else _month_of(match, today)
    end = monthrange(first.year, first.month)[1]
    if match["piece"] in ("底", "末"):
        return Days(first.replace(day=end))
    start, stop = {"初": (1, 10), "上旬": (1, 10), "中旬": (11, 20)}.get(match["piece"], (21, end))
    return Days(first.replace(day=start), first.replace(day=stop), sure=False)


def _whole_month(match: re.Match[str], today: date, future: bool) -> Days:
    first = _month_of(match, today)
    return Days(first, first.replace(day=monthrange(first.year, first.month)[1]), sure=False)


# 元旦前, 国庆放假, 春节慰问, 中秋月饼: no day.
_THAT_DAY = re.compile("当天|那天")
_WENT = re.compile("(?:里|期间|当天|那天)?(?=我?们?(?:去|看|上门|走访|探望|拜访|慰问|打电话)[了过的])")
_NO_FEAST_DAY = re.compile("的?(?:[前后过之以期放假活礼慰联糕粽饼团路]|月饼)")
_LIST = r"[日号]?\s?(?:[、,和跟及到至~-]|以及)\s?"
_31 = "(?:3[01]|[12]\\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|二[一二三四五六七八九]|[一二两三四五六七八九])"
_MONTH_DOT_DAY = r"(?P<month>1[0-2]|0?[1-9])[./](?P<day>3[01]|[12]\d|0?[1-9])(?!\d)"
_BEFORE = "(?:前|后)(?!面|门|楼|天|日)|[以之][前后]"
_AFTER_DAY = rf"(?=\s*(?:{PART}|[早晚]|那天|当天|{_BEFORE}|[)]?\s*(?:我们?)?[又也再]?(?:{_GOING})))"
_NOT_AFTER = rf"(?<![{NUMERALS}.月第"
RULES: list[tuple[re.Pattern[str], Rule]] = [
    (re.compile(pattern), rule)
    for pattern, rule in (
        (r"(?<!\d)(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)", _date),
        (rf"{YEAR}?(?<!\d)(?P<month>{N}{{1,3}})月份?(?P<day>{N}{{1,3}})"
         rf"(?:{_LIST}(?:(?P<last_month>{N}{{1,3}})月)?(?P<last>{N}{{1,3}}))?[日号](?![楼院])", _date),
        (rf"{YEAR}?(?<!\d)(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})(?![\d日号个])", _date),
        (rf"(?<![\d.:/糖度压温重到约共费价涨]){_MONTH_DOT_DAY}(?<!/\d)(?<!/\d\d)"
         rf"(?=\s*(?:$|[,。;)(]|补录|{PART}|{_GOING})|\s)", _date),
        (rf"(?:(?<=补录)|(?<=补录\s)|(?<=补记)|(?<=日期)){_MONTH_DOT_DAY}", _date),
        (rf"(?<![\d./]){_MONTH_DOT_DAY}(?=\s*(?:{PART}|去了|去的|走访|上门|入户))", _date),
        (rf"{_MONTH}的?(?P<day>{N}{{1,3}})[日号]", _day_number),
        (rf"{_NOT_AFTER}])(?P<day>{_31}){_LIST}(?P<last>{_31})[日号]{_AFTER_DAY}", _day_number),
        (rf"(?<=两天\()(?P<day>{_31}){_LIST}(?P<last>{_31})[日号]", _day_number),
        (rf"{_NOT_AFTER}去在住到])(?P<day>{_31})号(?=\s?(?:{PART}|那天|当天))(?P<part>)", _day_number),
        (rf"{_NOT_AFTER}去在住到看访])(?P<day>{_31})号{_AFTER_DAY}", _day_number),
        (rf"(?<![\d.月年第])(?P<day>{_31})日(?![内间游均常子])(?P<part>)", _day_number),
        (r"(?<![以目之今年先提])(?P<near>大前|前|昨|今|明|大后|后)(?:天(?!气)|日(?!子)|朝)", _near),
        (r"(?<![以目之])(?P<near>昨|今|明|前|后)(?=[晚夜早晨](?!年|期|饭|餐))", _near),
        (r"刚刚|刚才(?![那说发的记])|方才|才刚", _just_now),
        (rf"(?<![每逢隔])(?P<which>上上个?|上个?|这个?|本|下下个?|下个?)?(?:{_WEEK})"
         rf"(?P<day>{_WEEKDAY})(?![个户次楼栋])", _weekday),
        (r"(?<![每逢])(?P<which>上个?|这个?|本|下个?)?周末(?:两天)?", _weekend),
        (rf"(?P<which>上上个?|上个?|这个?|本|下下个?|下个?)(?:{_WEEK})(?!{_WEEKDAY}|末)", _week),
        (rf"(?P<n>半|{N}{{1,3}})个?(?P<unit>天|日|周|星期|礼拜|月)(?P<way>[以之]前|前|[以之]后|后)(?!面)", _steps),
        (r"前(?P<n>两|几|二)[天日]", _lately),
        (rf"(?:{_MONTH}|(?P<month>{N}{{1,2}})月)?月?份?(?P<piece>(?<=月)(?:底|末|初|中旬|上旬|下旬))", _part_of_month),
        (rf"{_MONTH}(?![底末初中上下\d])", _whole_month),
    )
]  # fmt: skip
