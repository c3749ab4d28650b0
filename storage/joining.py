"""Invitation codes: kept as digests, used once; what a guest wrote follows the account to the person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Column, Connection

from storage.accounts import Refused
from storage.base import METADATA
from storage.registry import ACCOUNTS, INVITES, PERSONS
from storage.talks import TALKS
from storage.viewers import Viewer, run, system

DESK = system("join")


def invite(db: Connection, viewer: Viewer, person_id: int, digest: str, expires_at: datetime) -> None:
    values = {"person_id": person_id, "digest": digest, "expires_at": expires_at}
    run(db, viewer, sa.insert(INVITES).values(values))


def join(db: Connection, now: datetime, digest: str, account_id: int) -> int:
    """Give the account to the invited person and return their id. Raises `Refused` with what to do next."""
    person_id = _claim(db, now, digest)
    holder = run(db, DESK, sa.select(ACCOUNTS.c.person_id).where(ACCOUNTS.c.id == account_id)).scalar_one()
    if holder != person_id:
        _leave_guest(db, holder, person_id)
    joined = {"person_id": person_id, "joined_at": now, "used_at": now}
    run(db, DESK, sa.update(ACCOUNTS).where(ACCOUNTS.c.id == account_id).values(joined))
    return person_id


def _claim(db: Connection, now: datetime, digest: str) -> int:
    """Use the code up. The update alone decides, so that two who try at once do not both succeed."""
    fresh = sa.and_(INVITES.c.digest == digest, INVITES.c.used_at.is_(None), INVITES.c.expires_at > now)
    used = run(db, DESK, sa.update(INVITES).where(fresh).values(used_at=now).returning(INVITES.c.person_id))
    if (person_id := used.scalar()) is None:
        raise Refused(_why_not(db, digest))
    if run(db, DESK, sa.select(PERSONS.c.state).where(PERSONS.c.id == person_id)).scalar_one() != "在":
        raise Refused("这个邀请码对应的住户已经有变动了，请居委重新发一个。")
    return int(person_id)


def _why_not(db: Connection, digest: str) -> str:
    known = run(db, DESK, sa.select(INVITES.c.used_at).where(INVITES.c.digest == digest)).first()
    if known is None:
        return "没有这个邀请码。请对着再看一遍有没有抄错，或者请居委重新发一个。"
    if known.used_at is not None:
        return "这个邀请码已经用过了，一个码只能用一次。请居委再发一个。"
    return "这个邀请码过期了，请居委重新发一个。"


def _leave_guest(db: Connection, guest_id: int, person_id: int) -> None:
    state = run(db, DESK, sa.select(PERSONS.c.state).where(PERSONS.c.id == guest_id)).scalar_one()
    if state != "访客":
        raise Refused("您这个账号已经登记过了。要换成别人，请先找居委。")
    _stack_talks_on(db, guest_id, person_id)
    for column in _columns_that_name_a_person():
        run(db, DESK, sa.update(column.table).where(column == guest_id).values({column.name: person_id}))
    left = {"state": "并入", "merged_id": person_id}
    run(db, DESK, sa.update(PERSONS).where(PERSONS.c.id == guest_id).values(left))


def _stack_talks_on(db: Connection, guest_id: int, person_id: int) -> None:
    """The guest's conversations come to lie above the person's own: they are being talked now."""
    top = run(db, DESK, sa.select(sa.func.max(TALKS.c.place)).where(TALKS.c.person_id == person_id)).scalar()
    if top is not None:
        above = {"place": TALKS.c.place + top + 1}
        run(db, DESK, sa.update(TALKS).where(TALKS.c.person_id == guest_id).values(above))


def _columns_that_name_a_person() -> Iterator[Column[int]]:
    """Every reference to a person in the database: talks, inbox, outbox … and tables of later capabilities."""
    for table in METADATA.sorted_tables:
        if table is not PERSONS:
            yield from (c for c in table.c if any(key.column is PERSONS.c.id for key in c.foreign_keys))
