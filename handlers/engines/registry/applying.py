"""Writes what an import would change. The caller's transaction makes it all or nothing."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from handlers.engines.registry.importing import IMPORT, SOURCE, Changes
from handlers.engines.registry.tagbook import BY_NAME
from storage.people import Refused
from storage.registry import AREAS, BUILDING_AREAS, BUILDINGS, HOUSEHOLDS, PERSONS, ROLES, TAGS
from storage.snapshot import Duty, Snapshot, snapshot
from storage.unit import Unit
from storage.writing import add, change, end, pour


def apply(unit: Unit, changes: Changes) -> None:
    """Write the changes. Raises `Refused` while there are errors: nothing half is imported."""
    if changes.errors:
        raise Refused(
            f"名单里有{len({line for line, _ in changes.errors})}行要先改好，改完再导入一次。现在什么都没有写入。"
        )
    _Import(unit, changes).write()


class _Import:
    """One import being written; `now` is read again after each layer, so that the next finds its ids by name."""

    def __init__(self, unit: Unit, changes: Changes) -> None:
        self.unit, self.changes, self.day = unit, changes, unit.now.date()
        self.now = self.read()

    def read(self) -> Snapshot:
        return snapshot(self.unit.db, IMPORT, self.day)

    def write(self) -> None:
        self._areas()
        self._houses()
        self._homes()
        ids = self._people()
        self._tags(ids)
        self._duties(ids)

    def _add(self, table: sa.Table, rows: list[dict[str, Any]]) -> list[int]:
        return add(self.unit.db, IMPORT, table, [{**row, "since": self.day} for row in rows])

    def _areas(self) -> None:
        """Street, committees, grids, micro-grids: each level needs the ids of the one above."""
        if self.changes.street:
            self._add(AREAS, [{"kind": "街道", "name": self.changes.street, "parent_id": None}])
        street = self.read().street
        parent = street.id if street else None
        self._add(AREAS, [{"kind": "居委", "name": name, "parent_id": parent} for name in self.changes.committees])
        for upper in (True, False):
            self.now = self.read()
            level = [(key, area) for key, area in self.changes.areas.items() if (area.kind == "网格") is upper]
            rows = [
                {"kind": area.kind, "name": name, "parent_id": self._area(committee, area.above)}
                for (committee, name), area in level
            ]
            self._add(AREAS, rows)
        self.now = self.read()

    def _area(self, committee: str, name: str) -> int:
        if not name:
            return self.now.committees[committee]
        return int(self.now.areas[committee, name].id)

    def _houses(self) -> None:
        rows = [
            {"committee_id": self.now.committees[house.committee], "estate": house.estate, "number": building.number,
             "key": house.number}
            for house, building in self.changes.houses.items()
        ]  # fmt: skip
        made = add(self.unit.db, IMPORT, BUILDINGS, rows)
        self.now.houses.update(zip(self.changes.houses, made, strict=True))
        end(self.unit.db, IMPORT, BUILDING_AREAS, self.changes.unsettled, self.day)
        settled = [
            {"building_id": self.now.houses[house], "area_id": self._area(house.committee, micro), "since": self.day}
            for house, micro in self.changes.settled.items()
        ]
        pour(self.unit.db, IMPORT, BUILDING_AREAS, settled)

    def _homes(self) -> None:
        rows = [
            {"building_id": self.now.houses[home.house], "room": dwelling.room, "key": home.room,
             "kind": dwelling.kind, "name": dwelling.name or None, "state": "在住" if dwelling.lived else "空置"}
            for home, dwelling in self.changes.homes.items()
        ]  # fmt: skip
        self._add(HOUSEHOLDS, rows)
        for number, values in self.changes.changed_homes.items():
            change(self.unit.db, IMPORT, HOUSEHOLDS, number, values)

    def _people(self) -> dict[Any, int]:
        """Writes new and changed persons; returns the id of everybody by home (or committee) and name."""
        homes = {home: int(row.id) for home, row in self.read().homes.items()}
        rows = [
            {"household_id": None if isinstance(who.place, str) else homes[who.place], "name": who.name,
             "gender": one.facts["gender"], "born": one.facts["born"] or None, "phone": one.facts["phone"] or None,
             "origin": SOURCE}
            for who, one in self.changes.people.items()
        ]  # fmt: skip
        made = zip(self.changes.people, self._add(PERSONS, rows), strict=True)
        for number, facts in self.changes.changed_people.items():
            change(self.unit.db, IMPORT, PERSONS, number, facts)
        return {who: int(row.id) for who, row in self.now.people.items()} | dict(made)

    def _tags(self, ids: dict[Any, int]) -> None:
        rows = [
            {"person_id": ids[who], "kind": BY_NAME[tag].kind, "tag": tag, "sensitivity": BY_NAME[tag].sensitivity,
             "state": "确认", "source": SOURCE, "since": period.since or self.day, "until": period.until}
            for who, tag, period in self.changes.tags
        ]  # fmt: skip
        end(self.unit.db, IMPORT, TAGS, self.changes.ended_tags, self.day)
        for number, days in self.changes.changed_tags.items():
            change(self.unit.db, IMPORT, TAGS, number, days)
        pour(self.unit.db, IMPORT, TAGS, rows)

    def _duties(self, ids: dict[Any, int]) -> None:
        end(self.unit.db, IMPORT, ROLES, self.changes.ended_duties, self.day)
        rows = [{"person_id": ids[who], "since": self.day, **self._where(duty)} for who, duty in self.changes.duties]
        pour(self.unit.db, IMPORT, ROLES, rows)

    def _where(self, duty: Duty) -> dict[str, Any]:
        area = self._area(duty.committee, duty.area) if duty.committee else None
        house = self.now.houses[duty.house] if duty.house else None
        return {"role": duty.role, "area_id": area, "building_id": house}
