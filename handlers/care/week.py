"""What lies ahead this week: by day, with what was promised."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from bot.saying import say_day
from bot.world import World
from handlers.care.saying import say_promised
from handlers.engines.plans.dues import Due, find_dues
from handlers.engines.plans.owners import share_out
from storage.plans import Plan

DOORS = 6  # of a day that are named


WEEKDAYS = "一二三四五六日"


def span_of(text: str, today: date) -> tuple[date, date, str]:
    """The days that are asked for, first and last, and their name: 明天, 周四, 下周, else what is left of this week."""
    monday = today - timedelta(days=today.weekday())
    near = re.search("大后天|后天|明天|明朝", text)
    if near:
        day = today + timedelta(days={"明天": 1, "明朝": 1, "后天": 2, "大后天": 3}[near[0]])
        return day, day, near[0]
    week = monday + timedelta(days=7) if "下" in text else monday
    if named := re.search("(?:周|星期|礼拜)([一二三四五六日天])", text):
        day = week + timedelta(days=WEEKDAYS.index(named[1].replace("天", "日")))
        day += timedelta(days=7) if day < today else timedelta()
        return day, day, say_day(day, today)
    sunday = week + timedelta(days=6)
    return max(week, today), sunday, "下周" if week > monday else "这周"


def say_week(world: World, text: str = "") -> str:
    """The days asked for, a line a day. What falls on a day off is said for the next working day."""
    first, last, name = span_of(text, world.today)
    by_day: dict[date, list[Due]] = defaultdict(list)
    for due in _mine(world, last):
        day = max(due.day, world.today)
        day = day if world.calendar.is_working_day(day) else world.calendar.next_working_day(day)
        if day >= first:
            by_day[day].append(due)
    promised = [plan for plan in world.unit.plans.of_cadre(world.viewer, first) if plan.day <= last]
    if not by_day and not promised:
        return f"{name}没有到日子的走访，也没有记着的事。"
    total = sum(map(len, by_day.values()))
    place = "居委" if "书记" in world.viewer.roles else ""
    lines = [f"{name}{place}要联系{total}户：" if total else f"{name}没有到日子的走访。"]
    lines += [_day(world, day, dues) for day, dues in sorted(by_day.items())]
    return "\n".join([*lines, *_promised(world, promised)])


def _mine(world: World, until: date) -> Sequence[Due]:
    buildings = world.unit.dues.buildings_of(world.viewer)
    if not buildings:
        return []
    dues = find_dues(world, until, buildings)
    if "书记" in world.viewer.roles:
        return [due for due in dues if not due.role]
    return share_out(world, dues, world.unit.covers.charge(buildings)).get(world.viewer.person, [])


def _day(world: World, day: date, dues: Sequence[Due]) -> str:
    homes = world.unit.places.some(world.viewer, [due.household for due in dues])
    doors = [home.door for home in homes.values()]
    more = f"等{len(doors)}户" if len(doors) > DOORS else ""
    unsure = "（暂定）" if world.calendar.provisional(day.year) else ""
    return f"{say_day(day, world.today)}{unsure} {len(doors)}户：{'、'.join(doors[:DOORS])}{more}"


def _promised(world: World, plans: Sequence[Plan]) -> list[str]:
    homes = world.unit.places.some(world.viewer, [plan.household_id for plan in plans])
    said = [
        f"{say_day(plan.day, world.today)} {say_promised(plan, homes.get(plan.household_id), plan.day)}"
        for plan in plans
    ]
    return ["记着的事：", *said] if said else []
