"""Questions about where people live: doors, households within a viewer's scope, areas."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.sql.elements import ColumnElement

from storage.base import active
from storage.households import (
    DWELLING,
    PEOPLED,
    WHO,
    Door,
    Household,
    Person,
    doors,
    households,
    person,
    sorted_rooms,
    top_floor,
)
from storage.registry import AREAS, BUILDING_AREAS, BUILDINGS, HOUSEHOLDS, PERSONS
from storage.scope import below, living, present, sees_names, sight
from storage.viewers import Viewer, run

__all__ = [
    "AREAS", "BUILDINGS", "BUILDING_AREAS", "HOUSEHOLDS", "Area", "Door", "House", "Household", "Person", "Places",
]  # fmt: skip


@dataclass(frozen=True)
class Area:
    """A piece of the street: 街道, 居委, 网格, 微网格 … `until` is the first day on which it is no more."""

    id: int
    kind: str
    net: str
    name: str
    parent_id: int | None
    since: date
    until: date | None

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class House:
    """One house number (门牌): a public place."""

    id: int
    committee_id: int
    estate: str
    number: str

    def __str__(self) -> str:
        return f"{self.estate}{self.number}"


AREA = (AREAS.c.id, AREAS.c.kind, AREAS.c.net, AREAS.c.name, AREAS.c.parent_id, AREAS.c.since, AREAS.c.until)


class Places:
    """The doors of the street at a moment (Shanghai time). Households come in walking order.

    Names and estates are read once in a transaction: every capability that looks at a message asks for them.
    """

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.day = db, now.date()
        self._names: dict[Viewer, list[str]] = {}
        self._estates: list[str] | None = None

    def household(self, viewer: Viewer, household_id: int) -> Household | None:
        """One household; None as well when it has moved away or lies outside the viewer's scope."""
        found = households(self.db, viewer, self.day, HOUSEHOLDS.c.id == household_id)
        return found[0] if found else None

    def some(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Household]:
        """Those of these that the viewer may see, by number, in walking order."""
        found = households(self.db, viewer, self.day, HOUSEHOLDS.c.id.in_(list(ids))) if ids else []
        return {home.id: home for home in found}

    def households(self, viewer: Viewer) -> list[Household]:
        """All that the viewer may see, empty homes included."""
        return households(self.db, viewer, self.day)

    def households_at(self, viewer: Viewer, number_key: str, room_key: str, estate: str = "") -> list[Household]:
        """Households at a door; several where two estates have the same number. No room: the whole building."""
        return households(self.db, viewer, self.day, *_at(number_key, room_key, estate))

    def households_named(self, viewer: Viewer, match: Callable[[Person], bool]) -> list[Household]:
        """Households with a person that matches. Names are read in memory, among those of the viewer's scope."""
        ask = (
            sa.select(*WHO, sight(viewer, self.day).label("sight"))
            .select_from(PEOPLED)
            .where(living(self.day), present(), sees_names(viewer, self.day))
        )
        found = {row.household_id for row in run(self.db, viewer, ask) if match(person(row, row.sight))}
        return households(self.db, viewer, self.day, HOUSEHOLDS.c.id.in_(found)) if found else []

    def names(self, viewer: Viewer) -> list[str]:
        """Names of the residents whom the viewer may see, each once, sorted."""
        if viewer not in self._names:
            seen = sa.select(PERSONS.c.name).select_from(PEOPLED)
            ask = seen.where(living(self.day), present(), sees_names(viewer, self.day))
            self._names[viewer] = sorted({name for name in run(self.db, viewer, ask).scalars() if name})
        return self._names[viewer]

    def shops(self, viewer: Viewer, name: str) -> list[Household]:
        """Shops and firms of the viewer's scope whose name contains these words."""
        named = HOUSEHOLDS.c.name.contains(name, autoescape=True)
        return households(self.db, viewer, self.day, HOUSEHOLDS.c.kind != DWELLING, named)

    def doors_at(self, number_key: str, room_key: str, estate: str = "") -> list[Door]:
        """Doors of the whole street, without people. No room: every door of the building."""
        return doors(self.db, self.day, *_at(number_key, room_key, estate))

    def rooms_in(self, number_key: str, estate: str = "") -> list[str]:
        """The rooms behind a house number, 101 first. Where estates share the number, of all of them."""
        return sorted_rooms(door.room for door in self.doors_at(number_key, "", estate) if door.room)

    def top_floor(self, number_key: str, estate: str = "") -> int:
        """The highest floor with a dwelling behind a house number; 0 if there is no such number."""
        return top_floor(self.rooms_in(number_key, estate))

    def estates(self) -> list[str]:
        if self._estates is None:
            ask = sa.select(BUILDINGS.c.estate).where(BUILDINGS.c.estate != "").distinct()
            self._estates = sorted(self.db.execute(ask).scalars())
        return self._estates

    def area(self, area_id: int) -> Area | None:
        row = self.db.execute(sa.select(*AREA).where(AREAS.c.id == area_id)).first()
        return Area(*row) if row else None

    def areas(self, kind: str = "", parent_id: int | None = None) -> list[Area]:
        """Areas that exist today, by number; of a kind, directly below a parent, or all."""
        where: list[ColumnElement[bool]] = [active(AREAS, self.day)]
        if kind:
            where.append(AREAS.c.kind == kind)
        if parent_id is not None:
            where.append(AREAS.c.parent_id == parent_id)
        return [Area(*row) for row in self.db.execute(sa.select(*AREA).where(*where).order_by(AREAS.c.id))]

    def areas_of(self, building_id: int, day: date | None = None) -> list[Area]:
        """The areas, one of each net, that a building belonged to on a day (today if not given)."""
        held = sa.and_(BUILDING_AREAS.c.building_id == building_id, active(BUILDING_AREAS, day or self.day))
        ask = sa.select(*AREA).join(BUILDING_AREAS, BUILDING_AREAS.c.area_id == AREAS.c.id).where(held)
        return [Area(*row) for row in self.db.execute(ask.order_by(AREAS.c.id))]

    def houses(self, *, areas: Collection[int] = (), estate: str = "", key: str = "", number: int = 0) -> list[House]:
        """Buildings that belong today to one of these areas (all levels below, and committees, included), and so on.

        `key` is the number as in `find_doors`, `number` the row's. With nothing said: of the whole street.
        """
        where: list[ColumnElement[bool]] = []
        if areas:
            inside = below(self.db, areas)
            held = sa.and_(BUILDING_AREAS.c.area_id.in_(inside), active(BUILDING_AREAS, self.day))
            here = BUILDINGS.c.id.in_(sa.select(BUILDING_AREAS.c.building_id).where(held))
            where.append(sa.or_(BUILDINGS.c.committee_id.in_(inside), here))
        where += [BUILDINGS.c.estate == estate] if estate else []
        where += [BUILDINGS.c.key == key] if key else []
        where += [BUILDINGS.c.id == number] if number else []
        ask = sa.select(BUILDINGS.c.id, BUILDINGS.c.committee_id, BUILDINGS.c.estate, BUILDINGS.c.number)
        return [House(*row) for row in self.db.execute(ask.where(*where).order_by(BUILDINGS.c.id))]

    def buildings_in(self, area_id: int, day: date | None = None) -> list[int]:
        """Numbers (ids) of the buildings that belonged to an area itself on a day (today if not given)."""
        held = sa.and_(BUILDING_AREAS.c.area_id == area_id, active(BUILDING_AREAS, day or self.day))
        return list(self.db.execute(sa.select(BUILDING_AREAS.c.building_id).where(held)).scalars())


def _at(number_key: str, room_key: str, estate: str) -> list[ColumnElement[bool]]:
    where = [BUILDINGS.c.key == number_key]
    if room_key:
        where.append(HOUSEHOLDS.c.key == room_key)
    if estate:
        where.append(BUILDINGS.c.estate == estate)
    return where
