"""Who is on duty: shifts laid over the week's pattern, and swaps that two people agree on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, ForeignKey, Index, String

from storage.base import Id, Moment, table
from storage.journal import undoes
from storage.viewers import Viewer, put, run, system

SHIFTS = table(
    "duty_shifts",
    Column("committee_id", Id, ForeignKey("areas.id")),  # none: the whole street
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("made_by", Id, ForeignKey("persons.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("swap_id", Id),
    Column("undone_at", Moment),
    Index("ix_duty_shifts_until", "until"),
    personal=True,
)
SWAPS = table(
    "duty_swaps",
    Column("committee_id", Id, ForeignKey("areas.id")),
    Column("asker_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("other_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("gives_since", Moment),  # what the asker hands over
    Column("gives_until", Moment),
    Column("takes_since", Moment),  # what the asker takes
    Column("takes_until", Moment),
    Column("state", String(4), nullable=False, server_default="问"),  # 问, 同意, 不行, 撤回
    Column("made_at", Moment, nullable=False),
    personal=True,
)
DUTY = system("duty")
ASKED, AGREED, REFUSED, WITHDRAWN = "问", "同意", "不行", "撤回"


@dataclass(frozen=True)
class Span:
    """From a moment until just before another."""

    since: datetime
    until: datetime


@dataclass(frozen=True)
class Shift(Span):
    """Somebody, or several together, is on duty for a committee (0: the street)."""

    committee: int
    people: tuple[int, ...]


@dataclass(frozen=True)
class Swap:
    """Two people change shifts: `gives` is what the asker hands over, `takes` what the asker takes."""

    committee: int
    asker: int
    other: int
    gives: Span | None
    takes: Span | None
    state: str = ASKED
    id: int = 0


@undoes("duty_shift")
def undo_shift(unit: Any, viewer: Viewer, number: int) -> str:
    """Whoever had the shift before has it again."""
    run(unit.db, viewer, sa.update(SHIFTS).where(SHIFTS.c.id == number).values(undone_at=unit.now))
    return ""


class Duty:
    """The shifts and swaps of one transaction."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    def laid_over(self, committee: int, since: datetime, until: datetime) -> list[Shift]:
        """What was set or swapped for these hours, the oldest first: each replaces what lies below it."""
        mine = SHIFTS.c.committee_id == committee if committee else SHIFTS.c.committee_id.is_(None)
        touching = (mine, SHIFTS.c.undone_at.is_(None), SHIFTS.c.since < until, SHIFTS.c.until > since)
        found: dict[tuple[datetime, datetime, datetime], list[int]] = {}
        for row in run(self.db, DUTY, sa.select(SHIFTS).where(*touching).order_by(SHIFTS.c.id)):
            found.setdefault((row.made_at, row.since, row.until), []).append(row.person_id)
        return [Shift(first, last, committee, tuple(people)) for (_, first, last), people in found.items()]

    def set(self, viewer: Viewer, shift: Shift, swap: int = 0) -> list[int]:
        """Put somebody on duty; the rows that say so."""
        values = {
            "committee_id": shift.committee or None,
            "since": shift.since,
            "until": shift.until,
            "made_at": self.now,
        }
        values |= {"made_by": viewer.person, "swap_id": swap or None}
        return [put(self.db, viewer, SHIFTS, {**values, "person_id": one}) for one in dict.fromkeys(shift.people)]

    def row(self, number: int) -> tuple[Shift, int] | None:
        """One row, with the swap that it comes from (0: none)."""
        row = run(self.db, DUTY, sa.select(SHIFTS).where(SHIFTS.c.id == number)).first()
        return (Shift(row.since, row.until, row.committee_id or 0, (row.person_id,)), row.swap_id or 0) if row else None

    def ask(self, viewer: Viewer, swap: Swap) -> int:
        values: dict[str, Any] = {
            "committee_id": swap.committee or None,
            "asker_id": swap.asker,
            "other_id": swap.other,
        }
        for name, span in (("gives", swap.gives), ("takes", swap.takes)):
            values |= {f"{name}_since": span and span.since, f"{name}_until": span and span.until}
        return put(self.db, viewer, SWAPS, {**values, "made_at": self.now})

    def swap(self, number: int, *, lock: bool = False) -> Swap | None:
        ask = sa.select(SWAPS).where(SWAPS.c.id == number)
        if lock and self.db.dialect.name == "postgresql":
            ask = ask.with_for_update()
        row = run(self.db, DUTY, ask).first()
        return _swap(row) if row else None

    def asked_of(self, person: int) -> list[Swap]:
        """What somebody was asked to swap and has not answered, the newest first."""
        ask = sa.select(SWAPS).where(SWAPS.c.other_id == person, SWAPS.c.state == ASKED).order_by(SWAPS.c.id.desc())
        return [_swap(row) for row in run(self.db, DUTY, ask)]

    def answer(self, number: int, state: str) -> bool:
        """False if it had been answered or withdrawn before."""
        open_one = sa.update(SWAPS).where(SWAPS.c.id == number, SWAPS.c.state == ASKED)
        return run(self.db, DUTY, open_one.values(state=state)).rowcount > 0


def _swap(row: Any) -> Swap:
    gives = Span(row.gives_since, row.gives_until) if row.gives_since else None
    takes = Span(row.takes_since, row.takes_until) if row.takes_since else None
    return Swap(row.committee_id or 0, row.asker_id, row.other_id, gives, takes, row.state, row.id)


def cut(shifts: Iterable[Shift], over: Sequence[Shift]) -> list[Shift]:
    """The shifts with those laid over them, later ones last to come, in the order of time."""
    found = list(shifts)
    for new in over:
        rest = []
        for old in found:
            if old.until <= new.since or old.since >= new.until:
                rest.append(old)
                continue
            if old.since < new.since:
                rest.append(Shift(old.since, new.since, old.committee, old.people))
            if old.until > new.until:
                rest.append(Shift(new.until, old.until, old.committee, old.people))
        found = [*rest, new]
    return sorted(found, key=lambda shift: (shift.since, shift.until))
