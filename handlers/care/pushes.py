"""Every working morning: each cadre's list, and to the secretaries what is late or nobody's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from bot.pushes import Push, every
from bot.world import View
from handlers.care.digest import morning_list, nothing_due
from handlers.care.late import late_lists
from handlers.care.today import care_of, day_of
from handlers.engines.plans.dues import Due as DueHome
from handlers.engines.plans.dues import find_dues
from handlers.engines.plans.owners import NOBODY, share_out
from storage.charge import CADRES, Charge, Hours
from storage.digests import LATE, MORNING
from storage.moments import Due

DAY = timedelta(days=1)
USUAL = Hours()


def next_morning(view: View) -> datetime:
    """The next moment on a working day at which somebody's list is due: everybody's hour, or one that was chosen."""
    chosen = {hours.at for hours in view.unit.covers.hours().values() if hours.at}
    times = sorted({view.settings.reminders.morning, *chosen})
    day = view.today
    while True:
        if view.calendar.is_working_day(day):
            for at in times:
                if (moment := datetime.combine(day, at, view.now.tzinfo)) > view.now:
                    return moment
        day += DAY


@every("care.morning", next_morning)
def due_mornings(moments: Sequence[Due], view: View) -> list[Push]:
    """One list a person and day, correct as of now, however long nobody swept; none in the evening."""
    if not view.calendar.is_working_day(view.today) or view.now.time() >= care_of(view).until:
        return []
    charge = view.unit.covers.charge()
    shared = share_out(view, find_dues(view, view.today), charge)
    pushes = list(_morning_lists(view, shared, charge))
    heads = sorted(
        {*charge.with_role("书记"), *charge.with_role("街道干部"), *charge.away.values()} - charge.away.keys()
    )
    return [*pushes, *late_lists(view, shared, charge, list(wants_now(view, heads, LATE)))]


def _morning_lists(view: View, shared: dict[int, list[DueHome]], charge: Charge) -> Iterator[Push]:
    everybody = {person for role in CADRES for person in charge.with_role(role)} | shared.keys() - {NOBODY}
    before = view.unit.digests.last_homes(MORNING, view.today)
    for person in wants_now(view, sorted(everybody - charge.away.keys()), MORNING):
        viewer = view.unit.people.viewer(person)
        today = day_of(view, viewer, shared.get(person, []), charge, view.unit.dues.buildings_of(viewer))
        shared.setdefault(NOBODY, []).extend(today.hidden)
        push = morning_list(view, today) or (nothing_due(view, person) if before.get(person) else None)
        if view.unit.digests.claim(MORNING, person, today.count) and push:
            view.unit.plans.reminded(viewer, [plan.id for plan in today.promised])
            yield push


def wants_now(view: View, people: Sequence[int], kind: str) -> Iterator[int]:
    """Those whose hour has come today, who have not had their list, and have not turned this weekday off."""
    hours, had = view.unit.covers.hours(), view.unit.digests.made_today(kind)
    for person in people:
        mine = hours.get(person, USUAL)
        at: time = mine.at or view.settings.reminders.morning
        if person not in had and str(view.today.isoweekday()) not in mine.off and at <= view.now.time():
            yield person
