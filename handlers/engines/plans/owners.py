"""Whose a due household is today: one person each, so that nobody is called on twice and nobody is forgotten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from bot.world import View
from handlers.engines.plans.dues import Due
from storage.charge import Charge
from storage.households import Door

NOBODY = 0


def share_out(view: View, dues: Sequence[Due], charge: Charge | None = None) -> dict[int, list[Due]]:
    """Person → what is theirs to do, in the order given; under `NOBODY` what nobody is in charge of.

    Of several cadres in charge it is whoever went there last, else one of them by the building, so that each keeps whole
    buildings and walks short ways.
    """
    charge = charge or view.unit.covers.charge()
    able = {
        (due.household, due.role): charge.of_home(due.household, due.building, due.committee, due.role or "干部")
        for due in dues
    }
    went = _went_last(view, [household for (household, _), people in able.items() if len(people) > 1])
    shared: dict[int, list[Due]] = defaultdict(list)
    for due in dues:
        people = able[due.household, due.role]
        last = went.get(due.household, NOBODY)
        shared[choose(people, charge.away.get(last, last), due.building)].append(due)
    return shared


def owner_of(view: View, home: Door) -> int:
    """Whose a household is today; `NOBODY` if nobody is in charge of it."""
    people = view.unit.covers.charge([home.building_id]).of_home(home.id, home.building_id, home.committee_id)
    last = _went_last(view, [home.id] if len(people) > 1 else []).get(home.id, NOBODY)
    return choose(people, last, home.building_id)


def choose(people: Sequence[int], last: int, building: int) -> int:
    """One of those in charge: who went last if they are, else by the building; `NOBODY` if there is nobody."""
    if not people or last in people:
        return last if people else NOBODY
    return people[building % len(people)]


def _went_last(view: View, households: Collection[int], chunk: int = 500) -> dict[int, int]:
    numbers, found = sorted(set(households)), {}
    for start in range(0, len(numbers), chunk):
        found.update(view.unit.dues.last_cadres(numbers[start : start + chunk]))
    return found
