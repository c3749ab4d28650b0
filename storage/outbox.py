"""Everything that leaves: replies, pushes, alerts, in the order in which they were committed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Row, String, func, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from storage.base import Id, Moment, Private, PrivateJson, table
from storage.people import ACCOUNTS
from storage.viewers import put, run, system

ALERT, REPLY, REMINDER, DIGEST = range(4)
OUTBOX = table(
    "outbox",
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False),
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("lane", Integer, nullable=False),  # 0 alert, 1 reply, 2 reminder, 3 digest
    Column("text", Private, nullable=False),
    Column("buttons", PrivateJson, nullable=False),  # rows of options: [shown, value, words, start, about]
    Column("card", String(40), nullable=False, server_default=""),  # talk.serial of the prompt; of a push: push.id
    Column("reason", String(20), nullable=False, server_default=""),  # 提醒, 值班 …: why a push came
    Column("cause", Id, index=True),  # the inbox row that it replies to
    Column("made_at", Moment, nullable=False),
    Column("send_at", Moment, nullable=False),
    Column("expires_at", Moment),  # what has not left until then never does
    Column("state", String(10), nullable=False, server_default="waiting"),  # waiting, sent, dead
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("result", String(200)),
    Column("sent_at", Moment),
    Index("ix_outbox_state_send_at", "state", "send_at"),
    Index("ix_outbox_person_id_id", "person_id", "id"),
    Index("ix_outbox_account_id_id", "account_id", "id"),
    personal=True,
)
SENDING = system("sending")
WAITING = OUTBOX.c.state == "waiting"


@dataclass(frozen=True)
class Parcel:
    """One message to one account, as it waits or was sent. `buttons` are option rows."""

    id: int
    account_id: int
    person_id: int
    lane: int
    text: str
    buttons: list[list[Any]]
    card: str
    reason: str
    cause: int | None
    made_at: datetime
    send_at: datetime
    attempts: int
    expires_at: datetime | None
    channel: str = ""
    address: str = ""


def _parcel(row: Row[Any], channel: str = "", address: str = "") -> Parcel:
    return Parcel(
        row.id, row.account_id, row.person_id, row.lane, row.text, row.buttons, row.card, row.reason, row.cause,
        row.made_at, row.send_at, row.attempts, row.expires_at, channel, address,
    )  # fmt: skip


class Outbox:
    """What is to be sent, in one transaction with what caused it."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    def put(self, account: int, person: int, lane: int, text: str, **more: Any) -> int:
        """Queue one message. More: buttons (option rows), card, reason, cause, send_at, expires_at."""
        values = {
            "account_id": account, "person_id": person, "lane": lane, "text": text, "made_at": self.now,
            "buttons": more.get("buttons", []), "card": more.get("card", ""), "reason": more.get("reason", ""),
            "cause": more.get("cause"), "send_at": more.get("send_at", self.now), "expires_at": more.get("expires_at"),
        }  # fmt: skip
        return put(self.db, SENDING, OUTBOX, values)

    def get(self, parcel: int, person: int) -> Parcel | None:
        """A message that this person got; None if it is another's."""
        row = run(self.db, SENDING, select(OUTBOX).where(OUTBOX.c.id == parcel, OUTBOX.c.person_id == person)).first()
        return _parcel(row) if row else None

    def due(self, now: datetime, channels: Sequence[str], limit: int = 200) -> list[Parcel]:
        """What may leave now through these channels: alerts before replies before reminders, each in its order."""
        statement = (
            select(OUTBOX, ACCOUNTS.c.channel, ACCOUNTS.c.address)
            .join(ACCOUNTS, ACCOUNTS.c.id == OUTBOX.c.account_id)
            .where(WAITING, OUTBOX.c.send_at <= now, ACCOUNTS.c.channel.in_(channels))
            .order_by(OUTBOX.c.lane, OUTBOX.c.id)
            .limit(limit)
        )
        if self.db.dialect.name == "postgresql":
            statement = statement.with_for_update(of=OUTBOX, skip_locked=True)
        return [_parcel(row, row.channel, row.address) for row in run(self.db, SENDING, statement)]

    def next_due(self, channels: Sequence[str]) -> datetime | None:
        mine = select(func.min(OUTBOX.c.send_at)).join(ACCOUNTS, ACCOUNTS.c.id == OUTBOX.c.account_id)
        ask = mine.where(WAITING, ACCOUNTS.c.channel.in_(channels))
        found: datetime | None = run(self.db, SENDING, ask).scalar()
        return found

    def lease(self, parcels: Sequence[int], until: datetime) -> None:
        """Nobody else takes these before `until`; if we die meanwhile they are sent by whoever comes then."""
        run(self.db, SENDING, update(OUTBOX).where(OUTBOX.c.id.in_(parcels)).values(send_at=until))

    def sent(self, parcel: int, result: str) -> None:
        values = {"state": "sent", "sent_at": self.now, "result": result[:200], "attempts": OUTBOX.c.attempts + 1}
        run(self.db, SENDING, update(OUTBOX).where(OUTBOX.c.id == parcel).values(values))

    def later(self, parcel: int, seconds: float, result: str) -> None:
        values = {
            "send_at": self.now + timedelta(seconds=seconds), "result": result[:200], "attempts": OUTBOX.c.attempts + 1,
        }  # fmt: skip
        run(self.db, SENDING, update(OUTBOX).where(OUTBOX.c.id == parcel).values(values))

    def hold(self, parcel: int, until: datetime) -> None:
        """Not now: the person is in the middle of a conversation, or it is night."""
        run(self.db, SENDING, update(OUTBOX).where(OUTBOX.c.id == parcel).values(send_at=until))

    def dead(self, parcel: int, result: str) -> None:
        """Given up: the operator sees it."""
        values = {"state": "dead", "result": result[:200], "attempts": OUTBOX.c.attempts + 1}
        run(self.db, SENDING, update(OUTBOX).where(OUTBOX.c.id == parcel).values(values))

    def dead_letters(self) -> list[Parcel]:
        return [_parcel(row) for row in run(self.db, SENDING, select(OUTBOX).where(OUTBOX.c.state == "dead"))]

    def count_since(self, account: int, since: datetime) -> int:
        """How many messages an account was sent, or will be, since a moment."""
        mine = (OUTBOX.c.account_id == account, OUTBOX.c.made_at >= since, OUTBOX.c.state != "dead")
        return int(run(self.db, SENDING, select(func.count()).select_from(OUTBOX).where(*mine)).scalar() or 0)

    def _left(self) -> ColumnElement[bool]:
        """What has gone out or may go out now; of what was sent, `send_at` may still be the end of its lease."""
        return or_(OUTBOX.c.state == "sent", OUTBOX.c.send_at <= self.now)

    def last_with_buttons(self, person: int, limit: int = 3) -> list[Parcel]:
        """The newest messages a person got that offer something to press: the context of a typed reply."""
        statement = select(OUTBOX).where(OUTBOX.c.person_id == person, self._left())
        rows = run(self.db, SENDING, statement.order_by(OUTBOX.c.id.desc()).limit(limit * 3))
        return [_parcel(row) for row in rows if row.buttons][:limit]

    def newest(self, person: int, limit: int = 8) -> list[Parcel]:
        """The last messages a person got, newest first."""
        mine = select(OUTBOX).where(OUTBOX.c.person_id == person, self._left())
        return [_parcel(row) for row in run(self.db, SENDING, mine.order_by(OUTBOX.c.id.desc()).limit(limit))]

    def first_answers(self, letters: Sequence[int]) -> dict[int, int]:
        """The first message that answers each of these."""
        ask = (
            select(OUTBOX.c.cause, func.min(OUTBOX.c.id).label("first"))
            .where(OUTBOX.c.cause.in_(letters))
            .group_by(OUTBOX.c.cause)
        )
        return {row.cause: row.first for row in run(self.db, SENDING, ask)} if letters else {}

    def told(self, account: int, after: int = 0, limit: int = 200) -> list[Parcel]:
        """What an account was sent, oldest first; what is not due yet is not shown."""
        statement = select(OUTBOX).where(
            OUTBOX.c.account_id == account, OUTBOX.c.id > after, self._left(), OUTBOX.c.state != "dead"
        )
        rows = run(self.db, SENDING, statement.order_by(OUTBOX.c.id.desc()).limit(limit))
        return [_parcel(row) for row in rows][::-1]
