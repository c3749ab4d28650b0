"""The registry of today by the names people use, read as a whole: what an import compares a list with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection, Row

from storage.base import active
from storage.charge import CADRES
from storage.registry import AREAS, BUILDING_AREAS, BUILDINGS, HOUSEHOLDS, PERSONS, ROLES, TAGS
from storage.viewers import Viewer, run


class House(NamedTuple):
    """A house number: committee, estate, key."""

    committee: str
    estate: str
    number: str


class Home(NamedTuple):
    """A door: the house and the key of the room."""

    house: House
    room: str


class Who(NamedTuple):
    """A person: home and name; of the staff the committee ("" for the street's) and name."""

    place: Home | str
    name: str


class Duty(NamedTuple):
    """A role and where: `area` is a micro-grid of the committee, or "" for the whole; `house` of a 楼组长."""

    role: str
    committee: str = ""
    area: str = ""
    house: House | None = None


@dataclass
class Snapshot:
    """Rows of today by name. `settled` gives the micro-grid of a house with the row that says so."""

    street: Row[Any] | None = None
    committees: dict[str, int] = field(default_factory=dict)
    areas: dict[tuple[str, str], Row[Any]] = field(default_factory=dict)
    houses: dict[House, int] = field(default_factory=dict)
    settled: dict[House, tuple[str, int]] = field(default_factory=dict)
    homes: dict[Home, Row[Any]] = field(default_factory=dict)
    people: dict[Who, Row[Any]] = field(default_factory=dict)
    tags: dict[int, dict[str, Row[Any]]] = field(default_factory=dict)
    duties: dict[int, dict[Duty, int]] = field(default_factory=dict)


STAFF_ROLES = (*CADRES, "书记", "街道干部", "物业")


def snapshot(db: Connection, viewer: Viewer, day: date) -> Snapshot:
    """Read everything that holds on a day; for the system itself (a viewer with a purpose)."""
    if not viewer.purpose:
        raise PermissionError("only the system reads the whole registry")
    now = Snapshot()
    committee_of = _read_areas(db, day, now)
    houses = _read_houses(db, day, now)
    homes = _read_homes(db, now, houses)
    _read_people(db, viewer, now, homes)
    _read_duties(db, viewer, day, now, committee_of=committee_of, houses=houses)
    _read_tags(db, viewer, day, now)
    return now


def _read_tags(db: Connection, viewer: Viewer, day: date, now: Snapshot) -> None:
    """Fills the confirmed tags that hold today, and those that are to come where none does."""
    there = (TAGS.c.state == "确认", sa.or_(TAGS.c.until.is_(None), TAGS.c.until > day))
    begun = sa.or_(TAGS.c.until.is_(None), TAGS.c.until > TAGS.c.since)  # taken back: it never held
    for row in run(db, viewer, sa.select(TAGS).where(*there, begun).order_by(TAGS.c.since, TAGS.c.id)):
        now.tags.setdefault(row.person_id, {}).setdefault(row.tag, row)


def _read_areas(db: Connection, day: date, now: Snapshot) -> dict[int, tuple[str, str]]:
    """Fills street, committees and areas; returns area → (committee, name within it)."""
    rows = {row.id: row for row in db.execute(sa.select(AREAS).where(active(AREAS, day)).order_by(AREAS.c.id))}
    named: dict[int, tuple[str, str]] = {}
    for row in rows.values():
        above: Any = row
        while above is not None and above.kind not in ("居委", "街道"):
            above = rows.get(above.parent_id)
        if row.kind == "街道":
            now.street = row
        elif row.kind == "居委":
            now.committees[row.name] = row.id
            named[row.id] = row.name, ""
        elif above is not None:
            now.areas[above.name, row.name] = row
            named[row.id] = above.name, row.name
    return named


def _read_houses(db: Connection, day: date, now: Snapshot) -> dict[int, House]:
    names = {number: name for name, number in now.committees.items()}
    houses = {
        row.id: House(names[row.committee_id], row.estate, row.key)
        for row in db.execute(sa.select(BUILDINGS))
        if row.committee_id in names
    }
    now.houses = {house: number for number, house in houses.items()}
    held = sa.select(BUILDING_AREAS.c.id, BUILDING_AREAS.c.building_id, AREAS.c.name).join(AREAS)
    for row in db.execute(held.where(active(BUILDING_AREAS, day), AREAS.c.kind.in_(("微网格", "园区微网格")))):
        if row.building_id in houses:
            now.settled[houses[row.building_id]] = row.name, row.id
    return houses


def _read_homes(db: Connection, now: Snapshot, houses: dict[int, House]) -> dict[int, Home]:
    rows = [row for row in db.execute(sa.select(HOUSEHOLDS)) if row.building_id in houses]
    now.homes = {Home(houses[row.building_id], row.key): row for row in rows}
    return {row.id: home for home, row in now.homes.items()}


def _read_people(db: Connection, viewer: Viewer, now: Snapshot, homes: dict[int, Home]) -> None:
    living = sa.select(PERSONS).where(PERSONS.c.state == "在", PERSONS.c.household_id.is_not(None))
    for row in run(db, viewer, living.order_by(PERSONS.c.id)):
        if row.household_id in homes:
            now.people.setdefault(Who(homes[row.household_id], row.name or ""), row)


def _read_duties(
    db: Connection,
    viewer: Viewer,
    day: date,
    now: Snapshot,
    *,
    committee_of: dict[int, tuple[str, str]],
    houses: dict[int, House],
) -> None:
    """Fills duties, and the staff among the people: they have no home here, their place is where they work."""
    ask = (
        sa.select(ROLES.c.id, ROLES.c.role, ROLES.c.area_id, ROLES.c.building_id, PERSONS.c.id.label("person_id"))
        .join(PERSONS, PERSONS.c.id == ROLES.c.person_id)
        .where(active(ROLES, day), PERSONS.c.state == "在")
        .order_by(ROLES.c.id)
    )
    staff = {}
    for row in run(db, viewer, ask):
        committee, area = committee_of.get(row.area_id, ("", ""))
        house = houses.get(row.building_id)
        now.duties.setdefault(row.person_id, {})[Duty(row.role, committee, area, house)] = row.id
        if row.role in STAFF_ROLES:
            staff[row.person_id] = committee
    away = sa.select(PERSONS).where(PERSONS.c.id.in_(list(staff)), PERSONS.c.household_id.is_(None))
    for row in run(db, viewer, away.order_by(PERSONS.c.id)):
        now.people.setdefault(Who(staff[row.id], row.name or ""), row)
