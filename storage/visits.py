"""Visits, the needs heard on them, and their earlier versions."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String

from storage.base import Id, Moment, Private, PrivateJson, table

VISITS = table(
    "visits",
    Column("household_id", Id, ForeignKey("households.id"), nullable=False),
    Column("cadre_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("part", String(10), nullable=False, server_default=""),  # 上午, 下午 …
    Column("way", String(10), nullable=False),  # 入户 电话 微信 接待 途遇 未遇 拒访 第三方反馈 商户走访
    Column("note", Private, nullable=False, server_default=""),
    Column("logged_at", Moment, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("undone_at", Moment),
    Index("ix_visits_household_id_day", "household_id", "day"),
    Index("ix_visits_cadre_id_day", "cadre_id", "day"),
    personal=True,
)
VISIT_VERSIONS = table(
    "visit_versions",
    Column("visit_id", Id, ForeignKey("visits.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("body", PrivateJson, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", Id, ForeignKey("persons.id"), nullable=False),
    personal=True,
)
NEEDS = table(
    "needs",
    Column("visit_id", Id, ForeignKey("visits.id"), nullable=False, index=True),
    Column("household_id", Id, ForeignKey("households.id"), nullable=False, index=True),
    Column("text", Private, nullable=False),
    Column("state", String(10), nullable=False, server_default="待办"),  # 待办, 已接, 办好
    Column("taken_by", Id, ForeignKey("persons.id")),
    Column("undone_at", Moment),
    personal=True,
)
