"""What visits and messages tell of incidents: must-visits, rests, and who hears of it at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.danger import responsible
from bot.facts import Fact, reacts
from bot.pushes import Push
from bot.world import View
from handlers.engines.plans.musts import DEATH, MUSTS, Kind, happening, in_charge, kinds_of
from handlers.engines.plans.owners import choose
from handlers.incidents import pushes
from handlers.incidents.persons import befallen, concerns
from handlers.incidents.rules import Told, find
from storage.households import Household, Person
from storage.visits import Visit

GONE_DEAD = "去世"
STALE = timedelta(days=30)  # what is written down so late is no news


@reacts("visit")
def note_incidents(view: View, fact: Fact) -> Sequence[Push]:
    """What somebody heard on a visit: the visit itself does not resolve it."""
    visit = view.unit.visits.get(MUSTS, fact.subject)
    home = view.unit.places.household(MUSTS, visit.household_id) if visit else None
    if visit is None or home is None or view.today - visit.day > STALE:
        return []
    told = _told(view, visit, home)
    return [push for kind, one, person in told for push in _happened(view, visit, home, kind, one, person)]


@reacts("visit_change")
def note_anew(view: View, fact: Fact) -> Sequence[Push]:
    """A corrected visit tells what it tells now; what it does not tell any more does not stand."""
    unit = view.unit
    visit = unit.visits.get(MUSTS, fact.subject)
    home = unit.places.household(MUSTS, visit.household_id) if visit else None
    if visit is None or home is None:
        return []
    told = [] if view.today - visit.day > STALE else _told(view, visit, home)
    whats = {kind.what for kind, _, _ in told}
    before = unit.plans.told_by(MUSTS, visit.id)
    unit.plans.untold(MUSTS, [plan.id for plan in before if plan.what not in whats])
    unit.rests.untold(MUSTS, visit.id)
    known = {plan.what for plan in before}
    return [
        push
        for kind, one, person in told
        for push in _happened(view, visit, home, kind, one, person)
        if kind.what not in known
    ]


@reacts("visit_change undone")
def note_again(view: View, fact: Fact) -> Sequence[Push]:
    """The correction is taken back: the visit tells again what it told before."""
    return note_anew.act(view, fact) or []


def _told(view: View, visit: Visit, home: Household) -> list[tuple[Kind, Told, Person | None]]:
    unit = view.unit
    remarks = unit.visits.remarks_of(MUSTS, [visit.id]).get(visit.id, [])
    text = "。".join([visit.note, *unit.visits.needs_told(MUSTS, visit.id), *remarks])
    kinds = {kind.name: kind for kind in kinds_of(view)}
    cared = unit.people.tags(MUSTS, [person.id for person in home.people])
    found = []
    for one in find(text, list(kinds.values())):
        person = befallen(one, text, home.people, view.today, cared=cared)
        if concerns(one, person):
            found.append((kinds[one.kind], one, person))
    return found


def _happened(view: View, visit: Visit, home: Household, kind: Kind, told: Told, person: Person | None) -> list[Push]:
    unit = view.unit
    people = [one.id for one in in_charge(view, home.id, home.committee_id)]
    owner = choose(people, visit.cadre_id, home.building_id) or visit.cadre_id
    last = kind.name == DEATH and person is not None and len(home.people) == 1
    already = {plan.what for plan in unit.plans.told_by(MUSTS, visit.id)}
    new = happening(view, kind, home.id, owner, visit=visit.id, person=person.id if person else None)
    if last or kind.what in already:
        new = new.without_plan()
    new.store(unit, MUSTS)
    if new.plan and (kind.at_once or new.plan.day == view.today):
        who = "您刚才记的" if owner == visit.cadre_id else "走访时听到的"
        gone = [person] if person else [] if told.whose and len(home.people) == 1 else home.people
        return [
            pushes.must_push(
                view, owner, home, kind, new.plan.day, who, resting=person if new.rest else None,
                gone=gone if kind.name == DEATH else (),
            )
        ]  # fmt: skip
    return [pushes.offer_registering(view, visit.cadre_id, home, person)] if last and person else []


@reacts("incident")
def tell_the_cadre(view: View, fact: Fact) -> Sequence[Push]:
    """A resident, a building head or a colleague has told of it: whoever is in charge hears at once."""
    unit = view.unit
    plan = next(iter(unit.plans.open_ones(MUSTS, [fact.subject])), None)
    home = unit.places.household(MUSTS, plan.household_id) if plan else None
    kind = next((kind for kind in kinds_of(view) if plan and kind.what == plan.what), None)
    if plan is None or home is None or kind is None or plan.cadre_id == fact.person:
        return []
    unit.plans.reminded(MUSTS, [plan.id])
    rests = unit.rests.of_households(MUSTS, [home.id]).get(home.id, [])
    resting = [one for one in home.people if kind.rests and any(rest.person_id == one.id for rest in rests)]
    registered = any(rest.reason == GONE_DEAD and rest.since == view.today for rest in rests)
    gone = [one for one in home.people if kind.name == DEATH and not registered and one.id != fact.person]
    who = pushes.say_teller(view, fact.person, home)
    rested = next(iter(resting), None)
    return [pushes.must_push(view, plan.cadre_id, home, kind, plan.day, who, resting=rested, gone=gone)]


@reacts("unplaced")
def tell_on_duty(view: View, fact: Fact) -> Sequence[Push]:
    """Somebody told of it whose door we could not find: whoever is responsible reads their words."""
    unit = view.unit
    _, words = unit.journal.said(fact.subject)
    duty = [one for one in responsible(unit, unit.people.viewer(fact.person)) if one != fact.person]
    teller = unit.people.get(MUSTS, fact.person)
    name = teller.name if teller and teller.name else "一位访客"
    return [Push(one, f"{name}来说一件事，还没对上是哪一户、怎么办：{words[:200]}\n请联系问清楚。") for one in duty]
