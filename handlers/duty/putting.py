"""Putting somebody on duty: the secretary's sentence, one shift or several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from bot.dialogue import dialogue
from bot.kinds.base import Option, Record, Slot, Unclear
from bot.saying import say_day
from bot.talk.talk import Talk
from bot.world import World
from handlers.duty import hours
from handlers.duty.saves import SetShift
from handlers.duty.words import ASKS, SWAPS, Words, replaced
from storage.duty import Shift, Span
from storage.scope import STAFF

DAY = timedelta(days=1)
HEADS = {"书记", "街道干部"}
_SETS = re.compile(r"值(?:夜|晚|日|白)?班|排[^，,。]{0,8}班|顶班")


def _sets(text: str, sent: datetime, world: World) -> bool:
    if ASKS.search(text) or SWAPS.search(text) or not _SETS.search(text) or len(text) > 60:
        return False
    committee = hours.committee_of(world, text)
    return bool(hours.named_in(world, committee, text, world.viewer.person) and hours.days_of(text, sent))


def _set_words(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """A record for each shift that is told: 明天白天陈洁，晚上王芳值班. A day holds until another is named."""
    if not world.viewer.roles & HEADS:
        return [Record((Slot("谁", text, text),), part=False)]
    committee = hours.committee_of(world, text)
    names = {one: name for name, one in hours.staff_of(world, committee).items()}
    clauses: list[tuple[list[int], str]] = []
    out = {one for clause in re.split("[，,；;。]", text) for one in replaced(clause, list(names.values()))}
    day = ""
    for clause in re.split("[，,；;。]", text):
        days, part = hours.days_of(clause, sent), hours.part_of(clause)
        day = clause if days else day
        people = hours.named_in(world, committee, clause, world.viewer.person)
        if people and clauses and not days and not part:
            clauses[-1][0].extend(people)
        elif people or days:
            clauses.append((people, clause if days else f"{_day_of(day, sent)}{part}" if day else ""))
    if len(clauses) > 1 and not all(people and said for people, said in clauses):
        people = hours.named_in(world, committee, text, world.viewer.person)
        clauses = [(people, text)]
    records = []
    for found, said in clauses:
        people = [one for one in found if names.get(one) not in out] or found
        slots = [Slot("谁", "、".join(names.get(one, "我") for one in people), text)] if people else []
        slots += [Slot("哪天", said, text)] if said else []
        records.append(Record(tuple(slots)))
    return records


def _day_of(clause: str, sent: datetime) -> str:
    return "、".join(f"{day.month}月{day.day}日" for day in hours.each_day(hours.days_of(clause, sent)))


@dialogue(
    "排值班", starts=("^排值班", "^排班"), sure=_sets, reads=_set_words, by=STAFF, each="班", order=13, apart=True
)
def set_shift(talk: Talk) -> str:
    """排值班：书记说「周三晚上陈洁值班」，那一班就是她。"""
    world = talk.world
    if not world.viewer.roles & HEADS:
        talk.ask("谁", "谁值班？", Words(), otherwise="无", how="absent")
        return "值班表由书记来排。要跟人换，可以说「我和陈洁换周三的班」。"
    committee = hours.committee_of(world, "")
    shifts = []
    for one in talk.parts():
        people = one.ask("谁", "谁值班？写姓名就行。", OnDuty(world, committee))
        days = one.ask("哪天", "哪天值班？比如「周三晚上」。", DutyDays(world))
        shifts += [Shift(span.since, span.until, committee, tuple(people)) for span in _spans(world, committee, days)]
    if not shifts:
        return "这个时间已经过去了，请说今天或以后的日子。"
    talk.save(*(SetShift(one) for one in shifts))
    said = "；".join(
        f"{hours.say_span(one, talk.today)}，{hours.say_people(world, one.people)}值班" for one in shifts[:7]
    )
    return f"排好了：{said}。说错了回「撤销」。"


def _spans(world: World, committee: int, days: Sequence[str]) -> list[Span]:
    """The hours of these days that are not over; with nothing said of them, those of the shifts that are there."""
    part = days[0]
    spans: list[Span] = []
    for day in map(date.fromisoformat, days[1:]):
        there: list[Span] = [] if part else [*hours.beginning_on(world, committee, day)]
        spans += there or [hours.hours(world, day, part or hours.WHOLE)]
    return [span for span in spans if span.until > world.now]


@dataclass(frozen=True)
class OnDuty:
    """One of the staff, or several, by name."""

    world: World
    committee: int
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> list[int]:
        found = hours.named_in(self.world, self.committee, text, self.world.viewer.person)
        if not found:
            names = "、".join(list(hours.staff_of(self.world, self.committee))[:8])
            raise Unclear(f"没找到这位同事。能值班的有：{names}。")
        return found

    def load(self, stored: Any) -> list[int]:
        return list(stored)

    def show(self, value: list[int]) -> str:
        return hours.say_people(self.world, value)

    def options(self) -> Sequence[Option]:
        return [Option(name, [one]) for name, one in list(hours.staff_of(self.world, self.committee).items())[:6]]


@dataclass(frozen=True)
class DutyDays:
    """Days to come with 白天, 晚上 or 全天 before them: [part, day, …]."""

    world: World
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> list[str]:
        found = hours.days_of(text, sent)
        days = [day for day in hours.each_day(found) if day >= sent.date() - DAY]
        if not days:
            raise Unclear(
                "没看懂是哪天。可以说「周三晚上」「12月1日白天」。"
                if not found
                else "那天已经过去了，请说今天或以后的日子。"
            )
        return [hours.part_of(text), *(day.isoformat() for day in days)]

    def load(self, stored: Any) -> list[str]:
        return list(stored)

    def show(self, value: list[str]) -> str:
        return "、".join(say_day(date.fromisoformat(day), self.world.today) for day in value[1:]) + value[0]

    def options(self) -> Sequence[Option]:
        return []
