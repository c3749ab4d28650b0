"""What the plan engine reads in bulk: tags of those who live there, last contacts, homes without contact this year."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.sql.elements import ColumnElement

from storage.base import active
from storage.charge import given_to
from storage.households import walking
from storage.plans import MUST, PLANS
from storage.registry import BUILDING_AREAS, BUILDINGS, HOUSEHOLDS, PERSONS, PREFERENCES, TAGS
from storage.rests import RESTS, rests_on
from storage.scope import living, present
from storage.viewers import Viewer, run, system
from storage.visits import VISITS

SWEEP = system("dues")
EMPTY = "空置"


class Mark(NamedTuple):
    """A tag that holds today of somebody whose reminders do not rest. `born` as in the registry, "" if unknown."""

    household: int
    building: int
    committee: int
    person: int
    tag: str
    since: date
    born: str


class Contact(NamedTuple):
    """The last days of a household: of any contact that counts, and of one in person."""

    household: int
    last: date | None
    in_person: date | None


class Must(NamedTuple):
    """Something that happened (住院, 出院 …), or was promised, and wants a visit from `day` on."""

    plan: int
    household: int
    building: int
    committee: int
    cadre: int
    day: date
    what: str
    in_person: bool


class Place(NamedTuple):
    """A door without its people; `storage.households.walking` puts them in order."""

    id: int
    building_id: int
    committee_id: int
    estate: str
    number: str
    room: str
    name: str = ""


class Homes(NamedTuple):
    """Dwellings of a building: those lived in, of them contacted and entered, those that refuse (and had no contact); empty ones."""

    lived: int
    met: int
    entered: int
    refusing: int
    empty: int


class Dues:
    """Read in the system's name: whom to show it to is for the caller to decide."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.day = db, now.date()

    def marks(self, buildings: Collection[int] | None = None, *, rest: bool = False) -> Iterator[Mark]:
        """Every confirmed tag of the people who live in these buildings (None: of the whole street).

        With `rest` those of the people for whom reminders rest instead.
        """
        resting = sa.exists().where(
            RESTS.c.household_id == PERSONS.c.household_id,
            sa.or_(RESTS.c.person_id.is_(None), RESTS.c.person_id == PERSONS.c.id),
            rests_on(self.day),
        )
        ask = (
            sa.select(
                PERSONS.c.household_id, HOUSEHOLDS.c.building_id, BUILDINGS.c.committee_id, TAGS.c.person_id, TAGS.c.tag,
                TAGS.c.since, PERSONS.c.born,
            )
            .select_from(TAGS.join(PERSONS, TAGS.c.person_id == PERSONS.c.id).join(HOUSEHOLDS).join(BUILDINGS))
            .where(active(TAGS, self.day), TAGS.c.state == "确认", present(), living(self.day), resting if rest else ~resting, *_in(buildings))
        )  # fmt: skip
        return (Mark._make((*row[:6], row.born or "")) for row in self._stream(ask))

    def contacts(
        self, ways: Sequence[str], remote: Sequence[str], buildings: Collection[int] | None = None, home: int = 0
    ) -> Iterator[Contact]:
        """The last contacts of every household with a tag, or of one `home`; those in `remote` do not count as in person."""
        tagged = sa.select(PERSONS.c.household_id).join(TAGS).where(active(TAGS, self.day))
        if buildings is not None:
            tagged = tagged.join(HOUSEHOLDS, PERSONS.c.household_id == HOUSEHOLDS.c.id).where(*_in(buildings))
        counts, near = VISITS.c.way.in_(ways), VISITS.c.way.in_([way for way in ways if way not in remote])
        ask = sa.select(
            VISITS.c.household_id,
            _newest(counts),
            _newest(near),
        ).where(
            VISITS.c.undone_at.is_(None), VISITS.c.household_id == home if home else VISITS.c.household_id.in_(tagged)
        )
        return (Contact._make(row) for row in self._stream(ask.group_by(VISITS.c.household_id)))

    def musts(self, buildings: Collection[int] | None = None) -> list[Must]:
        """Open must-visits, the oldest first."""
        return self._open(PLANS.c.kind == MUST, buildings)

    def promises(self, until: date, buildings: Collection[int] | None = None) -> list[Must]:
        """What was planned or promised for a day until then and is not done, the oldest first."""
        return self._open(sa.and_(PLANS.c.kind != MUST, PLANS.c.day <= until), buildings)

    def _open(self, which: ColumnElement[bool], buildings: Collection[int] | None) -> list[Must]:
        ask = (
            sa.select(
                PLANS.c.id, PLANS.c.household_id, HOUSEHOLDS.c.building_id, BUILDINGS.c.committee_id, PLANS.c.cadre_id,
                PLANS.c.day, PLANS.c.what, PLANS.c.in_person,
            )
            .select_from(PLANS.join(HOUSEHOLDS, PLANS.c.household_id == HOUSEHOLDS.c.id).join(BUILDINGS))
            .where(which, PLANS.c.done_at.is_(None), PLANS.c.undone_at.is_(None), living(self.day))
            .where(*_in(buildings))
            .order_by(PLANS.c.day, PLANS.c.id)
        )  # fmt: skip
        return [Must._make(row) for row in run(self.db, SWEEP, ask)]

    def without_contact(
        self,
        since: date,
        ways: Sequence[str],
        buildings: Collection[int] | None = None,
        tried_after: date | None = None,
    ) -> list[Place]:
        """Lived-in homes without contact since a day, that do not refuse; tried lately (after `tried_after`) left out."""
        met = _visited(VISITS.c.way.in_(ways), VISITS.c.day >= since)
        tried = _visited(VISITS.c.day > tried_after) if tried_after else sa.false()
        ask = (
            sa.select(
                HOUSEHOLDS.c.id,
                HOUSEHOLDS.c.building_id,
                BUILDINGS.c.committee_id,
                BUILDINGS.c.estate,
                BUILDINGS.c.number,
                HOUSEHOLDS.c.room,
            )
            .join(BUILDINGS)
            .where(*self._visitable(), ~met, ~tried, ~self._refusing(), ~self._all_away(), *_in(buildings))
        )
        return sorted((Place(*row) for row in self._stream(ask)), key=walking)

    def buildings_of(self, viewer: Viewer) -> list[int]:
        """The buildings in which a viewer looks after anybody."""
        areas, whole = viewer.areas | viewer.leads, viewer.committees | viewer.leads
        held = sa.select(BUILDING_AREAS.c.building_id).where(BUILDING_AREAS.c.area_id.in_(areas))
        near = held.where(active(BUILDING_AREAS, self.day))
        far = sa.select(BUILDINGS.c.id).where(BUILDINGS.c.committee_id.in_(whole))
        given = sa.select(HOUSEHOLDS.c.building_id).where(HOUSEHOLDS.c.id.in_(given_to(viewer.acting, self.day)))
        return sorted(self.db.execute(sa.union(near, far, given)).scalars())

    def dwellings(self) -> list[Place]:
        """Every dwelling of the street in which somebody lives."""
        columns = (
            HOUSEHOLDS.c.id, HOUSEHOLDS.c.building_id, BUILDINGS.c.committee_id, BUILDINGS.c.estate, BUILDINGS.c.number,
            HOUSEHOLDS.c.room,
        )  # fmt: skip
        ask = sa.select(*columns).join_from(HOUSEHOLDS, BUILDINGS).where(*self._visitable())
        return [Place._make((*row, "")) for row in run(self.db, SWEEP, ask.order_by(HOUSEHOLDS.c.id))]

    def count_homes(
        self, since: date, ways: Sequence[str], buildings: Collection[int] | None = None
    ) -> dict[int, Homes]:
        """Dwellings by building: contacted and entered since a day, refusing and empty ones apart."""
        in_person = VISITS.c.way == "入户"
        ask = sa.select(
            VISITS.c.household_id, _any(VISITS.c.way.in_(ways)).label("met"), _any(in_person).label("entered")
        ).where(VISITS.c.undone_at.is_(None), VISITS.c.day >= since)
        if buildings is not None:  # said here as well: else PostgreSQL reads the visits of the whole street
            ask = ask.where(VISITS.c.household_id.in_(sa.select(HOUSEHOLDS.c.id).where(*_in(buildings))))
        reached = ask.group_by(VISITS.c.household_id).subquery()
        lived, met, entered = HOUSEHOLDS.c.state != EMPTY, reached.c.met == 1, reached.c.entered == 1
        refuses = sa.and_(lived, sa.func.coalesce(reached.c.met, 0) == 0, self._refusing())
        cases = (lived, sa.and_(lived, met), sa.and_(lived, entered), refuses, ~lived)
        sums = (sa.func.sum(sa.case((case, 1), else_=0)) for case in cases)
        homes = HOUSEHOLDS.outerjoin(reached, reached.c.household_id == HOUSEHOLDS.c.id)
        ask = sa.select(HOUSEHOLDS.c.building_id, *sums).select_from(homes).group_by(HOUSEHOLDS.c.building_id)
        ask = ask.where(living(self.day), HOUSEHOLDS.c.kind == "住户", *_in(buildings))
        return {row[0]: Homes._make(map(int, row[1:])) for row in run(self.db, SWEEP, ask)}

    def untouched(
        self, since: date, ways: Sequence[str], buildings: Collection[int] | None = None, *, refusing: bool = False
    ) -> list[Place]:
        """The homes behind those figures, in walking order: not contacted since a day, or refusing besides."""
        met = _visited(VISITS.c.way.in_(ways), VISITS.c.day >= since)
        wish = self._refusing() if refusing else ~self._refusing()
        ask = sa.select(
            HOUSEHOLDS.c.id, HOUSEHOLDS.c.building_id, BUILDINGS.c.committee_id, BUILDINGS.c.estate, BUILDINGS.c.number,
            HOUSEHOLDS.c.room,
        )  # fmt: skip
        ask = ask.join(BUILDINGS).where(*self._visitable(), ~met, wish, *_in(buildings))
        return sorted((Place(*row) for row in self._stream(ask)), key=walking)

    def last_cadres(self, households: Collection[int]) -> dict[int, int]:
        """Who had the newest contact with each of these."""
        newest = sa.func.row_number().over(
            partition_by=VISITS.c.household_id, order_by=(VISITS.c.day.desc(), VISITS.c.id.desc())
        )
        mine = sa.select(VISITS.c.household_id, VISITS.c.cadre_id, newest.label("place"))
        mine = mine.where(VISITS.c.household_id.in_(list(households)), VISITS.c.undone_at.is_(None))
        rows = mine.subquery()
        ask = sa.select(rows.c.household_id, rows.c.cadre_id).where(rows.c.place == 1)
        return {row.household_id: row.cadre_id for row in run(self.db, SWEEP, ask)}

    def _visitable(self) -> tuple[ColumnElement[bool], ...]:
        return living(self.day), HOUSEHOLDS.c.kind == "住户", HOUSEHOLDS.c.state != EMPTY

    def _refusing(self) -> ColumnElement[bool]:
        wish = sa.exists().where(PREFERENCES.c.household_id == HOUSEHOLDS.c.id, PREFERENCES.c.wish == "勿扰")
        return wish.where(active(PREFERENCES, self.day)).correlate(HOUSEHOLDS)

    def _all_away(self) -> ColumnElement[bool]:
        away = sa.exists().where(RESTS.c.household_id == HOUSEHOLDS.c.id, RESTS.c.person_id.is_(None))
        return away.where(rests_on(self.day)).correlate(HOUSEHOLDS)

    def _stream(self, ask: sa.Select[Any]) -> Iterator[Any]:
        """Rows as they come: a city of them must not lie in memory at once."""
        return iter(run(self.db, SWEEP, ask).yield_per(2000))


def _in(buildings: Collection[int] | None) -> list[ColumnElement[bool]]:
    return [] if buildings is None else [HOUSEHOLDS.c.building_id.in_(list(buildings))]


def _newest(which: ColumnElement[bool]) -> ColumnElement[date]:
    return sa.func.max(sa.case((which, VISITS.c.day)))


def _any(which: ColumnElement[bool]) -> ColumnElement[int]:
    return sa.func.max(sa.case((which, 1), else_=0))


def _visited(*how: ColumnElement[bool]) -> ColumnElement[bool]:
    there = sa.exists().where(VISITS.c.household_id == HOUSEHOLDS.c.id, VISITS.c.undone_at.is_(None), *how)
    return there.correlate(HOUSEHOLDS)
