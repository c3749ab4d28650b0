"""What was done and by whom (so that it can be undone), what was said beside it, and facts still to be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, String, func, insert, select, update

from storage.base import Id, Moment, Private, PrivateJson, table
from storage.viewers import Viewer, put, run, system

JOURNAL = table(
    "journal",
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("dialogue", String(40), nullable=False),
    Column("effects", PrivateJson, nullable=False),  # [[kind, id], …] in the order in which they were stored
    Column("undone_at", Moment),
    Index("ix_journal_person_id_at", "person_id", "at"),
    personal=True,
)
REMARKS = table(
    "remarks",
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("text", Private, nullable=False),
    Column("subject_kind", String(20)),  # what it was said beside: the first effect of its conversation
    Column("subject", Id),
    Column("undone_at", Moment),
    Index("ix_remarks_subject_kind_subject", "subject_kind", "subject"),
    personal=True,
)
FACTS = table(
    "facts",
    Column("kind", String(40), nullable=False),
    Column("body", PrivateJson, nullable=False),
    Column("at", Moment, nullable=False),
    Column("done_at", Moment),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("wake_at", Moment, nullable=False),
    Index("ix_facts_done_at_wake_at", "done_at", "wake_at"),
    personal=True,
)
DESK = system("desk")
# How to take back what was stored, by kind; each says in words what stays, "" if nothing does.
UNDO: dict[str, Callable[[Any, Viewer, int], str]] = {}


def undoes(kind: str) -> Callable[[Callable[[Any, Viewer, int], str]], Callable[[Any, Viewer, int], str]]:
    """Register how things of a kind are taken back: (unit, viewer, id) → what stays."""

    def register(function: Callable[[Any, Viewer, int], str]) -> Callable[[Any, Viewer, int], str]:
        UNDO[kind] = function
        return function

    return register


@dataclass(frozen=True)
class Entry:
    """One thing a person did: the rows it stored, as (kind, id)."""

    id: int
    at: datetime
    dialogue: str
    effects: list[tuple[str, int]]


@dataclass(frozen=True)
class Told:
    """A fact waiting for those who only tell."""

    id: int
    kind: str
    body: dict[str, Any]
    failures: int


@undoes("remark")
def undo_remark(unit: Any, viewer: Viewer, remark: int) -> str:
    run(unit.db, viewer, update(REMARKS).where(REMARKS.c.id == remark).values(undone_at=unit.now))
    return ""


class Journal:
    """The entries of one transaction."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    def add(self, person: int, dialogue: str, effects: list[tuple[str, int]]) -> None:
        values = {"person_id": person, "at": self.now, "dialogue": dialogue, "effects": effects}
        run(self.db, DESK, insert(JOURNAL).values(values))

    def last(self, person: int, since: datetime) -> Entry | None:
        """The newest thing of a person's that can still be undone."""
        mine = (JOURNAL.c.person_id == person, JOURNAL.c.at >= since, JOURNAL.c.undone_at.is_(None))
        row = run(self.db, DESK, select(JOURNAL).where(*mine).order_by(JOURNAL.c.id.desc()).limit(1)).first()
        return Entry(row.id, row.at, row.dialogue, [(kind, number) for kind, number in row.effects]) if row else None

    def undone(self, entry: int) -> None:
        run(self.db, DESK, update(JOURNAL).where(JOURNAL.c.id == entry).values(undone_at=self.now))

    def remark(self, person: int, text: str, subject: tuple[str, int] | None) -> int:
        kind, number = subject or (None, None)
        values = {"person_id": person, "at": self.now, "text": text, "subject_kind": kind, "subject": number}
        return put(self.db, DESK, REMARKS, values)

    def said(self, remark: int) -> tuple[int, str]:
        """What a remark is about (the row's number), and its words."""
        row = run(self.db, DESK, select(REMARKS.c.subject, REMARKS.c.text).where(REMARKS.c.id == remark)).one()
        return row.subject or 0, row.text

    def tell(self, kind: str, body: dict[str, Any]) -> None:
        values = {"kind": kind, "body": body, "at": self.now, "wake_at": self.now}
        run(self.db, DESK, insert(FACTS).values(values))

    def untold(self, now: datetime, limit: int = 200) -> list[Told]:
        statement = (
            select(FACTS).where(FACTS.c.done_at.is_(None), FACTS.c.wake_at <= now).order_by(FACTS.c.id).limit(limit)
        )
        if self.db.dialect.name == "postgresql":
            statement = statement.with_for_update(skip_locked=True)
        return [Told(row.id, row.kind, row.body, row.failures) for row in run(self.db, DESK, statement)]

    def told(self, fact: int) -> None:
        run(self.db, DESK, update(FACTS).where(FACTS.c.id == fact).values(done_at=self.now))

    def tell_later(self, fact: int, failures: int, wake: datetime | None) -> None:
        values = {"failures": failures, "wake_at": wake or self.now, "done_at": None if wake else self.now}
        run(self.db, DESK, update(FACTS).where(FACTS.c.id == fact).values(values))

    def next_fact(self) -> datetime | None:
        statement = select(func.min(FACTS.c.wake_at)).where(FACTS.c.done_at.is_(None))
        found: datetime | None = run(self.db, DESK, statement).scalar()
        return found
