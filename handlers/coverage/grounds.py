"""The piece of the street that is asked about: an area, an estate, a building, one's own, or all of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.kinds.base import NotAllowed, Option, Unclear
from bot.language.where import Door, find_doors
from bot.world import World
from handlers.coverage import rules
from storage.places import Area, House

STREET, AREAS, ESTATE, HOUSE = "street", "areas", "estate", "house"
ALL, PART, NONE = "all", "part", "none"  # how much of a ground's records somebody may see
Ref = list[Any]  # what a button carries: [kind, key]


@dataclass(frozen=True)
class Ground:
    """A piece of the street by the name it is called. `houses` None: the whole street."""

    ref: Ref
    name: str
    houses: tuple[House, ...] | None = None

    @property
    def buildings(self) -> list[int] | None:
        return None if self.houses is None else [house.id for house in self.houses]

    @property
    def committees(self) -> list[int]:
        return list(dict.fromkeys(house.committee_id for house in self.houses or ()))


def load(world: World, ref: Ref) -> Ground:
    """The ground a button speaks of. Raises `Unclear` if it is there no more."""
    kind, key = ref
    places = world.unit.places
    if kind == STREET:
        return Ground(ref, next((area.name for area in places.areas("街道")), "全街道"))
    if kind == AREAS:
        areas = [area for area in places.areas() if area.id in key]
        if areas and areas[0].kind == "街道":
            return load(world, [STREET, 0])
        return _ground(ref, _joined(areas), places.houses(areas=[area.id for area in areas]) if areas else ())
    if kind == ESTATE:
        return _ground(ref, key, places.houses(estate=key))
    houses = places.houses(number=key)
    return _ground(ref, str(houses[0]) if houses else "", houses)


def _ground(ref: Ref, name: str, houses: Sequence[House]) -> Ground:
    if not name:
        raise Unclear("这一片已经调整过了。请再说一次想看哪里，比如「覆盖率 三门」。")
    return Ground(ref, name, tuple(houses))


def _joined(areas: Sequence[Area]) -> str:
    names = sorted((area.name for area in areas), key=rules.in_order)
    return "、".join(names) if len(names) < 4 else f"{names[0]}等{len(names)}片" if names else ""


def own(world: World) -> Ref:
    """What the viewer looks after. Raises `Unclear` if that is nothing."""
    viewer = world.viewer
    if viewer.street:
        return [STREET, 0]
    held = viewer.committees or viewer.areas
    tops = [area.id for area in world.unit.places.areas() if area.id in held and area.parent_id not in held]
    if not tops:
        raise Unclear(f"您名下还没有分到网格。想看哪里可以直接说，比如「覆盖率 {_example(world)}」。")
    return [AREAS, tops]


def _committees(world: World) -> list[int]:
    """Where the viewer works, not where they live."""
    at_work = replace(world.viewer, household=0, buildings=frozenset())
    return sorted(world.unit.people.committees_of(at_work))


def find(world: World, words: str) -> list[tuple[str, Ref]]:
    """The grounds that the words may mean, each with its name. Raises `Unclear` if there is none."""
    if rules.says_committee(words) and (committees := _committees(world)):
        return [("", [AREAS, committees])]
    if rules.says_own(words):
        return [("", own(world))]
    if rules.says_whole(words):
        return [("全街道", [STREET, 0])]
    doors = find_doors(words, world.unit.places.estates()) if "网格" not in words else []
    if doors and len(words.replace(doors[0].source, "")) <= 2:
        return _houses(world, doors[0])
    return _named(world, words)


def _houses(world: World, door: Door) -> list[tuple[str, Ref]]:
    if door.number and door.room:
        card = Option(f"查{door.source}", words=f"查{door.source}")
        building = f"{door.estate}{door.number}号楼"
        raise Unclear(
            f"覆盖率看的是一片。要看这一户，请回「查{door.source}」；要看这栋楼，请说「{building}覆盖率」。",
            [card, Option("看这栋楼", words=f"{building}覆盖率")],
        )
    found = world.unit.places.houses(key=door.number) if door.number else []
    if door.estate and found:
        exactly = [house for house in found if house.estate == door.estate]
        found = exactly or [house for house in found if door.estate in house.estate or house.estate in door.estate]
    if not found:
        raise Unclear(f"没找到「{door.source}」，这里没有这个门牌。请再看一下，或说小区、居民区的名字。")
    mine = _held(world)
    near = [house for house in found if house.id in mine]
    return [(str(house), [HOUSE, house.id]) for house in near or found]


def _held(world: World) -> set[int]:
    """The buildings that the viewer looks after."""
    held = world.viewer.committees | world.viewer.areas
    return {house.id for house in world.unit.places.houses(areas=held)} if held else set()


def _named(world: World, words: str) -> list[tuple[str, Ref]]:
    """By a part of the name: what fits best, and of that what lies in the viewer's own committee, if anything does."""
    areas = {area.id: area for area in world.unit.places.areas()}
    known: list[tuple[str, Ref]] = [(area.name, [AREAS, [area.id]]) for area in areas.values()]
    known += [(estate, [ESTATE, estate]) for estate in world.unit.places.estates()]
    fits = [(rules.fit(words, name), name, ref) for name, ref in known]
    best = max((fit for fit, _, _ in fits), default=0)
    if not best:
        raise Unclear(_explain(world, words))
    found = [(name, ref) for fit, name, ref in fits if fit == best]
    if len(found) > 1:
        mine = _held(world)
        near = [(name, ref) for name, ref in found if mine & set(load(world, ref).buildings or ())]
        found = near or found
    twice = [name for name, _ in found]
    return [(_in_full(areas, name, ref) if twice.count(name) > 1 else name, ref) for name, ref in found]


def _in_full(areas: dict[int, Area], name: str, ref: Ref) -> str:
    """三门居民区 第一网格, where two committees call one of theirs so."""
    above = areas.get(areas[ref[1][0]].parent_id or 0) if ref[0] == AREAS else None
    return f"{above.name} {name}" if above else name


def _explain(world: World, words: str) -> str:
    names = [area.name for area in world.unit.places.areas("居委")][:5]
    estates = world.unit.places.estates()[:3]
    known = "、".join([*names, *estates])
    return f"没找到「{words[:20]}」，不是这里的同事，也不是这里的地方。可以问{known}，也可以问网格，或「12号楼」这样的一栋楼。"


def _example(world: World) -> str:
    return next((area.name for area in world.unit.places.areas("居委")), "全街道")


def sight_of(world: World, ground: Ground) -> str:
    """Whether the viewer may see the records behind the figures: all, of a part, none."""
    if world.viewer.street:
        return ALL
    if ground.houses is None:
        return PART if world.viewer.committees or world.viewer.areas else NONE
    mine, asked = _held(world), set(ground.buildings or ())
    return ALL if asked <= mine else PART if asked & mine else NONE


def must_see(world: World, ground: Ground) -> None:
    """Raises `NotAllowed` unless the viewer looks after all of the ground."""
    if sight_of(world, ground) != ALL:
        raise NotAllowed(f"{ground.name}各户的情况不在您负责的范围里。{whom_to_ask(world, ground)}")


def whom_to_ask(world: World, ground: Ground) -> str:
    names: list[str] = []
    for committee in ground.committees[:3]:
        names += [person.name for person in world.unit.people.with_role("书记", committee)[:1]]
    return f"要看是哪几户，请问{'、'.join(dict.fromkeys(names))}。" if names else "要看是哪几户，请问街道。"


def below(world: World, ground: Ground) -> tuple[str, list[Area]]:
    """What the ground is divided into and the pieces, in the order of their names: 居民区, 微网格, 网格; "" for none."""
    places = world.unit.places
    if ground.ref[0] == STREET:
        return "居民区", _sorted(places.areas("居委"))
    if ground.ref[0] != AREAS:
        return "", []
    inside = _inside(places.areas(), ground.ref[1])
    for kind in ("微网格", "网格"):
        pieces = [area for area in inside if kind in area.kind]
        if len(pieces) > 1:
            return kind, _sorted(pieces)
    return "", []


def _sorted(areas: Collection[Area]) -> list[Area]:
    return sorted(areas, key=lambda area: rules.in_order(area.name))


def _inside(areas: Sequence[Area], tops: Collection[int]) -> list[Area]:
    """The areas below some, of the same net as most: nets overlap, and nothing is to be counted twice."""
    found, level = [], set(tops)
    while level:
        children = [area for area in areas if area.parent_id in level]
        found += children
        level = {area.id for area in children}
    nets = [area.net for area in found]
    main = "片区" if "片区" in nets else max(nets, key=nets.count, default="")
    return [area for area in found if area.net == main]
