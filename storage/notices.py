"""Notices (通知): what was sent to a building, an area or a group, by whom, to how many, and what has arrived."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Boolean, Column, Connection, ForeignKey, Index, Integer, String

from storage.base import Id, Moment, Private, PrivateJson, active, table
from storage.journal import undoes
from storage.outbox import OUTBOX
from storage.registry import ACCOUNTS, AREAS, BUILDINGS, HOUSEHOLDS, PERSONS, ROLES
from storage.scope import living, present
from storage.viewers import Viewer, put, run, system
from storage.writing import pour

NOTICES = table(
    "notices",
    Column("sender_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("committee_id", Id, ForeignKey("areas.id")),  # none: the whole street
    Column("whom", String(200), nullable=False),  # 益港花园12号, as it was shown
    Column("target", PrivateJson, nullable=False),  # {"buildings": [ids], "role": "", "committees": [ids]}
    Column("words", Private, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("people", Integer, nullable=False, server_default="0"),
    Column("homes", Integer, nullable=False, server_default="0"),  # that no channel reaches
    Column("made_at", Moment, nullable=False),
    Column("undone_at", Moment),
    Index("ix_notices_committee_id_made_at", "committee_id", "made_at"),
    Index("ix_notices_sender_id_made_at", "sender_id", "made_at"),
    personal=True,
)
# Which message of the outbox carries which notice.
LETTERS = table(
    "notice_letters",
    Column("notice_id", Id, ForeignKey("notices.id"), nullable=False, index=True),
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("outbox_id", Id, ForeignKey("outbox.id"), nullable=False),
    personal=True,
)
SENDING = system("notices")
NOWHERE: tuple[str, datetime | None] = ("", None)


@dataclass(frozen=True)
class Target:
    """Whom a notice is for: everybody who lives in these buildings, or whoever has a role in these committees."""

    name: str
    buildings: tuple[int, ...] = ()
    role: str = ""
    committees: tuple[int, ...] = ()  # of a role: none is the whole street

    def row(self) -> dict[str, Any]:
        return {"buildings": list(self.buildings), "role": self.role, "committees": list(self.committees)}


@dataclass(frozen=True)
class Notice:
    """A notice as it was sent. `waiting`, `arrived`: its messages that have not left yet, and those that have."""

    sender_id: int
    committee_id: int | None
    target: Target
    words: str
    urgent: bool
    people: int
    homes: int
    made_at: datetime
    id: int
    arrived: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class Living:
    """Somebody who is to get a notice, with the account that was used last, if there is one."""

    person_id: int
    household_id: int | None
    channel: str = ""
    used_at: datetime | None = None


@dataclass(frozen=True)
class Send:
    """A notice as a conversation hands it over."""

    target: Target
    words: str
    committee_id: int | None
    urgent: bool = False

    def store(self, unit: Any, viewer: Viewer) -> list[tuple[str, int]]:
        values = {
            "sender_id": viewer.person, "committee_id": self.committee_id, "whom": self.target.name[:200],
            "target": self.target.row(), "words": self.words, "urgent": self.urgent, "made_at": unit.now,
        }  # fmt: skip
        return [("notice", put(unit.db, viewer, NOTICES, values))]


@undoes("notice")
def undo_notice(unit: Any, viewer: Viewer, number: int) -> str:
    """What has not left is taken out of the outbox; what has cannot be called back."""
    notice = unit.notices.get(number)
    mine = sa.select(LETTERS.c.outbox_id).where(LETTERS.c.notice_id == number)
    waiting = sa.update(OUTBOX).where(OUTBOX.c.id.in_(mine), OUTBOX.c.state == "waiting")
    run(unit.db, SENDING, waiting.values(state="dead", result="withdrawn"))
    run(unit.db, SENDING, sa.update(NOTICES).where(NOTICES.c.id == number).values(undone_at=unit.now))
    return f"已经送到的{notice.arrived}人，他们看到了；内容有错的话，请再发一条说明" if notice.arrived else ""


class Notices:
    """The notices of one transaction."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    def get(self, number: int) -> Notice:
        """A notice, taken back or not. Raises NoResultFound."""
        return self._told([run(self.db, SENDING, sa.select(NOTICES).where(NOTICES.c.id == number)).one()])[0]

    def standing(self, number: int) -> bool:
        ask = sa.select(NOTICES.c.undone_at).where(NOTICES.c.id == number)
        row = run(self.db, SENDING, ask).first()
        return row is not None and row.undone_at is None

    def sent(self, person: int, committees: Collection[int], since: datetime, *, street: bool) -> list[Notice]:
        """Those of a person, of these committees, or of the street since a moment; the newest first."""
        mine = sa.or_(NOTICES.c.sender_id == person, NOTICES.c.committee_id.in_(list(committees)))
        where = (NOTICES.c.undone_at.is_(None), NOTICES.c.made_at >= since, sa.true() if street else mine)
        return self._told(run(self.db, SENDING, sa.select(NOTICES).where(*where).order_by(NOTICES.c.id.desc())).all())

    def _told(self, rows: Any) -> list[Notice]:
        ids = [row.id for row in rows]
        counts: dict[tuple[int, str], int] = {}
        ask = (
            sa.select(LETTERS.c.notice_id, OUTBOX.c.state, sa.func.count().label("many"))
            .join(OUTBOX, OUTBOX.c.id == LETTERS.c.outbox_id)
            .where(LETTERS.c.notice_id.in_(ids))
            .group_by(LETTERS.c.notice_id, OUTBOX.c.state)
        )
        for row in run(self.db, SENDING, ask):
            counts[row.notice_id, row.state] = row.many
        return [
            Notice(
                row.sender_id, row.committee_id, target_of(row.whom, row.target), row.words, row.urgent, row.people, row.homes,
                row.made_at, row.id, counts.get((row.id, "sent"), 0), counts.get((row.id, "waiting"), 0),
            )
            for row in rows
        ]  # fmt: skip

    def posted(self, number: int, letters: dict[int, int], homes: int) -> None:
        """Its messages (person → row of the outbox) are on their way; so many homes get none."""
        rows = [{"notice_id": number, "person_id": person, "outbox_id": row} for person, row in letters.items()]
        pour(self.db, SENDING, LETTERS, rows)
        change = sa.update(NOTICES).where(NOTICES.c.id == number)
        run(self.db, SENDING, change.values(people=len(letters), homes=homes))

    def living(self, target: Target) -> list[Living]:
        """Everybody a notice is for, each once, with the account they used last."""
        day = self.now.date()
        people = sa.select(PERSONS.c.id, PERSONS.c.household_id).where(present())
        if target.role:
            held = sa.select(ROLES.c.person_id).where(ROLES.c.role == target.role, active(ROLES, day))
            if target.committees:
                held = held.where(self._inside(target.committees))
            people = people.where(PERSONS.c.id.in_(held))
        else:
            people = people.join(HOUSEHOLDS, HOUSEHOLDS.c.id == PERSONS.c.household_id)
            people = people.where(HOUSEHOLDS.c.building_id.in_(target.buildings), living(day))
        rows = run(self.db, SENDING, people.order_by(PERSONS.c.id)).all()
        last = self._last_accounts([row.id for row in rows])
        return [Living(row.id, row.household_id, *last.get(row.id, NOWHERE)) for row in rows]

    def _inside(self, committees: Collection[int]) -> Any:
        """Roles in these committees, in an area below them, or of one of their buildings."""
        near = sa.select(AREAS.c.id).where(
            sa.or_(AREAS.c.id.in_(committees), AREAS.c.parent_id.in_(committees), AREAS.c.parent_id.in_(
                sa.select(AREAS.c.id).where(AREAS.c.parent_id.in_(committees))
            ))
        )  # fmt: skip
        there = sa.select(BUILDINGS.c.id).where(BUILDINGS.c.committee_id.in_(committees))
        return sa.or_(ROLES.c.area_id.in_(near), ROLES.c.building_id.in_(there))

    def _last_accounts(self, persons: Collection[int]) -> dict[int, tuple[str, datetime | None]]:
        found: dict[int, tuple[str, datetime | None]] = {}
        numbers = list(persons)
        for start in range(0, len(numbers), 500):
            ask = sa.select(ACCOUNTS).where(ACCOUNTS.c.person_id.in_(numbers[start : start + 500]))
            for row in run(self.db, SENDING, ask.order_by(ACCOUNTS.c.id)):
                before = found.get(row.person_id)
                newer = before is None or before[1] is None or (row.used_at is not None and row.used_at >= before[1])
                if newer:
                    found[row.person_id] = (row.channel, row.used_at)
        return found

    def dwellings(self, buildings: Collection[int]) -> list[int]:
        """The homes in these buildings in which somebody lives."""
        where = (
            HOUSEHOLDS.c.building_id.in_(list(buildings)), HOUSEHOLDS.c.kind == "住户", HOUSEHOLDS.c.state == "在住",
            living(self.now.date()),
        )  # fmt: skip
        return list(self.db.execute(sa.select(HOUSEHOLDS.c.id).where(*where).order_by(HOUSEHOLDS.c.id)).scalars())


def target_of(name: str, row: dict[str, Any]) -> Target:
    return Target(name, tuple(row["buildings"]), row["role"], tuple(row["committees"]))
