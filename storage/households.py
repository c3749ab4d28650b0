"""Persons, households and doors as the rest of the house knows them, read from rows within a viewer's scope."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.sql.elements import ColumnElement

from storage.registry import AREAS, BUILDINGS, HOUSEHOLDS, PERSONS
from storage.scope import ALL, NAMES, living, present, sees_place, sight
from storage.viewers import Viewer, run

DWELLING = "住户"


@dataclass(frozen=True)
class Person:
    """Somebody. `born` is an ISO date, a year or ""; what the viewer may not know is "" as well."""

    id: int
    name: str
    gender: str = ""
    born: str = ""
    phone: str = ""
    household_id: int | None = None
    state: str = "在"

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Door:
    """A public place: a dwelling, a shop or a firm, without the people behind it. `id` is the household's."""

    id: int
    building_id: int
    estate: str
    number: str
    room: str
    kind: str
    name: str
    committee_id: int
    committee: str

    @property
    def door(self) -> str:
        """As one says it within an estate: 12号302; of a shop: 12号 老王水果店."""
        return f"{self.number} {self.name}" if self.name and self.kind != DWELLING else f"{self.number}{self.room}"

    @property
    def full_door(self) -> str:
        return f"{self.estate}{self.door}"

    def __str__(self) -> str:
        return self.door


@dataclass(frozen=True)
class Household(Door):
    """A door with the people behind it, as far as the viewer may know them."""

    people: tuple[Person, ...] = ()


DOOR = (
    HOUSEHOLDS.c.id,
    HOUSEHOLDS.c.building_id,
    BUILDINGS.c.estate,
    BUILDINGS.c.number,
    HOUSEHOLDS.c.room,
    HOUSEHOLDS.c.kind,
    HOUSEHOLDS.c.name,
    BUILDINGS.c.committee_id,
    AREAS.c.name.label("committee"),
)
WHO = (
    PERSONS.c.id.label("person_id"),
    PERSONS.c.name.label("person"),
    PERSONS.c.gender,
    PERSONS.c.born,
    PERSONS.c.phone,
    PERSONS.c.household_id,
    PERSONS.c.state.label("person_state"),
)
PLACED = HOUSEHOLDS.join(BUILDINGS, HOUSEHOLDS.c.building_id == BUILDINGS.c.id).join(
    AREAS, BUILDINGS.c.committee_id == AREAS.c.id
)
PEOPLED = PLACED.join(PERSONS, PERSONS.c.household_id == HOUSEHOLDS.c.id)


def doors(db: Connection, day: date, *where: ColumnElement[bool]) -> list[Door]:
    """The doors that are there on a day, in the order in which one walks past them."""
    found = db.execute(sa.select(*DOOR).select_from(PLACED).where(living(day), *where))
    return sorted((Door(*_door(row)) for row in found), key=walking)


def households(db: Connection, viewer: Viewer, day: date, *where: ColumnElement[bool]) -> list[Household]:
    """The households of a viewer's scope with their people, in one query, in walking order."""
    join = PLACED.outerjoin(PERSONS, sa.and_(PERSONS.c.household_id == HOUSEHOLDS.c.id, present()))
    ask = (
        sa.select(*DOOR, *WHO, sight(viewer, day).label("sight"))
        .select_from(join)
        .where(living(day), sees_place(viewer, day), *where)
        .order_by(HOUSEHOLDS.c.id, PERSONS.c.id)
    )
    found: dict[int, Household] = {}
    people: dict[int, list[Person]] = {}
    for row in run(db, viewer, ask):
        if row.id not in found:
            found[row.id] = Household(*_door(row))
        if row.person_id is not None and row.sight > 0:
            people.setdefault(row.id, []).append(person(row, row.sight))
    full = (replace(home, people=tuple(people[home.id])) if home.id in people else home for home in found.values())
    return sorted(full, key=walking)


def _door(row: Any) -> tuple[Any, ...]:
    return tuple("" if value is None else value for value in row[: len(DOOR)])


def person(row: Any, sight: int = ALL) -> Person:
    """A person from a row with WHO's columns, showing only what the sight allows."""
    if sight < ALL:
        known = (row.person or "", "", "", "") if sight == NAMES else ("", "", "", "")
    else:
        known = (row.person or "", row.gender or "", row.born or "", row.phone or "")
    return Person(row.person_id, *known, household_id=row.household_id, state=row.person_state)


def walking(door: Any) -> tuple[Any, ...]:
    """Sorts doors, or whatever has estate, number, room, name and id, with numbers as such: 2号 before 12号."""
    return (door.estate, *_parts(door.number), *_parts(door.room), door.name, door.id)


def _parts(text: str) -> tuple[int, str]:
    figures = re.match(r"\d+", text)
    return (int(figures[0]), text[figures.end() :]) if figures else (0, text)


def sorted_rooms(rooms: Iterable[str]) -> list[str]:
    return sorted(set(rooms), key=_parts)


def top_floor(rooms: Sequence[str]) -> int:
    """The highest floor among room numbers (302 → 3, 1702 → 17); 0 if none has a number."""
    return max((int(room) // 100 for room in rooms if room.isdecimal() and len(room) >= 3), default=0)
