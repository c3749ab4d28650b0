"""A secretary's question reaches the cadre, and the cadre's reason the secretary."""

from __future__ import annotations

from collections.abc import Sequence

from bot.facts import Fact, reacts
from bot.kinds.base import Option
from bot.pushes import Push
from bot.world import View
from handlers.care.late import CANNOT, ways_out
from handlers.care.saying import say_due
from handlers.engines.plans.owners import owner_of
from handlers.engines.plans.wording import begin_visit
from storage.viewers import system

CARE = system("care")


@reacts("care_question")
def put_question(view: View, fact: Fact) -> Sequence[Push]:
    """Could somebody look in there today?"""
    home = view.unit.places.household(CARE, fact.subject)
    asker = view.unit.people.get(CARE, fact.person)
    owner = owner_of(view, home) if home else 0
    if home is None or not owner:
        return []
    viewer = view.unit.people.viewer(owner)
    about = {"household": home.id}
    cannot = Option(CANNOT, words=f"{CANNOT}：{home.full_door}", start=CANNOT, about=about)
    text = f"{asker.name if asker else '书记'}问起{say_due(view, viewer, home)}\n今天能去看看吗？"
    return [Push(owner, text, [begin_visit(home), cannot], reason="书记问")]


@reacts("care_excuse")
def pass_on_reason(view: View, fact: Fact) -> Sequence[Push]:
    """The reason, word for word, with what can be done about it."""
    household, why = view.unit.journal.said(fact.subject)
    home = view.unit.places.household(CARE, household)
    cadre = view.unit.people.get(CARE, fact.person)
    if home is None or cadre is None:
        return []
    heads = view.unit.covers.charge([home.building_id]).heads_of(home.committee_id)
    text = f"{cadre.name}今天去不了{home.door}：{why}"
    return [
        Push(head, text, ways_out(view, view.unit.people.viewer(head), home, fact.person), reason="回话")
        for head in heads
        if head != fact.person
    ]
