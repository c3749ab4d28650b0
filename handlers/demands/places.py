"""Where something is: a door, a building, a place of an estate; what the person's own home makes plain is not asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, ClassVar

from bot.kinds.base import Option, Unclear
from bot.language.numbers import plain
from bot.language.where import Door, find_doors
from bot.world import World
from storage.households import Door as Home
from storage.places import House

OWN = re.compile(
    r"我家|我们家|阿拉家|屋里厢|家里|自己家|楼上|楼下|隔壁|对门|对面|我们楼|阿拉楼|本楼|这栋|这幢|这个楼|楼道|走廊|楼梯|过道|电梯|门口|底楼|顶楼|楼顶|屋顶|"
    r"[一二三四五六七八九十\d]+[楼层](?!栋)|号子里|门洞|天花板|阳台|厨房|卫生间|厕所|客厅|卧室|信箱|单元门|大门|门禁|电表|水表|扶手|我(爸|妈|们楼|老公|老伴)"
)
ESTATE = re.compile(
    r"小区|垃圾(箱|房|桶|站|箱房)?|箱房|地下(车)?库|车库|车棚|花园里?|草坪|绿化带|[东西南北]门|[东西南北]侧|门卫|保安|广场|健身(点|器|角)|儿童乐园|凉亭|停车(场|位)|车位|"
    r"充电桩|路灯|主干道|中心花园|活动室|食堂|社区|围墙|河边|快递柜|宣传栏|公共厕所|消防通道|弄堂"
)
DETAIL = re.compile(
    r"[\s的]*((?:[东西南北](?:面|侧|边)?|前面|后面|旁边|窗下|底楼|顶楼|[一二三四五六七八九十\d]+[楼层])*(?:外墙|楼道|走廊|楼梯|电梯|门口|大门|屋顶|楼顶|地下室|过道|窗下|消防通道|"
    r"垃圾(?:桶|箱|房)|门禁|高区|低区|之间|中间)?)"
)
MOST = 8


@dataclass(frozen=True)
class Spot:
    """A place that somebody can be sent to: in words, with what of it the registry knows."""

    words: str
    committee: int | None = None
    building: int | None = None
    household: int | None = None  # the home of whoever asks, or for whom; not one that is complained of


def says_where(text: str, estates: Sequence[str]) -> bool:
    """Whether words tell a place, if only to one who knows where the speaker lives."""
    return bool(find_doors(text, estates) or OWN.search(text) or ESTATE.search(text) or _latin(text))


def _latin(text: str) -> str:
    """Bldg 6 … Rm 1105 → 6号1105; "" without such words."""
    house = re.search(r"\b(?:bldg|building|block)\.?\s*(\d{1,3})", text, re.IGNORECASE)
    room = re.search(r"\b(?:rm|room|apt|unit)\.?\s*(\d{3,4})", text, re.IGNORECASE)
    return f"{house[1]}号{room[1] if room else ''}" if house else ""


@dataclass(frozen=True)
class Place:
    """`home`: a home of the registry the matter is in already (for whom it is). `inside`: it must name a home."""

    world: World
    home: Home | None = None
    inside: bool = False
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> dict[str, Any]:
        estates = self.world.unit.places.estates()
        doors = find_doors(_latin(text) or text, estates)
        numbered = next((door for door in doors if door.number), None)
        if numbered:
            spot = self._at(numbered, text, estates)
        elif doors and doors[0].room and (own := self._own()):
            spot = self._room(own, doors[0], text)
        else:
            spot = self._around(text, estates)
        if self.inside and not spot.household:
            raise Unclear("是您家里的事，要知道是哪一户才好上门。请写小区和门牌，比如「益港花园12号302」。")
        return asdict(spot)

    def _own(self) -> Home | None:
        if self.home:
            return self.home
        unit, household = self.world.unit, self.world.viewer.household
        return unit.places.household(self.world.viewer, household) if household else None

    def _at(self, door: Door, text: str, estates: Sequence[str]) -> Spot:
        houses = self._houses(door, estates)
        if not houses:
            self._nowhere(door, estates)
        if len(houses) > 1:
            options = [Option(str(house), asdict(self._in_house(house, door, text))) for house in houses[:MOST]]
            raise Unclear(f"有{len(houses)}个小区有{door.number}号，是哪一个？", options)
        return self._in_house(houses[0], door, text)

    def _in_house(self, house: House, door: Door, text: str) -> Spot:
        homes = self.world.unit.places.doors_at(door.number, door.room, house.estate) if door.room else []
        mine = self._is_mine(homes[0], text) if homes else False
        if door.room and not homes and self.inside:
            raise Unclear(f"{house}没有{door.room}。请再看一下，是几室？")
        after = text.partition(door.source)[2] if door.source in text else ""
        after = f"楼{after}" if door.source.endswith("楼") and after.startswith("道") else after  # 13号楼 道
        detail = DETAIL.match(after)
        words = f"{house}{homes[0].room if homes else door.room}{detail[1] if detail else ''}"
        return Spot(words, house.committee_id, house.id, homes[0].id if mine else None)

    def _is_mine(self, home: Home, text: str) -> bool:
        own = self._own()
        return self.inside or (own is not None and own.id == home.id)

    def _houses(self, door: Door, estates: Sequence[str]) -> list[House]:
        places = self.world.unit.places
        found = places.houses(key=door.number)
        if door.estate:
            exact = [house for house in found if house.estate == door.estate]
            part = [
                house
                for house in found
                if door.estate in house.estate or (house.estate and house.estate in door.estate)
            ]
            return exact or part
        own = self._own()
        near = [house for house in found if own and house.estate == own.estate]
        areas = self.world.viewer.committees | self.world.viewer.areas | self.world.viewer.grounds
        mine = [house for house in found if house in places.houses(areas=areas, key=door.number)] if areas else []
        return near or mine or found

    def _nowhere(self, door: Door, estates: Sequence[str]) -> None:
        place = door.source if door.source else f"{door.number}号"
        if door.estate and not any(door.estate in estate or estate in door.estate for estate in estates):
            raise Unclear(
                f"「{place}」不在我们街道的名册里。要是在别的街道，请打 12345；写错了就再写一遍，是哪个小区、几号？"
            )
        raise Unclear(f"没找到「{place}」，{door.estate or '这里'}没有这个门牌。请再看一下，是几号？")

    def _room(self, own: Home, door: Door, text: str) -> Spot:
        """A room without its number is in one's own building."""
        mine = own.id if door.room == own.room else None
        house = next(iter(self.world.unit.places.houses(number=own.building_id)))
        return Spot(f"{house}{door.room}", house.committee_id, house.id, mine)

    def _around(self, text: str, estates: Sequence[str]) -> Spot:
        """Words that need a home or an estate to mean a place: 楼道, 小区东门."""
        named = next((estate for estate in sorted(estates, key=len, reverse=True) if estate in text), "")
        own, public = self._own(), ESTATE.search(text.replace(named, "", 1))
        there = public[0] if public else ""
        if own and not named and OWN.search(text) and not public:
            mine = (
                re.search("我家|我们家|阿拉家|屋里厢|家里|自己家|天花板|厨房|卫生间|厕所|客厅|卧室", text)
                or self.inside
            )
            near = OWN.search(text)
            words = own.full_door if mine else f"{own.estate}{own.number}{_shared(near[0] if near else '')}"
            return Spot(words, own.committee_id, own.building_id, own.id if mine else None)
        if (estate := named or (own.estate if own and public else "")) and not self.inside:
            houses = self.world.unit.places.houses(estate=estate)
            return Spot(f"{estate}{_public(text, there)}", houses[0].committee_id)
        if public and not own and not self.inside:
            return self._which_estate(text, there, estates)
        raise Unclear(self._ask_again())

    def _which_estate(self, text: str, there: str, estates: Sequence[str]) -> Spot:
        areas = self.world.viewer.committees | self.world.viewer.areas | self.world.viewer.grounds
        houses = self.world.unit.places.houses(areas=areas)
        mine = list(dict.fromkeys(house.estate for house in houses if house.estate))
        if len(mine) == 1:
            return Spot(f"{mine[0]}{_public(text, there)}", houses[0].committee_id)
        committees = {house.estate: house.committee_id for house in houses}
        spots = [Spot(f"{estate}{_public(text, there)}", committees[estate]) for estate in mine[:MOST]]
        options = [Option(estate, asdict(spot)) for estate, spot in zip(mine, spots, strict=False)]
        raise Unclear("是哪个小区的？", options)

    def _ask_again(self) -> str:
        if self.inside:
            return "是哪一户？请写小区和门牌，比如「益港花园12号302」。"
        return "在哪里？请写几号楼，或者是什么地方，比如「12号楼道」「小区东门」。"

    def load(self, stored: Any) -> Spot:
        spot = Spot(**stored)
        if spot.building and not self.world.unit.places.houses(number=spot.building):
            raise Unclear("这个门牌已经不在名册里了，请再写一次在哪里。")
        return spot

    def show(self, value: Spot) -> str:
        return value.words

    def options(self) -> list[Option]:
        return []


def _shared(word: str) -> str:
    """What is common to a house: of 我们楼 nothing is left to say."""
    return (
        word
        if re.search(
            "楼道|走廊|楼梯|过道|电梯|门口|底楼|顶楼|楼顶|屋顶|门禁|大门|单元门|信箱|楼上|楼下|隔壁|对门|[楼层]$", word
        )
        and "这" not in word
        and "我" not in word
        and "阿拉" not in word
        and "本" not in word
        else ""
    )


def _public(text: str, there: str) -> str:
    """小区东门 → 东门: the place within the estate; 小区 and what lies about (垃圾) say no more than the estate."""
    found = re.search(
        r"[东西南北]门|地下车?库|垃圾箱?房|垃圾[桶站箱]|箱房|车棚|健身[点器角]|儿童乐园|凉亭|中心花园|充电桩|停车[场位]|消防通道|食堂|活动室|围墙|快递柜|"
        r"(?<!家)(?<!楼)[大正]?门口",
        plain(text),
    )
    return found[0] if found else "" if there in ("小区", "社区", "垃圾", "花园") else there
