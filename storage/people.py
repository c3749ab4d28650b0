"""Persons, their tags, roles, accounts and wishes about contact."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, UniqueConstraint

from storage.base import Id, Moment, Private, table

PERSONS = table(
    "persons",
    Column("household_id", Id, ForeignKey("households.id"), index=True),
    Column("name", Private),
    Column("gender", String(2), nullable=False, server_default=""),
    Column("born", Private),  # ISO date, or a year
    Column("phone", Private),
    Column("state", String(10), nullable=False, server_default="在"),  # 在, 访客, 并入, 迁出, 去世
    Column("merged_id", Id, ForeignKey("persons.id")),  # a guest who turned out to be this person
    Column("origin", String(10), nullable=False, server_default="导入"),  # 导入, 演示, 访客, 录入
    Column("since", Date, nullable=False),
    Column("until", Date),
    personal=True,
)
# Care tags (domain: 特殊关爱群体) and capability tags (社区自治力量): many-valued, dated, sourced.
TAGS = table(
    "tags",
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False, index=True),
    Column("kind", String(10), nullable=False),  # 关爱, 能力
    Column("tag", Private, nullable=False),
    Column("sensitivity", Integer, nullable=False, server_default="0"),  # 0 open, 1 inner, 2 named roles only
    Column("state", String(10), nullable=False, server_default="确认"),  # 确认, 待确认
    Column("source", String(40), nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    personal=True,
)
# 干部 书记 街道干部 楼组长 物业 …: who does what where, from when until when.
ROLES = table(
    "roles",
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False, index=True),
    Column("role", String(20), nullable=False),
    Column("area_id", Id, ForeignKey("areas.id")),  # none: the whole street
    Column("building_id", Id, ForeignKey("buildings.id")),  # of a 楼组长
    Column("since", Date, nullable=False),
    Column("until", Date),
    Index("ix_roles_role_area_id", "role", "area_id"),
    personal=True,
)
# How a person reaches us: several (channel, address), each joined by invitation or confirmation.
ACCOUNTS = table(
    "accounts",
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False, index=True),
    Column("channel", String(20), nullable=False),
    Column("address", String(128), nullable=False),
    Column("joined_at", Moment),
    Column("used_at", Moment),
    UniqueConstraint("channel", "address"),
    personal=True,
)
INVITES = table(
    "invites",
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),  # SHA-256 of the code: the code itself is not kept
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    personal=True,
)
# 勿扰, 改电话 …: what a household said about how it wants to be met.
PREFERENCES = table(
    "preferences",
    Column("household_id", Id, ForeignKey("households.id"), nullable=False, index=True),
    Column("wish", String(20), nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("visit_id", Id),
    personal=True,
)
