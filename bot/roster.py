"""Who is on duty: the week's pattern from the settings, what was set or swapped on top, who stands in; whom to wake next."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta

from bot.config import Settings
from bot.duty_settings import Weekly
from storage.charge import Charge
from storage.duty import Shift, cut
from storage.scope import STAFF
from storage.unit import Unit
from storage.viewers import system

DAY = timedelta(days=1)
AHEAD = timedelta(days=7)
ROSTER = system("roster")
SPARE = 3  # people of the roster who are woken after the one on duty, before the secretary


def shifts(unit: Unit, settings: Settings, committee: int, since: datetime, until: datetime) -> list[Shift]:
    """A committee's shifts that touch these hours, in order; of the street's own if `committee` is 0."""
    names = _names(unit, committee)
    base = [
        Shift(first, last, committee, people)
        for weekly in settings.duty.weekly
        if _is_of(unit, weekly, committee) and (people := tuple(names[one] for one in weekly.people if one in names))
        for first, last in _times(weekly, since, until)
    ]
    found = cut(base, unit.duty.laid_over(committee, since - DAY, until + DAY))
    return [shift for shift in found if shift.since < until and shift.until > since]


def _names(unit: Unit, committee: int) -> dict[str, int]:
    """Who may be on duty there, by name."""
    people = [one for role in STAFF for one in unit.people.with_role(role, committee or None)]
    return {one.name: one.id for one in reversed(people)}


def _is_of(unit: Unit, weekly: Weekly, committee: int) -> bool:
    area = unit.places.area(committee) if committee else None
    return weekly.committee == (area.name if area else "")


def _times(weekly: Weekly, since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    day: date = since.date() - DAY
    while day <= until.date():
        if day.isoweekday() in weekly.days:
            first = datetime.combine(day, weekly.since, since.tzinfo)
            ends = day if weekly.until > weekly.since else day + DAY
            last = datetime.combine(ends, weekly.until, since.tzinfo)
            if first < until and last > since:
                yield first, last
        day += DAY


def on_duty(unit: Unit, settings: Settings, committee: int, now: datetime) -> list[int]:
    """Who is on duty at a moment for a committee, else for the street; stand-ins for those on leave. Often nobody."""
    charge = unit.covers.charge()
    for area in dict.fromkeys((committee, 0)):
        there = [one for shift in shifts(unit, settings, area, now, now + timedelta(seconds=1)) for one in shift.people]
        if people := present(charge, there):
            return people
    return []


def present(charge: Charge, people: Sequence[int]) -> list[int]:
    """Those who are there, and who stands in for those who are not."""
    acting = [charge.away.get(person, person) for person in people]
    return list(dict.fromkeys(person for person in acting if person))


def rungs(unit: Unit, settings: Settings, committees: Collection[int], besides: int = 0) -> list[list[int]]:
    """Whom an alert wakes, one group after another: on duty, the next on the roster, the secretaries, the officers.

    Where nobody is on duty the secretaries come first.

    `besides` is whoever wrote: nobody is woken by their own words. Empty only where the street has no staff at all.
    """
    charge, now = unit.covers.charge(), unit.now
    places = sorted(committees) or [0]
    first = [one for place in places for one in on_duty(unit, settings, place, now)]
    later = [
        one
        for place in dict.fromkeys((*places, 0))
        for shift in shifts(unit, settings, place, now, now + AHEAD)
        for one in present(charge, shift.people)
    ]
    spare = [[one] for one in dict.fromkeys(later) if one not in first][:SPARE]
    heads = [one.id for place in sorted(committees) for one in unit.people.with_role("书记", place)]
    officers = [one.id for one in unit.people.with_role("街道干部")]
    secretaries = [present(charge, heads)]
    by_day = [*secretaries, *spare]  # nobody has the shift: office hours, as a rule
    ladder = [*([first, *spare, *secretaries] if first else by_day), present(charge, officers)]
    found, seen = [], {besides}
    for rung in ladder:
        if new := [one for one in dict.fromkeys(rung) if one not in seen]:
            found.append(new)
            seen.update(new)
    anybody = [
        one.id for role in ("书记", "街道干部") for one in unit.people.with_role(role)
    ]  # better away than nobody
    return found or [[one for one in anybody if one != besides]]
