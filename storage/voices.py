"""Voices: everybody who spoke of a case and hears what becomes of it; each answers for themselves."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Boolean, Column, Connection, ForeignKey, Row, String, UniqueConstraint

from storage.base import Id, Moment, Private, insert_once, table
from storage.cases import CASE, CASES, STANDING, Case, Cases, case_of
from storage.registry import PERSONS
from storage.viewers import Viewer, run

# Everybody who hears the outcome: who raised it, for whom, who co-signed. Each answers for themselves.
VOICES = table(
    "case_voices",
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False),
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False, index=True),
    Column("part", String(10), nullable=False),  # 提出, 代提, 本人, 附议
    Column("words", Private, nullable=False, server_default=""),
    Column("joined_at", Moment, nullable=False),
    Column("left_at", Moment),
    Column("asked_at", Moment),  # for the answer, last
    Column("reminded_at", Moment),
    Column("solved", Boolean),
    Column("satisfied", String(10), nullable=False, server_default=""),
    Column("why", Private, nullable=False, server_default=""),
    Column("rated_at", Moment),
    UniqueConstraint("case_id", "person_id"),
    personal=True,
)


@dataclass(frozen=True)
class Voice:
    """Somebody who spoke of a case, and what they answered when it was done."""

    case_id: int
    person_id: int
    part: str
    words: str = ""
    joined_at: datetime | None = None
    left_at: datetime | None = None
    asked_at: datetime | None = None
    reminded_at: datetime | None = None
    solved: bool | None = None
    satisfied: str = ""
    why: str = ""
    rated_at: datetime | None = None
    id: int = 0


class Voices:
    """The voices of one transaction."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    def join(self, viewer: Viewer, voice: Voice) -> bool:
        """Somebody speaks of it too; False if they have already. Whoever had left is back."""
        values = {"case_id": voice.case_id, "person_id": voice.person_id, "part": voice.part, "words": voice.words}
        into = insert_once(self.db, VOICES).values({**values, "joined_at": self.now}).returning(VOICES.c.id)
        if run(self.db, viewer, into).scalar():
            return True
        back = sa.update(VOICES).where(
            VOICES.c.case_id == voice.case_id, VOICES.c.person_id == voice.person_id, VOICES.c.left_at.is_not(None)
        )
        return run(self.db, viewer, back.values(left_at=None)).rowcount > 0

    def of_case(self, case: int) -> list[Voice]:
        """Who is still in it, first who raised it."""
        ask = sa.select(VOICES).where(VOICES.c.case_id == case, VOICES.c.left_at.is_(None)).order_by(VOICES.c.id)
        return [_voice(row) for row in run(self.db, CASE, ask)]

    def of(self, case: int, person: int) -> Voice | None:
        mine = (VOICES.c.case_id == case, VOICES.c.person_id == person, VOICES.c.left_at.is_(None))
        row = run(self.db, CASE, sa.select(VOICES).where(*mine)).first()
        return _voice(row) if row else None

    def left(self, person: int) -> bool:
        """Whether somebody spoke of a case and left it."""
        gone = sa.select(VOICES.c.id).where(VOICES.c.person_id == person, VOICES.c.left_at.is_not(None)).limit(1)
        return run(self.db, CASE, gone).first() is not None

    def change(self, case: int, person: int, **values: Any) -> None:
        mine = (VOICES.c.case_id == case, VOICES.c.person_id == person)
        run(self.db, CASE, sa.update(VOICES).where(*mine).values(values))

    def of_person(self, person: int, limit: int = 50) -> list[tuple[Case, Voice]]:
        """The cases somebody has a voice in, newest first."""
        mine = sa.select(VOICES).where(VOICES.c.person_id == person, VOICES.c.left_at.is_(None))
        voices = {row.case_id: _voice(row) for row in run(self.db, CASE, mine)}
        ask = sa.select(CASES).where(CASES.c.id.in_(list(voices)), STANDING).order_by(CASES.c.id.desc()).limit(limit)
        return [(case_of(row), voices[row.id]) for row in run(self.db, CASE, ask)] if voices else []

    def open_of_households(self, viewer: Viewer, households: Collection[int]) -> dict[int, list[Case]]:
        """By household what is open about it or was raised by who lives there, of what the viewer may see."""
        found: dict[int, list[Case]] = {}
        if not households:
            return found
        ids, seen = list(households), Cases(self.db, self.now).seen_by(viewer)
        spoken = sa.and_(VOICES.c.case_id == CASES.c.id, VOICES.c.left_at.is_(None))
        there = sa.func.coalesce(CASES.c.household_id, PERSONS.c.household_id)
        ask = (
            sa.select(CASES, there.label("home"))
            .select_from(CASES.outerjoin(VOICES, spoken).outerjoin(PERSONS, PERSONS.c.id == VOICES.c.person_id))
            .where(STANDING, CASES.c.closed_at.is_(None), there.in_(ids), seen)
            .order_by(CASES.c.done_due, CASES.c.id)
        )
        for row in run(self.db, viewer, ask):
            values = dict(row._mapping)
            home = values.pop("home")
            mine, case = found.setdefault(home, []), Case(**{k: v for k, v in values.items() if k != "undone_at"})
            if case not in mine:
                mine.append(case)
        return found

    def waiting(self, asked_before: datetime, *, reminded: bool) -> list[Voice]:
        """Who was asked whether it is solved before a moment and has not answered; reminded already, or not yet."""
        told = VOICES.c.reminded_at.is_not(None) if reminded else VOICES.c.reminded_at.is_(None)
        ask = (
            sa.select(VOICES)
            .join(CASES, CASES.c.id == VOICES.c.case_id)
            .where(
                STANDING,
                VOICES.c.left_at.is_(None),
                VOICES.c.rated_at.is_(None),
                VOICES.c.asked_at <= asked_before,
                told,
            )
        )
        return [_voice(row) for row in run(self.db, CASE, ask.order_by(VOICES.c.id))]


def _voice(row: Row[Any]) -> Voice:
    return Voice(**row._mapping)
