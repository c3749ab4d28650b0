"""Grids change: split, merge, move buildings from a day on. What was, stays: every row keeps its days."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from storage.base import active
from storage.people import Refused
from storage.places import Area
from storage.registry import AREAS, BUILDING_AREAS, ROLES
from storage.unit import Unit
from storage.viewers import run, system
from storage.writing import add, change, end, pour

NETS = system("nets")


def area_of(unit: Unit, building_id: int, day: date, net: str = "片区") -> Area | None:
    """The area to which a building belonged on a day, in one of the nets (片区, 党建, 服务)."""
    return next((area for area in unit.places.areas_of(building_id, day) if area.net == net), None)


def split(unit: Unit, area_id: int, parts: Mapping[str, Collection[int]], day: date) -> dict[str, int]:
    """Split an area from a day on: name of each part → its buildings. Returns name → id of the new areas.

    Every building must be in exactly one part. Whoever looked after the area looks after all parts until the
    roles are given anew. Raises `Refused`.
    """
    area = _standing(unit, area_id, day)
    _must_cover(parts, unit.places.buildings_in(area_id, day), area)
    made = {name: _found(unit, area, name, day) for name in parts}
    _close(unit, [area], day, became=None)
    for name, buildings in parts.items():
        _place(unit, buildings, made[name], day)
    _hand_over(unit, [area_id], list(made.values()), day)
    return made


def merge(unit: Unit, area_ids: Sequence[int], name: str, day: date) -> int:
    """Merge areas of one kind into a new one from a day on; returns its id. Raises `Refused`."""
    areas = [_standing(unit, number, day) for number in dict.fromkeys(area_ids)]
    if len(areas) < 2:
        raise Refused("合并至少要两个网格，请再选一个。")
    if len({(area.kind, area.net, area.parent_id) for area in areas}) > 1:
        raise Refused("只有同一居民区里同类的网格能合并，请分开办理。")
    buildings = [house for area in areas for house in unit.places.buildings_in(area.id, day)]
    made = _found(unit, areas[0], name, day, merging=frozenset(area.name for area in areas))
    _close(unit, areas, day, became=made)
    _place(unit, buildings, made, day)
    _hand_over(unit, [area.id for area in areas], [made], day)
    return made


def move(unit: Unit, building_ids: Collection[int], to_area_id: int, day: date) -> None:
    """From a day on the buildings belong to another area of the same net. Raises `Refused`."""
    area = _standing(unit, to_area_id, day)
    for house in building_ids:
        _leave(unit, house, area, day)
    _place(unit, building_ids, to_area_id, day)


def _standing(unit: Unit, area_id: int, day: date) -> Area:
    area = unit.places.area(area_id)
    if area is None:
        raise Refused("没有这个网格，请从列表里选。")
    if area.until is not None:
        raise Refused(f"{area.name}已经定于{area.until:%Y年%m月%d日}撤并，请选现在的网格。")
    if day < area.since:
        raise Refused(f"{area.name}是{area.since:%Y年%m月%d日}才有的，调整日期不能更早，请改日期。")
    return area


def _must_cover(parts: Mapping[str, Collection[int]], buildings: Collection[int], area: Area) -> None:
    if len(parts) < 2:
        raise Refused("拆分至少要分成两个，请再写一个名字。")
    given = sorted(house for houses in parts.values() for house in houses)
    if given != sorted(buildings):
        raise Refused(f"{area.name}的每一栋楼都要分到一个新网格里，不多不少。请核对楼栋。")


def _found(unit: Unit, like: Area, name: str, day: date, merging: frozenset[str] = frozenset()) -> int:
    """A new area of the same kind at the same place in the tree; a merged one may take over a name."""
    beside = sa.select(AREAS.c.name).where(AREAS.c.parent_id == like.parent_id, AREAS.c.kind == like.kind)
    taken = set(unit.db.execute(beside.where(sa.or_(AREAS.c.until.is_(None), AREAS.c.until > day))).scalars())
    if not name.strip() or name in taken - merging - {like.name}:
        raise Refused(f"已经有一个“{name}”了，请换一个名字。" if name.strip() else "请给新网格起个名字。")
    row = {"kind": like.kind, "net": like.net, "name": name, "parent_id": like.parent_id, "since": day}
    return add(unit.db, NETS, AREAS, [row])[0]


def _close(unit: Unit, areas: Sequence[Area], day: date, became: int | None) -> None:
    ids = [area.id for area in areas]
    end(unit.db, NETS, AREAS, ids, day, became_id=became)
    held = sa.select(BUILDING_AREAS.c.id).where(BUILDING_AREAS.c.area_id.in_(ids), active(BUILDING_AREAS, day))
    end(unit.db, NETS, BUILDING_AREAS, list(unit.db.execute(held).scalars()), day)


def _place(unit: Unit, buildings: Collection[int], area_id: int, day: date) -> None:
    rows = [{"building_id": house, "area_id": area_id, "since": day} for house in sorted(buildings)]
    pour(unit.db, NETS, BUILDING_AREAS, rows)


def _leave(unit: Unit, building_id: int, to: Area, day: date) -> None:
    """End where the building belongs in this net, with what was planned for it after the day."""
    ask = (
        sa.select(BUILDING_AREAS.c.id, BUILDING_AREAS.c.area_id, BUILDING_AREAS.c.since)
        .join(AREAS, AREAS.c.id == BUILDING_AREAS.c.area_id)
        .where(BUILDING_AREAS.c.building_id == building_id, AREAS.c.net == to.net)
        .where(sa.or_(BUILDING_AREAS.c.until.is_(None), BUILDING_AREAS.c.until > day))
    )
    rows = unit.db.execute(ask).all()
    if any(row.area_id == to.id and row.since <= day for row in rows):
        raise Refused(f"有一栋楼本来就在{to.name}，请核对楼栋。")
    for row in rows:
        change(unit.db, NETS, BUILDING_AREAS, row.id, {"until": max(row.since, day)})


def _hand_over(unit: Unit, old: Collection[int], new: Sequence[int], day: date) -> None:
    """Roles on areas that end go on, from the day on, on those that follow."""
    ask = sa.select(ROLES.c.id, ROLES.c.person_id, ROLES.c.role, ROLES.c.building_id)
    rows = run(unit.db, NETS, ask.where(ROLES.c.area_id.in_(list(old)), active(ROLES, day))).all()
    end(unit.db, NETS, ROLES, [row.id for row in rows], day)
    held = dict.fromkeys((row.person_id, row.role, row.building_id) for row in rows)
    following: list[dict[str, Any]] = [
        {"person_id": person, "role": role, "building_id": house, "area_id": area, "since": day}
        for person, role, house in held
        for area in new
    ]
    pour(unit.db, NETS, ROLES, following)
