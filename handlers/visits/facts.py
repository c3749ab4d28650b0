"""What a visit brings about: danger that is not over wakes whoever is responsible."""

from __future__ import annotations

from collections.abc import Sequence

from bot.danger import raise_alert
from bot.facts import Fact, reacts
from bot.whereabouts import Spot
from bot.world import View
from storage.viewers import system

ALARM = system("alarm")


@reacts("alarm")
def wake_whoever_is_on_duty(view: View, fact: Fact) -> Sequence[Fact]:
    """The cadre at the door says that it is still dangerous."""
    visit = view.unit.visits.get(ALARM, fact.subject)
    home = view.unit.places.household(ALARM, visit.household_id) if visit else None
    spot = Spot((home.committee_id,), home.building_id, home.id, home.full_door) if home else Spot()
    said = f"走访时还有危险：{visit.note}" if visit else "走访时还有危险"
    number = raise_alert(view.unit, fact.person, said, "走访", spot, view.settings, view.calendar)
    return [Fact("alert", number, fact.person)]
