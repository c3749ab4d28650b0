"""Reports that the law demands of a committee: kept on the secretary's list until they were made, seen by nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, ForeignKey, Index, Row, String

from storage.base import Id, Moment, Private, table
from storage.journal import undoes
from storage.viewers import Viewer, put, run, system

REPORTS = table(
    "mandatory_reports",
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False),  # who wrote of it
    Column("at", Moment, nullable=False),
    Column("kind", String(20), nullable=False),  # 未成年人, 无民事行为能力人
    Column("words", Private, nullable=False),
    Column("committee_id", Id, ForeignKey("areas.id")),
    Column("household_id", Id, ForeignKey("households.id")),
    Column("place", Private, nullable=False, server_default=""),
    Column("done_id", Id, ForeignKey("persons.id")),
    Column("done_at", Moment),
    Column("whom", Private, nullable=False, server_default=""),  # 110, 民政, 教育 …, or why not
    Column("when", Private, nullable=False, server_default=""),
    Index("ix_mandatory_reports_done_at", "done_at"),
    personal=True,
)
LAW = system("law")
OPEN = REPORTS.c.done_at.is_(None)


@dataclass(frozen=True)
class Report:
    """Harm that has to be reported."""

    person_id: int
    at: datetime
    kind: str
    words: str
    committee_id: int | None = None
    household_id: int | None = None
    place: str = ""
    done_id: int | None = None
    done_at: datetime | None = None
    whom: str = ""
    when: str = ""
    id: int = 0


@undoes("report_done")
def undo_done(unit: Any, viewer: Viewer, number: int) -> str:
    """It stands on the list again."""
    values = {"done_at": None, "done_id": None, "whom": "", "when": ""}
    run(unit.db, viewer, sa.update(REPORTS).where(REPORTS.c.id == number).values(values))
    return ""


class Reports:
    """The mandatory reports of one transaction."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    def add(self, report: Report) -> int:
        names = ("person_id", "at", "kind", "words", "committee_id", "household_id", "place")
        return put(self.db, LAW, REPORTS, {name: getattr(report, name) for name in names})

    def get(self, number: int) -> Report | None:
        row = run(self.db, LAW, sa.select(REPORTS).where(REPORTS.c.id == number)).first()
        return _report(row) if row else None

    def lately(self, person: int, kind: str, within: timedelta) -> Report | None:
        """What the same person has just written of the same harm: more words, not another report."""
        same = (REPORTS.c.person_id == person, REPORTS.c.kind == kind, REPORTS.c.at >= self.now - within)
        row = run(self.db, LAW, sa.select(REPORTS).where(*same, OPEN).order_by(REPORTS.c.id.desc()).limit(1)).first()
        return _report(row) if row else None

    def know(self, number: int, more: Report) -> None:
        """More words of the same harm, and where it is once that is known."""
        old = self.get(number)
        if old is None:
            return
        longer = old.words if more.words in old.words else more.words
        known = longer in (old.words, more.words) and (old.words in longer)
        values: dict[str, Any] = {"words": longer if known else f"{old.words}；{more.words}"}
        if more.household_id or not old.place:
            values |= {"committee_id": more.committee_id, "household_id": more.household_id, "place": more.place}
        run(self.db, LAW, sa.update(REPORTS).where(REPORTS.c.id == number).values(values))

    def open_ones(self) -> list[Report]:
        """What has not been reported yet, the oldest first; who may see which is for the caller to hold."""
        return [_report(row) for row in run(self.db, LAW, sa.select(REPORTS).where(OPEN).order_by(REPORTS.c.id))]

    def done(self, viewer: Viewer, number: int, whom: str, when: str) -> bool:
        """False if it was done before."""
        values = {"done_id": viewer.person, "done_at": self.now, "whom": whom, "when": when}
        return run(self.db, viewer, sa.update(REPORTS).where(REPORTS.c.id == number, OPEN).values(values)).rowcount > 0


def _report(row: Row[Any]) -> Report:
    return Report(**row._mapping)
