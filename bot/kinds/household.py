"""A household, by its door or by the name of someone who lives there, among those the person may see."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from bot.kinds.base import NotAllowed, Option, Unclear
from bot.language.where import Door, find_doors, room_key
from bot.language.who import Who, find_people, matches
from bot.world import World
from storage.households import Household as Home
from storage.households import Person

# 不是12号是13号: what it was not is not asked for.
_TAKEN_BACK = re.compile(r"^[^，,。]{0,6}?不是[^，,。是]{1,20}[，,\s]*(?:而|应该)?是|[，,\s]*不是[^，,。是]{1,20}$")
MOST = 8  # options shown at once


@dataclass(frozen=True)
class Household:
    """One household of the viewer's area. `alone`: words that say more than which household are not an answer.

    `near`: buildings that were spoken of; a room without its number (第二户是402) is there, if it can be.
    """

    world: World
    alone: bool = False
    near: tuple[int, ...] = ()
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> int:
        places, viewer = self.world.unit.places, self.world.viewer
        text = _TAKEN_BACK.sub("", text)
        doors = find_doors(text, places.estates())
        if len({(door.estate, door.number, door.room) for door in doors}) > 1:
            raise Unclear("一次请说一户。", [Option(door.source, words=door.source) for door in doors[:MOST]])
        people = find_people(text, places.names(viewer) if not doors else ())
        found = (
            self._behind(doors[0])
            if doors
            else [home for home in places.shops(viewer, text.strip()) if home.name == text.strip()]
        )
        if not doors and not found and people:
            found = places.households_named(viewer, self._called(people))
        if not doors and not found and len(text.strip()) > 1:
            found = places.shops(viewer, text.strip()[:40])
        if not found and (name := text.strip(" 。，,！!")) and len(name) > 1 and not (doors and doors[0].number):
            found = places.shops(viewer, name[:40])
        if (
            len(found) > 1
            and people
            and (named := [home for home in found if any(map(self._called(people), home.people))])
        ):
            found = named
        if self.alone and len(text) > _named(doors, people) + 6:
            raise Unclear("请只说是哪一户，比如「12号302」。")
        if not found:
            self._explain(text, doors[0] if doors else None, people)
        if len(found) > 1:
            self._which(found)
        return found[0].id

    def _behind(self, door: Door) -> list[Home]:
        places, viewer = self.world.unit.places, self.world.viewer
        if door.number:
            return self._in_estate(door, places.households_at(viewer, door.number, door.room, door.estate))
        found = [home for home in places.households(viewer) if room_key(home.room) == door.room]
        return [home for home in found if home.building_id in self.near] or found

    def _in_estate(self, door: Door, exactly: list[Home]) -> list[Home]:
        """二村3号101 is in 江湾二村, and 300弄 is in 国权路300弄: an estate by a part of its name, where that leaves something."""
        if exactly or not door.estate:
            return exactly
        there = self.world.unit.places.households_at(self.world.viewer, door.number, door.room)
        return [home for home in there if door.estate in home.estate or home.estate in door.estate]

    def _called(self, people: Sequence[Who]) -> Callable[[Person], bool]:
        today = self.world.today
        residents = [who for who in people if not who.role] or list(people)
        return lambda person: any(
            matches(who, person.name, person.gender, _year(person.born), today) for who in residents
        )

    def _which(self, found: Sequence[Home]) -> None:
        several = len({home.estate for home in found}) > 1
        options = [Option(name_of(home, estate=several), home.id) for home in found[:MOST]]
        more = f"（共{len(found)}户，可以把门牌写全）" if len(found) > MOST else ""
        raise Unclear(f"有{len(found)}户对得上，是哪一户？{more}", options)

    def _explain(self, text: str, door: Door | None, people: Sequence[Who]) -> None:
        places = self.world.unit.places
        if door is None:
            who = people[0].source if people else text.strip()[:20]
            raise Unclear(f"没找到「{who}」。可以写门牌，比如「12号302」，也可以写姓名。")
        if there := places.doors_at(door.number, door.room, door.estate):
            others = "、".join(person.name for person in self.world.unit.people.cadres_of(there[0].id)[:2])
            raise NotAllowed(f"{there[0].full_door}不在您负责的范围里。这一户的事请找{others or there[0].committee}。")
        said = door.source
        rooms = places.rooms_in(door.number, door.estate) if door.number else []
        if not rooms:
            raise Unclear(f"没找到「{said}」，这里没有这个门牌。请再看一下，比如「12号302」。")
        near = [room for room in rooms if door.room and (room[-2:] == door.room[-2:] or room[:1] == door.room[:1])]
        mine = {
            room_key(home.room): home for home in places.households_at(self.world.viewer, door.number, "", door.estate)
        }
        near = sorted((room_key(room) for room in near), key=lambda room: room[-2:] != door.room[-2:])
        options = [Option(name_of(mine[room]), mine[room].id) for room in near if room in mine]
        top = places.top_floor(door.number, door.estate)
        high = (
            f"{door.number}号只有到{top}楼，"
            if top and door.room[:-2].isdecimal() and int(door.room[:-2]) > top
            else ""
        )
        raise Unclear(f"没找到「{said}」。{high}您说的是哪一户？", options[:4])

    def load(self, stored: Any) -> Home:
        home = self.world.unit.places.household(self.world.viewer, stored)
        if home is None:
            raise Unclear("这一户已经不在您的名单里了，可能搬走了。")
        return home

    def show(self, value: Home) -> str:
        return name_of(value)

    def options(self) -> list[Option]:
        return []


def _named(doors: Sequence[Door], people: Sequence[Who]) -> int:
    """How many characters name a household."""
    return sum(len(door.source) for door in doors) + sum(len(who.source) for who in people)


def name_of(home: Home, *, estate: bool = False) -> str:
    """12号302 王秀英: the door and, for those who may know it, who lives there."""
    door = home.full_door if estate else home.door
    names = _together([person.name for person in home.people if person.name])
    return f"{door} {names}" if names else door


def call_home(home: Home, today: date, person: int = 0) -> str:
    """王阿婆; of several whoever is meant, else all of them (聂伯伯、廖阿婆): nobody is told of who was not."""
    meant = [one for one in home.people if one.id == person] or list(home.people)
    return _together([call(one, today) for one in meant if one.name])


def _together(names: list[str]) -> str:
    return "、".join(names) if len(names) < 3 else f"{names[0]}等{len(names)}人"


def call(person: Person, today: date) -> str:
    """How one speaks of somebody: 王阿婆, 李伯伯, or the name."""
    born = _year(person.born)
    if not person.name or born is None or today.year - born < 70 or person.gender not in "男女":
        return person.name
    return person.name[0] + {"女": "阿婆", "男": "伯伯"}.get(person.gender, "")


def _year(born: str) -> int | None:
    return int(born[:4]) if born[:4].isdecimal() else None
