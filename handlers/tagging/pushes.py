"""Whoever lives alone and turns 80 may be 高龄老人: their cadre is asked once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.kinds.household import call
from bot.pushes import Push, every
from bot.saying import say_day
from bot.world import View
from handlers.tagging import rules
from handlers.tagging.facts import TELLS, suggest
from storage.moments import Due

BIRTHDAYS = "tagging.birthdays"
EIGHTY = 80
BACK = timedelta(days=14)  # a long holiday, or days without a server


def following(view: View) -> datetime:
    """The morning of the next working day."""
    morning = view.settings.reminders.morning
    today = datetime.combine(view.today, morning, view.now.tzinfo)
    if today > view.now and view.calendar.is_working_day(view.today):
        return today
    return datetime.combine(view.calendar.next_working_day(view.today), morning, view.now.tzinfo)


def _ask(moments: Sequence[Due], view: View) -> list[Push]:
    found = []
    for mark in list(view.unit.dues.marks()):
        day = rules.turned(EIGHTY, mark.born, view.today - BACK, view.today) if mark.tag == rules.ALONE else None
        if day and (push := _birthday(view, mark.household, mark.person, day)):
            found.append(push)
    return found


def _birthday(view: View, household: int, person: int, day: date) -> Push | None:
    unit = view.unit
    home = unit.places.household(TELLS, household)
    who = next((one for one in home.people if one.id == person), None) if home else None
    cadres = unit.people.cadres_of(household)
    if home is None or who is None or not cadres:
        return None
    cadre = cadres[home.building_id % len(cadres)]
    said = f"{home.door}{call(who, view.today)}{say_day(day, view.today)}满80岁了，是独居老人，名册上还没有「{rules.OLD}」。要加上吗？"
    return suggest(view, cadre.id, home, who, rules.OLD, said)


ask_at_eighty = every(BIRTHDAYS, following)(_ask)
