"""Every message that reached us, once. The key (channel, message) alone says whether we had it before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    UniqueConstraint,
    func,
    select,
    update,
)

from storage.base import Id, Moment, PrivateJson, insert_once, table
from storage.viewers import run, system

INBOX = table(
    "inbox",
    Column("channel", String(20), nullable=False),
    Column("message", String(128), nullable=False),
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False),
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("body", PrivateJson, nullable=False),
    Column("state", String(10), nullable=False),  # done, waiting (for more pieces, or its turn), retry, aside
    Column("ready_at", Moment),  # when a waiting or failed one is taken up
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("answers", String(40)),  # the prompt that it was first tried against: talk.serial
    UniqueConstraint("channel", "message"),
    Index("ix_inbox_person_id_state", "person_id", "state"),
    Index("ix_inbox_state_ready_at", "state", "ready_at"),
    Index("ix_inbox_account_id_id", "account_id", "id"),
    personal=True,
)
DESK = system("desk")
PENDING = INBOX.c.state.in_(("waiting", "retry"))


@dataclass(frozen=True)
class Letter:
    """A message as it was received. `body` holds text, card, button, files."""

    id: int
    channel: str
    message: str
    account_id: int
    person_id: int
    sent_at: datetime
    body: dict[str, Any]
    state: str
    ready_at: datetime | None = None
    failures: int = 0
    answers: str | None = None


def _letter(row: Row[Any]) -> Letter:
    return Letter(
        row.id, row.channel, row.message, row.account_id, row.person_id, row.sent_at, row.body, row.state,
        row.ready_at, row.failures, row.answers,
    )  # fmt: skip


class Inbox:
    """The messages of one transaction."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    def claim(
        self, account: int, person: int, key: tuple[str, str], sent: datetime, body: dict[str, Any]
    ) -> int | None:
        """Store a message as done; its row number, or None if we had it before."""
        values = {
            "channel": key[0], "message": key[1], "account_id": account, "person_id": person, "sent_at": sent,
            "received_at": self.now, "body": body, "state": "done",
        }  # fmt: skip
        statement = insert_once(self.db, INBOX).values(values).returning(INBOX.c.id)
        number: int | None = run(self.db, DESK, statement).scalar()
        return number

    def amend(self, letter: int, body: dict[str, Any]) -> None:
        """Add to a message what was learned of it: its files."""
        run(self.db, DESK, update(INBOX).where(INBOX.c.id == letter).values(body=body))

    def files_of(self, letter: int) -> tuple[int, ...]:
        body = run(self.db, DESK, select(INBOX.c.body).where(INBOX.c.id == letter)).scalar_one()
        return tuple(body["files"])

    def text_of(self, letter: int) -> str:
        row = run(self.db, DESK, select(INBOX.c.body).where(INBOX.c.id == letter)).first()
        return str(row.body["text"]) if row else ""

    def wait(self, letter: int, ready: datetime) -> None:
        """Take this one up later: more pieces may follow, or an older one has to come first."""
        run(self.db, DESK, update(INBOX).where(INBOX.c.id == letter).values(state="waiting", ready_at=ready))

    def pending(self, person: int) -> list[Letter]:
        """What a person said that is still to be answered, oldest first."""
        statement = select(INBOX).where(INBOX.c.person_id == person, PENDING).order_by(INBOX.c.id)
        return [_letter(row) for row in run(self.db, DESK, statement)]

    def done(self, letters: list[int]) -> None:
        run(self.db, DESK, update(INBOX).where(INBOX.c.id.in_(letters)).values(state="done", ready_at=None))

    def failed(self, letter: int, failures: int, retry: datetime | None, answers: str) -> None:
        """Note a failed try; without a time for the next it is set aside for the operator."""
        values = {"state": "retry" if retry else "aside", "failures": failures, "ready_at": retry, "answers": answers}
        run(self.db, DESK, update(INBOX).where(INBOX.c.id == letter).values(values))

    def postpone_rest(self, person: int, ready: datetime) -> None:
        """What came after a failed message waits until that one is through."""
        later = update(INBOX).where(INBOX.c.person_id == person, INBOX.c.state == "waiting", INBOX.c.ready_at < ready)
        run(self.db, DESK, later.values(ready_at=ready))

    def ready(self, now: datetime, limit: int = 200) -> list[int]:
        """People with messages whose time has come."""
        statement = select(INBOX.c.person_id).where(PENDING, INBOX.c.ready_at <= now).distinct().limit(limit)
        return list(run(self.db, DESK, statement).scalars())

    def next_ready(self) -> datetime | None:
        found: datetime | None = run(self.db, DESK, select(func.min(INBOX.c.ready_at)).where(PENDING)).scalar()
        return found

    def aside(self) -> list[Letter]:
        """What failed too often and waits for the operator."""
        statement = select(INBOX).where(INBOX.c.state == "aside").order_by(INBOX.c.id)
        return [_letter(row) for row in run(self.db, DESK, statement)]

    def said(self, account: int, limit: int = 200) -> list[Letter]:
        """The last messages of an account, oldest first: one's own side of the chat."""
        statement = select(INBOX).where(INBOX.c.account_id == account).order_by(INBOX.c.id.desc()).limit(limit)
        return [_letter(row) for row in run(self.db, DESK, statement)][::-1]
