"""A new case reaches whoever answers for it at once; every step reaches those it concerns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.facts import Fact, reacts
from bot.pushes import Push
from bot.world import View
from handlers.engines.cases import moves, rules
from handlers.handling import saying
from handlers.handling.telling import REASON, RESUME, all_of, taken_back
from storage.cases import Case


@reacts("case")
def tell_owner(view: View, fact: Fact) -> Sequence[Push]:
    """Number, place, matter, what is due when; the name only where it may be known. Nobody in charge: the secretary."""
    case = view.unit.cases.get(fact.subject)
    owner = moves.answering(view, case)
    people = [owner] if owner else view.unit.covers.charge().heads_of(moves.committee_of(view, case) or 0)
    return [
        Push(one, _new(view, case, one), saying.buttons(case, only=saying.FIRST), reason=REASON)
        for one in people
        if one != fact.person
    ]


def _new(view: View, case: Case, person: int) -> str:
    urgency = f"（{saying.URGENCY[case.urgency]}）" if saying.URGENCY.get(case.urgency) else ""
    first = f"新诉求 {saying.shown_title(case)}{urgency}，{saying.promises(view, case)}。"
    return f"{first}\n{saying.raisers(view, case, view.unit.people.viewer(person))}"


@reacts("case_step")
def tell_step(view: View, fact: Fact) -> Sequence[Push]:
    """Everybody whom a step concerns; a pause also sets the moment at which it is over."""
    step = view.unit.cases.get_step(fact.subject)
    if step.act == rules.PAUSE and step.day:
        at = datetime.combine(step.day, view.settings.reminders.morning, view.now.tzinfo)
        view.unit.moments.add(RESUME, step.case_id, at)
    return all_of(view, step, fact.person)


@reacts("case_step undone")
def tell_undone(view: View, fact: Fact) -> Sequence[Push]:
    """What was taken back at once must not be done by whoever was asked."""
    return taken_back(view, view.unit.cases.get_step(fact.subject), fact.person)
