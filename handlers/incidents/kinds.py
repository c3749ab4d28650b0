"""A door somebody tells of who may not know who lives there: the door is a public place, the people are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.kinds.base import Option, Unclear
from bot.language.where import find_doors
from bot.world import World
from storage.households import Door
from storage.viewers import system


@dataclass(frozen=True)
class AnyDoor:
    """One dwelling of the street; 0 where the words name none that we find: they are kept for a human."""

    world: World
    free: ClassVar[bool] = True

    def read(self, text: str, sent: datetime) -> int:
        found = places_told(self.world, text)
        if len(found) > 1:
            options = [Option(door.full_door, door.id) for door in found[:5]]
            raise Unclear("有几处门牌一样，是哪一处？", options)
        return found[0].id if found else 0

    def load(self, stored: int) -> Door | None:
        return self.world.unit.places.household(system("incidents"), stored) if stored else None

    def show(self, value: Door | None) -> str:
        return value.full_door if value else "照您说的"

    def options(self) -> Sequence[Option]:
        return []


def places_told(world: World, text: str) -> list[Door]:
    """The doors that the words may mean, without a word on who lives there."""
    places = world.unit.places
    told = [door for door in find_doors(text, places.estates()) if door.number and door.room]
    return places.doors_at(told[0].number, told[0].room, told[0].estate) if told else []
