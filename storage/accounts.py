"""Accounts: how a person reaches us, several (channel, address) each; somebody unknown is a guest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from storage.registry import ACCOUNTS, PERSONS
from storage.viewers import Viewer, run, system

DESK = system("desk")


class Refused(Exception):
    """What was asked cannot be done; the argument is the sentence for the person who asked."""


@dataclass(frozen=True)
class Account:
    """One way to reach a person. `joined_at` is empty while a guest uses it."""

    id: int
    person_id: int
    channel: str
    address: str
    joined_at: datetime | None = None
    used_at: datetime | None = None


COLUMNS = tuple(ACCOUNTS.c[name] for name in ("id", "person_id", "channel", "address", "joined_at", "used_at"))


def account_at(db: Connection, channel: str, address: str) -> Account | None:
    ask = sa.select(*COLUMNS).where(ACCOUNTS.c.channel == channel, ACCOUNTS.c.address == address)
    row = run(db, DESK, ask).first()
    return Account(**row._mapping) if row else None


def account_by_id(db: Connection, account_id: int) -> Account:
    row = run(db, DESK, sa.select(*COLUMNS).where(ACCOUNTS.c.id == account_id)).one()
    return Account(**row._mapping)


def accounts_of(db: Connection, viewer: Viewer, person_id: int) -> list[Account]:
    if not viewer.purpose and viewer.person != person_id:
        return []
    ask = sa.select(*COLUMNS).where(ACCOUNTS.c.person_id == person_id).order_by(ACCOUNTS.c.id)
    found = [Account(**row._mapping) for row in run(db, viewer, ask)]
    return sorted(found, key=lambda account: account.used_at.timestamp() if account.used_at else 0.0, reverse=True)


def new_guest(db: Connection, now: datetime, channel: str, address: str, name: str) -> Account:
    guest: dict[str, Any] = {"name": name, "state": "访客", "origin": "访客", "since": now.date()}
    person_id = run(db, DESK, sa.insert(PERSONS).values(guest).returning(PERSONS.c.id)).scalar_one()
    return _new_account(db, person_id, channel, address, joined_at=None, used_at=now)


def add_account(db: Connection, now: datetime, person_id: int, channel: str, address: str) -> Account:
    there = account_at(db, channel, address)
    if there is None:
        return _new_account(db, person_id, channel, address, joined_at=now, used_at=None)
    if there.person_id != person_id:
        raise Refused("这个账号已经登记给别人了。请换一个账号，或者先请居委把原来的取消。")
    return there


def _new_account(db: Connection, person_id: int, channel: str, address: str, **moments: datetime | None) -> Account:
    values = {"person_id": person_id, "channel": channel, "address": address, **moments}
    account_id = run(db, DESK, sa.insert(ACCOUNTS).values(values).returning(ACCOUNTS.c.id)).scalar_one()
    return Account(account_id, person_id, channel, address, **moments)


def touch(db: Connection, now: datetime, account_id: int) -> None:
    run(db, DESK, sa.update(ACCOUNTS).where(ACCOUNTS.c.id == account_id).values(used_at=now))
