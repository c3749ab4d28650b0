"""The call list: who is to be rung because no channel reaches them, what to say, and what came of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, String

from storage.base import Id, Moment, Private, table
from storage.cases import CASES, STANDING
from storage.viewers import Viewer, put, run, system

CALLS = table(
    "calls",
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False),
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("act", String(10), nullable=False),  # the step it tells of: 办好, 办不了, 问
    Column("words", Private, nullable=False),  # to say
    Column("made_at", Moment, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("tried_at", Moment),
    Column("done_at", Moment),
    Column("result", String(10), nullable=False, server_default=""),  # 已告知, 解决了, 没解决, 没打通, 已回复
    Column("by_id", Id, ForeignKey("persons.id")),
    Index("ix_calls_case_id", "case_id"),
    Index("ix_calls_done_at", "done_at"),
    personal=True,
)
CALL = system("calls")


@dataclass(frozen=True)
class Call:
    """One person to be rung about one case."""

    case_id: int
    person_id: int
    act: str
    words: str
    made_at: datetime
    tries: int = 0
    tried_at: datetime | None = None
    done_at: datetime | None = None
    result: str = ""
    by_id: int | None = None
    id: int = 0


_COLUMNS = [CALLS.c[field.name] for field in fields(Call)]


def _of(viewer: Viewer) -> sa.ColumnElement[bool]:
    mine = CASES.c.owner_id.in_(viewer.acting)
    if viewer.street:
        return sa.or_(mine, CASES.c.owner_id.is_(None))
    if "书记" in viewer.roles:
        return sa.or_(mine, sa.and_(CASES.c.owner_id.is_(None), CASES.c.committee_id.in_(viewer.committees)))
    return mine


class Calls:
    """The calls of one transaction."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    def add(self, case: int, person: int, act: str, words: str) -> int:
        """Ask for a call; what was to be said to the same person about the same case before is replaced."""
        self.settle(case, person, "已回复")
        values = {"case_id": case, "person_id": person, "act": act, "words": words, "made_at": self.now}
        return put(self.db, CALL, CALLS, values)

    def get(self, call: int, *, lock: bool = False) -> Call | None:
        ask = sa.select(*_COLUMNS).where(CALLS.c.id == call)
        if lock and self.db.dialect.name == "postgresql":
            ask = ask.with_for_update()
        row = run(self.db, CALL, ask).first()
        return Call(**row._mapping) if row else None

    def open_ones(self, *where: sa.ColumnElement[bool]) -> list[Call]:
        """Who is still to be rung, about cases for which that holds; who has waited longest first."""
        ask = sa.select(*_COLUMNS).join(CASES, CASES.c.id == CALLS.c.case_id)
        ask = ask.where(CALLS.c.done_at.is_(None), STANDING, *where).order_by(CALLS.c.tries, CALLS.c.id)
        return [Call(**row._mapping) for row in run(self.db, CALL, ask)]

    def of_viewer(self, viewer: Viewer) -> list[Call]:
        """The viewer's list: about cases they answer for, also for those whose place they take, and what they see as a head."""
        return self.open_ones(_of(viewer))

    def told(self, viewer: Viewer, results: Collection[str], since: datetime) -> list[Call]:
        """Calls of the viewer's that came to one of these since a moment, while their case waits for an answer; newest first."""
        ask = sa.select(*_COLUMNS).join(CASES, CASES.c.id == CALLS.c.case_id)
        over = (CALLS.c.done_at >= since, CALLS.c.result.in_(results), CASES.c.state == "评")
        ask = ask.where(STANDING, _of(viewer), *over).order_by(CALLS.c.id.desc())
        return [Call(**row._mapping) for row in run(self.db, CALL, ask)]

    def of_case(self, case: int) -> list[Call]:
        return self.open_ones(CASES.c.id == case)

    def was_rung(self, case: int, person: int, since: datetime) -> bool:
        """Whether somebody was rung about a case since a moment, whatever came of it."""
        rung = (CALLS.c.case_id == case, CALLS.c.person_id == person, CALLS.c.tried_at >= since)
        return run(self.db, CALL, sa.select(CALLS.c.id).where(*rung).limit(1)).first() is not None

    def change(self, call: int, **values: Any) -> None:
        run(self.db, CALL, sa.update(CALLS).where(CALLS.c.id == call).values(values))

    def settle(self, case: int, person: int, result: str) -> None:
        """Nobody need ring any more: they have answered by themselves."""
        still = (CALLS.c.case_id == case, CALLS.c.person_id == person, CALLS.c.done_at.is_(None))
        run(self.db, CALL, sa.update(CALLS).where(*still).values(done_at=self.now, result=result))
