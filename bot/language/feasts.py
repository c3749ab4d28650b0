"""The feasts and the days of the moon's calendar (元宵, 清明, 年初五, 腊月廿三), for any year: lunar-python reckons them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from lunar_python import Lunar

from bot.language.numbers import NUMERALS, number

DAY = timedelta(days=1)
YEAR_NAMES = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}
YEAR = r"(?P<year>\d{4}年|(?<!\d)\d{2}年|前年|去年|今年|明年|后年)"
InYear = Callable[[re.Match[str], int], date]
SEASONS = ("春节", "过年", "过新年")  # more than a day: 去儿子家过年


@lru_cache(maxsize=512)
def lunar(year: int, month: int, day: int) -> date:
    """A day of the moon's calendar. Raises ValueError if there is none."""
    try:
        found = Lunar.fromYmd(year, month, day).getSolar()
    except Exception as error:  # the library raises nothing narrower
        raise ValueError(f"{year}-{month}-{day}") from error
    return date(found.getYear(), found.getMonth(), found.getDay())


@lru_cache(maxsize=64)
def term(year: int, name: str) -> date:
    """The day of a solar term in a year: 清明; DONG_ZHI is the 冬至 of its December."""
    found = Lunar.fromYmd(year, 6, 1).getJieQiTable()[name]
    return date(found.getYear(), found.getMonth(), found.getDay())


def year_named(text: str, today: date) -> int:
    """The year that a prefix names: 去年, 明年, 2026年, 26年."""
    if text in YEAR_NAMES:
        return today.year + YEAR_NAMES[text]
    year = int(re.sub(r"\D", "", text))
    return year + 2000 if year < 100 else year


@dataclass(frozen=True)
class Feast:
    """A feast as words name it, and its day; `off` is what the calendar of days off calls it, "" if nobody is off."""

    day: date
    start: int
    end: int
    off: str
    season: bool = False


def _on(month: int, day: int) -> InYear:
    return lambda match, year: date(year, month, day)


def _moon(month: int, day: int) -> InYear:
    return lambda match, year: lunar(year, month, day)


def _before_new_year(days: int) -> InYear:
    """除夕 of a year is the day before the next begins."""
    return lambda match, year: lunar(year + 1, 1, 1) - days * DAY


def _term(name: str) -> InYear:
    return lambda match, year: term(year, name)


_MOONS = {"正": 1, "冬": 11, "腊": 12}


def _moon_day(match: re.Match[str], year: int) -> date:
    """腊月廿三, 农历八月初二, 年初五, 初八: without a month that of the new year."""
    told = match.groupdict().get("month") or "正"
    day = match["day"].removeprefix("初").replace("廿", "二十").replace("卅", "三十")
    return lunar(year, _MOONS.get(told) or number(told), number(day))


_EARLY = "初[一二三四五六七八九十]"
_DAY = f"{_EARLY}|(?:二?十|廿|卅)[一二三四五六七八九]?|三十"
_NO_DAY = "(?![个次天年月中级班学期步衷])"
# 初二 is a form of school, too: it is a day where it goes on like one.
_GOES_ON = (
    r"(?=\s*(?:$|[,，。;；、)）]|一?[早晚]|[上下中]午|那天|当天|[以之]?[前后]|过|起|"
    r"(?:我们?)?再?(?:去|来|回|看|走访|上门|入户|到|打电话|联系|慰问)))"
)
# Who is called so: 王国庆, 李中秋.
_NO_NAME = "(?<![王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石顾])"
# Words, when it is in a year, and what the days off are called. A bare 十一 or 五一 is mostly something else.
_FEASTS: tuple[tuple[str, InYear, str], ...] = (
    ("元旦节?", _on(1, 1), "元旦"),
    ("妇女节|三八节", _on(3, 8), ""),
    (rf"劳动节|五一劳动节|(?<![{NUMERALS}])五一(?:节|长?假期?)?(?![{NUMERALS}号室弄路村幢栋楼])", _on(5, 1), "劳动节"),
    ("(?:六一)?儿童节|六一节", _on(6, 1), ""),
    ("建党节", _on(7, 1), ""),
    ("建军节|八一节", _on(8, 1), ""),
    ("教师节", _on(9, 10), ""),
    (
        rf"(?:十一)?国庆节|(?:十一)?{_NO_NAME}国庆(?:长?假期?)?|(?<![{NUMERALS}月第])十一(?:长?假期?(?!期)|节)|"
        rf"(?<=[到过等])十一(?=\s*(?:$|[,，。;；、)）]|[以之]?[前后]|再?[回来去过]))|(?<![{NUMERALS}月第])十一(?=(?:期间|[以之][前后]|再?[回去]))",
        _on(10, 1), "国庆节",
    ),
    ("圣诞节?", _on(12, 25), ""),
    (f"清明节|{_NO_NAME}清明(?!上河|路|桥)", _term("清明"), "清明节"),
    (f"冬至夜?|{_NO_NAME}冬至节", _term("DONG_ZHI"), ""),
    (f"端午节?|{_NO_NAME}端阳节", _moon(5, 5), "端午节"),
    ("七夕节?", _moon(7, 7), ""),
    (f"中秋节|{_NO_NAME}中秋|八月半", _moon(8, 15), "中秋节"),
    (f"重阳节|{_NO_NAME}重阳(?!路)", _moon(9, 9), ""),
    ("腊八节?(?!粥|蒜)", _moon(12, 8), ""),
    ("小年夜", _before_new_year(2), "春节"),
    ("除夕夜?|大年夜|(?:大?年)三十夜?|年卅|年夜(?!饭)", _before_new_year(1), "春节"),
    ("春节", _moon(1, 1), "春节"),
    (rf"(?:大年|正月|新年|年|(?<=[{NUMERALS}今去明后前]年))的?(?P<day>{_EARLY}){_NO_DAY}", _moon_day, ""),
    ("元宵节?(?!汤|馅)|正月半", _moon(1, 15), ""),
    ("正月底", lambda match, year: lunar(year, 2, 1) - DAY, ""),
    (rf"(?P<month>正)月(?P<day>{_DAY})", _moon_day, ""),
    (rf"(?:农历|阴历)?(?P<month>[冬腊])月(?P<day>{_DAY})", _moon_day, ""),
    (rf"(?:农历|阴历)的?(?P<month>[{NUMERALS}]{{1,2}})月(?P<day>{_DAY})", _moon_day, ""),
    (rf"(?<![{NUMERALS}])(?P<month>[一二三四五六七八九]|十[一二]?)月(?P<day>{_EARLY}){_NO_DAY}", _moon_day, ""),
    (rf"(?<![年月当最起原如读上念升在到是{NUMERALS}])(?P<day>初[一二三]){_NO_DAY}{_GOES_ON}", _moon_day, ""),
    (rf"(?<=[住停]到)(?P<day>初[一二三]){_NO_DAY}{_GOES_ON}", _moon_day, ""),
    (rf"(?<![年月当最起原如])(?P<day>初[四五六七八九十]){_NO_DAY}", _moon_day, ""),
    ("过年|过新年", _moon(1, 1), "春节"),
)  # fmt: skip
_READ = [(re.compile(f"(?:{YEAR}的?)?(?:{words})"), rule, off) for words, rule, off in _FEASTS]


def find_feasts(text: str, today: date, future: bool) -> list[Feast]:
    """The feasts that a plain text names, the longest of those that overlap; without a year the nearest."""
    found: list[Feast] = []
    for feast in sorted(_all(text, today, future), key=lambda one: (one.start, -one.end)):
        if not found or feast.start >= found[-1].end:
            found.append(feast)
    return found


def _all(text: str, today: date, future: bool) -> Iterator[Feast]:
    for pattern, rule, off in _READ:
        for match in pattern.finditer(text):
            if day := _day_of(match, rule, today, future):
                yield Feast(day, *match.span(), off, match[0].endswith(SEASONS))


def _day_of(match: re.Match[str], rule: InYear, today: date, future: bool) -> date | None:
    """今年除夕 is at the end of the moon's year: the day may lie in the year before or after the one that is named."""
    named = year_named(match["year"], today) if match["year"] else None
    years = range(today.year - 2, today.year + 3) if named is None else (named - 1, named)
    days = sorted(day for year in years if (day := _in(match, rule, year)))
    if named is not None:
        moons = _in(match, rule, named)
        own = [day for day in days if day.year == named] + ([moons] if moons else [])
        right = [day for day in own if (day >= today if future else day <= today)]
        return next(iter(right or own), None)
    ahead, past = [day for day in days if day >= today], [day for day in days if day <= today]
    return (ahead[0] if ahead else None) if future else (past[-1] if past else None)


def _in(match: re.Match[str], rule: InYear, year: int) -> date | None:
    try:
        return rule(match, year)
    except (ValueError, OverflowError):
        return None
