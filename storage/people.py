"""Questions about persons: who somebody is, their tags, roles and accounts, and who is in charge of whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.sql.elements import ColumnElement

from storage.accounts import Account, Refused, account_at, account_by_id, accounts_of, add_account, new_guest, touch
from storage.base import active
from storage.charge import Charge
from storage.households import WHO, Person, person
from storage.joining import invite, join
from storage.registry import (
    ACCOUNTS,
    AREAS,
    BUILDINGS,
    HOUSEHOLDS,
    INVITES,
    PERSONS,
    PREFERENCES,
    ROLES,
    TAGS,
)
from storage.scope import (
    ALL,
    NAMES,
    PLACES_ONLY,
    STAFF,
    below,
    committees_of,
    living,
    looked_after,
    sees_tags,
    sight,
    viewer_of,
)
from storage.viewers import Viewer, run, system

__all__ = [
    "ACCOUNTS", "INVITES", "PERSONS", "PREFERENCES", "ROLES", "TAGS",
    "Account", "People", "Person", "Refused", "Role", "Tag",
]  # fmt: skip


@dataclass(frozen=True)
class Tag:
    """A mark of a person: `kind` 关爱 or 能力; `sensitivity` 0 open, 1 inner, 2 named roles only."""

    id: int
    person_id: int
    kind: str
    tag: str
    sensitivity: int
    state: str
    source: str
    since: date


@dataclass(frozen=True)
class Role:
    """What somebody does where. No area: the whole street. `area` is the area's name."""

    role: str
    area_id: int | None
    area: str
    building_id: int | None


MARK = (TAGS.c.id, TAGS.c.person_id, TAGS.c.kind, TAGS.c.tag, TAGS.c.sensitivity, TAGS.c.state, TAGS.c.source)
HOMES = PERSONS.outerjoin(HOUSEHOLDS, sa.and_(PERSONS.c.household_id == HOUSEHOLDS.c.id)).outerjoin(
    BUILDINGS, HOUSEHOLDS.c.building_id == BUILDINGS.c.id
)


class People:
    """The persons of the street at a moment (Shanghai time)."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now, self.day = db, now, now.date()

    def viewer(self, person_id: int) -> Viewer:
        """A person as viewer, with all area levels below their roles resolved."""
        return viewer_of(self.db, person_id, self.day)

    def own(self, viewer: Viewer) -> Person | None:
        """The viewer as the person they are."""
        row = run(self.db, viewer, sa.select(*WHO).where(PERSONS.c.id == viewer.person)).first()
        return person(row, ALL) if row else None

    def get(self, viewer: Viewer, person_id: int) -> Person | None:
        """A person as far as the viewer may know them. Of the staff everybody may know the name."""
        found = self._seen(viewer, PERSONS.c.id == person_id)
        if found or person_id not in {one.id for one in self._staff(ROLES.c.role.in_(STAFF))}:
            return found[0] if found else None
        return next(one for one in self._staff(ROLES.c.person_id == person_id))

    def named(self, viewer: Viewer, name: str) -> list[Person]:
        """Persons of exactly this name among those whom the viewer may know; read in memory."""
        return [one for one in self._seen(viewer, PERSONS.c.state == "在") if one.name == name]

    def _seen(self, viewer: Viewer, *where: ColumnElement[bool]) -> list[Person]:
        there = sa.or_(PERSONS.c.household_id.is_(None), living(self.day))
        own = (PERSONS.c.id == viewer.person) if viewer.person else sa.false()
        level = sa.case((own, sa.literal(ALL)), else_=sight(viewer, self.day))
        ask = sa.select(*WHO, level.label("sight")).select_from(HOMES)
        ask = ask.where(there, level > PLACES_ONLY, *where).order_by(PERSONS.c.id)
        return [person(row, row.sight) for row in run(self.db, viewer, ask)]

    def with_role(self, role: str, committee_id: int | None = None) -> list[Person]:
        """Who has a role today, in a committee and all below it, or anywhere. Names only: ask `get` for phones."""
        where = [ROLES.c.role == role]
        if committee_id is not None:
            where.append(ROLES.c.area_id.in_(below(self.db, [committee_id])))
        return self._staff(*where)

    def committees_of(self, viewer: Viewer) -> set[int]:
        """The committees that a viewer looks after, works in or lives in."""
        return committees_of(self.db, viewer)

    def cadres_of(self, household_id: int) -> list[Person]:
        """Who looks after a household: whom it was given to, else the cadres of its micro-grid, else of the committee.

        Whoever is on leave is replaced by who stands in.
        """
        ask = sa.select(HOUSEHOLDS.c.building_id, BUILDINGS.c.committee_id).join(BUILDINGS)
        home = self.db.execute(ask.where(HOUSEHOLDS.c.id == household_id)).first()
        if home is None:
            return []
        charge = Charge(self.db, self.now, [home.building_id])
        return self._in_order(charge.of_home(household_id, home.building_id, home.committee_id))

    def _in_order(self, ids: Sequence[int]) -> list[Person]:
        found = {one.id: one for one in self._staff(PERSONS.c.id.in_(ids))}
        return [found[one] for one in ids if one in found]

    def _staff(self, *where: ColumnElement[bool]) -> list[Person]:
        ask = (
            sa.select(*WHO)
            .select_from(PERSONS.join(ROLES, ROLES.c.person_id == PERSONS.c.id))
            .where(active(ROLES, self.day), PERSONS.c.state == "在", *where)
            .distinct()
            .order_by(PERSONS.c.id)
        )
        return [person(row, NAMES) for row in run(self.db, system("roles"), ask)]

    def roles(self, viewer: Viewer, person_id: int) -> list[Role]:
        """What somebody does today, if the viewer may know the person."""
        if self.get(viewer, person_id) is None:
            return []
        ask = (
            sa.select(ROLES.c.role, ROLES.c.area_id, AREAS.c.name, ROLES.c.building_id)
            .outerjoin_from(ROLES, AREAS, ROLES.c.area_id == AREAS.c.id)
            .where(ROLES.c.person_id == person_id, active(ROLES, self.day))
            .order_by(ROLES.c.id)
        )
        return [Role(row.role, row.area_id, row.name or "", row.building_id) for row in run(self.db, viewer, ask)]

    def tags(self, viewer: Viewer, person_ids: Collection[int]) -> dict[int, list[Tag]]:
        """Confirmed tags that hold today, by person, as far as `scope.sees_tags` allows; nobody appears who has none."""
        tags: dict[int, list[Tag]] = {}
        if not person_ids:
            return tags
        ask = (
            sa.select(*MARK, TAGS.c.since)
            .select_from(HOMES.join(TAGS, TAGS.c.person_id == PERSONS.c.id))
            .where(TAGS.c.person_id.in_(list(person_ids)), active(TAGS, self.day), sees_tags(viewer, self.day))
            .where(TAGS.c.state == "确认")
            .order_by(TAGS.c.id)
        )
        for row in run(self.db, viewer, ask):
            tags.setdefault(row.person_id, []).append(Tag(**row._mapping))
        return tags

    def wishes(self, viewer: Viewer, household_ids: Iterable[int]) -> dict[int, list[str]]:
        """How households want to be met (勿扰, 改电话 …), by household, for who looks after them and the street."""
        allowed = sa.true() if viewer.sees_all else looked_after(viewer, self.day)
        ask = (
            sa.select(PREFERENCES.c.household_id, PREFERENCES.c.wish)
            .select_from(PREFERENCES.join(HOUSEHOLDS, PREFERENCES.c.household_id == HOUSEHOLDS.c.id).join(BUILDINGS))
            .where(PREFERENCES.c.household_id.in_(list(household_ids)), active(PREFERENCES, self.day), allowed)
            .order_by(PREFERENCES.c.id)
        )
        wishes: dict[int, list[str]] = {}
        for row in run(self.db, viewer, ask):
            wishes.setdefault(row.household_id, []).append(row.wish)
        return wishes

    def by_account(self, channel: str, address: str) -> Account | None:
        return account_at(self.db, channel, address)

    def accounts(self, viewer: Viewer, person_id: int) -> list[Account]:
        """A person's accounts, the one last used first; for the system and the person alone."""
        return accounts_of(self.db, viewer, person_id)

    def guest(self, channel: str, address: str, name: str) -> Account:
        """The account of somebody unknown, made with a 访客; the account that is there, if there is one."""
        return account_at(self.db, channel, address) or new_guest(self.db, self.now, channel, address, name)

    def add_account(self, person_id: int, channel: str, address: str) -> Account:
        """Join an account to a person. Raises `Refused` if it is somebody else's."""
        return add_account(self.db, self.now, person_id, channel, address)

    def account(self, account_id: int) -> Account:
        """An account by its number. Raises NoResultFound."""
        return account_by_id(self.db, account_id)

    def lock(self, person_id: int) -> None:
        """One message of a person at a time, across processes; SQLite has one writer anyway.

        FOR NO KEY UPDATE: two people whose messages push to each other refer to each other's rows and must not wait.
        """
        if self.db.dialect.name == "postgresql":
            ask = sa.select(PERSONS.c.id).where(PERSONS.c.id == person_id).with_for_update(key_share=True)
            run(self.db, system("desk"), ask).all()

    def join_all(self, channel: str) -> None:
        """Give everybody an account on a channel, joined already: a story's street."""
        ask = sa.select(PERSONS.c.id).where(PERSONS.c.state == "在")
        everybody = run(self.db, system("story"), ask).scalars().all()
        for person_id in everybody:
            self.add_account(person_id, channel, f"story:{person_id}")

    def touch_account(self, account_id: int) -> None:
        """The account was used just now: pushes go to the one last used."""
        touch(self.db, self.now, account_id)

    def invite(self, viewer: Viewer, person_id: int, code_digest: str, expires_at: datetime) -> None:
        """Keep the digest of a code for a person. Raises `Refused` if the viewer does not look after the person."""
        known = self._seen(viewer, PERSONS.c.id == person_id)
        if not viewer.purpose and (not known or viewer.roles.isdisjoint(STAFF)):
            raise Refused("这个人不在您负责的范围里，请找负责的居委干部来发邀请码。")
        invite(self.db, viewer, person_id, code_digest, expires_at)

    def join(self, code_digest: str, account_id: int) -> Person:
        """Use a code once: the account, and what its guest wrote, become the person's. Raises `Refused`."""
        person_id = join(self.db, self.now, code_digest, account_id)
        return self._seen(system("join"), PERSONS.c.id == person_id)[0]
