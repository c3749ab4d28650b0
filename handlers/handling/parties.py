"""To whom a case can be given: the property company, other offices, a colleague; who is there if somebody is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.world import View, World
from handlers.engines.cases import moves, rules
from handlers.engines.cases.saying import CASE
from handlers.handling.phrases import HOLDERS, RETURN
from storage.cases import Case
from storage.charge import CADRES
from storage.households import Person

PROPERTY, STREET = "物业", "街道"
_TITLES = "姐|哥|老师|主任|书记|经理|阿姨|工|队长?"
_ROLES = (*CADRES, "书记", PROPERTY, "楼组长", "街道干部")
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
    if found := _called(said, colleagues(world, case)):
        return Party(found.name, found.id, colleague=True)
    if found := _called(
        said.removeprefix(PROPERTY), world.unit.people.with_role(PROPERTY, moves.committee_of(world, case))
    ):
        return Party(PROPERTY, found.id)
    numbers = [one for one in world.settings.contacts if said in (one.number, one.name)]
    return Party(numbers[0].name, phone=numbers[0].number) if numbers else None


def _called(said: str, people: Sequence[Person]) -> Person | None:
    """Who is called so: by full name, else 小陈, 陈姐, 马经理, if only one of them can be meant."""
    found = [one for one in people if one.name and one.name == said]
    if not found and (called := re.fullmatch(rf"[小老](?P<one>.)|(?P<two>.)(?:{_TITLES})", said)):
        found = [one for one in people if one.name and one.name[0] == (called["one"] or called["two"])]
    return found[0] if len(found) == 1 else None


def giver(world: World, case: Case) -> Party | None:
    """Who had it before it was given to whoever has it: 退回."""
    for step in reversed(world.unit.cases.steps(CASE, case.id)):
        before = step.was.get("owner_id") if step.act in (rules.HAND, rules.TAKE) else None
        person = world.unit.people.get(CASE, before) if before and before != world.viewer.person else None
        if person:
            return Party(person.name, person.id, colleague=True)
    return None


def why_not(world: World, case: Case, said: str) -> str:
    """Why a case cannot go to somebody who is named: they hold another role, are of another committee, or not known at all."""
    if said == RETURN:
        return "看不出是谁转给您的，请写名字"
    known = [(role, one) for role in _ROLES for one in world.unit.people.with_role(role)]
    if found := _called(said, list({one.id: one for _, one in known}.values())):
        role = next(role for role, one in known if one.id == found.id)
        areas = world.unit.people.committees_of(world.unit.people.viewer(found.id))
        area = world.unit.places.area(min(areas)) if len(areas) == 1 else None
        return f"{found.name}是{f'{area.name}的' if area else ''}{role}，这件不能交给{found.name}"
    several = [one.name for _, one in known if one.name[:1] in said.lstrip("小老")[:1] and len(said) < 4]
    here = [one.name for one in colleagues(world, case) if one.name in several]
    return f"「{said}」可能是{'、'.join(here)}，请写全名" if len(here) > 1 else f"没找到「{said}」"


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
