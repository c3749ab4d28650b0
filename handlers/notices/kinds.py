"""Whom a notice is for: buildings, a micro-grid, an estate, a committee, the street, or a group that has nothing to do with tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from bot.kinds.base import Choice, NotAllowed, Option, Unclear
from bot.language.numbers import plain
from bot.language.where import find_doors
from bot.world import World
from handlers.engines.registry.tagbook import TAGBOOK
from handlers.notices import rules
from storage.notices import Target, target_of
from storage.places import Area, House

TAGS = [word for tag in TAGBOOK for word in (tag.name, *tag.synonyms)]
ASK = "发给谁？可以写楼号、微网格、小区，比如「12号楼」「益港花园」。"


@dataclass(frozen=True)
class Group:
    """Somebody's own area alone: a cadre's grids, a secretary's committee, an officer's street."""

    world: World
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> Any:
        heard = rules.hear(text)
        whom = (heard.whom if heard and heard.whom else text).strip(" 。，,：:")
        role = rules.role_of(whom)
        if role:
            return self._of_role(role)
        if rules.is_tag(whom, TAGS):
            raise NotAllowed(
                "通知不能按人的情况来发：谁收到了，别人就知道谁在那份名单上。"
                "请发给整栋楼或整个微网格；要找这些人家，请一户一户联系，或者请书记发起批量走访。"
            )
        if rules.STREET.match(whom):
            return self._street()
        if rules.COMMITTEE.match(whom):
            return self._whole()
        if rules.MINE.match(whom) and self._places():
            return _target("我负责的楼", [house.id for house in self._places()])
        if found := self._buildings(rules.numbers(plain(whom))) or self._area(whom) or self._estate(whom):
            return found
        raise Unclear(f"没找到「{whom[:20]}」。{ASK}", self._mine())

    def _places(self) -> list[House]:
        """The buildings in which the viewer may speak to everybody."""
        viewer, places = self.world.viewer, self.world.unit.places
        if viewer.street:
            return places.houses()
        areas = viewer.committees | viewer.areas
        return places.houses(areas=areas) if areas else []

    def _buildings(self, whom: str) -> Any:
        estates = self.world.unit.places.estates()
        doors = find_doors(whom, estates)
        if any(door.room for door in doors):
            raise NotAllowed("通知是发给一栋楼以上的。只找一户的话，请打电话或上门，说「查」加门牌看电话。")
        mine, chosen = {house.id: house for house in self._places()}, {}
        estate = next((door.estate for door in doors if door.estate), "")
        for door in doors:
            there = self._there(door.number, door.estate or estate)
            if not there:
                raise Unclear(f"没有「{door.source}」这个楼号，请再看一下。")
            here = [house for house in there if house.id in mine]
            if not here:
                raise self._not_mine(there[0], door.source)
            if len(here) > 1:
                options = [Option(str(house), words=str(house)) for house in here]
                raise Unclear(f"有{len(here)}个「{door.source}」，是哪一个小区的？", options)
            chosen[here[0].id] = str(here[0])
        return _target("、".join(chosen.values()), list(chosen)) if chosen else None

    def _there(self, key: str, estate: str) -> list[House]:
        found = self.world.unit.places.houses(key=key)
        return [house for house in found if not estate or estate in house.estate or house.estate in estate]

    def _not_mine(self, house: House, said: str) -> NotAllowed:
        people = self.world.unit.people
        heads = people.with_role("书记", house.committee_id) + people.with_role("街道干部")
        area = self.world.unit.places.area(house.committee_id)
        whose = f"{area}的{heads[0].name}" if heads and area else "负责那里的同事"
        return NotAllowed(f"{said}不在您负责的范围里，通知请找{whose}来发。", self._mine())

    def _area(self, whom: str) -> Any:
        """An area by its name: 益港第二微网格, 第二微网格, 微网格1, 三门居民区."""
        bare = re.sub(r"(?:的)?(?:全体|所有)?(?:居民|住户|人)$", "", whom)
        areas = [area for area in self.world.unit.places.areas() if area.kind != "街道"]
        named = [area for area in areas if area.name == bare]
        named = named or [area for area in areas if len(bare) > 2 and bare in area.name]
        named = [area for area in named if self._holds(area)] or named
        if not named:
            return None
        if len(named) > 1:
            raise Unclear("是哪一个？", [Option(area.name, words=area.name) for area in named[:8]])
        if not self._holds(named[0]):
            raise NotAllowed(f"{named[0].name}不全是您负责的，要发到那里请找书记。您可以发给：", self._mine())
        return self._in(named[0])

    def _holds(self, area: Area) -> bool:
        viewer = self.world.viewer
        if viewer.street or area.id in viewer.committees | viewer.areas:
            return True
        parent = self.world.unit.places.area(area.parent_id) if area.parent_id else None
        return parent is not None and self._holds(parent)

    def _in(self, area: Area) -> Any:
        return _target(area.name, [house.id for house in self.world.unit.places.houses(areas=[area.id])])

    def _estate(self, whom: str) -> Any:
        bare = re.sub(r"(?:小区)?(?:的)?(?:全体|所有)?(?:居民|住户|人)?$", "", whom)
        names = [name for name in self.world.unit.places.estates() if name == bare or (len(bare) > 1 and bare in name)]
        if len(names) > 1:
            raise Unclear("是哪个小区？", [Option(name, words=name) for name in names[:8]])
        if not names:
            return None
        all_there = self.world.unit.places.houses(estate=names[0])
        mine = {house.id for house in self._places()}
        here = [house.id for house in all_there if house.id in mine]
        if not here:
            raise self._not_mine(all_there[0], names[0])
        if len(here) < len(all_there):
            raise NotAllowed(f"{names[0]}不全是您负责的，发给整个小区请找书记。您可以发给：", self._mine())
        return _target(names[0], here)

    def _whole(self) -> Any:
        viewer, places = self.world.viewer, self.world.unit.places
        areas = [area for area in places.areas("居委") if viewer.street or area.id in viewer.committees]
        if len(areas) == 1:
            return self._in(areas[0])
        if areas:
            raise Unclear("哪个居民区？", [Option(area.name, words=area.name) for area in areas[:8]])
        raise NotAllowed("发给整个居民区的通知，请书记来发。您可以发给：", self._mine())

    def _street(self) -> Any:
        if not self.world.viewer.street:
            raise NotAllowed("发给全街道的通知，请街道的同志来发。您可以发给：", self._mine())
        return _target("全街道", [house.id for house in self._places()])

    def _of_role(self, role: str) -> Any:
        viewer = self.world.viewer
        committees = [] if viewer.street else sorted(self.world.unit.people.committees_of(viewer))
        if not committees and not viewer.street:
            raise NotAllowed("您名下还没有居民区，这样的通知请书记来发。")
        area = self.world.unit.places.area(committees[0]) if committees else None
        return {**_target(f"{area or '全街道'}的{role}", []), "role": role, "committees": committees}

    def _mine(self) -> list[Option]:
        viewer = self.world.viewer
        areas = [area for area in self.world.unit.places.areas() if area.id in viewer.areas | viewer.committees]
        return [Option(area.name, words=area.name) for area in areas if area.kind != "网格"][:4]

    def load(self, stored: Any) -> Target:
        mine = {house.id for house in self._places()}
        if set(stored["buildings"]) - mine:
            raise Unclear("这里现在不在您负责的范围里了，请再选一次。")
        return target_of(stored["name"], stored)

    def show(self, value: Target) -> str:
        return value.name

    def options(self) -> Sequence[Option]:
        return self._mine()


def _target(name: str, buildings: Sequence[int]) -> dict[str, Any]:
    return {"name": name, "buildings": list(buildings), "role": "", "committees": []}


USUAL, NOW, URGENT = "按平时", "马上发", "加急"


class When(Choice):
    """At the usual hours (said as `usual`), or at once; `allowed`: whether these words may go out now at all."""

    def __init__(self, usual: str, *, allowed: bool) -> None:
        super().__init__(USUAL, NOW, also={"早上发": USUAL, "明天发": USUAL, URGENT: NOW, "现在就发": NOW})
        self._usual, self._allowed = usual, allowed

    def load(self, stored: Any) -> str:
        if stored == NOW and not self._allowed:
            raise Unclear(
                "夜里只发停水停电、燃气、电梯、安全这样等不到早上的事，别的早上发。", [Option("早上发", USUAL)]
            )
        return super().load(stored)

    def show(self, value: Any) -> str:
        return self._usual if value == USUAL else "马上"
