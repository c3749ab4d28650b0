"""Rounds: many households to be asked about one thing, a weather warning or an enquiry, and how far each has got."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Connection, Date, ForeignKey, Index, String, Text, UniqueConstraint

from storage.base import Id, Moment, Private, PrivateJson, table

# `words` of a warning stand as issued, with who issued it and when (《上海市气象条例》第十九条).
ROUNDS = table(
    "rounds",
    Column("kind", String(10), nullable=False),  # 天气, 专项
    Column("title", String(80), nullable=False),
    Column("words", Text, nullable=False, server_default=""),
    Column("source", String(80), nullable=False, server_default=""),
    Column("issued_at", Moment),
    Column("block", String(80), nullable=False, server_default=""),  # of an enquiry: its name in config.yaml
    Column("area_id", Id, ForeignKey("areas.id")),  # none: the whole street
    Column("officer_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("ends_on", Date),  # the last day on which one asks
    Column("closed_at", Moment),
    Column("undone_at", Moment),
    Index("ix_rounds_kind_made_at", "kind", "made_at"),
    personal=True,
)
ROUND_HOMES = table(
    "round_homes",
    Column("round_id", Id, ForeignKey("rounds.id"), nullable=False),
    Column("household_id", Id, ForeignKey("households.id"), nullable=False, index=True),
    Column("cadre_id", Id, ForeignKey("persons.id")),  # none: nobody is in charge, the secretary has it
    Column(
        "state", String(10), nullable=False, server_default="待联系"
    ),  # 待联系, 没通, 要上门, 电话通了, 上门了, 不用了
    Column("tried_at", Moment),
    Column("done_at", Moment),
    Column("visit_id", Id, ForeignKey("visits.id")),
    Column("note", Private, nullable=False, server_default=""),
    Column("answers", PrivateJson),  # of an enquiry: question → answer
    UniqueConstraint("round_id", "household_id"),
    Index("ix_round_homes_cadre_id_done_at", "cadre_id", "done_at"),
    personal=True,
)


class Rounds:
    """The rounds of one transaction."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now
