"""The households that somebody has in the running weather rounds, and which of them words mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.where import Door, find_doors, number_key, room_key
from bot.language.who import Who, find_people, matches
from bot.world import World
from storage.households import Household, Person
from storage.rounds import OPEN, WEATHER

ALL, REST = "都", "其他"


class Mine:
    """The households that the viewer has in the running weather rounds, and which of them words mean."""

    def __init__(self, world: World) -> None:
        rounds, viewer = world.unit.rounds, world.viewer
        self.running = rounds.running(viewer, WEATHER)
        self.rows = rounds.mine(viewer, [one.id for one in self.running]) if self.running else []
        self.homes = list(world.unit.places.some(viewer, {row.household_id for row in self.rows}).values())
        still = {row.household_id for row in self.rows if row.state in OPEN}
        self.open = [home for home in self.homes if home.id in still]
        self.today = world.today
        self.estates = world.unit.places.estates()

    @property
    def names(self) -> list[str]:
        return sorted({person.name for home in self.homes for person in home.people if person.name})

    def find(self, words: str) -> list[Household]:
        """Those that a door or a person's name may mean."""
        doors = [door for door in find_doors(words, self.estates) if door.room]
        if doors:
            return [home for home in self.homes if self._is_at(home, doors[0])]
        people = find_people(words, self.names)
        return [home for home in self.homes if people and any(self._is_called(people[0], one) for one in home.people)]

    def inside(self, words: str, homes: Sequence[Household]) -> list[Household]:
        """Those of `homes` that 都, 其他 or 1号 speaks of together."""
        if words in (ALL, REST):
            return list(homes)
        house = re.fullmatch(r"(\d{1,3})号", words)
        return [home for home in homes if house and number_key(home.number) == house[1]]

    def _is_at(self, home: Household, door: Door) -> bool:
        same = number_key(home.number) == door.number and room_key(home.room) == door.room
        return same and door.estate in ("", home.estate)

    def _is_called(self, who: Who, one: Person) -> bool:
        born = int(one.born[:4]) if one.born[:4].isdecimal() else None
        return matches(who, one.name, one.gender, born, self.today)
