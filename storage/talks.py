"""Open conversations: one small row of answers each, stacked per person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Row, String, func, select, update

from storage.base import Id, Moment, PrivateJson, table
from storage.viewers import put, run, system

TALKS = table(
    "talks",
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("place", Integer, nullable=False),  # in the person's stack: the highest open one is being talked
    Column("dialogue", String(40), nullable=False),
    Column("state", PrivateJson, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("touched_at", Moment, nullable=False),
    Column("tick_at", Moment),  # when to nudge; after the nudge, when to give up
    Column("nudged_at", Moment),
    Column("ended_at", Moment),
    Column("outcome", String(10), nullable=False, server_default="open"),  # open, done, cancelled, abandoned
    Index("ix_talks_person_id_outcome", "person_id", "outcome"),
    Index("ix_talks_outcome_tick_at", "outcome", "tick_at"),
    personal=True,
)
DESK = system("desk")
OPEN = TALKS.c.outcome == "open"


@dataclass(frozen=True)
class OpenTalk:
    """A conversation of a person. `state` is the engine's row."""

    id: int
    person_id: int
    place: int
    dialogue: str
    state: dict[str, Any]
    touched_at: datetime
    nudged_at: datetime | None


def _talk(row: Row[Any]) -> OpenTalk:
    return OpenTalk(row.id, row.person_id, row.place, row.dialogue, row.state, row.touched_at, row.nudged_at)


class Talks:
    """The conversations of one transaction."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    def stack(self, person: int) -> list[OpenTalk]:
        """The open conversations of a person, the one being talked first."""
        statement = (
            select(TALKS).where(TALKS.c.person_id == person, OPEN).order_by(TALKS.c.place.desc(), TALKS.c.id.desc())
        )
        return [_talk(row) for row in run(self.db, DESK, statement)]

    def all_open(self) -> list[OpenTalk]:
        return [_talk(row) for row in run(self.db, DESK, select(TALKS).where(OPEN).order_by(TALKS.c.id))]

    def start(self, person: int, place: int, dialogue: str, tick: timedelta) -> int:
        values = {
            "person_id": person, "place": place, "dialogue": dialogue, "state": {}, "started_at": self.now,
            "touched_at": self.now, "tick_at": self.now + tick,
        }  # fmt: skip
        return put(self.db, DESK, TALKS, values)

    def keep(self, talk: int, state: Mapping[str, Any], tick: timedelta, *, outcome: str = "open") -> None:
        """Store a conversation after a message, ended or not."""
        ended = None if outcome == "open" else self.now
        values = {
            "state": dict(state), "touched_at": self.now, "tick_at": None if ended else self.now + tick,
            "nudged_at": None, "outcome": outcome, "ended_at": ended,
        }  # fmt: skip
        run(self.db, DESK, update(TALKS).where(TALKS.c.id == talk).values(values))

    def due(self, now: datetime, limit: int = 200) -> list[OpenTalk]:
        """Conversations that have been silent for so long that something must be said or they end."""
        silent = select(TALKS).where(OPEN, TALKS.c.tick_at <= now).order_by(TALKS.c.tick_at).limit(limit)
        if self.db.dialect.name == "postgresql":
            silent = silent.with_for_update(skip_locked=True)
        return [_talk(row) for row in run(self.db, DESK, silent)]

    def next_tick(self) -> datetime | None:
        found: datetime | None = run(self.db, DESK, select(func.min(TALKS.c.tick_at)).where(OPEN)).scalar()
        return found

    def nudged(self, talk: int, give_up: datetime) -> None:
        run(self.db, DESK, update(TALKS).where(TALKS.c.id == talk).values(nudged_at=self.now, tick_at=give_up))

    def abandon(self, talk: int) -> None:
        ended = {"outcome": "abandoned", "ended_at": self.now, "tick_at": None}
        run(self.db, DESK, update(TALKS).where(TALKS.c.id == talk).values(ended))

    def last_cancelled(self, person: int, since: datetime) -> OpenTalk | None:
        """The draft that a person may bring back: cancelled or given up after `since`."""
        statement = (
            select(TALKS)
            .where(
                TALKS.c.person_id == person, TALKS.c.outcome.in_(("cancelled", "abandoned")), TALKS.c.ended_at >= since
            )
            .order_by(TALKS.c.ended_at.desc(), TALKS.c.id.desc())
        )
        row = run(self.db, DESK, statement.limit(1)).first()
        return _talk(row) if row else None

    def reopen(self, talk: int, place: int, tick: timedelta) -> None:
        values = {
            "outcome": "open",
            "ended_at": None,
            "place": place,
            "touched_at": self.now,
            "tick_at": self.now + tick,
        }
        run(self.db, DESK, update(TALKS).where(TALKS.c.id == talk).values(values))

    def touched(self, people: Sequence[int], since: datetime) -> dict[int, datetime]:
        """Who of these is in the middle of a conversation, and when they last wrote."""
        statement = select(TALKS.c.person_id, func.max(TALKS.c.touched_at).label("last")).where(
            TALKS.c.person_id.in_(people), OPEN, TALKS.c.touched_at > since
        )
        return {row.person_id: row.last for row in run(self.db, DESK, statement.group_by(TALKS.c.person_id))}
