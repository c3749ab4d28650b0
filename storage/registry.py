"""The registry's tables: areas, buildings, households, persons, their tags, roles, accounts and wishes.

Doors are public places; who lives behind them is not. `storage.places` and `storage.people` ask the questions.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint

from storage.base import Id, Moment, Private, table

# Street, 居委, 网格, 微网格, 园区微网格, 楼组. Nets overlap (片区, 党建, 服务). An area that ends keeps its rows.
AREAS = table(
    "areas",
    Column("kind", String(20), nullable=False),
    Column("net", String(10), nullable=False, server_default="片区"),
    Column("name", String(80), nullable=False),
    Column("parent_id", Id, ForeignKey("areas.id"), index=True),
    Column("since", Date, nullable=False),
    Column("until", Date),  # the first day on which it is no more
    Column("became_id", Id, ForeignKey("areas.id")),  # what it was merged into or renamed to
)
# One house number (门牌). `key` is the number as people say it, normalised: 12, 8甲.
BUILDINGS = table(
    "buildings",
    Column("committee_id", Id, ForeignKey("areas.id"), nullable=False),
    Column("estate", String(80), nullable=False, server_default=""),
    Column("number", String(20), nullable=False),
    Column("key", String(20), nullable=False, index=True),
    UniqueConstraint("committee_id", "estate", "key"),
)
# Which areas of each net a building belonged to, and from when until when.
BUILDING_AREAS = table(
    "building_areas",
    Column("building_id", Id, ForeignKey("buildings.id"), nullable=False, index=True),
    Column("area_id", Id, ForeignKey("areas.id"), nullable=False, index=True),
    Column("since", Date, nullable=False),
    Column("until", Date),
)
# A dwelling, or a firm or shop. `key` is the room, normalised: 302, 底楼; of a shop without a room its name.
HOUSEHOLDS = table(
    "households",
    Column("building_id", Id, ForeignKey("buildings.id"), nullable=False),
    Column("room", String(20), nullable=False),
    Column("key", String(80), nullable=False),
    Column("kind", String(10), nullable=False, server_default="住户"),  # 住户, 商户, 企业
    Column("name", Text),  # of a firm or shop: public
    Column("state", String(10), nullable=False, server_default="在住"),  # 在住, 空置, 迁出
    Column("since", Date, nullable=False),
    Column("until", Date),
    UniqueConstraint("building_id", "key"),
    Index("ix_households_state", "state"),
)
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
    Column("note", Private, nullable=False, server_default=""),  # of a capability: what somebody can do
    Column("visit_id", Id),  # the visit that told
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
