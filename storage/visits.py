"""Visits, the needs heard on them, and their earlier versions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Connection, Date, ForeignKey, Index, Integer, Row, String, func, insert, select, update

from storage.base import Id, Moment, Private, PrivateJson, table
from storage.journal import REMARKS, undoes
from storage.people import PREFERENCES
from storage.plans import Plan
from storage.viewers import Viewer, put, run

if TYPE_CHECKING:
    from storage.unit import Unit

OF_HOME = "home note"  # what a remark is about that tells of no visit
VISITS = table(
    "visits",
    Column("household_id", Id, ForeignKey("households.id"), nullable=False),
    Column("cadre_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("part", String(10), nullable=False, server_default=""),  # 上午, 下午 …
    Column("way", String(10), nullable=False),  # 入户 电话 微信 接待 途遇 未遇 拒访 第三方反馈 商户走访
    Column("note", Private, nullable=False, server_default=""),
    Column("logged_at", Moment, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("made", String(10), nullable=False, server_default=""),  # of what, if nobody wrote it down: 回话
    Column("undone_at", Moment),
    Index("ix_visits_household_id_day", "household_id", "day"),
    Index("ix_visits_cadre_id_day", "cadre_id", "day"),
    Index("ix_visits_contacts", "household_id", "undone_at", "way", "day"),  # the sweep reads this alone
    personal=True,
)
VISIT_VERSIONS = table(
    "visit_versions",
    Column("visit_id", Id, ForeignKey("visits.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("body", PrivateJson, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", Id, ForeignKey("persons.id"), nullable=False),
    personal=True,
)
NEEDS = table(
    "needs",
    Column("visit_id", Id, ForeignKey("visits.id"), nullable=False, index=True),
    Column("household_id", Id, ForeignKey("households.id"), nullable=False, index=True),
    Column("text", Private, nullable=False),
    Column("state", String(10), nullable=False, server_default="待办"),  # 待办, 已接, 办好
    Column("taken_by", Id, ForeignKey("persons.id")),
    Column("undone_at", Moment),
    personal=True,
)
STANDING = VISITS.c.undone_at.is_(None)
ANSWERED = "回话"  # somebody of the household answered about a demand
NO_CONTACT = ("未遇",)  # knocking at a door is no contact


@dataclass(frozen=True)
class Visit:
    """One contact with one household on one day; `id` 0 while it is not stored."""

    household_id: int
    cadre_id: int
    day: date
    way: str
    note: str = ""
    part: str = ""
    id: int = 0
    version: int = 1
    logged_at: datetime | None = None
    made: str = ""


def _visit(row: Row[Any]) -> Visit:
    return Visit(
        row.household_id,
        row.cadre_id,
        row.day,
        row.way,
        row.note,
        row.part,
        row.id,
        row.version,
        row.logged_at,
        row.made,
    )


class Visits:
    """The visits of one transaction. Whoever asks for a household's visits must be one who may see the household."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    def add(self, viewer: Viewer, visit: Visit) -> int:
        values = {
            "household_id": visit.household_id, "cadre_id": visit.cadre_id, "day": visit.day, "part": visit.part,
            "way": visit.way, "note": visit.note, "logged_at": self.now, "made": visit.made,
        }  # fmt: skip
        return put(self.db, viewer, VISITS, values)

    def add_need(self, viewer: Viewer, visit: int, household: int, text: str) -> int:
        values = {"visit_id": visit, "household_id": household, "text": text}
        return put(self.db, viewer, NEEDS, values)

    def get(self, viewer: Viewer, visit: int) -> Visit | None:
        """One's own visit, or one of a household in view: the caller checks the household."""
        row = run(self.db, viewer, select(VISITS).where(VISITS.c.id == visit, STANDING)).first()
        return _visit(row) if row else None

    def of_household(self, viewer: Viewer, household: int, limit: int = 5) -> list[Visit]:
        """The last visits to a household, newest first. Ask `places.household(viewer, …)` first: it decides."""
        statement = select(VISITS).where(VISITS.c.household_id == household, STANDING)
        newest = statement.order_by(VISITS.c.day.desc(), VISITS.c.id.desc()).limit(limit)
        return [_visit(row) for row in run(self.db, viewer, newest)]

    def newest(self, viewer: Viewer, households: Collection[int]) -> dict[int, Visit]:
        """The last visit to each of these, whatever came of it; the caller checks that the viewer may see them."""
        place = func.row_number().over(
            partition_by=VISITS.c.household_id, order_by=(VISITS.c.day.desc(), VISITS.c.id.desc())
        )
        mine = select(VISITS.c.id, place.label("place")).where(VISITS.c.household_id.in_(list(households)), STANDING)
        ranked = mine.subquery()
        statement = select(VISITS).join(ranked, ranked.c.id == VISITS.c.id).where(ranked.c.place == 1)
        return {row.household_id: _visit(row) for row in run(self.db, viewer, statement)}

    def needs_of(self, viewer: Viewer, households: Collection[int]) -> dict[int, list[str]]:
        """What was asked for there and nobody has taken up, by household: what became a demand is told as that."""
        found: dict[int, list[str]] = {}
        mine = (NEEDS.c.household_id.in_(list(households)), NEEDS.c.undone_at.is_(None), NEEDS.c.state == "待办")
        for row in run(self.db, viewer, select(NEEDS.c.household_id, NEEDS.c.text).where(*mine).order_by(NEEDS.c.id)):
            found.setdefault(row.household_id, []).append(row.text)
        return found

    def of_cadre(self, viewer: Viewer, limit: int = 200, since: date | None = None) -> list[Visit]:
        """The visits that the viewer wrote down, newest first."""
        statement = select(VISITS).where(VISITS.c.cadre_id == viewer.person, VISITS.c.made == "", STANDING)
        if since:
            statement = statement.where(VISITS.c.day >= since)
        return [_visit(row) for row in run(self.db, viewer, statement.order_by(VISITS.c.id.desc()).limit(limit))]

    def count_homes(
        self, viewer: Viewer, person: int, since: date, until: date, ways: Sequence[str]
    ) -> tuple[int, int]:
        """How many households somebody contacted in one of these ways from a day until before another; how many entered."""
        days = VISITS.c.day >= since, VISITS.c.day < until
        mine = (VISITS.c.cadre_id == person, *days, VISITS.c.way.in_(ways), STANDING)
        ask = select(VISITS.c.household_id, VISITS.c.way).where(*mine).distinct()
        rows = run(self.db, viewer, ask).all()
        return len({row.household_id for row in rows}), sum(row.way == "入户" for row in rows)

    def needs_told(self, viewer: Viewer, visit: int) -> list[str]:
        """What was wished for on this visit."""
        ask = select(NEEDS.c.text).where(NEEDS.c.visit_id == visit, NEEDS.c.undone_at.is_(None)).order_by(NEEDS.c.id)
        return list(run(self.db, viewer, ask).scalars())

    def remarks_of(self, viewer: Viewer, visits: list[int]) -> dict[int, list[str]]:
        """What was said beside these visits and kept."""
        beside = (REMARKS.c.subject_kind == "visit", REMARKS.c.subject.in_(visits), REMARKS.c.undone_at.is_(None))
        found: dict[int, list[str]] = {}
        for row in run(self.db, viewer, select(REMARKS).where(*beside).order_by(REMARKS.c.id)):
            found.setdefault(row.subject, []).append(row.text)
        return found

    def noted_of(self, viewer: Viewer, household: int, limit: int) -> list[str]:
        """What was only noted of a household, newest first."""
        of = (REMARKS.c.subject_kind == OF_HOME, REMARKS.c.subject == household, REMARKS.c.undone_at.is_(None))
        return list(
            run(self.db, viewer, select(REMARKS.c.text).where(*of).order_by(REMARKS.c.id.desc()).limit(limit)).scalars()
        )

    def change(self, viewer: Viewer, new: Visit) -> None:
        """Correct a visit; what it said before is kept as a version."""
        old = self.get(viewer, new.id)
        if old is None:
            raise LookupError(f"visit {new.id}")
        body = {
            "household_id": old.household_id, "day": old.day.isoformat(), "part": old.part, "way": old.way, "note": old.note,
        }  # fmt: skip
        kept = {
            "visit_id": old.id, "version": old.version, "body": body, "changed_at": self.now, "changed_by": viewer.person,
        }  # fmt: skip
        run(self.db, viewer, insert(VISIT_VERSIONS).values(kept))
        values = {
            "household_id": new.household_id, "day": new.day, "part": new.part, "way": new.way, "note": new.note,
            "version": old.version + 1,
        }  # fmt: skip
        run(self.db, viewer, update(VISITS).where(VISITS.c.id == new.id).values(values))
        moved = {"household_id": new.household_id}
        run(self.db, viewer, update(NEEDS).where(NEEDS.c.visit_id == new.id).values(moved))

    def change_back(self, viewer: Viewer, visit: int) -> None:
        """Take the newest correction back: the version before it holds again."""
        mine = select(VISIT_VERSIONS).where(VISIT_VERSIONS.c.visit_id == visit).order_by(VISIT_VERSIONS.c.id.desc())
        row = run(self.db, viewer, mine.limit(1)).first()
        if row is None:
            return
        body = dict(row.body)
        values = {**body, "day": date.fromisoformat(body["day"]), "version": VISITS.c.version + 1}
        run(self.db, viewer, update(VISITS).where(VISITS.c.id == visit).values(values))
        moved = {"household_id": body["household_id"]}
        run(self.db, viewer, update(NEEDS).where(NEEDS.c.visit_id == visit).values(moved))

    def versions(self, viewer: Viewer, visit: int) -> list[dict[str, Any]]:
        statement = (
            select(VISIT_VERSIONS.c.body).where(VISIT_VERSIONS.c.visit_id == visit).order_by(VISIT_VERSIONS.c.id)
        )
        return list(run(self.db, viewer, statement).scalars())


@dataclass(frozen=True)
class NewVisit:
    """A visit as a conversation hands it over, with what was heard and what came along."""

    visit: Visit
    needs: tuple[str, ...] = ()
    files: tuple[int, ...] = ()
    follow_ups: tuple[Plan, ...] = ()
    wish: str = ""  # what the household said about contact: 勿扰
    alarm: str = ""  # danger that the cadre says is not over

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        number = unit.visits.add(viewer, self.visit)
        effects = [("visit", number)]
        effects += [
            ("need", unit.visits.add_need(viewer, number, self.visit.household_id, need)) for need in self.needs
        ]
        for plan in self.follow_ups:
            effects += replace(plan, visit_id=number).store(unit, viewer)
        unit.files.attach(viewer, self.files, "visit", number)
        if self.wish:
            values = {
                "household_id": self.visit.household_id,
                "wish": self.wish,
                "since": self.visit.day,
                "visit_id": number,
            }
            run(unit.db, viewer, insert(PREFERENCES).values(values))
        return [*effects, ("alarm", number)] if self.alarm else effects


@dataclass(frozen=True)
class ChangedVisit:
    """A visit corrected after it was stored."""

    visit: Visit

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        unit.visits.change(viewer, self.visit)
        unit.plans.move(viewer, self.visit.id, self.visit.household_id)
        return [("visit_change", self.visit.id)]


@undoes("visit")
def undo_visit(unit: Any, viewer: Viewer, visit: int) -> str:
    """A visit taken back takes along the wish it set and opens again what it had resolved."""
    run(unit.db, viewer, update(VISITS).where(VISITS.c.id == visit).values(undone_at=unit.now))
    run(unit.db, viewer, update(PREFERENCES).where(PREFERENCES.c.visit_id == visit).values(until=PREFERENCES.c.since))
    unit.plans.open_again(viewer, visit)
    unit.rests.untold(viewer, visit)
    unit.rounds.open_again(viewer, visit)
    return ""


@undoes("visit_change")
def undo_change(unit: Any, viewer: Viewer, visit: int) -> str:
    unit.visits.change_back(viewer, visit)
    if before := unit.visits.get(viewer, visit):
        unit.plans.move(viewer, visit, before.household_id)
    unit.rounds.open_again(viewer, visit)
    return ""


@undoes("need")
def undo_need(unit: Any, viewer: Viewer, need: int) -> str:
    """A need is taken back unless somebody else has taken it up."""
    row = run(unit.db, viewer, select(NEEDS).where(NEEDS.c.id == need)).one()
    if row.taken_by is not None and row.taken_by != viewer.person:
        return f"诉求「{row.text}」已经有人在办"
    run(unit.db, viewer, update(NEEDS).where(NEEDS.c.id == need).values(undone_at=unit.now))
    return ""
