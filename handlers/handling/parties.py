"""To whom a case can be given: the property company, other offices, a colleague; who is there if somebody is not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.world import View, World
from handlers.engines.cases import moves
from handlers.handling.rules import HOLDERS
from storage.cases import Case
from storage.charge import CADRES
from storage.households import Person

PROPERTY, STREET = "物业", "街道"
_SAME = {"物业公司": PROPERTY, "业主委员会": "业委会", "街道办事处": STREET}


@dataclass(frozen=True)
class Party:
    """Who has it next. `colleague`: they answer for it from now on; otherwise the owner of the clock stays."""

    name: str
    person: int | None = None
    colleague: bool = False
    phone: str = ""


def colleagues(view: View, case: Case) -> list[Person]:
    """Who of the committee could answer for a case."""
    committee = moves.committee_of(view, case)
    found = [one for role in (*CADRES, "书记") for one in view.unit.people.with_role(role, committee)]
    return list({one.id: one for one in found}.values())


def party(world: World, case: Case, said: str) -> Party | None:
    """Whom a word means: 物业, 街道, 12345, 陈洁, 我; None if nobody is called so here."""
    said = re.sub(r"(?:同志|师傅|同事)$", "", said.strip())
    if said in ("我", "我自己", "自己", "本人"):
        return Party(world.person.name, world.viewer.person, colleague=True)
    if re.fullmatch(HOLDERS, said):
        return _office(world, case, _SAME.get(said, said))
    for one in colleagues(world, case):
        if one.name and (one.name == said or said in (f"小{one.name[0]}", f"老{one.name[0]}", f"{one.name[0]}书记")):
            return Party(one.name, one.id, colleague=True)
    for one in world.unit.people.with_role(PROPERTY, moves.committee_of(world, case)):
        if one.name and said in (one.name, f"{one.name[0]}经理", f"物业{one.name}"):
            return Party(PROPERTY, one.id)
    numbers = [one for one in world.settings.contacts if said in (one.number, one.name)]
    return Party(numbers[0].name, phone=numbers[0].number) if numbers else None


def _office(world: World, case: Case, name: str) -> Party:
    if name == PROPERTY:
        people = world.unit.people.with_role(PROPERTY, moves.committee_of(world, case))
        return Party(PROPERTY, people[0].id if people else None)
    key = name.removesuffix("公司").removesuffix("热线")
    numbers = [one for one in world.settings.contacts if key and (key in one.name or key == one.number)]
    return Party(numbers[0].name if name.isdecimal() and numbers else name, phone=numbers[0].number if numbers else "")


def who_is_there(view: View, case: Case) -> str:
    """物业、业委会、街道，也可以交给陈洁、刘书记."""
    names = [one.name for one in colleagues(view, case) if one.name]
    return f"可以转物业、业委会、街道，也可以给{'、'.join(names[:6])}" if names else "可以转物业、业委会、街道"
