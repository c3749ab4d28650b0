"""Every message that reached us, once. The key (channel, message) alone says whether we had it before."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, UniqueConstraint

from storage.base import Id, Moment, PrivateJson, table

INBOX = table(
    "inbox",
    Column("channel", String(20), nullable=False),
    Column("message", String(128), nullable=False),
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False),
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("body", PrivateJson, nullable=False),
    Column("state", String(10), nullable=False),  # done, waiting (for more pieces), retry, aside
    Column("ready_at", Moment),  # when a waiting or failed one is taken up
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("answers", String(60)),  # the prompt it was first tried against: talk and serial
    UniqueConstraint("channel", "message"),
    Index("ix_inbox_person_id_state", "person_id", "state"),
    Index("ix_inbox_state_ready_at", "state", "ready_at"),
    personal=True,
)
