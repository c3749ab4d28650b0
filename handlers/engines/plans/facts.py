"""Evidence resolves plans: a contact, not a tick."""

from __future__ import annotations

from bot.facts import Fact, reacts
from bot.world import View
from handlers.engines.plans.dues import block_of
from storage.viewers import system
from storage.visits import NO_CONTACT


@reacts("visit")
def resolve_plans(view: View, fact: Fact) -> None:
    """Somebody of the household was met: the plans to go there until that day are done.

    What somebody else told is no contact for a must-visit, and a call is none where only the door will do.
    """
    unit = view.unit
    visit = unit.visits.get(system("plans"), fact.subject)
    if visit and visit.way not in NO_CONTACT:
        block = block_of(view)
        seen = visit.way in block.contact and visit.way not in block.remote
        unit.plans.met(
            system("plans"), visit.household_id, visit.day, visit.id, met=visit.way in block.contact, in_person=seen
        )
