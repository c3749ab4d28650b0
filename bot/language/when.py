"""Finds the days and times that a text speaks of, read against the moment it was sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from bot.language.days import PART, Days, N, find_spans
from bot.language.feasts import find_feasts
from bot.language.numbers import number, plain


@dataclass(frozen=True)
class When:
    """A day as words name it.

    `part` is 早上, 上午, 中午, 下午, 傍晚, 晚上, 半夜, 凌晨 or ""; `time` is "19:30" or ""; `last` closes several days;
    `source` is text[start:end]; `sure` is False where words are vague, give no day, or could mean something else.
    """

    day: date
    part: str
    time: str
    source: str
    start: int
    end: int
    last: date | None = None
    sure: bool = True


_PARTS = {
    "清早": "早上", "大清早": "早上", "一早": "早上", "早": "早上", "早晨": "早上", "晨": "早上",
    "上半日": "上午", "下半日": "下午", "下舞": "下午", "晚": "晚上", "夜": "晚上", "夜里": "晚上", "夜里向": "晚上",
}  # fmt: skip
_LATE = {"下午", "傍晚", "晚上"}
_PART = re.compile(rf"\s*的?\s*(?P<part>{PART}|早|晚|晨)")
_PART_ALONE = re.compile(PART.removesuffix("|夜"))
_TIME = re.compile(
    rf"\s*(?P<hour>{N}{{1,3}})(?:[:.](?P<minutes>[0-5]\d)(?!\d)|(?:点|时(?![候间]))"
    rf"(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minute>{N}{{1,3}})分?)?(?P<about>钟|整|左右)?(?P<more>多)?)"
    r"(?!意见|建议|要求|问题|点|号|元|块)"
)


def find_days(text: str, sent: datetime, future: bool = False) -> list[When]:
    """Every day or time named in the text, in order. `future` says which way a bare 周四 or 11月20日 looks.

    Days that do not exist (2月30日) are left out: see `no_such_day`. A bare 20号 is a day only where the words
    around it say so. 下午 or 10:00 without a day is the day of sending, unsure.
    """
    flat = plain(text)
    found: list[When] = []
    places = [(span.start, span.end, span.days) for span in find_spans(flat, sent.date(), future) if span.days]
    places += [(start, start, Days(sent.date(), sure=False)) for start in _times_alone(flat)]
    for start, end, days in places:
        if all(start < other.start or start >= other.end for other in found):
            found.append(_with_time(text, flat, start, end, days))
    return sorted(found, key=lambda when: when.start)


def read_day(text: str, sent: datetime, future: bool = False) -> When | None:
    """The day that an answer to "which day" names; here 20号, 11-20 and 11/20 are days. None if there is none."""
    flat = plain(text)
    found = find_days(text, sent, future) or find_days(_as_date(flat), sent, future)
    best = next((when for when in found if when.sure), found[0] if found else None)
    if best is None:
        return _in_season(flat, sent, future)
    return When(best.day, best.part, best.time, text[best.start : best.end], best.start, best.end, best.last, best.sure)


def _in_season(flat: str, sent: datetime, future: bool) -> When | None:
    """春节, asked which day, is its first."""
    for feast in find_feasts(flat, sent.date(), future):
        if feast.season and not re.match("[之以]?[前后]|过", flat[feast.end :]):
            return When(feast.day, "", "", flat[feast.start : feast.end], feast.start, feast.end, sure=False)
    return None


def no_such_day(text: str, sent: datetime) -> str:
    """The piece that looks like a date of which there is no day (2月30日), or ""."""
    flat = plain(text)
    for reading in (flat, _as_date(flat)):
        for span in find_spans(reading, sent.date(), future=False):
            if span.days is None:
                return text[span.start : span.end]
    return text.strip() if re.fullmatch(rf"\s*{N}{{1,3}}[号日]\s*", flat) and not read_day(text, sent) else ""


def said_once(text: str, sent: datetime) -> str:
    """The text without a date in brackets that only says the day before it again: 下周一（11月30日）."""
    flat, found = plain(text), find_days(text, sent)
    for before, when in reversed(list(pairwise(found))):
        closed = re.match(r"(?:\s*周\w)?\s*[)]", flat[when.end :])
        if closed and re.fullmatch(r"\s*[(]\s*", flat[before.end : when.start]):
            text = text[: before.end] + text[when.end + closed.end() :]
    return text


def day_marks(text: str) -> list[tuple[int, int]]:
    """Where a text speaks of days and times, whichever they are: no place for a house number."""
    anchor = datetime(2024, 7, 31)  # noqa: DTZ001 — positions only; a long month of a leap year has every day
    return [(when.start, when.end) for when in find_days(text, anchor)]


def _as_date(flat: str) -> str:
    """What only an answer may mean, in words that `find_spans` knows; positions stay."""
    if re.match(rf"\s*{N}{{1,3}}号", flat):
        return re.sub(r"号\s*$", "号去", flat)
    return re.sub(r"^(\s*\d{1,2})[-/](\d{1,2})(?!\d)", r"\1.\2", flat)


def _times_alone(flat: str) -> list[int]:
    parts = [match.start() for match in _PART_ALONE.finditer(flat)]
    times = [match.start("hour") for match in _TIME.finditer(flat) if _stands_alone(flat, match)]
    return sorted(parts + times)


def _stands_alone(flat: str, match: re.Match[str]) -> bool:
    """一点 is "a little" and 10.30 may be a day: alone, a time needs a colon, digits, or 半, 钟, 整, 左右."""
    if re.search(r"\d[.:/-]?$|[./-]$", flat[: match.start("hour")]) or not _clock(match, ""):
        return False
    if match["minutes"]:
        return match[0].lstrip()[len(match["hour"])] == ":"
    return match["hour"].isdigit() or bool(match["half"] or match["quarter"] or match["minute"] or match["about"])


def _with_time(text: str, flat: str, start: int, end: int, days: Days) -> When:
    part = time = ""
    if found := _PART.match(flat, end):
        part, end = _PARTS.get(found["part"], found["part"]), found.end()
    if (clock := _TIME.match(flat, end)) and (time := _clock(clock, part)):
        end = clock.end()
    while text[start].isspace():
        start += 1
    return When(days.day, part, time, text[start:end], start, end, days.last, days.sure)


def _clock(match: re.Match[str], part: str) -> str:
    """19:30 for 晚上七点半; "" where there is no such hour or minute."""
    hour = number(match["hour"])
    minute = number(match["minutes"] or match["minute"] or "0")
    if match["half"]:
        minute = 30
    if match["quarter"]:
        minute = 15 * number(match["quarter"])
    if hour < 12 and (part in _LATE or (part == "中午" and hour < 3)):
        hour += 12
    elif hour == 12 and part in ("晚上", "半夜"):
        hour = 0
    return f"{hour % 24:02}:{minute:02}" if hour <= 24 and minute < 60 else ""
