"""Alerts: who is in danger, who was woken, who has taken it, what was done; and the phone calls that wake."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Row, String

from storage.base import Id, Moment, Private, table
from storage.viewers import Viewer, put, run, system

ALERTS = table(
    "alerts",
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False),  # who wrote
    Column("kind", String(20), nullable=False),
    Column("at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False),  # when words of danger last came
    Column("words", Private, nullable=False),
    Column("committee_id", Id, ForeignKey("areas.id")),
    Column("building_id", Id, ForeignKey("buildings.id")),
    Column("household_id", Id, ForeignKey("households.id")),
    Column("place", Private, nullable=False, server_default=""),
    Column("step", Integer, nullable=False, server_default="0"),  # how many rungs have been woken
    Column("taken_id", Id, ForeignKey("persons.id")),
    Column("taken_at", Moment),
    Column("closed_id", Id, ForeignKey("persons.id")),
    Column("closed_at", Moment),
    Column("outcome", Private, nullable=False, server_default=""),
    Column("case_id", Id, ForeignKey("cases.id")),
    Column(
        "same_id", Id, index=True
    ),  # the alert of a neighbour who told of the same fire: it is taken and ended with it
    Index("ix_alerts_person_id_last_at", "person_id", "last_at"),
    Index("ix_alerts_closed_at", "closed_at"),
    personal=True,
)
WORDS = table(
    "alert_words",
    Column("alert_id", Id, ForeignKey("alerts.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("text", Private, nullable=False),
    personal=True,
)
# Who was woken, and the phone call that goes with it.
CALLS = table(
    "alert_calls",
    Column("alert_id", Id, ForeignKey("alerts.id"), nullable=False, index=True),
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("state", String(10), nullable=False, server_default="none"),  # none, waiting, done, dead
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("call_at", Moment, nullable=False),
    Column("note", String(100), nullable=False, server_default=""),
    Index("ix_alert_calls_state_call_at", "state", "call_at"),
    personal=True,
)
ALARM = system("alarm")
OPEN = ALERTS.c.closed_at.is_(None)


@dataclass(frozen=True)
class Alert:
    """Somebody in danger, or somebody who writes of it."""

    person_id: int
    kind: str
    at: datetime
    last_at: datetime
    words: str
    committee_id: int | None = None
    building_id: int | None = None
    household_id: int | None = None
    place: str = ""
    step: int = 0
    taken_id: int | None = None
    taken_at: datetime | None = None
    closed_id: int | None = None
    closed_at: datetime | None = None
    outcome: str = ""
    case_id: int | None = None
    same_id: int | None = None
    id: int = 0

    @property
    def root(self) -> int:
        """The alert whose taking and ending counts."""
        return self.same_id or self.id

    @property
    def spot(self) -> str:
        """The place without what is said of its certainty."""
        return re.sub("（[^（）]*）$", "", self.place)


@dataclass(frozen=True)
class Call:
    """A phone call to be placed: somebody woken for an alert."""

    id: int
    alert_id: int
    person_id: int
    attempts: int


def _alert(row: Row[Any]) -> Alert:
    return Alert(**row._mapping)


class Alerts:
    """The alerts of one transaction."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    def add(self, alert: Alert) -> int:
        names = (
            "person_id",
            "kind",
            "at",
            "last_at",
            "words",
            "committee_id",
            "building_id",
            "household_id",
            "place",
            "same_id",
        )
        return put(self.db, ALARM, ALERTS, {name: getattr(alert, name) for name in names})

    def get(self, number: int, *, lock: bool = False) -> Alert | None:
        ask = sa.select(ALERTS).where(ALERTS.c.id == number)
        if lock and self.db.dialect.name == "postgresql":
            ask = ask.with_for_update()
        row = run(self.db, ALARM, ask).first()
        return _alert(row) if row else None

    def settle(self, number: int, **values: Any) -> None:
        """Change an alert with those of the neighbours."""
        both = sa.or_(ALERTS.c.id == number, ALERTS.c.same_id == number)
        run(self.db, ALARM, sa.update(ALERTS).where(both).values(values))

    def change(self, number: int, **values: Any) -> None:
        run(self.db, ALARM, sa.update(ALERTS).where(ALERTS.c.id == number).values(values))

    def of_person(self, person: int, within: timedelta) -> Alert | None:
        """The newest open alert of somebody who spoke of danger lately."""
        return next(iter(self.all_of_person(person, within)), None)

    def all_of_person(self, person: int, within: timedelta) -> list[Alert]:
        """The same, all of them, the newest first."""
        mine = (ALERTS.c.person_id == person, OPEN, ALERTS.c.last_at >= self.now - within)
        ask = sa.select(ALERTS).where(*mine).order_by(ALERTS.c.last_at.desc(), ALERTS.c.id.desc())
        return [_alert(row) for row in run(self.db, ALARM, ask)]

    def near(self, building: int, kind: str, within: timedelta) -> list[Alert]:
        """Open alerts of the same kind in a building that were raised lately, the oldest first."""
        same = (ALERTS.c.building_id == building, ALERTS.c.kind == kind, ALERTS.c.at >= self.now - within)
        ask = sa.select(ALERTS).where(*same, OPEN, ALERTS.c.same_id.is_(None)).order_by(ALERTS.c.id)
        return [_alert(row) for row in run(self.db, ALARM, ask)]

    def neighbours(self, alert: int) -> list[Alert]:
        """What others told of the same danger, the oldest first."""
        ask = sa.select(ALERTS).where(ALERTS.c.same_id == alert).order_by(ALERTS.c.id)
        return [_alert(row) for row in run(self.db, ALARM, ask)]

    def waiting_for(self, person: int) -> Alert | None:
        """The newest alert that somebody was woken for and nobody has taken."""
        return next(iter(self.all_waiting_for(person)), None)

    def all_waiting_for(self, person: int) -> list[Alert]:
        """The same, all of them, the newest first."""
        woken = sa.select(CALLS.c.alert_id).where(CALLS.c.person_id == person)
        where = (OPEN, ALERTS.c.taken_id.is_(None), ALERTS.c.id.in_(woken))
        return [
            _alert(row) for row in run(self.db, ALARM, sa.select(ALERTS).where(*where).order_by(ALERTS.c.id.desc()))
        ]

    def taken_by(self, person: int) -> list[Alert]:
        """What somebody has taken and not ended, the newest first."""
        ask = (
            sa.select(ALERTS)
            .where(OPEN, ALERTS.c.taken_id == person, ALERTS.c.same_id.is_(None))
            .order_by(ALERTS.c.id.desc())
        )
        return [_alert(row) for row in run(self.db, ALARM, ask)]

    def open_of(self, viewer: Viewer, limit: int = 20) -> list[Alert]:
        """Open alerts that a member of the staff was woken for, or has the place of; the newest first."""
        woken = sa.select(CALLS.c.alert_id).where(CALLS.c.person_id == viewer.person)
        where: list[sa.ColumnElement[bool]] = [OPEN, ALERTS.c.same_id.is_(None)]
        if not viewer.street:
            where.append(sa.or_(ALERTS.c.id.in_(woken), ALERTS.c.committee_id.in_(viewer.committees)))
        ask = sa.select(ALERTS).where(*where).order_by(ALERTS.c.id.desc()).limit(limit)
        return [_alert(row) for row in run(self.db, viewer, ask)]

    def said(self, alert: int, text: str) -> int:
        """More words of the person in danger."""
        return put(self.db, ALARM, WORDS, {"alert_id": alert, "at": self.now, "text": text})

    def words(self, number: int) -> tuple[int, str]:
        """(alert, text) of further words."""
        row = run(self.db, ALARM, sa.select(WORDS.c.alert_id, WORDS.c.text).where(WORDS.c.id == number)).one()
        return row.alert_id, row.text

    def all_words(self, alert: int) -> list[str]:
        """All that was told of an alert by who raised it, in order."""
        ask = sa.select(WORDS.c.text).where(WORDS.c.alert_id == alert).order_by(WORDS.c.id)
        found = self.get(alert)
        return [*([found.words] if found else []), *run(self.db, ALARM, ask).scalars()]

    def woke(self, alert: int, person: int, *, call: bool) -> None:
        """Somebody was sent the alert; `call`: and is to be rung."""
        values = {"alert_id": alert, "person_id": person, "at": self.now, "call_at": self.now}
        put(self.db, ALARM, CALLS, {**values, "state": "waiting" if call else "none"})

    def woken(self, alert: int) -> list[int]:
        """Everybody who was sent the alert, each once."""
        ask = sa.select(CALLS.c.person_id).where(CALLS.c.alert_id == alert).order_by(CALLS.c.id)
        return list(dict.fromkeys(run(self.db, ALARM, ask).scalars()))

    # Phone calls

    def calls(self, limit: int = 20) -> list[Call]:
        """Calls whose time has come; those of alerts that were taken meanwhile are no longer wanted."""
        ask = (
            sa.select(CALLS, ALERTS.c.taken_id, ALERTS.c.closed_at)
            .join(ALERTS, ALERTS.c.id == CALLS.c.alert_id)
            .where(CALLS.c.state == "waiting", CALLS.c.call_at <= self.now)
            .order_by(CALLS.c.id)
            .limit(limit)
        )
        if self.db.dialect.name == "postgresql":
            ask = ask.with_for_update(of=CALLS, skip_locked=True)
        rows = run(self.db, ALARM, ask).all()
        over = [row.id for row in rows if row.taken_id or row.closed_at]
        self._note(over, state="done", note="taken before the call")
        return [Call(row.id, row.alert_id, row.person_id, row.attempts) for row in rows if row.id not in over]

    def lease(self, calls: Collection[int], until: datetime) -> None:
        """Nobody else places these before `until`."""
        self._note(calls, call_at=until)

    def called(self, call: Call, *, well: bool, note: str, again: datetime | None) -> None:
        """What became of a call: done, to be tried `again`, or given up."""
        state = "done" if well else "waiting" if again else "dead"
        self._note([call.id], state=state, note=note[:100], attempts=call.attempts + 1, call_at=again or self.now)

    def _note(self, calls: Collection[int], **values: Any) -> None:
        if calls:
            run(self.db, ALARM, sa.update(CALLS).where(CALLS.c.id.in_(list(calls))).values(values))

    def next_call(self) -> datetime | None:
        found: datetime | None = run(
            self.db, ALARM, sa.select(sa.func.min(CALLS.c.call_at)).where(CALLS.c.state == "waiting")
        ).scalar()
        return found

    def dead_calls(self) -> int:
        ask = sa.select(sa.func.count()).select_from(CALLS).where(CALLS.c.state == "dead")
        return int(run(self.db, ALARM, ask).scalar() or 0)
