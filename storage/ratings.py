"""Ratings: what somebody answered when it was done, each time they were asked; the voice holds the newest."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Boolean, Column, Connection, ForeignKey, Index, String

from storage.base import Id, Moment, Private, PrivateJson, table
from storage.viewers import Viewer, put, run, system

RATINGS = table(
    "ratings",
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False),
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False),  # whose answer it is
    Column("by_id", Id, ForeignKey("persons.id")),  # the cadre who asked on the phone
    Column("at", Moment, nullable=False),
    Column("act", String(10), nullable=False, server_default=""),  # what it did to the case: 好了, 没好, 重开, nothing
    Column("solved", Boolean, nullable=False),
    Column("satisfied", String(10), nullable=False, server_default=""),
    Column("why", Private, nullable=False, server_default=""),
    Column("visit_id", Id, ForeignKey("visits.id")),  # the contact that it is evidence of
    Column("was", PrivateJson),  # the voice before it: {solved, satisfied, why, rated_at, asked_at}
    Column("undone_at", Moment),
    Index("ix_ratings_case_id", "case_id"),
    personal=True,
)
RATING = system("ratings")


@dataclass(frozen=True)
class Rating:
    """One answer of one person to 好了吗, and how satisfied they are."""

    case_id: int
    person_id: int
    by_id: int | None
    at: datetime
    act: str
    solved: bool
    satisfied: str = ""
    why: str = ""
    visit_id: int | None = None
    was: dict[str, Any] | None = None
    id: int = 0


_COLUMNS = [RATINGS.c[field.name] for field in fields(Rating)]


class Ratings:
    """The ratings of one transaction."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    def add(self, viewer: Viewer, rating: Rating) -> int:
        values = {field.name: getattr(rating, field.name) for field in fields(Rating) if field.name != "id"}
        return put(self.db, viewer, RATINGS, values)

    def get(self, rating: int) -> Rating:
        return Rating(**run(self.db, RATING, sa.select(*_COLUMNS).where(RATINGS.c.id == rating)).one()._mapping)

    def last(self, case: int, person: int) -> Rating | None:
        """A person's newest answer about a case that was not taken back."""
        mine = (RATINGS.c.case_id == case, RATINGS.c.person_id == person, RATINGS.c.undone_at.is_(None))
        row = run(self.db, RATING, sa.select(*_COLUMNS).where(*mine).order_by(RATINGS.c.id.desc()).limit(1)).first()
        return Rating(**row._mapping) if row else None

    def change(self, rating: int, **values: Any) -> None:
        run(self.db, RATING, sa.update(RATINGS).where(RATINGS.c.id == rating).values(values))
