"""Leaves: who is away from when until when, who stands in, and who acts on a day when several are away."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, Date, ForeignKey, Index

from storage.base import Id, Moment, active, table
from storage.journal import undoes
from storage.registry import PERSONS, ROLES
from storage.viewers import Viewer, put, run, system

BEGINS, ENDS = "cover.begins", "cover.ends"  # due moments: the first morning of a leave, and the first day back
# From `since` until the day before `until` somebody else gets the list and the replies. Whoever comes back earlier, or
# does not go at all, has a smaller `until` than was `planned`.
LEAVES = table(
    "leaves",
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False, index=True),
    Column("substitute_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("planned", Date, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("undone_at", Moment),
    Index("ix_leaves_until", "until"),
    personal=True,
)
STANDING = sa.and_(LEAVES.c.undone_at.is_(None), LEAVES.c.since < LEAVES.c.until)
COVER = system("cover")
# Whoever has none of these roles on a day is not there to stand in for anybody.
WORKING = ("干部", "精防专干", "司法专干", "书记", "街道干部")


@dataclass(frozen=True)
class Leave:
    """Somebody is away on the days from `since` until before `until`; `substitute` stands in.

    `replaces` are leaves of the same person that it takes the place of.
    """

    person: int
    substitute: int
    since: date
    until: date
    id: int = 0
    replaces: tuple[int, ...] = ()

    @property
    def last(self) -> date:
        """The last day away."""
        return self.until - timedelta(days=1)

    def store(self, unit: Any, viewer: Viewer) -> list[tuple[str, int]]:
        for leave in self.replaces:
            _cut(unit.db, viewer, leave, self.since)
        values = {
            "person_id": self.person, "substitute_id": self.substitute, "since": self.since, "until": self.until,
            "planned": self.until, "made_at": unit.now,
        }  # fmt: skip
        made = put(unit.db, viewer, LEAVES, values)
        return [*(("leave.replaced", leave) for leave in self.replaces), ("leave", made)]


@dataclass(frozen=True)
class EndedLeave:
    """Back on a day that is earlier than was planned; a leave that has not begun is called off."""

    leave: int
    day: date

    def store(self, unit: Any, viewer: Viewer) -> list[tuple[str, int]]:
        _cut(unit.db, viewer, self.leave, self.day)
        return [("leave.ended", self.leave)]


def _cut(db: Connection, viewer: Viewer, leave: int, day: date) -> None:
    """It ends on a day within it; one that begins later does not take place."""
    until = sa.case((LEAVES.c.since > day, LEAVES.c.since), else_=sa.literal(day, Date))
    run(db, viewer, sa.update(LEAVES).where(LEAVES.c.id == leave, LEAVES.c.until > day).values(until=until))


def tell(unit: Any, viewer: Viewer, kind: str, subject: int) -> None:
    """What was taken back is told to those who had been told of it."""
    unit.journal.tell(kind, {"kind": kind, "subject": subject, "person": viewer.person})


@undoes("leave")
def undo_leave(unit: Any, viewer: Viewer, leave: int) -> str:
    run(unit.db, viewer, sa.update(LEAVES).where(LEAVES.c.id == leave).values(undone_at=unit.now))
    for kind in (BEGINS, ENDS):
        unit.moments.drop(kind, leave)
    tell(unit, viewer, "leave.undone", leave)
    return ""


def _as_planned(unit: Any, viewer: Viewer, leave: int) -> None:
    run(unit.db, viewer, sa.update(LEAVES).where(LEAVES.c.id == leave).values(until=LEAVES.c.planned))


@undoes("leave.ended")
def undo_return(unit: Any, viewer: Viewer, leave: int) -> str:
    """The leave goes on as it was planned."""
    _as_planned(unit, viewer, leave)
    tell(unit, viewer, "leave.resumed", leave)
    return ""


@undoes("leave.replaced")
def undo_replacement(unit: Any, viewer: Viewer, leave: int) -> str:
    return undo_return(unit, viewer, leave)


def stand_ins(db: Connection, day: date) -> dict[int, int]:
    """Who is away on a day → who acts for them, through those who are away as well; 0 where nobody is left."""
    ask = sa.select(LEAVES.c.person_id, LEAVES.c.substitute_id).where(LEAVES.c.undone_at.is_(None), active(LEAVES, day))
    away = {row.person_id: row.substitute_id for row in run(db, COVER, ask.order_by(LEAVES.c.id))}
    acting = {person: _present(person, away) for person in away}
    there = _working(db, set(acting.values()), day) if acting else set()
    return {person: one if one in there else 0 for person, one in acting.items()}


def _present(person: int, away: dict[int, int]) -> int:
    seen = set()
    while person in away and person not in seen:
        seen.add(person)
        person = away[person]
    return 0 if person in seen else person


def _working(db: Connection, persons: Collection[int], day: date) -> set[int]:
    """Those of these who still work here: a substitute may have left the committee."""
    ask = sa.select(ROLES.c.person_id).join(PERSONS, PERSONS.c.id == ROLES.c.person_id)
    ask = ask.where(ROLES.c.person_id.in_(list(persons)), ROLES.c.role.in_(WORKING), active(ROLES, day))
    return set(run(db, COVER, ask.where(PERSONS.c.state == "在")).scalars())


class Leaves:
    """The leaves of one transaction. Who is away is no secret among colleagues."""

    def __init__(self, db: Connection, day: date) -> None:
        self.db, self.day = db, day

    def get(self, viewer: Viewer, leave: int) -> Leave | None:
        row = run(self.db, viewer, sa.select(LEAVES).where(LEAVES.c.id == leave)).first()
        return _leave(row) if row else None

    def of(self, viewer: Viewer, persons: Collection[int], since: date, until: date) -> list[Leave]:
        """The leaves of these that touch the days from `since` until before `until`."""
        return self._touching(viewer, LEAVES.c.person_id.in_(list(persons)), since, until)

    def stood_in_by(self, viewer: Viewer, person: int, since: date, until: date) -> list[Leave]:
        """The leaves in which somebody stands in, on these days."""
        return self._touching(viewer, LEAVES.c.substitute_id == person, since, until)

    def coming(self, viewer: Viewer, persons: Collection[int]) -> list[Leave]:
        """Today's leaves of these and those to come."""
        return self.of(viewer, persons, self.day, date.max)

    def _touching(self, viewer: Viewer, whose: Any, since: date, until: date) -> list[Leave]:
        ask = sa.select(LEAVES).where(whose, STANDING, LEAVES.c.since < until, LEAVES.c.until > since)
        return [_leave(row) for row in run(self.db, viewer, ask.order_by(LEAVES.c.since, LEAVES.c.id))]

    def stand_ins(self, day: date | None = None) -> dict[int, int]:
        """Who is away on a day (today) → who acts for them; 0 where nobody is left."""
        return stand_ins(self.db, day or self.day)

    def end(self, viewer: Viewer, leave: int, day: date) -> None:
        _cut(self.db, viewer, leave, day)

    def resume(self, unit: Any, viewer: Viewer, leave: int) -> None:
        """It holds as long as was planned."""
        _as_planned(unit, viewer, leave)


def _leave(row: Any) -> Leave:
    return Leave(row.person_id, row.substitute_id, row.since, row.until, row.id)
