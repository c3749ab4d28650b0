"""What is said of tags: since when somebody bears one, and how often the household is contacted from now on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from bot.kinds.household import call
from bot.saying import say_day
from bot.world import View, World
from handlers.engines.plans import rules
from handlers.engines.plans.dues import wait_of
from handlers.engines.plans.leading import known_roles
from storage.dues import Mark
from storage.households import Household, Person
from storage.tags import Held


def full(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def last_day(until: date) -> date:
    """The last day on which what ends at `until` still holds."""
    return until - timedelta(days=1)


def how_often(
    world: World, home: Household, also: Collection[Mark] = (), without: Collection[tuple[int, str]] = ()
) -> str:
    """以后每周联系一次，下次最晚周三. "" where no tag asks for it; what is not for the asker is not counted in."""
    roles = known_roles(world)
    due, before = wait_of(world, home, also, without, roles), wait_of(world, home, roles=roles)
    if due is None:
        return "以后按普遍走访，一年联系一次。" if before else ""
    often = rules.say_cadence(due.days).replace("一次", "联系一次")
    same = before is not None and (before.days, before.role) == (due.days, due.role)
    still = "现在" if not also and not without else "以后还是" if same else "以后"
    often = f"{still}{'由专人' if due.role else ''}{often}"
    if resting(world, home):
        return f"{often}。提醒现在停着，恢复了再算。"
    if due.day <= world.today:
        return f"{often}。已经到日子了，这两天就该去看看。"
    return f"{often}，下次最晚{say_day(due.day, world.today)}。"


def resting(world: World, home: Household) -> bool:
    """Whether reminders for the whole household rest."""
    rests = world.unit.rests.of_households(world.viewer, [home.id]).get(home.id, [])
    return any(rest.person_id is None for rest in rests)


def next_visit(view: View, home: Household) -> date:
    """The day on which somebody goes there next: when the household is due, a working day, not today."""
    due = wait_of(view, home)
    day = due.day if due and due.day > view.today else view.calendar.next_working_day(view.today)
    return day if view.calendar.is_working_day(day) else view.calendar.next_working_day(day)


def who_is(home: Household, person: Person, today: date) -> str:
    """12号302王阿婆."""
    return f"{home.door}{call(person, today)}"


def tag_line(held: Held, today: date) -> str:
    """独居老人，2026年11月1日起，到2027年6月30日，来源走访: for those who may know it."""
    since = f"{full(held.since)}起" + ("（还没到）" if held.since > today else "")
    until = f"，到{full(last_day(held.until))}" if held.until else ""
    note = f"，{held.note}" if held.note else ""
    return f"{held.tag}{note}，{since}{until}，来源{held.source}"
