"""Areas, buildings, households: where people live. Doors are public places; who lives behind them is not."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, String, Text, UniqueConstraint

from storage.base import Id, table

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
# A dwelling, or a firm or shop of a 园区微网格. `key` is the room, normalised: 302, 底楼.
HOUSEHOLDS = table(
    "households",
    Column("building_id", Id, ForeignKey("buildings.id"), nullable=False),
    Column("room", String(20), nullable=False),
    Column("key", String(20), nullable=False),
    Column("kind", String(10), nullable=False, server_default="住户"),  # 住户, 商户, 企业
    Column("name", Text),  # of a firm or shop: public
    Column("state", String(10), nullable=False, server_default="在住"),  # 在住, 空置, 迁出
    Column("since", Date, nullable=False),
    Column("until", Date),
    UniqueConstraint("building_id", "key"),
    Index("ix_households_state", "state"),
)
