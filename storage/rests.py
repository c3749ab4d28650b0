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
from storage.registry import HOUSEHOLDS, PERSONS
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
            self._leaves(viewer, rest)
        return number

    def of_households(self, viewer: Viewer, households: Collection[int]) -> dict[int, list[Rest]]:
        """What holds today, by household."""
        found: dict[int, list[Rest]] = {}
        ask = sa.select(RESTS).where(RESTS.c.household_id.in_(list(households)), rests_on(self.day))
        for row in run(self.db, viewer, ask.order_by(RESTS.c.id)):
            found.setdefault(row.household_id, []).append(_rest(row))
        return found

    def end(self, viewer: Viewer, rest: int, day: date) -> None:
        """From this day on reminders come again."""
        run(self.db, viewer, sa.update(RESTS).where(RESTS.c.id == rest).values(until=day))

    def untold(self, viewer: Viewer, visit: int) -> None:
        """The visit that told of these is taken back."""
        told = sa.update(RESTS).where(RESTS.c.visit_id == visit, RESTS.c.reason.not_in(GONE))
        run(self.db, viewer, told.values(undone_at=self.now))

    def _leaves(self, viewer: Viewer, rest: Rest) -> None:
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


@undoes("rest")
def undo_rest(unit: Any, viewer: Viewer, number: int) -> str:
    rest = _rest(run(unit.db, viewer, sa.select(RESTS).where(RESTS.c.id == number)).one())
    run(unit.db, viewer, sa.update(RESTS).where(RESTS.c.id == number).values(undone_at=unit.now))
    if rest.reason in GONE:
        unit.rests.come_back(viewer, rest)
    return ""
