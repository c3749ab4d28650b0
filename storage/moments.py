"""Due moments: what has to happen when. The sweep claims each once, in the transaction of its effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, Index, Integer, String, UniqueConstraint, func, select, update

from storage.base import Id, Moment, insert_once, table

MOMENTS = table(
    "moments",
    Column("kind", String(40), nullable=False),
    Column("subject", Id, nullable=False),
    Column("due", Moment, nullable=False),
    Column("wake_at", Moment, nullable=False),  # due, or when a failed one is tried again
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("done_at", Moment),
    UniqueConstraint("kind", "subject", "due"),
    Index("ix_moments_done_at_wake_at", "done_at", "wake_at"),
)
OPEN = MOMENTS.c.done_at.is_(None)


@dataclass(frozen=True)
class Due:
    """Something whose time has come: the row `subject` of what `kind` names."""

    id: int
    kind: str
    subject: int
    due: datetime
    failures: int = 0


class Moments:
    """The due moments of one transaction."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    def add(self, kind: str, subject: int, due: datetime) -> None:
        """Make something happen at a moment; the same one twice is one."""
        values = {"kind": kind, "subject": subject, "due": due, "wake_at": due}
        self.db.execute(insert_once(self.db, MOMENTS).values(values))

    def drop(self, kind: str, subject: int) -> bool:
        """What is no longer wanted never comes due. Whether it was still to come."""
        open_ones = update(MOMENTS).where(MOMENTS.c.kind == kind, MOMENTS.c.subject == subject, OPEN)
        return self.db.execute(open_ones.values(done_at=self.now)).rowcount > 0

    def claim(self, now: datetime, limit: int = 200) -> list[Due]:
        """Take up to `limit` moments whose time has come, oldest first; nobody else gets them."""
        which = (
            select(MOMENTS.c.id)
            .where(OPEN, MOMENTS.c.wake_at <= now)
            .order_by(MOMENTS.c.wake_at, MOMENTS.c.kind)
            .limit(limit)
        )
        if self.db.dialect.name == "postgresql":
            which = which.with_for_update(skip_locked=True)
        taken = update(MOMENTS).where(MOMENTS.c.id.in_(which.scalar_subquery()), OPEN).values(done_at=now)
        rows = self.db.execute(taken.returning(MOMENTS)).all()
        found = [Due(row.id, row.kind, row.subject, row.due, row.failures) for row in rows]
        return sorted(found, key=lambda due: (due.due, due.id))

    def again(self, due: Due, at: datetime | None) -> None:
        """It failed: open it again for a later time, or leave it done with its failures on record."""
        done = None if at else self.now
        values = {"done_at": done, "wake_at": at or due.due, "failures": due.failures + 1}
        self.db.execute(update(MOMENTS).where(MOMENTS.c.id == due.id).values(values))

    def next_wake(self) -> datetime | None:
        found: datetime | None = self.db.execute(select(func.min(MOMENTS.c.wake_at)).where(OPEN)).scalar()
        return found

    def failed(self) -> int:
        """How many were given up."""
        given_up = (
            select(func.count()).select_from(MOMENTS).where(MOMENTS.c.failures >= 3, MOMENTS.c.done_at.is_not(None))
        )
        return int(self.db.execute(given_up).scalar() or 0)
