"""Which daily lists went out: one a day and person, and how many households stood in it."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import Column, Connection, Date, ForeignKey, Integer, String, UniqueConstraint

from storage.base import Id, Moment, insert_once, table

MORNING, LATE = "早报", "晚了"
NEAR, REACHED, PASSED = "将到期", "到期", "过期"  # deadlines of cases: the owner's, the secretary's, the officers' list
DIGESTS = table(
    "digests",
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("kind", String(10), nullable=False),  # 早报, 晚了
    Column("day", Date, nullable=False),
    Column("homes", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("person_id", "kind", "day"),
)


class Digests:
    """The lists of one transaction."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now, self.day = db, now, now.date()

    def claim(self, kind: str, person: int, homes: int) -> bool:
        """Today's list of a person is made now; False if it was made before."""
        values = {"person_id": person, "kind": kind, "day": self.day, "homes": homes, "made_at": self.now}
        made = insert_once(self.db, DIGESTS).values(values).returning(DIGESTS.c.id)
        return self.db.execute(made).scalar() is not None

    def made_today(self, kind: str) -> set[int]:
        """Who has had today's."""
        ask = sa.select(DIGESTS.c.person_id).where(DIGESTS.c.kind == kind, DIGESTS.c.day == self.day)
        return set(self.db.execute(ask).scalars())

    def last_homes(self, kind: str, before: date) -> dict[int, int]:
        """How many households stood in everybody's last list before a day."""
        newest = (
            sa.select(DIGESTS.c.person_id, sa.func.max(DIGESTS.c.day).label("day"))
            .where(DIGESTS.c.kind == kind, DIGESTS.c.day < before)
            .group_by(DIGESTS.c.person_id)
            .subquery()
        )
        same = sa.and_(DIGESTS.c.person_id == newest.c.person_id, DIGESTS.c.day == newest.c.day, DIGESTS.c.kind == kind)
        rows = self.db.execute(sa.select(DIGESTS.c.person_id, DIGESTS.c.homes).join(newest, same))
        return {row.person_id: row.homes for row in rows}
