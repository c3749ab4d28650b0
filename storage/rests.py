"""Reminders that rest: in hospital, away, for another reason; and those who have died or moved away."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, Date, ForeignKey, Row, String
from sqlalchemy.sql.elements import ColumnElement

from storage.base import Id, Moment, Private, active, table
from storage.journal import undoes
from storage.registry import BUILDINGS, HOUSEHOLDS, PERSONS
from storage.scope import living, sees_people
from storage.viewers import Viewer, put, run

GONE = {"去世": "去世", "搬走": "迁出"}  # reasons for which a person is no longer there, and their state then
RESTS = table(
    "rests",
    Column("household_id", Id, ForeignKey("households.id"), nullable=False, index=True),
    Column("person_id", Id, ForeignKey("persons.id")),  # none: the whole household
    Column("reason", String(10), nullable=False),  # 住院, 外出, 去世, 搬走, 其他
    Column("why", Private, nullable=False, server_default=""),
    Column("since", Date, nullable=False),
    Column("until", Date),  # the first day on which reminders come again; none: until somebody says so
    Column("visit_id", Id, ForeignKey("visits.id")),  # the visit that told
    Column("was_until", Date),  # until when it should have been, before it was ended
    Column("ended_visit_id", Id, ForeignKey("visits.id")),  # the visit that told of its end
    Column("made_at", Moment, nullable=False),
    Column("undone_at", Moment),
    personal=True,
)


@dataclass(frozen=True)
class Rest:
    """Why reminders rest, of one person or of a whole household (`person_id` none), until the day before `until`."""

    household_id: int
    person_id: int | None
    reason: str
    since: date
    until: date | None = None
    why: str = ""
    visit_id: int | None = None
    id: int = 0

    def store(self, unit: Any, viewer: Viewer) -> list[tuple[str, int]]:
        return [("rest", unit.rests.add(viewer, self))]


def rests_on(day: date) -> ColumnElement[bool]:
    """Rests that hold on a day."""
    return sa.and_(RESTS.c.undone_at.is_(None), active(RESTS, day))


class Rests:
    """The rests of one transaction. Whoever asks for a household's must be one who may see the household."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now, self.day = db, now, now.date()

    def add(self, viewer: Viewer, rest: Rest) -> int:
        values = {
            "household_id": rest.household_id, "person_id": rest.person_id, "reason": rest.reason, "why": rest.why,
            "since": rest.since, "until": rest.until, "visit_id": rest.visit_id, "made_at": self.now,
        }  # fmt: skip
        number = put(self.db, viewer, RESTS, values)
        if rest.reason in GONE:
            self.leave(viewer, rest)
        return number

    def get(self, viewer: Viewer, number: int) -> Rest:
        return _rest(run(self.db, viewer, sa.select(RESTS).where(RESTS.c.id == number)).one())

    def of_households(self, viewer: Viewer, households: Collection[int]) -> dict[int, list[Rest]]:
        """What holds today, by household."""
        found: dict[int, list[Rest]] = {}
        ask = sa.select(RESTS).where(RESTS.c.household_id.in_(list(households)), rests_on(self.day))
        for row in run(self.db, viewer, ask.order_by(RESTS.c.id)):
            found.setdefault(row.household_id, []).append(_rest(row))
        return found

    def standing(self, viewer: Viewer) -> list[Rest]:
        """What holds today among the households that the viewer looks after; nobody who is no longer there."""
        ask = sa.select(RESTS).join_from(RESTS, HOUSEHOLDS, RESTS.c.household_id == HOUSEHOLDS.c.id).join(BUILDINGS)
        mine = (rests_on(self.day), RESTS.c.reason.not_in(GONE), living(self.day), sees_people(viewer, self.day))
        return [_rest(row) for row in run(self.db, viewer, ask.where(*mine).order_by(RESTS.c.id))]

    def end(self, viewer: Viewer, rest: int, day: date, visit: int | None = None) -> None:
        """From this day on reminders come again."""
        ended = {"until": day, "was_until": RESTS.c.until, "ended_visit_id": visit}
        run(self.db, viewer, sa.update(RESTS).where(RESTS.c.id == rest).values(ended))

    def go_on(self, viewer: Viewer, *which: ColumnElement[bool]) -> None:
        """They had not ended after all."""
        goes_on = {"until": RESTS.c.was_until, "was_until": None, "ended_visit_id": None}
        run(self.db, viewer, sa.update(RESTS).where(*which).values(goes_on))

    def untold(self, viewer: Viewer, visit: int) -> None:
        """The visit that told of these, or of their end, is taken back."""
        told = sa.update(RESTS).where(RESTS.c.visit_id == visit, RESTS.c.reason.not_in(GONE))
        run(self.db, viewer, told.values(undone_at=self.now))
        self.go_on(viewer, RESTS.c.ended_visit_id == visit)

    def leave(self, viewer: Viewer, rest: Rest) -> None:
        """The person, or all of the household, are no longer there; a dwelling without anybody is empty."""
        lives = (PERSONS.c.household_id == rest.household_id, PERSONS.c.state == "在")
        who = (PERSONS.c.id == rest.person_id) if rest.person_id else sa.true()
        gone = {"state": GONE[rest.reason], "until": rest.since}
        run(self.db, viewer, sa.update(PERSONS).where(*lives, who).values(gone))
        if not run(self.db, viewer, sa.select(PERSONS.c.id).where(*lives).limit(1)).first():
            self.db.execute(sa.update(HOUSEHOLDS).where(HOUSEHOLDS.c.id == rest.household_id).values(state="空置"))

    def come_back(self, viewer: Viewer, rest: Rest) -> None:
        """It was a mistake: they live there."""
        gone = (
            PERSONS.c.household_id == rest.household_id,
            PERSONS.c.state == GONE[rest.reason],
            PERSONS.c.until == rest.since,
        )
        who = (PERSONS.c.id == rest.person_id) if rest.person_id else sa.true()
        run(self.db, viewer, sa.update(PERSONS).where(*gone, who).values(state="在", until=None))
        self.db.execute(sa.update(HOUSEHOLDS).where(HOUSEHOLDS.c.id == rest.household_id).values(state="在住"))


def _rest(row: Row[Any]) -> Rest:
    return Rest(row.household_id, row.person_id, row.reason, row.since, row.until, row.why, row.visit_id, row.id)


@dataclass(frozen=True)
class Ended:
    """From `day` on reminders come again."""

    rest: int
    day: date
    visit: int | None = None

    def store(self, unit: Any, viewer: Viewer) -> list[tuple[str, int]]:
        unit.rests.end(viewer, self.rest, self.day, self.visit)
        rest = unit.rests.get(viewer, self.rest)
        if rest.reason in GONE:
            unit.rests.come_back(viewer, rest)
        return [("rest_end", self.rest)]


@undoes("rest_end")
def undo_end(unit: Any, viewer: Viewer, number: int) -> str:
    unit.rests.go_on(viewer, RESTS.c.id == number)
    rest = unit.rests.get(viewer, number)
    if rest.reason in GONE:
        unit.rests.leave(viewer, rest)
    return ""


@undoes("rest")
def undo_rest(unit: Any, viewer: Viewer, number: int) -> str:
    rest = unit.rests.get(viewer, number)
    run(unit.db, viewer, sa.update(RESTS).where(RESTS.c.id == number).values(undone_at=unit.now))
    if rest.reason in GONE:
        unit.rests.come_back(viewer, rest)
    return ""
