"""A person who is lost is handed to a human: a resident to the cadre in charge, a cadre to the secretary, else an officer."""

from __future__ import annotations

from collections.abc import Sequence

from bot.danger import responsible
from bot.facts import Fact, reacts
from bot.pushes import Push
from bot.world import View
from storage.viewers import system


@reacts("help")
def call_a_human(view: View, fact: Fact) -> Sequence[Push]:
    """Whom to tell that somebody needs a hand. What they wrote is not repeated."""
    unit = view.unit
    viewer = unit.people.viewer(fact.person)
    somebody = unit.people.get(system("helping"), fact.person)
    name = somebody.name if somebody and somebody.name else "一位访客"
    cadres = [] if viewer.roles or not viewer.household else [one.id for one in unit.people.cadres_of(viewer.household)]
    return [
        Push(one, f"{name}在这里卡住了，想请人帮忙。请联系一下。", reason="帮忙")
        for one in cadres or responsible(unit, viewer)
    ]
