"""Tags given, ended and asked for: care tags, and what people can do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, Date, ForeignKey, Row
from sqlalchemy.sql.elements import ColumnElement

from storage.base import Id, Moment, Private, active, table
from storage.journal import undoes
from storage.registry import BUILDINGS, HOUSEHOLDS, PERSONS, TAGS
from storage.scope import living, present, sees_tags
from storage.viewers import Viewer, put, run

CONFIRMED, SUGGESTED = "确认", "待确认"
# An end that was changed: `until` is what it was before.
TAG_CHANGES = table(
    "tag_changes",
    Column("tag_id", Id, ForeignKey("tags.id"), nullable=False, index=True),
    Column("until", Date),
    Column("why", Private, nullable=False, server_default=""),
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", Id, ForeignKey("persons.id"), nullable=False),
    personal=True,
)
PLACED = (
    TAGS.join(PERSONS, TAGS.c.person_id == PERSONS.c.id)
    .outerjoin(HOUSEHOLDS, PERSONS.c.household_id == HOUSEHOLDS.c.id)
    .outerjoin(BUILDINGS, HOUSEHOLDS.c.building_id == BUILDINGS.c.id)
)


@dataclass(frozen=True)
class Held:
    """A confirmed tag of a person that holds today or is to come; `until` is the first day on which it is no more."""

    id: int
    person_id: int
    kind: str
    tag: str
    sensitivity: int
    source: str
    note: str
    since: date
    until: date | None
    household_id: int = 0
    building_id: int = 0


HELD = (
    TAGS.c.id, TAGS.c.person_id, TAGS.c.kind, TAGS.c.tag, TAGS.c.sensitivity, TAGS.c.source, TAGS.c.note, TAGS.c.since,
    TAGS.c.until, PERSONS.c.household_id, HOUSEHOLDS.c.building_id,
)  # fmt: skip


@dataclass(frozen=True)
class NewTag:
    """A tag as a conversation hands it over. What was suggested of the same kind is settled with it."""

    person_id: int
    kind: str
    tag: str
    sensitivity: int
    source: str
    since: date
    until: date | None = None
    note: str = ""
    visit_id: int | None = None

    def store(self, unit: Any, viewer: Viewer) -> list[tuple[str, int]]:
        suggested = unit.tags.suggestions(viewer, self.person_id).get(self.tag)
        settled = unit.tags.settle(viewer, suggested) if suggested else []
        return [("tag", unit.tags.add(viewer, self)), *settled]


@dataclass(frozen=True)
class ChangedEnd:
    """A tag that ends on another day than was known: `until` is the first day on which it is no more."""

    tag: int
    until: date | None
    why: str = ""

    def store(self, unit: Any, viewer: Viewer) -> list[tuple[str, int]]:
        return [("tag_end", unit.tags.change_end(viewer, self))]


@dataclass(frozen=True)
class Declined:
    """A suggestion that was not taken."""

    tag: int

    def store(self, unit: Any, viewer: Viewer) -> list[tuple[str, int]]:
        return list(unit.tags.settle(viewer, self.tag))


class Tags:
    """The tags of one transaction."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now, self.day = db, now, now.date()

    def held(self, viewer: Viewer, persons: Collection[int]) -> list[Held]:
        """What these persons bear today or will, as far as the viewer may know it, the oldest first."""
        return self._held(viewer, TAGS.c.person_id.in_(list(persons)), self._to_come()) if persons else []

    def able(self, viewer: Viewer, kind: str, buildings: Collection[int] | None = None) -> list[Held]:
        """The tags of a kind that hold today of everybody in the viewer's area, or in these buildings of it."""
        where = [TAGS.c.kind == kind, active(TAGS, self.day), present(), living(self.day)]
        if buildings is not None:
            where.append(HOUSEHOLDS.c.building_id.in_(list(buildings)))
        return self._held(viewer, *where)

    def _to_come(self) -> ColumnElement[bool]:
        ended = sa.or_(TAGS.c.until <= self.day, TAGS.c.until <= TAGS.c.since)
        return sa.or_(TAGS.c.until.is_(None), ~ended)

    def _held(self, viewer: Viewer, *where: ColumnElement[bool]) -> list[Held]:
        ask = sa.select(*HELD).select_from(PLACED).where(TAGS.c.state == CONFIRMED, sees_tags(viewer, self.day), *where)
        return [_held(row) for row in run(self.db, viewer, ask.order_by(TAGS.c.since, TAGS.c.id))]

    def add(self, viewer: Viewer, new: NewTag, state: str = CONFIRMED) -> int:
        values = {
            "person_id": new.person_id, "kind": new.kind, "tag": new.tag, "sensitivity": new.sensitivity, "state": state,
            "source": new.source, "since": new.since, "until": new.until, "note": new.note, "visit_id": new.visit_id,
        }  # fmt: skip
        return put(self.db, viewer, TAGS, values)

    def change_end(self, viewer: Viewer, new: ChangedEnd) -> int:
        """The number of the change, which keeps what the end was before."""
        before = run(self.db, viewer, sa.select(TAGS.c.until).where(TAGS.c.id == new.tag)).scalar_one()
        run(self.db, viewer, sa.update(TAGS).where(TAGS.c.id == new.tag).values(until=new.until))
        kept = {
            "tag_id": new.tag, "until": before, "why": new.why, "changed_at": self.now, "changed_by": viewer.person,
        }  # fmt: skip
        return put(self.db, viewer, TAG_CHANGES, kept)

    def suggestions(self, viewer: Viewer, person: int) -> dict[str, int]:
        """Tags that were ever suggested of a person, with their rows; those that were declined too."""
        mine = (TAGS.c.person_id == person, TAGS.c.state == SUGGESTED)
        rows = run(self.db, viewer, sa.select(TAGS.c.id, TAGS.c.tag).where(*mine).order_by(TAGS.c.id))
        return {row.tag: row.id for row in rows}

    def settle(self, viewer: Viewer, tag: int) -> list[tuple[str, int]]:
        """A suggestion is taken or declined, and not made again."""
        open_one = (TAGS.c.id == tag, TAGS.c.state == SUGGESTED, TAGS.c.until.is_(None))
        done = run(self.db, viewer, sa.update(TAGS).where(*open_one).values(until=TAGS.c.since))
        return [("tag_suggestion", tag)] if done.rowcount else []


def _held(row: Row[Any]) -> Held:
    return Held(**{**row._mapping, "household_id": row.household_id or 0, "building_id": row.building_id or 0})


@undoes("tag")
def undo_tag(unit: Any, viewer: Viewer, tag: int) -> str:
    """It never held."""
    run(unit.db, viewer, sa.update(TAGS).where(TAGS.c.id == tag).values(until=TAGS.c.since))
    return ""


@undoes("tag_end")
def undo_tag_end(unit: Any, viewer: Viewer, change: int) -> str:
    before = run(unit.db, viewer, sa.select(TAG_CHANGES).where(TAG_CHANGES.c.id == change)).one()
    run(unit.db, viewer, sa.update(TAGS).where(TAGS.c.id == before.tag_id).values(until=before.until))
    return ""


@undoes("tag_suggestion")
def undo_tag_suggestion(unit: Any, viewer: Viewer, tag: int) -> str:
    run(unit.db, viewer, sa.update(TAGS).where(TAGS.c.id == tag).values(until=None))
    return ""
