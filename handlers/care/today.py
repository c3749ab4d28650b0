"""What somebody is asked to do today: households that are due, homes to fill the list with, what was promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from bot.world import View
from handlers.care.rules import going
from handlers.care.settings import Block
from handlers.engines.plans.dues import Due, block_of, find_dues
from handlers.engines.plans.owners import choose, share_out
from storage.charge import Charge
from storage.dues import Place
from storage.households import Household, walking
from storage.plans import Plan
from storage.viewers import Viewer, system

SWEEP = system("care")
QUARTER = timedelta(days=90)


@dataclass(frozen=True)
class Today:
    """One person's day. `dues` lie in the order in which to go; `hidden` are theirs but out of their sight."""

    viewer: Viewer
    dues: list[Due] = field(default_factory=list)
    homes: dict[int, Household] = field(default_factory=dict)
    fill: list[Household] = field(default_factory=list)
    promised: list[Plan] = field(default_factory=list)
    hidden: list[Due] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.dues) + len(self.fill) + len(self.promised)


def care_of(view: View) -> Block:
    """The settings of care."""
    block: Block = view.settings.blocks.get("care", Block())
    return block


def today_of(view: View, viewer: Viewer) -> Today:
    """The day of one person, reading their buildings alone."""
    buildings = view.unit.dues.buildings_of(viewer)
    if not buildings:
        return day_of(view, viewer, [], None, ())
    charge = view.unit.covers.charge(buildings)
    shared = share_out(view, find_dues(view, view.today, buildings), charge)
    return day_of(view, viewer, shared.get(viewer.person, []), charge, buildings)


def day_of(view: View, viewer: Viewer, dues: Sequence[Due], charge: Charge | None, buildings: Sequence[int]) -> Today:
    """A person's day from what is theirs; where the priority ones leave room, homes not contacted this year follow."""
    promised = _promised(view, viewer)
    ids = [*(due.household for due in dues), *(plan.household_id for plan in promised)]
    homes = view.unit.places.some(viewer, ids)
    promised = [plan for plan in promised if plan.day >= view.today or _lived_in(homes.get(plan.household_id))]
    seen = [due for due in dues if due.household in homes]
    seen.sort(key=lambda due: going(due.days, due.day, view.today, walking(homes[due.household])))
    room = care_of(view).per_day - len(seen)
    fill = _fill(view, viewer, seen, charge, buildings, room) if charge and room > 0 else []
    return Today(viewer, seen, homes, fill, promised, [due for due in dues if due.household not in homes])


def _promised(view: View, viewer: Viewer) -> list[Plan]:
    """What was promised until today, and for the weekdays to come on which this person wants no list."""
    hours, day, ahead = view.unit.covers.hours().get(viewer.person), view.today, set[date]()
    while hours and hours.off and day - view.today < timedelta(days=14):
        day += timedelta(days=1)
        if str(day.isoweekday()) in hours.off:
            ahead.add(day)
        elif view.calendar.is_working_day(day):
            break
    plans = view.unit.plans.promised(SWEEP, viewer.acting, max(ahead, default=view.today))
    return [plan for plan in plans if plan.day <= view.today or plan.day in ahead]


def _lived_in(home: Household | None) -> bool:
    return home is not None and bool(home.people or home.name)


def _fill(
    view: View, viewer: Viewer, seen: Sequence[Due], charge: Charge, buildings: Sequence[int], room: int
) -> list[Household]:
    """Everyone once a year: first in the buildings where one goes anyway, then on along the street."""
    near, there = {due.building for due in seen}, {due.household for due in seen}
    places = sorted(left_this_year(view, buildings), key=lambda place: place.building_id not in near)
    mine = (place.id for place in places if place.id not in there and _owner(charge, place) == viewer.person)
    ids = list(islice(mine, room))
    homes = view.unit.places.some(viewer, ids)
    return [homes[one] for one in ids if one in homes]


def left_this_year(view: View, buildings: Sequence[int], *, tried: bool = False) -> list[Place]:
    """Homes not contacted this calendar year (domain §2), in walking order.

    Without `tried` not those tried lately, nor in January those that were seen before Christmas.
    """
    new_year = view.today.replace(month=1, day=1)
    if tried:
        return view.unit.dues.without_contact(new_year, block_of(view).contact, buildings)
    lately = view.today - timedelta(days=care_of(view).again_days)
    return view.unit.dues.without_contact(
        min(new_year, view.today - QUARTER), block_of(view).contact, buildings, lately
    )


def _owner(charge: Charge, place: Place) -> int:
    people = charge.of_home(place.id, place.building_id, place.committee_id)
    return choose(people, 0, place.building_id)
