"""The morning's reminder of what was planned or promised for the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from bot.pushes import Push, due
from bot.saying import say_day
from bot.world import View
from handlers.engines.plans.wording import begin_visit
from handlers.engines.registry.tagbook import tells_secret
from storage.charge import Charge, Hours
from storage.households import Household
from storage.moments import Due
from storage.plans import REMIND, Plan
from storage.unit import Unit
from storage.viewers import system

SHOWN = 5
SWEEP = system("reminders")


@due(REMIND)
def due_plans(moments: Sequence[Due], view: View) -> list[Push]:
    """One message a person for all that has come due, also after days of downtime. What is done already is not told."""
    unit = view.unit
    plans = unit.plans.open_ones(SWEEP, [moment.subject for moment in moments])
    mine: dict[int, list[Plan]] = defaultdict(list)
    charge = unit.covers.charge() if plans else None
    hours = unit.covers.hours() if plans else {}
    for plan in plans:
        for person in _whose(unit, plan, charge) if charge else ():
            if not _comes_later(view, plan, hours.get(person)):
                mine[person].append(plan)
    unit.plans.reminded(SWEEP, [plan.id for todo in mine.values() for plan in todo])
    return [_reminder(unit, person, todo) for person, todo in mine.items()]


def _comes_later(view: View, plan: Plan, hours: Hours | None) -> bool:
    """Somebody who wants the day's list at a later hour finds it there: one message a morning.

    On a weekday without a list the one before has told it; what came up since is told at that hour.
    """
    if hours is None or hours.at is None or plan.day != view.today or not view.calendar.is_working_day(view.today):
        return False
    if hours.at > view.now.time() and str(view.today.isoweekday()) in hours.off:
        view.unit.moments.add(REMIND, plan.id, datetime.combine(view.today, hours.at, view.now.tzinfo))
    return hours.at > view.now.time()


def _whose(unit: Unit, plan: Plan, charge: Charge) -> Sequence[int]:
    """Who does it today: whoever means to, who stands in, the cadre in charge of the household, else the secretary."""
    cadre = plan.cadre_id
    if cadre not in charge.away and unit.staff.held(charge.day, [cadre]):
        return [cadre]
    if acting := charge.away.get(cadre):
        return [acting]
    home = unit.places.household(SWEEP, plan.household_id)
    if home is None:
        return []
    for role in ("干部", "书记"):
        if found := charge.of_home(home.id, home.building_id, home.committee_id, role):
            return found[:1]
    return [cadre]


def _reminder(unit: Unit, person: int, plans: Sequence[Plan]) -> Push:
    viewer = unit.people.viewer(person)
    homes = {plan.household_id: unit.places.household(viewer, plan.household_id) for plan in plans}
    lines = [_line(unit, person, plan, homes[plan.household_id]) for plan in plans[:SHOWN]]
    head = "今天记着一件事：" if len(plans) == 1 else f"记着{len(plans)}件事："
    more = [f"还有{len(plans) - SHOWN}件，到日子的都在「查一户」里。"] if len(plans) > SHOWN else []
    buttons = [begin_visit(home) for home in list(homes.values())[:3] if home]
    return Push(person, "\n".join([head, *lines, *more]), buttons)


def _line(unit: Unit, person: int, plan: Plan, home: Household | None) -> str:
    """The door first, so that eyes can run down the list; a day that has passed is named, and whose it had been."""
    late = "" if plan.day == unit.now.date() else f"（{say_day(plan.day, unit.now.date())}的）"
    late += "" if plan.cadre_id == person else f"（{unit.staff.name(plan.cadre_id)}的）"
    who = f"{home.door}{' ' + home.people[0].name if home.people else ''}" if home else "一户已不在名单的人家"
    what = "" if tells_secret(plan.what) else plan.what
    return f"{who}：{plan.part}{what or '去看看'}{late}"
