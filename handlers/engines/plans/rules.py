"""Who is due when: decided on tags, ages and last contacts alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Protocol, TypeVar


class Rule(Protocol):
    """A cadence as config.yaml tells it; see `settings.Cadence`."""

    @property
    def tags(self) -> tuple[str, ...]: ...
    @property
    def days(self) -> int: ...
    @property
    def age(self) -> int: ...
    @property
    def role(self) -> str: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


R = TypeVar("R", bound=Rule)


def holds(rule: Rule, day: date) -> bool:
    """Rules come with the days from and to which they are valid, both included."""
    return (rule.valid_from is None or rule.valid_from <= day) and (rule.valid_to is None or day <= rule.valid_to)


def age_on(born: str, day: date) -> int:
    """Years of age of somebody born on an ISO date or in a year; of somebody of whom nothing is known 0."""
    if not born[:4].isdecimal():
        return 0
    before = born[5:10] > f"{day:%m-%d}"
    return day.year - int(born[:4]) - before


def due_on(last: date | None, since: date, days: int, next_working_day: Callable[[date], date]) -> date:
    """One cadence after the last contact; without any on record the working day after the tag was given (`since`).

    It depends on nothing else: a missed visit resets nothing, and of several rules the earliest day holds, so that a
    further tag can shorten the wait and never lengthen it.
    """
    return last + timedelta(days=days) if last else next_working_day(since)


def by_tag(rules: Iterable[R], day: date) -> dict[str, list[R]]:
    """The rules that hold on a day, by tag, the strictest first."""
    found: dict[str, list[R]] = {}
    for rule in sorted((rule for rule in rules if holds(rule, day)), key=lambda rule: rule.days):
        for tag in rule.tags:
            found.setdefault(tag, []).append(rule)
    return found


def strictest(rules: Sequence[R], age: int) -> R | None:
    """Of one tag's rules (strictest first) the first that somebody is old enough for."""
    return next((rule for rule in rules if age >= rule.age), None)


def of_age(rules: Sequence[R], age: int) -> list[R]:
    """Those of one tag's rules (strictest first) for which somebody is old enough."""
    return [rule for rule in rules if age >= rule.age]


def holds_since(rule: Rule, since: date, born: str) -> date:
    """From which day a rule has held for the bearer of a tag given on `since`: not before the age is reached."""
    first = max(since, rule.valid_from or since)
    if not rule.age or not born[:4].isdecimal():
        return first
    month, day = (int(born[5:7]), int(born[8:10])) if len(born) == 10 else (1, 1)
    month, day = (3, 1) if (month, day) == (2, 29) else (month, day)
    return max(first, date(int(born[:4]) + rule.age, month, day))


def must_day(now: datetime, today_until: time, next_working_day: Callable[[date], date], *, working: bool) -> date:
    """On whose list something stands that has just happened: today's while that can still be walked, else the next."""
    today = now.date()
    return today if working and now.time() < today_until else next_working_day(today)


def say_cadence(days: int) -> str:
    """每周一次, 每月一次; what has no word of its own is 每10天一次."""
    words = {
        1: "每天",
        7: "每周",
        14: "每两周",
        30: "每月",
        31: "每月",
        60: "每两个月",
        90: "每季",
        180: "每半年",
        365: "每年",
        366: "每年",
    }
    return f"{words.get(days, f'每{days}天')}一次"


# What people in Shanghai call its hospitals; read of incidents and of rests alike.
HOSPITALS = (
    "医院", "瑞金", "华山", "中山", "仁济", "新华", "长海", "长征", "曙光", "龙华", "岳阳", "华东", "东方", "同济", "市东", "控江", "肺科",
    "红房子", "儿童医院", "胸科", "肿瘤", "华西", "杨中心", "一院", "二院", "三院", "四院", "五院", "六院", "七院", "八院", "九院", "十院",
    "一人民", "病房", "急诊", "抢救室", "监护室", "重症", "ICU",
)  # fmt: skip
_OLD = "老伴|老公|老婆|老头子?|老太太?|老太婆|老人家?|老爷子|老先生|老伯|阿婆|伯伯|爷叔|阿姨|姆妈|" + (
    "爸爸?|妈妈?|爹|娘|爷爷|奶奶|外公|外婆|先生|太太|儿子|女儿|人"
)
_LATELY = "已经|昨天|今天|前天|昨夜|昨晚|上周[一二三四五六日]?|上个?月|上礼拜|今早|早上|凌晨|夜里|半夜|前两天|突然|就这么|就|也"
_TAKEN_TO = "住(?:进|到|在|去)了?|(?:送|拉|抬|转)(?:进|到|去|往)?了?"
NO_MORE = rf"(?:{_OLD})(?:{_LATELY})*(?:没了|不在了|呒没了|去了(?=$|[，,。]))"
GONE = re.compile(
    r"(?<![搬带拿跑接送开赶出逃行溜拉取坐飞调抢偷借领抱牵刚才要先就回])走(?:掉|脱)?了(?![一二两三四五六七八九十几\d]+[圈趟户家遍天步])(?=$|[，,。；;！!\s\0]|的时候)|"
    + NO_MORE
)
IN_HOSPITAL = re.compile(
    rf"(?:{_TAKEN_TO})[^，,。；;]{{0,4}}?(?:{'|'.join(HOSPITALS)})(?=$|[，,。；;！!\s]|了|里|抢救|治疗|观察|看护)|"
    r"(?:120|一二零|救护车|急救车)[^，,。；;]{0,6}?(?:拉|送|抬|接)(?:走|去|到|进|医院)(?!了?[吗么])|送医了?(?=$|[，,。])"
)
