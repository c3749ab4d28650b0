"""Whose progress is asked for, and whether the asker may hear it: the person and the secretary, nobody else."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.who import find_people, matches
from bot.world import World
from storage.charge import CADRES
from storage.households import Person
from storage.viewers import system

ASKING = system("progress")


def find_staff(world: World, words: str) -> list[Person]:
    """Cadres and secretaries whom the words name: in full, or as one calls them (小陈, 陈老师)."""
    people = world.unit.people
    roles = (*CADRES, "书记")
    everybody = list({one.id: one for role in roles for one in people.with_role(role)}.values())
    name = words.strip(" 。，,")
    if found := [
        one for one in everybody if one.name and name in (one.name, *(one.name + end for end in ("同志", "书记")))
    ]:
        return found
    called = [who for who in find_people(name) if who.source == name and not who.given]
    return [one for one in everybody if any(matches(who, one.name, one.gender, None, world.today) for who in called)]


def may_ask(world: World, person: int) -> bool:
    """The person themselves and the secretary of their committee: the street sees areas, not people."""
    viewer = world.viewer
    if viewer.person == person:
        return True
    return "书记" in viewer.roles and bool(_committees(world, person) & viewer.committees)


def _committees(world: World, person: int) -> set[int]:
    """Where somebody works; not where they live or stand in."""
    areas = {area.id: area for area in world.unit.places.areas()}
    found = set()
    for role in world.unit.people.roles(ASKING, person):
        area = areas.get(role.area_id or 0)
        while area and area.kind != "居委":
            area = areas.get(area.parent_id or 0)
        found |= {area.id} if area else set()
    return found


def in_full(world: World, persons: Sequence[Person]) -> list[str]:
    """王芳（微网格1）: of several of one name."""
    where = [
        "、".join(dict.fromkeys(role.area for role in world.unit.people.roles(ASKING, one.id) if role.area))
        for one in persons
    ]
    return [f"{one.name}（{place or '全街道'}）" for one, place in zip(persons, where, strict=True)]
