"""What was done and by whom (so that it can be undone), and facts still to be told."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String

from storage.base import Id, Moment, PrivateJson, table

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
FACTS = table(
    "facts",
    Column("kind", String(40), nullable=False),
    Column("body", PrivateJson, nullable=False),
    Column("at", Moment, nullable=False),
    Column("done_at", Moment),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("next_try_at", Moment),
    Index("ix_facts_open", "done_at", "next_try_at"),
    personal=True,
)
