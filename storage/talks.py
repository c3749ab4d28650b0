"""Open conversations: one small row of answers each, stacked per person."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from storage.base import METADATA, Id, Moment, PrivateJson

TALKS = Table(
    "talks",
    METADATA,
    Column("id", String(40), primary_key=True),  # carried by every button of its prompts
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("place", Integer, nullable=False),  # in the person's stack: the highest open one is being talked
    Column("dialogue", String(40), nullable=False),
    Column("state", PrivateJson, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("touched_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("outcome", String(10), nullable=False, server_default="open"),  # open, done, cancelled, abandoned
    Index("ix_talks_person_id_outcome", "person_id", "outcome"),
    info={"personal": True},
)
