"""Who is due when: decided on tags, ages and last contacts alone."""

from __future__ import annotations

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
