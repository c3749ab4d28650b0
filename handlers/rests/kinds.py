"""Until when reminders rest, and whose: a day in many words, one of the household or all of it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from bot.clock import Calendar
from bot.kinds.base import Choice, Option, Unclear
from bot.kinds.day import said_in_full
from bot.kinds.household import call
from bot.language.feasts import DAY, find_feasts
from bot.language.numbers import NUMERALS, number, plain
from bot.language.when import find_days, no_such_day
from bot.language.who import find_people, matches
from handlers.rests.rules import ALSO, LONGEST, ONLY_GONE, REASONS, reason_in, too_long
from storage.households import Person

_SPAN = re.compile(
    rf"(?<![上下这本每第{NUMERALS}])(?P<n>[{NUMERALS}]{{1,3}}|半|几)\s?(?P<more>个半|个)?(?P<unit>天|周(?![一二三四五六日末])|星期(?![一二三四五六日天])|"
    r"礼拜(?![一二三四五六日天])|月(?!\d|[底初中上下份一二三四五六七八九十])|年(?!\d|[一二三四五六七八九十]+月))"
)
# The turn of the year is spoken of without its name: 年前, 过完年, 过好新年.
_NEW_YEAR = re.compile("(?<![今明后去前\\d])年[前后](?!面|头)|新年(?![好快])|过(?:完|了|好)新?年|年过(?:完|了|好)")
_AFTER = re.compile(
    r"的?(?:节|假期?|长假)?(?:(?:以|之|过了?|过完|完了?|结束)?(?:后|过)|结束)|[^，,。]{0,3}(?:过|完)(?:了|好|完|后|再|以后|$)"
)
_BEFORE = re.compile("的?(?:节|假期?|长假)?[以之]?前")
_SPENT = re.compile("过(?:完|了|好)?[大个]?$")
_MONTH = re.compile(
    rf"(?P<next>明年|(?P<year>(?:19|20)\d\d)年)?(?P<month>[{NUMERALS}]{{1,2}})月(?P<part>份|底|初|中旬|上旬|下旬|末)?(?![\d{NUMERALS}]|个)"
)
_WHEN = "可以说「12月20日」「两周」「下个月」「过完年」「正月十五」。"


def read_end(text: str, sent: datetime, calendar: Calendar) -> date | None:
    """The first day on which reminders come again, by words; None if they name none. Raises Unclear for what is no day."""
    flat, today = plain(text), sent.date()
    if gone := no_such_day(text, sent):
        raise Unclear(f"没有「{gone}」这一天，请再看看。{_WHEN}")
    days = [when for when in find_days(text, sent, future=True) if when.source.strip() not in ("现在", "目前")]
    sure = [when for when in days if when.sure and not when.part] or [when for when in days if when.sure]
    ahead = [when.day for when in sure if when.day > today]
    if festival := _festival(flat, today, calendar):
        day, start, exact = festival
        later = [when.day for when in sure if when.day > today and (when.start > start or not exact)]
        return later[-1] if later else day
    ahead = [when.day for when in sure if when.day > today]
    found = ahead[-1] if ahead else _span(flat, today) or _month(flat, today)
    if found is None:
        vague = [when.day for when in days if when.day > today]
        passed = [when.day for when in sure if re.search(r"[到至]\s*$|^", text[: when.start])]
        found = vague[-1] if vague else passed[-1] if passed else _year(flat)
    return found


def _festival(flat: str, today: date, calendar: Calendar) -> tuple[date, int, bool] | None:
    """The day that the last feast of the words gives, where its name begins, and whether they say so: 初八, 过完年, 年前.

    去儿子家过年 alone lasts as long as the days off; 国庆回来 is its very day.
    """
    if turn := next(_NEW_YEAR.finditer(flat), None):
        days = calendar.festival("春节", today)
        return (days[0] if turn[0].endswith("前") else days[1] + DAY, turn.start(), True) if days else None
    feasts = find_feasts(flat, today, future=True)
    if not feasts:
        return None
    feast = feasts[-1]
    before, after = flat[: feast.start], flat[feast.end :]
    days = calendar.festival(feast.off, feast.day) if feast.off else None
    first, last = days if days and days[0] <= feast.day <= days[1] else (feast.day, feast.day)
    if _BEFORE.match(after):
        return first, feast.start, True
    if _AFTER.match(after) or _SPENT.search(before):
        return last + DAY, feast.start, True
    if feast.season and flat[feast.start] == "过" and not re.match("再?(?:回|来)|的?时候", after):
        return last + DAY, feast.start, bool(re.search("[到至]$", before))
    return feast.day, feast.start, True


def _span(flat: str, today: date) -> date | None:
    spans = (match for match in _SPAN.finditer(flat) if match["unit"] != "月" or match["more"] or match["n"] == "半")
    match = next(spans, None)  # 三个月 is a span, 3月 a month
    if match is None:
        return None
    n = 0.5 if match["n"] == "半" else 3 if match["n"] == "几" else number(match["n"])
    n += 0.5 if match["more"] == "个半" else 0
    if match["unit"] == "月":
        return _months(today, int(n)) + timedelta(days=15 if n % 1 else 0)
    if match["unit"] == "年":
        return _months(today, min(int(n * 12), 1200))
    return today + timedelta(days=int(n * (1 if match["unit"] == "天" else 7)))


def _months(day: date, n: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _month(flat: str, today: date) -> date | None:
    """3月, 明年3月底: a month alone is its first day, so that nobody is reminded too late."""
    match = _MONTH.search(flat)
    if match is None or not 1 <= number(match["month"]) <= 12:
        return date(today.year + 1, 1, 1) if "明年" in flat else date(today.year, 12, 31) if "年底" in flat else None
    month = number(match["month"])
    year = int(match["year"]) if match["year"] else today.year + (bool(match["next"]) or month <= today.month)
    last = monthrange(year, month)[1]
    return date(year, month, {"底": last, "末": last, "中旬": 15, "下旬": 21}.get(match["part"] or "", 1))


def _year(flat: str) -> date | None:
    year = re.search(r"(?<!\d)((?:19|20|21)\d\d)年?(?!\d|弄|号|室)", flat)
    return date(int(year[1]), 1, 1) if year else None


@dataclass(frozen=True)
class Until:
    """The first day on which reminders come again: after today, and within a year."""

    today: date
    calendar: Calendar
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> str:
        day = read_end(text, sent, self.calendar)
        if day is None:
            raise Unclear(f"没看懂停到哪天。{_WHEN}")
        self._within(day)
        return day.isoformat()

    def read_if_told(self, text: str, sent: datetime) -> None:
        """A day that is told where something else is asked: raises Unclear if it cannot be."""
        if day := read_end(text, sent, self.calendar):
            self._within(day)

    def _within(self, day: date) -> None:
        said = said_in_full(day, self.today)
        if day <= self.today:
            said = said if day.year == self.today.year else f"{day.year}年"
            raise Unclear(f"{said}不在今天以后，停不到那时候。请说以后的日子，{_WHEN}")
        if too_long(day, self.today):
            longest = said_in_full(self.today + LONGEST, self.today)
            raise Unclear(f"一次最多停一年，到{longest}。请说近一点的日子，到时候还不方便再停一次。")

    def load(self, stored: str) -> date:
        return date.fromisoformat(stored)

    def show(self, value: date) -> str:
        return said_in_full(value, self.today)

    def options(self) -> Sequence[Option]:
        spans = (
            ("两周", self.today + timedelta(days=14)),
            ("一个月", _months(self.today, 1)),
            ("三个月", _months(self.today, 3)),
        )
        return [Option(shown, day.isoformat()) for shown, day in spans]


class Reason(Choice):
    """One of the reasons, by name or told: 夫妻俩回老家了，过了年再回来."""

    def __init__(self, today: date, calendar: Calendar) -> None:
        super().__init__(*REASONS, also=ALSO)
        self._until = Until(today, calendar)

    def read(self, text: str, sent: datetime) -> str:
        if ONLY_GONE.fullmatch(text):
            raise Unclear("「走了」是说去世了，还是出门了、搬走了？", self.options())
        try:
            return super().read(text, sent)
        except Unclear:
            if told := reason_in(text):
                return told
            self._until.read_if_told(text, sent)
            raise


ALL = "全家"
_ALL = re.compile(
    "全家(?:人|都)?|一家(?:人|子)?|(?:两个人?|他们|她们|大家)?都(?:是|停|去了|不在)?|所有人|两个人?|他们|她们|整户|大家|全部|老?两口子?|夫妻俩?"
)


@dataclass(frozen=True)
class Member:
    """One of the household, or None: all of it, if `whole` may be meant."""

    people: tuple[Person, ...]
    today: date
    whole: bool = True
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> int:
        people = self.named(text)
        if len(people) == 1:
            return people[0].id
        if self.whole and not people and _ALL.fullmatch(text.strip(" 。，,！!")):
            return 0
        names = "、".join(option.shown for option in self.options())
        raise Unclear(f"请选一位：{names}。")

    def named(self, text: str) -> list[Person]:
        """Whom of the household the words may mean."""
        exactly = [person for person in self.people if person.name and person.name in text]
        spoken = [who for who in find_people(text) if not who.role]
        return exactly or [
            person
            for person in self.people
            if any(matches(who, person.name, person.gender, _born(person), self.today) for who in spoken)
        ]

    def load(self, stored: int) -> Person | None:
        found = next((person for person in self.people if person.id == stored), None)
        if found is None and (stored or not self.whole):
            raise Unclear("这一位已经不在这一户了，请再选一次。")
        return found

    def show(self, value: Person | None) -> str:
        return value.name if value else ALL

    def options(self) -> list[Option]:
        """Two of the same name are told apart by their age."""
        names = [person.name for person in self.people]
        shown = [
            Option(f"{one.name}{f'（{one.born[:4]}年生）' if names.count(one.name) > 1 else ''}", one.id)
            for one in self.people
        ]
        return [*shown, Option(ALL, 0)] if self.whole else shown


def _born(person: Person) -> int | None:
    return int(person.born[:4]) if person.born[:4].isdecimal() else None


def said_of(person: Person | None, today: date) -> str:
    """王阿婆; somebody of whom no name is known is 这一位."""
    return call(person, today) if person and person.name else "这一位"
