"""What a visit brings about: danger that is not over wakes whoever is responsible."""

from __future__ import annotations

from collections.abc import Sequence

from bot.danger import on_duty
from bot.facts import Fact, reacts
from bot.pushes import Push
from bot.world import View
from storage.outbox import ALERT
from storage.viewers import system


@reacts("alarm")
def wake_the_secretary(view: View, fact: Fact) -> Sequence[Push]:
    """The cadre at the door says that it is still dangerous."""
    unit = view.unit
    viewer = unit.people.viewer(fact.person)
    visit = unit.visits.get(system("alarm"), fact.subject)
    home = unit.places.household(system("alarm"), visit.household_id) if visit else None
    cadre = unit.people.get(system("alarm"), fact.person)
    text = f"紧急：{cadre.name if cadre else '一位干部'}在{home.full_door if home else '一户人家'}，说现在还有危险。请马上联系。"
    return [Push(person, text, lane=ALERT, reason="紧急") for person in on_duty(unit, viewer)]
