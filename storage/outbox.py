"""Everything that leaves: replies, pushes, alerts, in the order in which they were committed."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String

from storage.base import Id, Moment, Private, PrivateJson, table

OUTBOX = table(
    "outbox",
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False),
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("lane", Integer, nullable=False),  # 0 alert, 1 reply, 2 reminder, 3 digest
    Column("text", Private, nullable=False),
    Column("buttons", PrivateJson, nullable=False),  # [[shown, pressed], …]
    Column("card", String(60), nullable=False, server_default=""),  # talk and serial of the prompt, or of the push
    Column("reason", String(20), nullable=False, server_default=""),  # 提醒, 值班 …: why a push came
    Column("cause", Id, index=True),  # the inbox row that it replies to
    Column("made_at", Moment, nullable=False),
    Column("send_at", Moment, nullable=False),
    Column("state", String(10), nullable=False, server_default="waiting"),  # waiting, sent, dead
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("result", String(200)),
    Column("sent_at", Moment),
    Index("ix_outbox_state_send_at", "state", "send_at"),
    Index("ix_outbox_person_id_lane", "person_id", "lane"),
    Index("ix_outbox_account_id_id", "account_id", "id"),
    personal=True,
)
