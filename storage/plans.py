"""What somebody means to do on a day: a visit planned, a follow-up promised."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, String

from storage.base import Id, Moment, Private, table

PLANS = table(
    "plans",
    Column("kind", String(20), nullable=False),  # 走访, 跟进
    Column("household_id", Id, ForeignKey("households.id"), nullable=False, index=True),
    Column("cadre_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("part", String(10), nullable=False, server_default=""),
    Column("what", Private, nullable=False, server_default=""),
    Column("visit_id", Id, ForeignKey("visits.id")),  # the visit on which it was promised
    Column("made_at", Moment, nullable=False),
    Column("reminded_at", Moment),
    Column("done_at", Moment),
    Column("undone_at", Moment),
    Index("ix_plans_cadre_id_day", "cadre_id", "day"),
    personal=True,
)
