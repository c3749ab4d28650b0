"""The demo street: one date gives one invented street with its people and half a year of visits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from bot.language.where import number_key, room_key
from handlers.engines.registry.demo_demand import Dwelling
from handlers.engines.registry.demo_demands import pour_demands
from handlers.engines.registry.demo_homes import homes_of
from handlers.engines.registry.demo_people import Home, RareTags
from handlers.engines.registry.demo_street import COMMITTEES, OFFICERS, STREET, Block, Committee
from handlers.engines.registry.demo_visits import Lived, pour_visits
from handlers.engines.registry.tagbook import BY_NAME
from storage.charge import LEADERS
from storage.people import Refused
from storage.registry import ACCOUNTS, AREAS, BUILDING_AREAS, BUILDINGS, HOUSEHOLDS, PERSONS, ROLES, TAGS
from storage.unit import Unit
from storage.viewers import run, system
from storage.writing import add, pour

DEMO = system("demo")
ORIGIN = "演示"
HEAD = "楼组长"
TOLD = ("益港花园", "12号")  # where most stories play


@dataclass
class _Street:
    """What has been built so far: numbers by name, and what is still to be written."""

    unit: Unit
    since: date
    areas: dict[str, int] = field(default_factory=dict)
    buildings: dict[tuple[str, str], int] = field(default_factory=dict)
    staff: dict[str, int] = field(default_factory=dict)
    homes: list[tuple[Block, Home, int]] = field(default_factory=list)

    def add(self, table: sa.Table, rows: list[dict[str, Any]]) -> list[int]:
        return add(self.unit.db, DEMO, table, [{**row, "since": self.since} for row in rows])

    def pour(self, table: sa.Table, rows: list[dict[str, Any]]) -> None:
        pour(self.unit.db, DEMO, table, [{**row, "since": self.since} for row in rows])


def holds_real_people(unit: Unit) -> bool:
    """Whether anybody is in this database who was not invented: imported or entered."""
    real = sa.select(PERSONS.c.id).where(PERSONS.c.origin.not_in((ORIGIN, "访客"))).limit(1)
    return run(unit.db, DEMO, real).first() is not None


def build_demo(unit: Unit, today: date, *, demands: bool = True) -> None:
    """Build the street once; a database that has it stays as it is. Raises `Refused` beside real people.

    Without `demands` nobody has asked for anything yet: for stories, whose own demands are counted from 0001.
    """
    if holds_real_people(unit):
        raise Refused("这里已经有真实居民的数据，演示街道不能放在一起。请换一个文件夹：sibai demo --home …")
    if run(unit.db, DEMO, sa.select(PERSONS.c.id).where(PERSONS.c.origin == ORIGIN).limit(1)).first():
        return
    street = _Street(unit, date(today.year - 2, 1, 1))
    _build_areas(street)
    _build_buildings(street)
    _build_homes(street, today)
    _build_staff(street)
    lived, dwellings = _build_people(street)
    pour_visits(unit, lived, today)
    if demands:
        pour_demands(unit, dwellings, today)


def _build_areas(street: _Street) -> None:
    street.areas[STREET] = street.add(AREAS, [_area("街道", STREET, None)])[0]
    committees = [_area("居委", one.name, street.areas[STREET]) for one in COMMITTEES]
    _name_areas(street, committees)
    _name_areas(street, [row for one in COMMITTEES for row in _areas_below(one, street.areas[one.name])])


def _areas_below(committee: Committee, parent: int) -> list[dict[str, Any]]:
    short = committee.name[:2]
    nets = [_area("网格", f"{short}{net}网格", parent, net) for net in ("党建", "服务")]
    return nets + [_area(block.kind, block.name, parent) for block in committee.blocks]


def _area(kind: str, name: str, parent: int | None, net: str = "片区") -> dict[str, Any]:
    return {"kind": kind, "net": net, "name": name, "parent_id": parent}


def _name_areas(street: _Street, rows: list[dict[str, Any]]) -> None:
    street.areas.update(zip((row["name"] for row in rows), street.add(AREAS, rows), strict=True))


def _build_buildings(street: _Street) -> None:
    rows, held, houses = [], [], []
    for committee in COMMITTEES:
        committee_id, short = street.areas[committee.name], committee.name[:2]
        for block in sorted(committee.blocks, key=lambda one: (one.estate, number_key(one.numbers[0]))):
            areas = [street.areas[name] for name in (block.name, f"{short}党建网格", f"{short}服务网格")]
            for number in block.numbers:
                place = {"estate": block.estate, "number": number, "key": number_key(number)}
                rows.append({"committee_id": committee_id, **place})
                held.append(areas)
                houses.append((block.estate, number))
    ids = add(street.unit.db, DEMO, BUILDINGS, rows)
    street.buildings = dict(zip(houses, ids, strict=True))
    pairs = [{"building_id": house, "area_id": area} for house, areas in zip(ids, held, strict=True) for area in areas]
    street.pour(BUILDING_AREAS, pairs)


def _build_homes(street: _Street, today: date) -> None:
    rare, blocks = RareTags(), [block for committee in COMMITTEES for block in committee.blocks]
    homes = [(block, home) for seed, block in enumerate(blocks) for home in homes_of(block, today, seed, rare)]
    ids = street.add(HOUSEHOLDS, [_household(home, street.buildings[home.estate, home.number]) for _, home in homes])
    street.homes = [(block, home, number) for (block, home), number in zip(homes, ids, strict=True)]


def _household(home: Home, building_id: int) -> dict[str, Any]:
    empty = not home.people and not home.firm
    return {
        "building_id": building_id,
        "room": home.room,
        "key": room_key(home.room) if home.room else home.firm,
        "kind": home.firm_kind or "住户",
        "name": home.firm or None,
        "state": "空置" if empty else "在住",
    }


def _build_staff(street: _Street) -> None:
    """Cadres, secretaries, property managers, officers: 王芳, 刘书记 and 周科 are among the first rows."""
    roles: list[tuple[str, str, str]] = []
    for committee in COMMITTEES:
        roles += [(cadre, "干部", block.name) for block in committee.blocks for cadre in block.cadres]
        roles += [(committee.secretary, "书记", committee.name), (committee.manager, "物业", committee.name)]
        roles += [
            (block.cadres[1], role, committee.name) for block, role in zip(committee.blocks, LEADERS, strict=False)
        ]
    roles += [(officer, "街道干部", "") for officer in OFFICERS]
    names = list(dict.fromkeys(name for name, _, _ in roles))
    ids = street.add(PERSONS, [{"name": name, "gender": "", "origin": ORIGIN} for name in names])
    street.staff = dict(zip(names, ids, strict=True))
    rows = [
        {"person_id": street.staff[name], "role": role, "area_id": street.areas.get(area)} for name, role, area in roles
    ]
    street.pour(ROLES, rows)
    managers = {committee.manager for committee in COMMITTEES}
    _open_accounts(street, [number for name, number in street.staff.items() if name not in managers])


def _build_people(street: _Street) -> tuple[list[Lived], list[Dwelling]]:
    """Residents with their tags, a head for each building, accounts for some; returns what visits and demands need."""
    heads = _choose_heads(street)
    placed = [(home_id, one) for _, home, home_id in street.homes for one in home.people]
    rows = [
        {"household_id": home_id, "name": one.name, "gender": one.gender, "born": one.born.isoformat(),
         "phone": one.phone or None, "origin": ORIGIN}
        for home_id, one in placed
    ]  # fmt: skip
    ids = street.add(PERSONS, rows)
    number = {id(one): person_id for (_, one), person_id in zip(placed, ids, strict=True)}
    street.pour(TAGS, [_tag(number[id(one)], tag) for _, one in placed for tag in one.tags])
    street.pour(ROLES, [_head(number[person], building) for building, person in heads.items()])
    residents = [number[id(one)] for _, one in placed if one.name == "陆志明"]
    _open_accounts(street, residents + [number[person] for person in list(heads.values())[:6]])
    lived = [_lived(street, *one) for one in street.homes]
    return lived, [_dwelling(street, one, number) for one in lived if one.home.people]


def _choose_heads(street: _Street) -> dict[int, int]:
    """Building → the `id()` of the person who is its head; the person is tagged."""
    heads: dict[int, int] = {}
    for _, home, _ in street.homes:
        building = street.buildings[home.estate, home.number]
        for one in home.people:
            if building not in heads and 45 <= one.age < 78 and one.name != "陆志明":
                heads[building] = id(one)
                one.tags.append(HEAD)
    return heads


def _head(person_id: int, building_id: int) -> dict[str, Any]:
    return {"person_id": person_id, "role": HEAD, "building_id": building_id}


def _tag(person_id: int, name: str) -> dict[str, Any]:
    tag = BY_NAME[name]
    row = {"person_id": person_id, "kind": tag.kind, "tag": name, "sensitivity": tag.sensitivity}
    return {**row, "state": "确认", "source": ORIGIN}


def _open_accounts(street: _Street, person_ids: list[int]) -> None:
    now = street.unit.now
    rows = [{"person_id": one, "channel": "web", "address": f"demo:{one}", "joined_at": now} for one in person_ids]
    pour(street.unit.db, DEMO, ACCOUNTS, rows)


def _lived(street: _Street, block: Block, home: Home, home_id: int) -> Lived:
    return Lived(home_id, home, tuple(street.staff[name] for name in block.cadres))


def _dwelling(street: _Street, lived: Lived, number: dict[int, int]) -> Dwelling:
    home = lived.home
    committee = next(one for one in COMMITTEES if home.estate in {block.estate for block in one.blocks})
    return Dwelling(
        lived.household_id, street.buildings[home.estate, home.number], street.areas[committee.name], home.estate,
        home.number, home.room, lived.cadre, street.staff[committee.manager],
        tuple(number[id(one)] for one in home.people if one.age >= 18), (home.estate, home.number) == TOLD,
    )  # fmt: skip
