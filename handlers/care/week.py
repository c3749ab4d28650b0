"""What lies ahead this week: by day, with what was promised."""

from __future__ import annotations

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


def say_week(world: World) -> str:
    """From today until Sunday: a line a day. What falls on a day off is said for the next working day."""
    sunday = world.today + timedelta(days=6 - world.today.weekday())
    by_day: dict[date, list[Due]] = defaultdict(list)
    for due in _mine(world, sunday):
        day = max(due.day, world.today)
        by_day[day if world.calendar.is_working_day(day) else world.calendar.next_working_day(day)].append(due)
    promised = [plan for plan in world.unit.plans.of_cadre(world.viewer, world.today) if plan.day <= sunday]
    if not by_day and not promised:
        return "这周没有到日子的走访，也没有记着的事。"
    total = sum(map(len, by_day.values()))
    lines = [f"这周要联系{total}户：" if total else "这周没有到日子的走访。"]
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
        f"{say_day(plan.day, world.today)} {say_promised(plan, homes.get(plan.household_id), world.today)}"
        for plan in plans
    ]
    return ["记着的事：", *said] if said else []
