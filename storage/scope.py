"""How far a viewer sees: from roles to areas, from areas to the rows of households and persons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.sql.elements import ColumnElement

from storage.base import active
from storage.charge import CADRES, LEADERS, given_to
from storage.leaves import stand_ins
from storage.registry import AREAS, BUILDING_AREAS, BUILDINGS, HOUSEHOLDS, PERSONS, ROLES, TAGS
from storage.viewers import Viewer, run, system

STAFF = (*CADRES, "书记", "街道干部")  # their names are public: a resident may hear who looks after a matter
PLACES_ONLY, NAMES, ALL = 0, 1, 2
NAMED_ROLES = 2  # the sensitivity of tags that are for 干部, 书记 and the role that leads them


def below(db: Connection, ids: Iterable[int]) -> frozenset[int]:
    """The areas given with all levels below them."""
    found = set(ids)
    if not found:
        return frozenset()
    children: dict[int, list[int]] = {}
    for row in db.execute(sa.select(AREAS.c.id, AREAS.c.parent_id)):
        children.setdefault(row.parent_id, []).append(row.id)
    waiting = list(found)
    while waiting:
        new = [child for child in children.get(waiting.pop(), ()) if child not in found]
        found.update(new)
        waiting.extend(new)
    return frozenset(found)


def committees_of(db: Connection, viewer: Viewer) -> set[int]:
    """The committees that a viewer belongs to: looked after, worked in, or lived in."""
    areas = {row.id: row for row in db.execute(sa.select(AREAS.c.id, AREAS.c.kind, AREAS.c.parent_id))}
    found = set(viewer.committees)
    for area in viewer.areas | viewer.grounds | viewer.leads:
        row = areas.get(area)
        while row and row.kind != "居委":
            row = areas.get(row.parent_id)
        found |= {row.id} if row else set()
    own = sa.select(BUILDINGS.c.committee_id).outerjoin(HOUSEHOLDS, HOUSEHOLDS.c.building_id == BUILDINGS.c.id)
    lived_in = own.where(sa.or_(HOUSEHOLDS.c.id == viewer.household, BUILDINGS.c.id.in_(viewer.buildings))).distinct()
    return found | set(db.execute(lived_in).scalars())


def viewer_of(db: Connection, person_id: int, day: date) -> Viewer:
    """A person as viewer: what their roles of that day let them see. Somebody unknown sees nothing.

    A 干部 with micro-grids sees those only, and the committee as a whole when no smaller area is named. Whoever stands in
    for a colleague on leave sees what the colleague does.
    """
    acting = {person_id, *(away for away, present in stand_ins(db, day).items() if present == person_id)}
    roles, home = _roles(db, acting, day), _home(db, person_id, day)
    committees = {role.area_id for role in roles if role.role == "书记" and role.kind == "居委"}
    cadre = [role for role in roles if role.role == "干部" and role.area_id]
    smaller = {role.area_id for role in cadre if role.kind != "居委"}
    with_grids = {role.person_id for role in cadre if role.kind != "居委"}
    committees |= {role.area_id for role in cadre if role.person_id not in with_grids}
    return Viewer(
        person=person_id,
        acting=frozenset(acting),
        roles=frozenset(role.role for role in roles),
        street=any(role.role == "街道干部" for role in roles),
        committees=frozenset(committees),
        areas=below(db, smaller),
        leads=below(db, {role.area_id for role in roles if role.role in LEADERS and role.area_id}),
        buildings=frozenset(role.building_id for role in roles if role.role == "楼组长" and role.building_id),
        grounds=below(db, {role.area_id for role in roles if role.role == "物业" and role.area_id}),
        household=home,
    )


def _roles(db: Connection, persons: Iterable[int], day: date) -> list[sa.Row[tuple[int, str, int, int, str]]]:
    ask = (
        sa.select(ROLES.c.person_id, ROLES.c.role, ROLES.c.area_id, ROLES.c.building_id, AREAS.c.kind)
        .outerjoin_from(ROLES, AREAS, ROLES.c.area_id == AREAS.c.id)
        .join(PERSONS, PERSONS.c.id == ROLES.c.person_id)
        .where(ROLES.c.person_id.in_(list(persons)), active(ROLES, day), PERSONS.c.state == "在")
    )
    return list(run(db, system("viewer"), ask).all())


def _home(db: Connection, person_id: int, day: date) -> int:
    ask = (
        sa.select(HOUSEHOLDS.c.id)
        .join(PERSONS, PERSONS.c.household_id == HOUSEHOLDS.c.id)
        .where(PERSONS.c.id == person_id, present(), living(day))
    )
    return run(db, system("viewer"), ask).scalar() or 0


def living(day: date) -> ColumnElement[bool]:
    """Households that are there: neither moved away nor ended."""
    return sa.and_(HOUSEHOLDS.c.state != "迁出", active(HOUSEHOLDS, day))


def present() -> ColumnElement[bool]:
    return PERSONS.c.state == "在"


def _inside(areas: frozenset[int], day: date) -> ColumnElement[bool]:
    held = sa.select(BUILDING_AREAS.c.building_id).where(
        BUILDING_AREAS.c.area_id.in_(areas), active(BUILDING_AREAS, day)
    )
    return BUILDINGS.c.id.in_(held)


def looked_after(viewer: Viewer, day: date) -> ColumnElement[bool]:
    """Households for which the viewer is responsible as cadre or 书记, that were given to them, or that they lead.

    Needs BUILDINGS and HOUSEHOLDS in the statement.
    """
    parts: list[ColumnElement[bool]] = []
    if viewer.committees:
        parts.append(BUILDINGS.c.committee_id.in_(viewer.committees))
    if viewer.areas:
        parts.append(_inside(viewer.areas, day))
    if viewer.roles & set(CADRES):
        parts.append(HOUSEHOLDS.c.id.in_(given_to(viewer.acting, day)))
    if viewer.leads:
        there = sa.or_(BUILDINGS.c.committee_id.in_(viewer.leads), _inside(viewer.leads, day))
        parts.append(sa.and_(there, _led(day)))
    return sa.or_(sa.false(), *parts)


def _led(day: date) -> ColumnElement[bool]:
    """Somebody there has a tag that only named roles may know."""
    tags = sa.exists().where(TAGS.c.person_id == PERSONS.c.id, PERSONS.c.household_id == HOUSEHOLDS.c.id, present())
    return tags.where(TAGS.c.sensitivity == NAMED_ROLES, active(TAGS, day)).correlate(HOUSEHOLDS)


def sees_people(viewer: Viewer, day: date) -> ColumnElement[bool]:
    """Households whose people the viewer may know in full; needs BUILDINGS and HOUSEHOLDS in the statement."""
    if viewer.sees_all:
        return sa.true()
    own = HOUSEHOLDS.c.id == viewer.household if viewer.household else sa.false()
    return sa.or_(looked_after(viewer, day), own)


def sees_names(viewer: Viewer, day: date) -> ColumnElement[bool]:
    """Households whose people's names the viewer may know."""
    heads = BUILDINGS.c.id.in_(viewer.buildings) if viewer.buildings else sa.false()
    return sa.or_(sees_people(viewer, day), heads)


def sees_place(viewer: Viewer, day: date) -> ColumnElement[bool]:
    """Households that the viewer may speak of at all."""
    parts: list[ColumnElement[bool]] = []
    if viewer.grounds:
        parts = [BUILDINGS.c.committee_id.in_(viewer.grounds), _inside(viewer.grounds, day)]
    return sa.or_(sees_names(viewer, day), *parts)


def sees_tags(viewer: Viewer, day: date) -> ColumnElement[bool]:
    """Tags that the viewer may know; needs TAGS, BUILDINGS and HOUSEHOLDS in the statement.

    Sensitive ones (domain §14; 精神卫生法 4, 社区矫正法) only those responsible for the household, further narrowed by who
    leads them (handlers/engines/plans/leading.py); other tags the street too; one's own, unless sensitive, oneself; none
    楼组长 and 物业.
    """
    if viewer.purpose:
        return sa.true()
    shown = TAGS.c.sensitivity < NAMED_ROLES
    street = shown if viewer.street else sa.false()
    own = sa.and_(TAGS.c.person_id == viewer.person, shown) if viewer.person else sa.false()
    return sa.or_(looked_after(viewer, day), street, own)


def sight(viewer: Viewer, day: date) -> ColumnElement[int]:
    """How much of a household's people the viewer may know: PLACES_ONLY, NAMES or ALL."""
    return sa.case(
        (sees_people(viewer, day), sa.literal(ALL, sa.Integer)),
        (sees_names(viewer, day), sa.literal(NAMES, sa.Integer)),
        else_=sa.literal(PLACES_ONLY, sa.Integer),
    )
