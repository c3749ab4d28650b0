"""Who was told of which deadline: before it its owner once, at it the secretary once."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Column, Connection, Date, ForeignKey, String, UniqueConstraint

from storage.base import Id, Moment, insert_once, table

WARNINGS = table(
    "case_warnings",
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False),
    Column("clock", String(4), nullable=False),  # 联系, 办好
    Column("due", Date, nullable=False),
    Column("stage", String(4), nullable=False),  # 将到, 到了
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("case_id", "clock", "due", "stage"),
)


class Deadlines:
    """The warnings of one transaction."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    def claim(self, case: int, clock: str, due: date, stage: str) -> bool:
        """True if nobody has been told of this yet. A deadline that has moved is another."""
        values = {"case_id": case, "clock": clock, "due": due, "stage": stage, "made_at": self.now}
        return (
            self.db.execute(insert_once(self.db, WARNINGS).values(values).returning(WARNINGS.c.id)).scalar() is not None
        )
