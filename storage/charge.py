"""Who looks after which household today: roles by area, what was given to somebody else, and who stands in on leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, Date, ForeignKey, String, Time

from storage.base import Id, Moment, active, table
from storage.journal import undoes
from storage.leaves import WORKING, stand_ins, tell
from storage.registry import AREAS, BUILDING_AREAS, BUILDINGS, HOUSEHOLDS, PERSONS, ROLES
from storage.viewers import Viewer, put, run, system

# One household given to another cadre than the one of its micro-grid.
CHARGES = table(
    "charges",
    Column("household_id", Id, ForeignKey("households.id"), nullable=False, index=True),
    Column("cadre_id", Id, ForeignKey("persons.id"), nullable=False, index=True),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("made_at", Moment, nullable=False),
    Column("undone_at", Moment),
)
# When somebody wants the morning's list, and on which weekdays (1 Monday … 7 Sunday) not at all; the newest holds.
HOURS = table(
    "hours",
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False, index=True),
    Column("at", Time),  # none: when everybody gets it
    Column("off", String(7), nullable=False, server_default=""),
    Column("made_at", Moment, nullable=False),
    Column("undone_at", Moment),
)
CHARGE = system("charge")
LEADERS = ("精防专干", "司法专干")  # named roles, which lead the tags that nobody else is reminded of
CADRES = ("干部", *LEADERS)  # who knocks at doors
VISITING = (*CADRES, "书记")  # who visits households and writes down what is so with them


@dataclass(frozen=True)
class Given:
    """A household given to another cadre, from a day on."""

    household: int
    cadre: int
    since: date

    def store(self, unit: Any, viewer: Viewer) -> list[tuple[str, int]]:
        held = sa.update(CHARGES).where(CHARGES.c.household_id == self.household, _holds(CHARGES, self.since))
        unit.db.execute(held.values(until=self.since))
        values = {"household_id": self.household, "cadre_id": self.cadre, "since": self.since, "made_at": unit.now}
        return [("charge", put(unit.db, viewer, CHARGES, values))]


@undoes("hours")
def undo_hours(unit: Any, viewer: Viewer, number: int) -> str:
    unit.db.execute(sa.update(HOURS).where(HOURS.c.id == number).values(undone_at=unit.now))
    return ""


@undoes("charge")
def undo_charge(unit: Any, viewer: Viewer, charge: int) -> str:
    """Whoever had the household before has it again."""
    row = unit.db.execute(sa.select(CHARGES).where(CHARGES.c.id == charge)).one()
    unit.db.execute(sa.update(CHARGES).where(CHARGES.c.id == charge).values(undone_at=unit.now))
    before = sa.update(CHARGES).where(CHARGES.c.household_id == row.household_id, CHARGES.c.until == row.since)
    unit.db.execute(before.where(CHARGES.c.undone_at.is_(None)).values(until=None))
    tell(unit, viewer, "charge.undone", charge)
    return ""


def _holds(rows: sa.Table, day: date) -> Any:
    return sa.and_(rows.c.undone_at.is_(None), active(rows, day))


def given_to(persons: Iterable[int], day: date) -> Any:
    """The households that were given to one of these: a statement to be used within another."""
    return sa.select(CHARGES.c.household_id).where(CHARGES.c.cadre_id.in_(list(persons)), _holds(CHARGES, day))


class Charge:
    """Who is in charge on the day of a transaction. Reads the areas once; of `buildings` only, if given."""

    def __init__(self, db: Connection, now: datetime, buildings: Collection[int] = ()) -> None:
        self.db, self.day = db, now.date()
        self._parents = {
            row.id: (row.parent_id, row.kind)
            for row in db.execute(sa.select(AREAS.c.id, AREAS.c.parent_id, AREAS.c.kind))
        }
        self._areas = self._areas_of(buildings)
        self._roles = self._who_has_roles()
        self.away = stand_ins(db, self.day)
        given = sa.select(CHARGES.c.household_id, CHARGES.c.cadre_id).where(_holds(CHARGES, self.day))
        rows = list(db.execute(given.order_by(CHARGES.c.id)))
        here = {person for (role, _), people in self._roles.items() if role in WORKING for person in people}
        self._given = {row.household_id: row.cadre_id for row in rows if row.cadre_id in here}

    def _areas_of(self, buildings: Collection[int]) -> dict[int, list[int]]:
        ask = sa.select(BUILDING_AREAS.c.building_id, BUILDING_AREAS.c.area_id).where(active(BUILDING_AREAS, self.day))
        ask = ask.where(BUILDING_AREAS.c.building_id.in_(list(buildings))) if buildings else ask
        found: dict[int, list[int]] = {}
        for row in self.db.execute(ask.order_by(BUILDING_AREAS.c.id)):
            found.setdefault(row.building_id, []).append(row.area_id)
        return found

    def _who_has_roles(self) -> dict[tuple[str, int | None], list[int]]:
        ask = (
            sa.select(ROLES.c.role, ROLES.c.area_id, ROLES.c.person_id)
            .join(PERSONS, PERSONS.c.id == ROLES.c.person_id)
            .where(active(ROLES, self.day), PERSONS.c.state == "在")
            .order_by(ROLES.c.person_id)
        )
        found: dict[tuple[str, int | None], list[int]] = {}
        for row in run(self.db, CHARGE, ask):
            found.setdefault((row.role, row.area_id), []).append(row.person_id)
        return found

    def of_building(self, building: int, committee: int, role: str = "干部") -> list[int]:
        """Who has a role for a building: of its micro-grid and the grids above it, else of the committee, else of the street."""
        near = [one for area in self._around(building) for one in self._roles.get((role, area), ())]
        found = near or self._roles.get((role, committee)) or self._roles.get((role, None)) or []
        return list(dict.fromkeys(found))

    def of_home(
        self, household: int, building: int, committee: int, role: str = "干部", *, standing: bool = False
    ) -> list[int]:
        """The same for a household, with whom it was given to, and with those who stand in for others. Often one.

        `standing`: whose it is when nobody is away, which is what is to be stored.
        """
        given = self._given.get(household) if role == "干部" else None
        found = [given] if given else self.of_building(building, committee, role)
        acting = found if standing else [self.away.get(person, person) for person in found]
        return list(dict.fromkeys(person for person in acting if person))

    def heads_of(self, committee: int, *, standing: bool = False) -> list[int]:
        """The secretaries of a committee, or who stands in for them; without any the street's officers."""
        for found in (self._roles.get(("书记", committee), []), self.with_role("街道干部")):
            if standing and found:
                return list(dict.fromkeys(found))
            if acting := [self.away.get(person, person) for person in found if self.away.get(person, person)]:
                return list(dict.fromkeys(acting))
        return []

    def with_role(self, role: str) -> list[int]:
        """Everybody who has a role today, with those who are away."""
        return sorted({person for (name, _), persons in self._roles.items() if name == role for person in persons})

    def given_counts(self) -> dict[int, int]:
        """How many households were given to each cadre alone."""
        return dict(Counter(self._given.values()))

    def _around(self, building: int) -> list[int]:
        """The areas of a building with the grids above them, short of the committee; the nearest first."""
        around, waiting = [], list(self._areas.get(building, ()))
        while waiting:
            area = waiting.pop(0)
            parent, kind = self._parents.get(area, (None, "街道"))
            if kind not in ("居委", "街道"):
                around.append(area)
                waiting += [parent] if parent else []
        return around


@dataclass(frozen=True)
class Hours:
    """When somebody wants the morning's list (None: when everybody gets it), and the weekdays without one."""

    at: time | None = None
    off: str = ""

    def store(self, unit: Any, viewer: Viewer) -> list[tuple[str, int]]:
        values = {"person_id": viewer.person, "at": self.at, "off": self.off, "made_at": unit.now}
        return [("hours", put(unit.db, viewer, HOURS, values))]


@dataclass(frozen=True)
class Homes:
    """A building (益港花园12号) with how many homes it has, and its micro-grid's name ("" if it lies in none)."""

    id: int
    number: str
    place: str
    homes: int


class Covers:
    """Households given away and chosen hours, asked and changed."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now, self.day = db, now, now.date()

    def charge(self, buildings: Collection[int] = ()) -> Charge:
        return Charge(self.db, self.now, buildings)

    def given(self, charge: int) -> tuple[Given, int] | None:
        """A household given away, and to whom it had been given before (0: to nobody)."""
        row = self.db.execute(sa.select(CHARGES).where(CHARGES.c.id == charge)).first()
        if row is None:
            return None
        before = sa.select(CHARGES.c.cadre_id).where(
            CHARGES.c.household_id == row.household_id, CHARGES.c.until == row.since, CHARGES.c.undone_at.is_(None)
        )
        last = self.db.execute(before.order_by(CHARGES.c.id.desc()).limit(1)).scalar()
        return Given(row.household_id, row.cadre_id, row.since), last or 0

    def buildings(self, committee: int) -> list[Homes]:
        """The buildings of a committee that have any homes."""
        homes = sa.func.count(HOUSEHOLDS.c.id)
        ask = (
            sa.select(BUILDINGS.c.id, BUILDINGS.c.estate, BUILDINGS.c.number, homes)
            .join(HOUSEHOLDS, HOUSEHOLDS.c.building_id == BUILDINGS.c.id)
            .where(BUILDINGS.c.committee_id == committee, HOUSEHOLDS.c.state != "迁出", active(HOUSEHOLDS, self.day))
            .group_by(BUILDINGS.c.id, BUILDINGS.c.estate, BUILDINGS.c.number)
            .order_by(BUILDINGS.c.id)
        )
        held = sa.select(BUILDING_AREAS.c.building_id, AREAS.c.name).join(AREAS, AREAS.c.id == BUILDING_AREAS.c.area_id)
        held = held.where(active(BUILDING_AREAS, self.day), AREAS.c.net == "片区", AREAS.c.kind != "居委")
        places = {row.building_id: row.name for row in self.db.execute(held.order_by(AREAS.c.id))}
        return [Homes(row[0], f"{row[1]}{row[2]}", places.get(row[0], ""), row[3]) for row in self.db.execute(ask)]

    def hours(self) -> dict[int, Hours]:
        """Of everybody who has chosen."""
        standing = sa.select(HOURS).where(HOURS.c.undone_at.is_(None)).order_by(HOURS.c.id)
        return {row.person_id: Hours(row.at, row.off) for row in self.db.execute(standing)}
