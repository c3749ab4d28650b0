"""Where a matter is: what home, building and code at a door make plain is not asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from bot.kinds.base import Option
from bot.language.where import find_doors
from bot.talk.talk import Part
from bot.world import World
from handlers.demands import ground, rules
from handlers.demands.kinds import Behalf
from handlers.demands.labels import Label
from handlers.demands.places import Place, Spot
from handlers.demands.saying import WHERE, WHERE_HOME
from storage.households import Door
from storage.places import House
from storage.viewers import system

DEMANDS = system("demands")
NOWHERE = "无"


@dataclass(frozen=True)
class Standing:
    """The house whose code was read at its door; never shown, never asked."""

    world: World
    free: ClassVar[bool] = True

    def read(self, text: str, sent: datetime) -> int:
        places = self.world.unit.places
        door = next((door for door in find_doors(text, places.estates()) if door.number), None)
        found = places.houses(key=door.number, estate=door.estate) if door else []
        return found[0].id if len(found) == 1 else 0

    def load(self, stored: Any) -> House | None:
        return next(iter(self.world.unit.places.houses(number=stored)), None) if stored else None

    def show(self, value: Any) -> str:
        return ""

    def options(self) -> list[Option]:
        return []


def spot_of(
    part: Part,
    world: World,
    whom: Behalf,
    words: str,
    label: Label,
    house: House | None,
    *,
    several: bool,
    more: bool = False,
) -> Spot:
    """The place of one matter; asked only if nothing tells it, and of several it is said which one is meant.

    `more`: another matter was told instead of the answer.
    """
    own = home_of(world, whom)
    if label.where == "无" and (anywhere := _anywhere(world, own)):
        return anywhere
    theirs = ground.is_of_a_home(words, label, world.unit.places.estates())
    inside = theirs and own is None and not world.viewer.roles and not _is_shared(world, words, house)
    usual = own.full_door if own and (whom.household or theirs) else None
    if house and not inside and not whom.household:
        usual = str(house)
    if any(door.number for door in ground.doors_in(words, world.unit.places.estates())[0]):
        usual = None  # they said where: should it be no such door, their own home is not meant
    question = f"是{house}的几室？" if inside and house else WHERE_HOME if inside else WHERE
    question = f"「{rules.shortly(words, 16)}」{question}" if several else question
    question = f"刚说的那件我也记着。先问前面这件：{question}" if more else question
    place = Place(world, own, inside, words, theirs=theirs, house=house)
    return part.ask("地点", question, place, otherwise=usual)


def _is_shared(world: World, words: str, house: House | None) -> bool:
    """Outside, at the roof of 12号, or of another's home, as whoever stands at the door tells it (301 leaks)."""
    if ground.outside(words):
        return True
    doors = ground.doors_in(words, world.unit.places.estates())[0]
    rooms = any(door.room for door in doors)
    return not ground.AT_HOME.search(ground.without_own(words)) and bool(
        (house and rooms) or (doors and not rooms and ground.common(words))
    )


def home_of(world: World, whom: Behalf) -> Door | None:
    """The home of whoever it is for; of a guest the one that they told once."""
    household = whom.household or world.viewer.household or (0 if world.viewer.roles else _told_home(world))
    return world.unit.places.household(DEMANDS, household) if household else None


def _told_home(world: World) -> int:
    own = world.unit.voices.of_person(world.viewer.person)
    return next((case.household_id for case, voice in own if case.household_id and voice.part == "提出"), 0)


def _anywhere(world: World, own: Door | None) -> Spot | None:
    """Of what happens nowhere in particular: the person's own committee."""
    if own is not None:
        return Spot("", own.committee_id, own.building_id, own.id)
    committees = sorted(world.unit.people.committees_of(world.viewer))
    return Spot("", committees[0]) if len(committees) == 1 else None
