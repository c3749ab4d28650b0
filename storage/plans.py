"""What somebody means to do on a day: a visit planned, a follow-up promised."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Row,
    String,
    and_,
    false,
    or_,
    select,
    update,
)

from storage.base import SHANGHAI, Id, Moment, Private, table
from storage.journal import undoes
from storage.viewers import Viewer, put, run

if TYPE_CHECKING:
    from storage.unit import Unit

VISIT, FOLLOW, MUST = "走访", "跟进", "特情"  # planned; promised on a visit; something happened that wants a visit
REMIND = "plans.remind"  # the due moment of a plan's morning
PLANS = table(
    "plans",
    Column("kind", String(20), nullable=False),  # 走访, 跟进, 特情
    Column("household_id", Id, ForeignKey("households.id"), nullable=False, index=True),
    Column("cadre_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("part", String(10), nullable=False, server_default=""),
    Column("what", Private, nullable=False, server_default=""),
    Column("visit_id", Id, ForeignKey("visits.id")),  # the visit on which it was promised
    Column("in_person", Boolean, nullable=False, server_default=false()),  # a call does not do
    Column("made_at", Moment, nullable=False),
    Column("reminded_at", Moment),
    Column("done_at", Moment),
    Column("done_by", Id),  # the visit that resolved it
    Column("undone_at", Moment),
    Index("ix_plans_cadre_id_day", "cadre_id", "day"),
    personal=True,
)
STANDING = PLANS.c.undone_at.is_(None)
OPEN = PLANS.c.done_at.is_(None)


@dataclass(frozen=True)
class Plan:
    """Something to do for a household on a day; `remind_at` is the moment of its reminder."""

    kind: str
    household_id: int
    cadre_id: int
    day: date
    what: str = ""
    part: str = ""
    remind_at: datetime | None = None
    id: int = 0
    visit_id: int | None = None
    in_person: bool = False

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        number = unit.plans.add(viewer, self)
        if self.remind_at:
            unit.moments.add(REMIND, number, self.remind_at)
        return [("plan", number)]


def _plan(row: Row[Any]) -> Plan:
    return Plan(
        row.kind, row.household_id, row.cadre_id, row.day, row.what, row.part, None, row.id, row.visit_id, row.in_person
    )


class Plans:
    """The plans of one transaction."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    def add(self, viewer: Viewer, plan: Plan) -> int:
        values = {
            "kind": plan.kind, "household_id": plan.household_id, "cadre_id": plan.cadre_id, "day": plan.day,
            "what": plan.what, "part": plan.part, "visit_id": plan.visit_id, "in_person": plan.in_person,
            "made_at": self.now,
        }  # fmt: skip
        return put(self.db, viewer, PLANS, values)

    def open_ones(self, viewer: Viewer, ids: Sequence[int]) -> list[Plan]:
        """Those of these that still stand, are not done and have not been told, in the order of their days."""
        untold = PLANS.c.reminded_at.is_(None)
        statement = select(PLANS).where(PLANS.c.id.in_(ids), STANDING, OPEN, untold).order_by(PLANS.c.day, PLANS.c.id)
        return [_plan(row) for row in run(self.db, viewer, statement)]

    def of_household(self, viewer: Viewer, household: int) -> list[Plan]:
        return self.of_households(viewer, [household])

    def of_households(self, viewer: Viewer, households: Collection[int]) -> list[Plan]:
        """What is open there, in the order of its days."""
        mine = select(PLANS).where(PLANS.c.household_id.in_(list(households)), STANDING, OPEN)
        return [_plan(row) for row in run(self.db, viewer, mine.order_by(PLANS.c.day, PLANS.c.id))]

    def of_cadre(self, viewer: Viewer, since: date) -> list[Plan]:
        """The viewer's own open plans from a day on."""
        mine = select(PLANS).where(PLANS.c.cadre_id == viewer.person, PLANS.c.day >= since, STANDING, OPEN)
        return [_plan(row) for row in run(self.db, viewer, mine.order_by(PLANS.c.day, PLANS.c.id))]

    def promised(self, viewer: Viewer, cadres: Collection[int], day: date) -> list[Plan]:
        """What these people have planned or promised until a day, open still, however old it is."""
        mine = (
            PLANS.c.cadre_id.in_(list(cadres)),
            PLANS.c.kind != MUST,
            PLANS.c.day <= day,
            STANDING,
            OPEN,
        )
        return [
            _plan(row) for row in run(self.db, viewer, select(PLANS).where(*mine).order_by(PLANS.c.day, PLANS.c.id))
        ]

    def promises(self, viewer: Viewer, person: int) -> list[Plan]:
        """What somebody promised on visits and has not done yet, in the order of its days."""
        mine = (PLANS.c.cadre_id == person, PLANS.c.kind == FOLLOW, STANDING, OPEN)
        return [
            _plan(row) for row in run(self.db, viewer, select(PLANS).where(*mine).order_by(PLANS.c.day, PLANS.c.id))
        ]

    def reminded(self, viewer: Viewer, ids: Sequence[int]) -> None:
        run(self.db, viewer, update(PLANS).where(PLANS.c.id.in_(ids)).values(reminded_at=self.now))

    def move(self, viewer: Viewer, visit: int, household: int) -> None:
        """A corrected visit takes its follow-ups along to the household that was meant."""
        run(self.db, viewer, update(PLANS).where(PLANS.c.visit_id == visit).values(household_id=household))

    def met(
        self, viewer: Viewer, household: int, day: date, visit: int, *, met: bool = True, in_person: bool = True
    ) -> None:
        """A contact on a day is what the plans until that day were about: evidence resolves them.

        But for what this very contact promised or told of. A must-visit is resolved by a contact that counts (`met`) from
        the day on which it was told, also before the promised one.
        """
        over = datetime.combine(day + timedelta(days=1), time(), SHANGHAI)
        ways = PLANS.c.in_person.in_({False, in_person} if met else ())
        told = and_(PLANS.c.kind == MUST, PLANS.c.made_at < over, ways)
        planned = and_(PLANS.c.kind != MUST, PLANS.c.day <= day)
        another = or_(PLANS.c.visit_id.is_(None), PLANS.c.visit_id != visit)
        which = (PLANS.c.household_id == household, another, or_(told, planned), STANDING, OPEN)
        run(self.db, viewer, update(PLANS).where(*which).values(done_at=self.now, done_by=visit))

    def told_by(self, viewer: Viewer, visit: int) -> list[Plan]:
        """The must-visits that stand because of what this visit told, done or not."""
        ask = select(PLANS).where(PLANS.c.visit_id == visit, PLANS.c.kind == MUST, STANDING)
        return [_plan(row) for row in run(self.db, viewer, ask.order_by(PLANS.c.id))]

    def musts_since(self, viewer: Viewer, household: int, since: datetime) -> list[Plan]:
        """The must-visits of a household made from a moment on, done or not, in the order in which they were told."""
        which = (PLANS.c.household_id == household, PLANS.c.kind == MUST, PLANS.c.made_at >= since, STANDING)
        return [_plan(row) for row in run(self.db, viewer, select(PLANS).where(*which).order_by(PLANS.c.id))]

    def untold(self, viewer: Viewer, ids: Sequence[int]) -> None:
        """Nobody says so any more: these do not stand, unless they are done already."""
        run(self.db, viewer, update(PLANS).where(PLANS.c.id.in_(ids), OPEN).values(undone_at=self.now))

    def settle(self, viewer: Viewer, plan: int, visit: int | None = None) -> None:
        """Something newer has taken its place (the visit that told so): nobody needs to go for it any more."""
        run(self.db, viewer, update(PLANS).where(PLANS.c.id == plan).values(done_at=self.now, done_by=visit))

    def open_again(self, viewer: Viewer, visit: int) -> None:
        """The visit that had resolved these is taken back, and what it told of itself does not hold."""
        told = (PLANS.c.visit_id == visit, PLANS.c.kind == MUST)
        run(self.db, viewer, update(PLANS).where(*told).values(undone_at=self.now))
        run(self.db, viewer, update(PLANS).where(PLANS.c.done_by == visit).values(done_at=None, done_by=None))


@undoes("settled")
def undo_settled(unit: Any, viewer: Viewer, plan: int) -> str:
    run(unit.db, viewer, update(PLANS).where(PLANS.c.id == plan).values(done_at=None, done_by=None))
    return ""


@undoes("plan")
def undo_plan(unit: Any, viewer: Viewer, plan: int) -> str:
    """A plan is taken back; a reminder that has left cannot be."""
    row = run(unit.db, viewer, select(PLANS).where(PLANS.c.id == plan)).one()
    run(unit.db, viewer, update(PLANS).where(PLANS.c.id == plan).values(undone_at=unit.now))
    unit.moments.drop(REMIND, plan)
    return "提醒已经发出去了" if row.reminded_at else ""
