"""Where something is: a door, a building, a place of an estate; what the person's own home makes plain is not asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from bot.kinds.base import Option, Unclear
from bot.language.where import Door
from bot.whereabouts import detail_after, houses_meant
from bot.world import World
from handlers.demands import ground, rules
from storage.households import Door as Home
from storage.places import House

MOST = 8
# What is said, at the question where something is, to words that are something else.
_ANSWERED = {
    rules.PRAISE: "谢谢您。先把这件记好，您再说一遍，我带到。",
    rules.ABUSE: "您先消消气，这件我来记。",
    rules.QUESTION: "先把这件记好，您再问一遍，我就答。",
}


@dataclass(frozen=True)
class Spot:
    """A place that somebody can be sent to: in words, with what of it the registry knows."""

    words: str
    committee: int | None = None
    building: int | None = None
    household: int | None = None  # the home of whoever asks, or for whom; not one that is complained of


@dataclass(frozen=True)
class Place:
    """`home`: where whoever it is for lives. `inside`: it must name a home. `said`: the matter whose place it is.

    `theirs`: a room that is named is whose it is, and where it is (a leak); else what others do there concerns the house
    alone. `house`: where the speaker stands, by the code at its door.
    """

    world: World
    home: Home | None = None
    inside: bool = False
    said: str = ""
    theirs: bool = True
    house: House | None = None
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> dict[str, Any]:
        again, text = text.startswith(ground.SAME), text.removeprefix(ground.SAME)
        if not again and self.said and ground.is_another(text, self.said):
            raise Unclear(self._lost(text))
        estates = self.world.unit.places.estates()
        doors, own = ground.doors_in(text, estates)
        numbered = next((door for door in doors if door.number), None)
        if numbered is None and not (doors and doors[0].room):
            numbered = next((door for door in own if door.number), None)
        if numbered:
            spot = self._at(numbered, text, estates, own=numbered in own)
        elif doors and doors[0].room and (near := self._near()):
            spot = self._room(near, doors[0], text)
        else:
            spot = self._around(text, estates)
        if self.inside and not spot.household:
            raise Unclear("" if text == self.said else "家里的事，要知道是哪一户才好上门。")
        return asdict(spot)

    def _near(self) -> House | None:
        """The house that a room without its number is in: where the speaker stands, or lives."""
        if self.house:
            return self.house
        own = self._own()
        return next(iter(self.world.unit.places.houses(number=own.building_id)), None) if own else None

    def _own(self) -> Home | None:
        if self.home:
            return self.home
        unit, household = self.world.unit, self.world.viewer.household
        return unit.places.household(self.world.viewer, household) if household else None

    def _at(self, door: Door, text: str, estates: Sequence[str], *, own: bool) -> Spot:
        named = [estate for estate in estates if estate in text]
        if not door.estate and len(named) == 1:
            door = replace(door, estate=named[0])
        houses = self._houses(door, estates)
        if not houses:
            self._nowhere(door, estates)
        if len(houses) > 1:
            spots = [(str(house), self._in_house(house, door, text, own=own)) for house in houses[:MOST]]
            raise Unclear(
                f"有{len(houses)}个小区有{door.number}号，是哪一个？",
                [Option(said, asdict(spot)) for said, spot in spots],
            )
        return self._in_house(houses[0], door, text, own=own)

    def _in_house(self, house: House, door: Door, text: str, *, own: bool = False) -> Spot:
        homes = self.world.unit.places.doors_at(door.number, door.room, house.estate) if door.room else []
        mine = self._is_mine(homes[0]) if homes else False
        self._is_there(house, door, bool(homes))
        if (homes or door.room.isdecimal()) and not self.inside and not self.theirs and (own or not mine):
            return Spot(f"{house}{ground.common(text.replace(door.source, '', 1))}", house.committee_id, house.id)
        words = f"{house}{homes[0].room if homes else door.room}{detail_after(text, door)}"
        return Spot(words, house.committee_id, house.id, homes[0].id if mine else None)

    def _is_there(self, house: House, door: Door, known: bool) -> None:
        """A room that cannot be: none of the registry, or higher than the house. Raises Unclear."""
        if known or not door.room:
            return
        top = self.world.unit.places.top_floor(door.number, house.estate)
        if door.room.isdecimal() and len(door.room) > 2 and top and int(door.room) // 100 > top:
            raise Unclear(f"{house}只有到{top}楼，没有{door.room}。请再看一下，是几室？")
        if self.inside:
            raise Unclear(f"{house}没有{door.room}。请再看一下，是几室？")

    def _is_mine(self, home: Home) -> bool:
        own = self._own()
        return self.inside or (own is not None and own.id == home.id)

    def _houses(self, door: Door, estates: Sequence[str]) -> list[House]:
        own = self._own()
        return houses_meant(self.world.unit, self.world.viewer, {own.estate} if own else (), door)

    def _nowhere(self, door: Door, estates: Sequence[str]) -> None:
        place = door.source if door.source else f"{door.number}号"
        if door.estate and not any(door.estate in estate or estate in door.estate for estate in estates):
            raise Unclear(
                f"「{place}」不在我们街道的名册里。要是在别的街道，请打 12345；写错了就再写一遍，是哪个小区、几号？"
            )
        raise Unclear(f"没找到「{place}」，{door.estate or '这里'}没有这个门牌。请再看一下，是几号？")

    def _room(self, house: House, door: Door, text: str) -> Spot:
        """A room without its number is in the house where one is."""
        key = re.sub(r"\D*$", "", house.number)
        return self._in_house(house, replace(door, number=key, estate=house.estate), text)

    def _around(self, text: str, estates: Sequence[str]) -> Spot:
        """Words that need a home or an estate to mean a place: 楼道, 小区东门."""
        named = next((estate for estate in sorted(estates, key=len, reverse=True) if estate in text), "")
        own, there = self._own(), ground.ESTATE.search(text.replace(named, "", 1))
        street = "" if named or self.inside else ground.outside(text)
        if street or (ground.UNKNOWN.fullmatch(text.strip(" 。")) and not self.inside):
            return self._outside(street)
        house = self._near()
        if house and not named and ground.OWN.search(text) and not there:
            mine = own and own.building_id == house.id and (ground.AT_HOME.search(text) or self.inside)
            words = own.full_door if own and mine else f"{house}{_shared(text)}"
            return Spot(words, house.committee_id, house.id, own.id if own and mine else None)
        here = own.estate if own else self.house.estate if self.house else ""
        if (estate := named or (here if there else "")) and not self.inside:
            houses = self.world.unit.places.houses(estate=estate)
            return Spot(f"{estate}{ground.public(text, there[0] if there else '')}", houses[0].committee_id)
        if there and not own and not self.inside:
            return self._which_estate(lambda estate: f"{estate}{ground.public(text, there[0])}", "是哪个小区的？")
        raise Unclear(self._lost(text))

    def _lost(self, text: str) -> str:
        """Of the matter itself nothing is said: its place is simply asked."""
        if text != self.said and (meant := _ANSWERED.get(rules.intent(text))):
            return meant
        return "" if text == self.said else "没听出是哪一户。" if self.inside else "没听出是哪里。"

    def _outside(self, street: str) -> Spot:
        """Outside of the estates, or where nobody can say: the speaker's committee looks; a guest says what is near."""
        own, viewer, words = self._own(), self.world.viewer, street or "地点没说清"
        if own:
            return Spot(words, own.committee_id)
        if self.house:
            return Spot(words, self.house.committee_id)
        if len(committees := sorted(self.world.unit.people.committees_of(viewer))) == 1:
            return Spot(words, committees[0])
        anywhere = Option("说不上来", asdict(Spot(words)))
        return self._which_estate(lambda estate: f"{words}（近{estate}）", "那里离哪个小区近？", anywhere)

    def _which_estate(self, said: Callable[[str], str], question: str, *more: Option) -> Spot:
        areas = self.world.viewer.committees | self.world.viewer.areas | self.world.viewer.grounds
        houses = self.world.unit.places.houses(areas=areas)
        committees = {house.estate: house.committee_id for house in houses if house.estate}
        spots = {estate: Spot(said(estate), committee) for estate, committee in committees.items()}
        if len(spots) == 1:
            return next(iter(spots.values()))
        raise Unclear(question, [*(Option(estate, asdict(spot)) for estate, spot in list(spots.items())[:MOST]), *more])

    def load(self, stored: Any) -> Spot:
        spot = Spot(**stored)
        if spot.building and not self.world.unit.places.houses(number=spot.building):
            raise Unclear("这个门牌已经不在名册里了，请再写一次在哪里。")
        return spot

    def show(self, value: Spot) -> str:
        return value.words

    def options(self) -> list[Option]:
        return []


def _shared(text: str) -> str:
    """What is meant of the house one is in: of 我们楼 nothing is left to say; what is near is as it was called."""
    near = re.search("楼上|楼下|隔壁|对门", text)
    return ground.common(text) or (near[0] if near else "")
