"""Cases: what somebody asks for, its two clocks, and every step of it; who spoke of it is in voices.py."""

from __future__ import annotations

import itertools
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, Date, ForeignKey, Index, Integer, Row, String, UniqueConstraint

from storage.base import Id, Moment, Private, PrivateJson, active, insert_once, table
from storage.registry import BUILDING_AREAS
from storage.viewers import Viewer, put, run, system

CASES = table(
    "cases",
    Column("kind", String(20), nullable=False),  # 诉求; later 调解, 直通车, 接待
    Column("year", Integer, nullable=False),
    Column("serial", Integer, nullable=False),  # counted anew each year, but for those still spoken of: see Cases.add
    Column("channel", String(20), nullable=False, server_default=""),
    Column("raised_at", Moment, nullable=False),
    Column("committee_id", Id, ForeignKey("areas.id")),  # none: the place is not known yet, the street has it
    Column("building_id", Id, ForeignKey("buildings.id"), index=True),
    Column("household_id", Id, ForeignKey("households.id")),  # a demand about one's own home
    Column("place", Private, nullable=False, server_default=""),  # in words: 7号楼道, 小区东门
    Column("category", String(40), nullable=False, server_default="其他"),
    Column("sub", String(40), nullable=False, server_default=""),
    Column("urgency", String(2), nullable=False, server_default="P2"),  # P0 … P3
    Column("matter", Private, nullable=False),  # what it is about, shortly
    Column("words", Private, nullable=False),  # as they were said
    Column("state", String(4), nullable=False),  # see handlers/engines/cases/rules.py
    Column("owner_id", Id, ForeignKey("persons.id")),  # the cadre who answers for it
    Column("holder", String(40), nullable=False, server_default=""),  # 物业, 业委会 …: in whose hands it is besides
    Column("holder_id", Id, ForeignKey("persons.id")),
    Column("contact_due", Date, nullable=False),
    Column("contact_at", Moment),
    Column("done_due", Date, nullable=False),
    Column("done_at", Moment),
    Column("paused_on", Date),
    Column("closed_at", Moment),
    Column("outcome", String(10), nullable=False, server_default=""),  # 解决, 没解决, 未回复, 撤回, 转告, 并入
    Column("reopened", Integer, nullable=False, server_default="0"),
    Column("merged_id", Id, ForeignKey("cases.id")),
    Column("visit_id", Id, ForeignKey("visits.id")),
    Column("undone_at", Moment),
    UniqueConstraint("kind", "year", "serial"),
    Index("ix_cases_committee_id_state", "committee_id", "state"),
    Index("ix_cases_owner_id_state", "owner_id", "state"),
    Index("ix_cases_state_done_due", "state", "done_due"),
    personal=True,
)
STEPS = table(
    "case_steps",
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("person_id", Id, ForeignKey("persons.id")),  # none: time itself
    Column("act", String(10), nullable=False),
    Column("before", String(4), nullable=False),  # the state that it left
    Column("words", Private, nullable=False, server_default=""),
    Column("whom", String(40), nullable=False, server_default=""),  # passed to
    Column("whom_id", Id, ForeignKey("persons.id")),
    Column("day", Date),  # promised: paused until
    Column(
        "was", PrivateJson
    ),  # what it changed besides the state, as it was: {column: value}, days and moments in ISO
    Column("undone_at", Moment),
    personal=True,
)
CASE = system("cases")
STANDING = CASES.c.undone_at.is_(None)
SPOKEN_OF = timedelta(days=90)  # so long after its end a case is still named by its number: told of, opened again


@dataclass(frozen=True)
class Case:
    """One case as it stands; `id` 0 while it is not stored."""

    kind: str
    raised_at: datetime
    matter: str
    words: str
    contact_due: date
    done_due: date
    state: str
    year: int = 0
    serial: int = 0
    channel: str = ""
    committee_id: int | None = None
    building_id: int | None = None
    household_id: int | None = None
    place: str = ""
    category: str = "其他"
    sub: str = ""
    urgency: str = "P2"
    owner_id: int | None = None
    holder: str = ""
    holder_id: int | None = None
    contact_at: datetime | None = None
    done_at: datetime | None = None
    paused_on: date | None = None
    closed_at: datetime | None = None
    outcome: str = ""
    reopened: int = 0
    merged_id: int | None = None
    visit_id: int | None = None
    id: int = 0

    @property
    def number(self) -> str:
        """0312: as people say it within a year."""
        return f"{self.serial:04d}"


@dataclass(frozen=True)
class Step:
    """Something that happened to a case."""

    case_id: int
    at: datetime
    person_id: int | None
    act: str
    before: str
    words: str = ""
    whom: str = ""
    whom_id: int | None = None
    day: date | None = None
    id: int = 0
    was: dict[str, Any] = field(default_factory=dict)


def case_of(row: Row[Any]) -> Case:
    """A case from a row of the table."""
    values = {name: value for name, value in row._mapping.items() if name != "undone_at"}
    return Case(**values)


class Cases:
    """The cases of one transaction. Whoever asks for a case's content must be one who may see it: `visible` decides."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    def add(self, viewer: Viewer, case: Case) -> Case:
        """Store a new case under the next number of its year that no earlier year's case is still called by.

        People say 0001, not 2027-0001: with two of that number one would close the wrong one. So a number stays taken
        over New Year until its case has been closed for `SPOKEN_OF`, and the new year's numbers go round it.
        """
        year = self.now.year
        of_kind = CASES.c.kind == case.kind
        last = sa.select(sa.func.max(CASES.c.serial)).where(of_kind, CASES.c.year == year)
        lately = sa.or_(CASES.c.closed_at.is_(None), CASES.c.closed_at >= self.now - SPOKEN_OF)
        held = sa.select(CASES.c.serial).where(of_kind, CASES.c.year < year, STANDING, lately)
        names = [column.name for column in CASES.columns if column.name not in ("id", "undone_at", "year", "serial")]
        values = {name: getattr(case, name) for name in names}
        for _ in range(50):  # others number theirs at the same moment
            serial = (run(self.db, CASE, last).scalar() or 0) + 1
            taken = set(run(self.db, CASE, held.where(CASES.c.serial >= serial)).scalars())
            serial = next(free for free in itertools.count(serial) if free not in taken)
            into = insert_once(self.db, CASES).values({**values, "year": year, "serial": serial}).returning(CASES.c.id)
            if number := run(self.db, viewer, into).scalar():
                return self.get(int(number))
        raise RuntimeError("no number was free for a new case")

    def get(self, case: int, *, lock: bool = False) -> Case:
        """A case by its row number. `lock`: nobody else changes it until this transaction ends. Raises NoResultFound."""
        ask = sa.select(CASES).where(CASES.c.id == case)
        if lock and self.db.dialect.name == "postgresql":
            ask = ask.with_for_update()
        return case_of(run(self.db, CASE, ask).one())

    def numbered(self, kind: str, serial: int, year: int = 0) -> Case | None:
        """The case that a number means: of several years' the newest, but one that is open before one that is over."""
        of_year = [CASES.c.year == year] if year else []
        ask = (
            sa.select(CASES)
            .where(CASES.c.kind == kind, CASES.c.serial == serial, STANDING, *of_year)
            .order_by(CASES.c.closed_at.is_not(None), CASES.c.year.desc())
        )
        row = run(self.db, CASE, ask.limit(1)).first()
        return case_of(row) if row else None

    def change(self, case: int, **values: Any) -> None:
        run(self.db, CASE, sa.update(CASES).where(CASES.c.id == case).values(values))

    def seen_by(self, viewer: Viewer) -> sa.ColumnElement[bool]:
        """Cases that are a viewer's to handle or to know: those they answer for, and those of their area.

        A 物业 sees what was passed to them, and of it place and matter only: that is for the caller to hold.
        """
        if viewer.sees_all:
            return sa.true()
        held = sa.select(BUILDING_AREAS.c.building_id).where(
            BUILDING_AREAS.c.area_id.in_(viewer.areas), active(BUILDING_AREAS, self.now.date())
        )
        return sa.or_(
            CASES.c.owner_id.in_(viewer.acting),
            CASES.c.committee_id.in_(viewer.committees),
            CASES.c.building_id.in_(held),
            CASES.c.holder_id == viewer.person,
        )

    def may_see(self, viewer: Viewer, case: int) -> bool:
        ask = sa.select(CASES.c.id).where(CASES.c.id == case, self.seen_by(viewer))
        return run(self.db, viewer, ask).first() is not None

    def find(self, *where: sa.ColumnElement[bool], limit: int = 0) -> list[Case]:
        """Cases that stand, by what is due first."""
        ask = sa.select(CASES).where(STANDING, *where).order_by(CASES.c.done_due, CASES.c.id)
        return [case_of(row) for row in run(self.db, CASE, ask.limit(limit) if limit else ask)]

    def step(self, viewer: Viewer, step: Step) -> int:
        values = {
            name: getattr(step, name)
            for name in ("case_id", "at", "person_id", "act", "before", "words", "whom", "whom_id", "day", "was")
        }
        return put(self.db, viewer, STEPS, values)

    def steps(self, viewer: Viewer, case: int) -> list[Step]:
        """All that happened to a case, oldest first."""
        ask = sa.select(STEPS).where(STEPS.c.case_id == case, STEPS.c.undone_at.is_(None)).order_by(STEPS.c.id)
        return [_step(row) for row in run(self.db, viewer, ask)]

    def take_back(self, viewer: Viewer, step: Step) -> None:
        """Undo the last step of a case: it is again as that step found it."""
        run(self.db, viewer, sa.update(STEPS).where(STEPS.c.id == step.id).values(undone_at=self.now))
        self.change(step.case_id, state=step.before, **{name: _value(name, was) for name, was in step.was.items()})

    def note_was(self, step: int, was: dict[str, Any]) -> None:
        """Remember more of what a step changed."""
        held = self.get_step(step).was
        run(self.db, CASE, sa.update(STEPS).where(STEPS.c.id == step).values(was={**held, **was}))

    def hand_over(self, viewer: Viewer, leaving: int, successor: int, cases: Collection[int]) -> list[int]:
        """Those of these cases that are open and somebody's are their successor's from now on; which they are."""
        mine = (CASES.c.id.in_(list(cases)), CASES.c.owner_id == leaving, CASES.c.closed_at.is_(None), STANDING)
        moved = sa.update(CASES).where(*mine).values(owner_id=successor).returning(CASES.c.id)
        return sorted(run(self.db, viewer, moved).scalars())

    def get_step(self, step: int) -> Step:
        return _step(run(self.db, CASE, sa.select(STEPS).where(STEPS.c.id == step)).one())

    def nearby(self, building: int | None, committee: int | None, since: timedelta) -> list[Case]:
        """Open demands raised lately in a building, or of a committee without a building."""
        place = (
            (CASES.c.building_id == building)
            if building
            else sa.and_(CASES.c.committee_id == committee, CASES.c.building_id.is_(None))
        )
        return self.find(place, CASES.c.closed_at.is_(None), CASES.c.raised_at >= self.now - since)


def _value(name: str, was: Any) -> Any:
    """What stood in a column, from JSON."""
    if not isinstance(was, str) or name not in CASES.c:
        return was
    kind = CASES.c[name].type
    return (
        date.fromisoformat(was)
        if isinstance(kind, Date)
        else datetime.fromisoformat(was)
        if isinstance(kind, Moment)
        else was
    )


def _step(row: Row[Any]) -> Step:
    return Step(
        row.case_id,
        row.at,
        row.person_id,
        row.act,
        row.before,
        row.words,
        row.whom,
        row.whom_id,
        row.day,
        row.id,
        row.was or {},
    )
